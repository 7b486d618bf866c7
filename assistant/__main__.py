"""``python -m assistant``, the same as ``parlance``: without arguments the window, else a command."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the program, and end the process with its exit code."""
    try:
        if len(sys.argv) > 1:
            from assistant.cli import main as run_command

            run_command(sys.argv[1:])
        else:
            sys.exit(_open_window())
    except KeyboardInterrupt:  # while something was still being imported
        sys.exit(130)


def _open_window() -> int:
    if not _has_display():
        from assistant.cli.errors import NoDisplay
        from assistant.cli.output import complain

        complain(NoDisplay())
        return 1
    from assistant.app import run
    from assistant.paths import Paths, default_data_dir

    return run(Paths(default_data_dir()), sys.argv)


def _has_display() -> bool:
    """Whether Qt will find one: without, it aborts the process."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    main()
