"""Ways to rewrite a text that the user has made: an instruction under a name."""

from __future__ import annotations

import secrets

import msgspec

from assistant.storage.database import Database
from assistant.storage.erasing import erase_rows


class RewritePreset(msgspec.Struct, frozen=True):
    """``key`` is random; empty: not stored yet."""

    key: str
    name: str
    instruction: str


class RewritePresets:
    """Those of one database.

    Every method may be called from any thread, returns at once, and raises
    :class:`~assistant.storage.errors.StorageError`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[RewritePreset]:
        """In the order in which they were made, which is that of their shortcuts."""
        rows = self._database.query("SELECT key, name, instruction FROM rewrite_presets ORDER BY position")
        return [RewritePreset(*row) for row in rows]

    def save(self, preset: RewritePreset) -> RewritePreset:
        """Keep a preset, in place of the one that has its key; returns it with the key it has now."""
        saved = msgspec.structs.replace(preset, key=preset.key or secrets.token_hex(16))
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO rewrite_presets (key, position, name, instruction)"
                " VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM rewrite_presets), ?2, ?3)"
                " ON CONFLICT (key) DO UPDATE SET name = ?2, instruction = ?3",
                (saved.key, saved.name, saved.instruction),
            )
        return saved

    def delete(self, key: str) -> None:
        """Erase a preset, also from older copies of the database."""
        erase_rows(self._database, "rewrite_presets", "key = ?", [(key,)])
