"""Child processes: how one is started, and what its end says.

A person who reads "exit code 18446744072635810000" learns nothing. So the end of a process is put in words;
these are marked for translation in the context ``errors``, where they fill the ``{reason}`` of an error.
"""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

from assistant.errors import QT_TRANSLATE_NOOP

CHILD_OPTION = "--child"
"""How a bundle, whose executable is no Python, is told to be one of its own children."""
CHILDREN = ("assistant.engine", "assistant.engine.template_process")
"""The modules that run in processes of their own."""

_ROOT = Path(__file__).resolve().parents[2]

Kind = Literal["crash", "memory", "other"]
"""A fault inside the process; killed for want of memory; anything else (an exit code, killed on purpose)."""

# Signals by name, because not every platform has every one of them.
_SIGNALS: dict[str, tuple[str, Kind]] = {
    "SIGSEGV": (QT_TRANSLATE_NOOP("errors", "segmentation fault (SIGSEGV)"), "crash"),
    "SIGILL": (QT_TRANSLATE_NOOP("errors", "an instruction this processor does not have (SIGILL)"), "crash"),
    "SIGBUS": (QT_TRANSLATE_NOOP("errors", "bus error (SIGBUS)"), "crash"),
    "SIGABRT": (QT_TRANSLATE_NOOP("errors", "it gave up on an internal error (SIGABRT)"), "crash"),
    "SIGFPE": (QT_TRANSLATE_NOOP("errors", "arithmetic error (SIGFPE)"), "crash"),
    "SIGKILL": (QT_TRANSLATE_NOOP("errors", "killed, probably because memory ran out (SIGKILL)"), "memory"),
    "SIGTERM": (QT_TRANSLATE_NOOP("errors", "it was asked to end (SIGTERM)"), "other"),
    "SIGINT": (QT_TRANSLATE_NOOP("errors", "it was interrupted (SIGINT)"), "other"),
    "SIGPIPE": (QT_TRANSLATE_NOOP("errors", "nobody listened to it any more (SIGPIPE)"), "other"),
    "SIGXCPU": (QT_TRANSLATE_NOOP("errors", "its limit of processor time was reached (SIGXCPU)"), "other"),
    "SIGSYS": (QT_TRANSLATE_NOOP("errors", "the system refused a call (SIGSYS)"), "other"),
}

# Source: the NTSTATUS values of the Windows Driver Kit ([MS-ERREF] 2.3.1).
_NTSTATUS: dict[int, tuple[str, Kind]] = {
    0xC0000005: (QT_TRANSLATE_NOOP("errors", "access violation (0xC0000005)"), "crash"),
    0xC0000006: (QT_TRANSLATE_NOOP("errors", "a file could not be read in (0xC0000006)"), "crash"),
    0xC000001D: (
        QT_TRANSLATE_NOOP("errors", "an instruction this processor does not have (0xC000001D)"),
        "crash",
    ),
    0xC0000094: (QT_TRANSLATE_NOOP("errors", "division by zero (0xC0000094)"), "crash"),
    0xC00000FD: (QT_TRANSLATE_NOOP("errors", "stack overflow (0xC00000FD)"), "crash"),
    0xC0000374: (QT_TRANSLATE_NOOP("errors", "damaged memory (0xC0000374)"), "crash"),
    0xC0000409: (QT_TRANSLATE_NOOP("errors", "it gave up on an internal error (0xC0000409)"), "crash"),
    0xC0000017: (QT_TRANSLATE_NOOP("errors", "memory ran out (0xC0000017)"), "memory"),
    0xC000012D: (QT_TRANSLATE_NOOP("errors", "memory ran out (0xC000012D)"), "memory"),
    0xC000007B: (QT_TRANSLATE_NOOP("errors", "a library is of the wrong kind (0xC000007B)"), "other"),
    0xC0000135: (QT_TRANSLATE_NOOP("errors", "a library is missing (0xC0000135)"), "other"),
    0xC0000139: (QT_TRANSLATE_NOOP("errors", "a library is of the wrong version (0xC0000139)"), "other"),
    0xC0000142: (QT_TRANSLATE_NOOP("errors", "a library did not start (0xC0000142)"), "other"),
    0xC000013A: (QT_TRANSLATE_NOOP("errors", "it was interrupted (0xC000013A)"), "other"),
}


@dataclass(frozen=True)
class Exit:
    """How a process ended. ``reason`` continues a sentence: "segmentation fault (SIGSEGV)"."""

    reason: str
    kind: Kind = "other"

    @classmethod
    def from_code(cls, code: int) -> Self:
        """``code`` as :class:`subprocess.Popen` has it: negative for a signal, on Windows an NTSTATUS.

        128 + n is how shells and containers report signal n: 137 is SIGKILL there.
        """
        status = code & 0xFFFFFFFF
        if sys.platform == "win32" or code >= 0xC0000000:
            if status in _NTSTATUS:
                return cls(*_NTSTATUS[status])
            return cls(f"exit code 0x{status:08X}" if status > 0xFFFF else f"exit code {status}")
        number = -code if code < 0 else code - 128
        try:
            name = signal.Signals(number).name
        except ValueError:
            return cls(f"signal {number}" if code < 0 else f"exit code {code}")
        if name in _SIGNALS:
            return cls(*_SIGNALS[name])
        return cls(f"signal {name}")


def module_command(name: str) -> list[str]:
    """The command that runs one of :data:`CHILDREN` in a Python of its own.

    ``-P`` keeps the current folder off its path: what is to be translated may lie beside a ``queue.py``.
    """
    if _is_bundle():
        return [sys.executable, CHILD_OPTION, name]
    return [sys.executable, "-P", "-m", name]


def run_child(name: str) -> None:
    """Be the child that :func:`module_command` asks for in a bundle."""
    runpy.run_module(name, run_name="__main__", alter_sys=True)


def _is_bundle() -> bool:
    return getattr(sys, "frozen", False)


def spawn(
    command: Sequence[str], env: Mapping[str, str] | None = None, *, stderr: int | None = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    """Start a child with pipes for its standard streams; :class:`OSError` when that is impossible.

    It gets a process group of its own, because Ctrl-C in a terminal is for the program to handle, and on
    Windows no console window. ``stderr`` None: it shares ours.
    """
    env = dict(os.environ if env is None else env)
    if not _is_bundle() and _ROOT.name not in ("site-packages", "dist-packages"):  # a checkout
        env["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_ROOT), env.get("PYTHONPATH"))))
    apart: dict[str, Any] = {"process_group": 0}
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    pipe = subprocess.PIPE
    return subprocess.Popen(list(command), stdin=pipe, stdout=pipe, stderr=stderr, env=env, **apart)
