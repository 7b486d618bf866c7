"""All keys of the program, by where they hold: to be read, and searched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from assistant.ui.actions import ACTIONS, ActionInfo, native_text
from assistant.ui.language import in_all_languages
from assistant.ui.navigation import pane_action
from assistant.ui.palette.finder import Finder
from assistant.ui.palette.matching import Target
from assistant.ui.palette.rows import Found
from assistant.ui.pane import PaneEntry


class ShortcutList(Finder):
    """Made from the list of actions, so none that has keys is missing."""

    def __init__(self, window: QWidget, entries: Sequence[PaneEntry]) -> None:
        super().__init__(
            window,
            "shortcuts",
            "keyboard",
            self.tr("Search keyboard shortcuts"),
            self.tr("Keyboard shortcuts"),
        )
        panes = [pane_action(entry, number) for number, entry in enumerate(entries)]
        everywhere = [*(info for info in ACTIONS.values() if not info.pane), *panes]
        self._groups = [(self.tr("Everywhere"), everywhere)]
        for entry, action in zip(entries, panes, strict=True):
            own = [info for info in ACTIONS.values() if info.pane == entry.name]
            self._groups.append((action.title, own))

    def search(self, query: str) -> None:
        words = query.casefold().split()
        rows: list[Found] = []
        for heading, infos in self._groups:
            fitting = [info for info in infos if info.keys and _fits(info, heading, words)]
            if fitting:
                rows.append(Found(heading))
                rows.extend(Found(info.title, info.name, icon=info.icon, keys=info.keys) for info in fitting)
        self.show_found(rows)


def _fits(info: ActionInfo, heading: str, words: Sequence[str]) -> bool:
    """By its name in either language, by its keys, or by where it holds."""
    if not words:
        return True
    keys = " ".join(map(native_text, info.keys))
    others = f"{in_all_languages(info.context, info.label)} {heading} {keys}"
    return Target(info.title, others).score(words) > 0
