"""What was chosen last in the palette, kept from one start to the next: names only, never titles."""

from __future__ import annotations

from PySide6.QtCore import QSettings

_KEY = "palette/recent"
_KEPT = 12


class Recent:
    """The last one first."""

    def __init__(self, state: QSettings) -> None:
        self._state = state

    @property
    def names(self) -> list[str]:
        stored = self._state.value(_KEY, "")
        return stored.split("\n") if isinstance(stored, str) and stored else []

    def add(self, name: str) -> None:
        """Remember that this was chosen."""
        self._state.setValue(_KEY, "\n".join(list(dict.fromkeys([name, *self.names]))[:_KEPT]))
