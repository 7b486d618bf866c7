"""The engine process. Standard input brings commands, standard output takes events, the rest is log."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from pathlib import Path


def main() -> None:
    """Set the process up, then serve."""
    # The protocol gets a descriptor of its own; whatever C code prints to 1 ends in the log.
    events = os.dup(1)
    os.dup2(2, 1)
    # Ctrl-C in a terminal goes to the whole group; the client decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _confine()
    # Imported late: the descriptors must be in place before llama.cpp says anything.
    from assistant.engine.server import Server

    Server(sys.stdin.buffer, events).run()


def _confine() -> None:
    """Leave the window its processor time, be the one that dies when memory runs out, leave no core file.

    A core file would contain what the user wrote.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        os.nice(10)
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("500")


if __name__ == "__main__":
    main()
