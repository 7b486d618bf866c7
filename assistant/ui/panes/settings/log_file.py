"""Reads the log back: what the program, or the engine, has said since a moment."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

import psutil

Level = Literal["", "debug", "info", "warning", "error"]
"""Empty: the line says nothing of it, as those of the engine."""

RUN_BEGAN = datetime.fromtimestamp(psutil.Process().create_time()).replace(microsecond=0)  # noqa: DTZ006
"""In local time, as the times of the log are."""

_READ = 1 << 18
"""Bytes from the end of the file: more than this nobody reads in a window."""
_BEGINNING = re.compile(
    r"(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),\d{3} "
    r"(?:(?P<level>[A-Z]{4,8}) (?P<source>[\w.]+): )?(?P<text>.*)"
)
_LEVELS: dict[str, Level] = {
    "DEBUG": "debug",
    "INFO": "info",
    "WARNING": "warning",
    "ERROR": "error",
    "CRITICAL": "error",
}


@dataclass(frozen=True)
class LogLine:
    """What was logged at once; with an exception these are many lines of text."""

    time: datetime
    level: Level
    source: str
    """The module that said it; empty for the engine."""
    text: str


def read_log(file: Path, since: datetime) -> list[LogLine]:
    """The oldest first; none if there is no such file. ``since`` is in local time, as the file's are."""
    try:
        with file.open("rb") as opened:
            opened.seek(max(file.stat().st_size - _READ, 0))
            text = opened.read().decode("utf-8", "replace")
    except OSError:
        return []  # nothing has been logged yet
    found: list[LogLine] = []
    for line in text.splitlines():
        if match := _BEGINNING.fullmatch(line):
            level = _LEVELS.get(match["level"] or "", "")
            time = datetime.fromisoformat(match["time"])
            found.append(LogLine(time, level, match["source"] or "", match["text"]))
        elif found:
            found[-1] = replace(found[-1], text=f"{found[-1].text}\n{line}")
    return [each for each in found if each.time >= since]
