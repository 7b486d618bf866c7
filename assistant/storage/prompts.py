"""The library of prompts: some that come with the program, and those of the user, under names.

A prompt that comes with the program is no row until the user changes it: then the row takes its place, and an
empty one hides it. It can so follow the language of the window, and come back as it was.
"""

from __future__ import annotations

import functools
import secrets

import msgspec

from assistant.paths import resource
from assistant.storage.database import Database
from assistant.storage.erasing import erase_rows

_SHIPPED = "parlance:"
"""What the keys of prompts begin with that come with the program."""
_FALLBACK = "en"


class Prompt(msgspec.Struct, frozen=True):
    """A text under a name. It may have ``{{variables}}``."""

    key: str
    """Random, or the fixed one of a prompt that comes with the program; empty: not stored yet."""
    name: str
    text: str


class Prompts:
    """The prompts of one database.

    Every method may be called from any thread, returns at once, and raises
    :class:`~assistant.storage.errors.StorageError`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, language: str) -> list[Prompt]:
        """All there are, by name; those of the program in ``language`` ("en", "zh")."""
        rows = [Prompt(*row) for row in self._database.query("SELECT key, name, text FROM prompts")]
        found = {prompt.key: prompt for prompt in (*_shipped(language), *rows)}
        return sorted(
            (prompt for prompt in found.values() if prompt.name), key=lambda each: each.name.casefold()
        )

    def save(self, prompt: Prompt) -> Prompt:
        """Keep a prompt, in place of the one that has its key; returns it with the key it has now."""
        saved = msgspec.structs.replace(prompt, key=prompt.key or secrets.token_hex(16))
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO prompts (key, name, text) VALUES (?1, ?2, ?3)"
                " ON CONFLICT (key) DO UPDATE SET name = ?2, text = ?3",
                (saved.key, saved.name, saved.text),
            )
        return saved

    def add_new(self, prompts: list[Prompt], language: str) -> int:
        """Keep those of ``prompts`` that are not there yet, word for word; returns how many that were."""
        known = {(each.name, each.text) for each in self.all(language)}
        new = [each for each in prompts if (each.name, each.text) not in known]
        for each in new:
            self.save(msgspec.structs.replace(each, key=""))
        return len(new)

    def delete(self, key: str) -> None:
        """Erase a prompt, also from older copies of the database; one of the program's is hidden."""
        erase_rows(self._database, "prompts", "key = ?", [(key,)])
        if key.startswith(_SHIPPED):
            self.save(Prompt(key, "", ""))

    def shipped_changed(self) -> bool:
        """Whether one that comes with the program was changed or deleted."""
        found = self._database.first("SELECT 1 FROM prompts WHERE key LIKE ? || '%'", _SHIPPED)
        return found is not None

    def restore_shipped(self) -> None:
        """Have all that come with the program as they came; the user's own stay."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM prompts WHERE key LIKE ? || '%'", (_SHIPPED,))


class _Shipped(msgspec.Struct, frozen=True):
    """A prompt of the program, by language."""

    id: str
    name: dict[str, str]
    text: dict[str, str]


def _shipped(language: str) -> list[Prompt]:
    return [
        Prompt(
            _SHIPPED + each.id,
            each.name.get(language, each.name[_FALLBACK]),
            each.text.get(language, each.text[_FALLBACK]),
        )
        for each in _read_shipped()
    ]


@functools.cache
def _read_shipped() -> tuple[_Shipped, ...]:
    return msgspec.json.decode(resource("prompts", "library.json").read_bytes(), type=tuple[_Shipped, ...])
