"""Where things lie: the user's data below one folder, and the resources that come with the program."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True)
class Paths:
    """Everything the program writes lies below ``data``, readable by the owner only."""

    data: Path

    @property
    def history(self) -> Path:
        """The SQLite database of conversations."""
        return self.data / "history.sqlite3"

    @property
    def settings(self) -> Path:
        return self.data / "settings.json"

    @property
    def models(self) -> Path:
        """Model files that were downloaded or copied in, and the library's index."""
        return self.data / "models"

    @property
    def kv(self) -> Path:
        """KV caches of idle conversations: they contain what the user wrote."""
        return self.data / "kv"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def unfinished(self) -> Path:
        """What long work of the command line has reached: it contains what the user wrote."""
        return self.data / "unfinished"

    @property
    def safety(self) -> Path:
        """What was learnt about engine settings that crash on this machine."""
        return self.data / "engine-safety.json"

    def create(self) -> None:
        """Make the folders, with access for the owner only."""
        for folder in (self.data, self.models, self.kv, self.logs, self.unfinished):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def default_data_dir() -> Path:
    """``PARLANCE_DATA_DIR`` if it is set, else the platform's folder for a user's application data."""
    override = os.environ.get("PARLANCE_DATA_DIR")
    if override:
        return Path(override).expanduser()
    return Path(platformdirs.user_data_dir("parlance", appauthor=False))


def resource(*parts: str) -> Path:
    """The path of a file in ``resources/``, in a checkout as in an installed wheel.

    The wheel carries the folder inside the package; a checkout has it beside the package.
    """
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    root = installed if installed.is_dir() else package.parent / "resources"
    return root.joinpath(*parts)
