"""What a long translation has reached, so that the same command goes on from there after a restart."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec

from assistant.atomic import write_atomically
from assistant.cli.errors import NotWritten
from assistant.tasks.translate import Progress, Translation

_EVERY_S = 5.0
"""Between two writes, while it is under way."""


class Unfinished:
    """The file of one translation below ``folder``; ``keep`` False: nothing is written."""

    def __init__(self, folder: Path, key: str, *, keep: bool) -> None:
        self._path = folder / f"{key}.json"
        self._keep = keep
        self._written = time.monotonic()

    def load(self) -> Progress | None:
        """What an earlier run has left; None without one, or with a file that is none of this program's."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Progress)
        except (OSError, msgspec.MsgspecError):
            return None

    def note(self, translation: Translation) -> None:
        """Write it down if the last time is some seconds ago. Raises :class:`NotWritten`."""
        if time.monotonic() - self._written >= _EVERY_S:
            self.save(translation)

    def save(self, translation: Translation) -> None:
        """Write it down. Raises :class:`NotWritten`."""
        if not self._keep:
            return
        try:
            write_atomically(self._path, msgspec.json.encode(translation.progress))
        except OSError as error:
            raise NotWritten(
                str(error), path=str(self._path), reason=error.strerror or type(error).__name__
            ) from error
        self._written = time.monotonic()

    def clear(self) -> None:
        """It is finished."""
        self._path.unlink(missing_ok=True)
