"""``python -m assistant``, the same as ``parlance``: the window, the quick window, or a command."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.engine.process import CHILD_OPTION, CHILDREN, run_child

if TYPE_CHECKING:
    from assistant.errors import ParlanceError


def main() -> None:
    """Run the program, and end the process with its exit code."""
    if len(sys.argv) == 3 and sys.argv[1] == CHILD_OPTION and sys.argv[2] in CHILDREN:
        run_child(sys.argv[2])
        return
    try:
        arguments = sys.argv[1:]
        if not arguments or _are_files(arguments):
            sys.exit(_open_window(arguments))
        if arguments == ["quick"]:  # without the command line's imports: it is bound to a key
            sys.exit(_open_quick(None))
        from assistant.cli import main as run_command

        run_command(arguments, _open_quick)
    except KeyboardInterrupt:  # while something was still being imported
        sys.exit(130)


def _are_files(arguments: list[str]) -> bool:
    """Whether all of them can only be files: no command or option has such a name."""
    return not arguments[0].startswith("-") and all(Path(each).suffix or os.sep in each for each in arguments)


def _open_window(files: list[str]) -> int:
    """Open the window with ``files`` in it, or have the one that is open do so and come to the front."""
    from assistant.cli.errors import FileNameUnusable

    absolute = tuple(str(Path(file).absolute()) for file in files)
    for file in absolute:
        try:
            file.encode()
        except UnicodeEncodeError as error:
            return _complain(FileNameUnusable(str(error), path=ascii(file)))
    return _start(action="open" if files else "show", files=absolute)


def _open_quick(text: str | None) -> int:
    return _start(action="quick", text=text)


def _start(**request: Any) -> int:
    """Have the program that runs do what is asked for, or become it."""
    if not _has_display():
        from assistant.cli.errors import NoDisplay

        return _complain(NoDisplay())
    from assistant.paths import Paths, default_data_dir
    from assistant.ui.errors import NotAnswering
    from assistant.ui.single_instance import Request, hand_over

    paths = Paths(default_data_dir())
    asked = Request(**request, token=os.environ.get("XDG_ACTIVATION_TOKEN", ""))
    try:
        if hand_over(paths.data, asked):
            return 0
        from assistant.app import run

        return run(paths, sys.argv[:1], asked)
    except NotAnswering as error:
        return _complain(error)


def _complain(error: ParlanceError) -> int:
    from assistant.cli.output import complain

    complain(error)
    return 1


def _has_display() -> bool:
    """Whether Qt will find one: without, it aborts the process."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    main()
