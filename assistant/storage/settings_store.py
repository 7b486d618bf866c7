"""The file that remembers the settings, and tells who has to know when one changes."""

from __future__ import annotations

import dataclasses
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.atomic import write_atomically
from assistant.options import describe
from assistant.storage.files import reported
from assistant.storage.settings import Settings

logger = logging.getLogger(__name__)

Observer = Callable[[Settings, Settings], None]
"""Called with the settings before and after a change."""


class SettingsStore:
    """The settings in a JSON file; for use from one thread.

    A value that is wrong is replaced by its default, and the file as it was is kept aside. What this
    version does not know is kept in the file: a newer version may have written it.
    """

    def __init__(self, path: Path) -> None:
        """Raises :class:`~assistant.storage.errors.StorageError` if the file is there and cannot be read."""
        self._path = path
        self._unknown: dict[str, object] = {}
        self._observers: list[Observer] = []
        self._value = self._load()

    @property
    def value(self) -> Settings:
        return self._value

    def change(self, **fields: object) -> None:
        """Set fields of :class:`Settings` by their names, write the file, then tell the observers.

        Raises :class:`ValueError` for a value out of its range, and
        :class:`~assistant.storage.errors.StorageError` if writing fails; nothing has changed then.
        """
        known, wrong = _sort_out(fields)
        if unusable := {**wrong, **{name: value for name, value in fields.items() if name not in known}}:
            raise ValueError(f"not acceptable as settings: {unusable!r}")
        before, after = self._value, dataclasses.replace(self._value, **known)
        if after == before:
            return
        self._write(after)
        self._value = after
        for observer in tuple(self._observers):
            observer(before, after)

    def observe(self, observer: Observer) -> Callable[[], None]:
        """Have ``observer`` called after each change; returns what ends that."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)

    def _load(self) -> Settings:
        try:
            with reported(self._path):
                content = json.loads(self._path.read_bytes()) if self._path.exists() else {}
        except ValueError as error:
            return self._start_over(f"it is no JSON ({error})", Settings())
        if not isinstance(content, dict):
            return self._start_over("it holds no settings", Settings())
        known, wrong = _sort_out(content)
        self._unknown = {name: value for name, value in content.items() if name not in known | wrong}
        settings = Settings(**known)
        if wrong:
            return self._start_over(f"these values are not acceptable: {wrong!r}", settings)
        return settings

    def _start_over(self, reason: str, settings: Settings) -> Settings:
        aside = self._path.with_name(self._path.name + ".wrong")
        with reported(self._path):
            self._path.replace(aside)
        logger.warning("The settings were kept aside as %s and corrected: %s", aside, reason)
        self._write(settings)
        return settings

    def _write(self, settings: Settings) -> None:
        content = {**self._unknown, **dataclasses.asdict(settings)}
        text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
        with reported(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_atomically(self._path, text.encode())


def _sort_out(values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values that fit the fields of their names, and those that do not; unknown names are in neither."""
    options = {info.name: info for info in describe(Settings)}
    known: dict[str, Any] = {}
    wrong: dict[str, Any] = {}
    for field in dataclasses.fields(Settings):
        if field.name in values:
            value = values[field.name]
            info = options.get(field.name)
            fits = info.accepts(value) if info else isinstance(value, type(field.default))
            (known if fits else wrong)[field.name] = value
    return known, wrong
