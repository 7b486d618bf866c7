"""What the palette offers at once: what can be done now, panes, settings, models."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from assistant.models.entry import ModelEntry
from assistant.options import describe
from assistant.storage.settings import Settings
from assistant.ui.actions import Action
from assistant.ui.language import in_all_languages
from assistant.ui.model_text import ModelText
from assistant.ui.palette.matching import Target
from assistant.ui.palette.rows import Found
from assistant.ui.widgets.option_editors import translated

_MOST = 30
"""Rows for one query: who needs more of them writes another word."""


@dataclass(frozen=True)
class Offer:
    """A row, and what it is found by."""

    found: Found
    target: Target


class Offers(QObject):
    """Made anew whenever the palette opens. It is a QObject for its ``tr`` only."""

    def __init__(
        self, actions: Sequence[Action], models: Sequence[ModelEntry], show_setting: Callable[[str], object],
        choose_model: Callable[[str], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self._actions = [self._of_action(action) for action in actions if action.info.name != "palette"]
        self._others = [*self._of_settings(show_setting), *self._of_models(models, choose_model)]

    def at_first(self, recent: Sequence[str]) -> list[Found]:
        """Without words: what was used last, then all that can be done."""
        everything = {each.found.name: each.found for each in (*self._actions, *self._others)}
        used = [everything[name] for name in recent if name in everything]
        return [*used, *(each.found for each in self._actions if each.found not in used)]

    def fitting(self, query: str, recent: Sequence[str]) -> list[Found]:
        """What fits all words, the best first; among equals what was used last."""
        words = query.casefold().split()
        scored = [(each.target.score(words), each.found) for each in (*self._actions, *self._others)]
        ranks = {name: -rank for rank, name in enumerate(recent)}
        fitting = [(score, ranks.get(found.name, -len(ranks)), found) for score, found in scored if score]
        fitting.sort(key=lambda each: each[:2], reverse=True)
        return [found for _score, _rank, found in fitting[:_MOST]]

    def __contains__(self, found: Found) -> bool:
        return any(each.found is found for each in (*self._actions, *self._others))

    def _of_action(self, action: Action) -> Offer:
        info = action.info
        found = Found(
            info.title,
            f"action/{info.name}",
            self.tr("Pane") if info.context == "panes" else "",
            info.icon or "command",
            keys=info.keys[:1],
            do=action.trigger,
        )
        return Offer(found, Target(info.title, in_all_languages(info.context, info.label)))

    def _of_settings(self, show: Callable[[str], object]) -> Iterator[Offer]:
        for info in describe(Settings):
            name, group = translated(info, info.label), translated(info, info.group)
            found = Found(
                name,
                f"setting/{info.name}",
                self.tr("Setting"),
                "settings",
                group,
                do=partial(show, info.name),
            )
            said = (in_all_languages(info.context, text) for text in (info.label, info.group, info.help))
            yield Offer(found, Target(name, " ".join(said)))

    def _of_models(self, models: Sequence[ModelEntry], choose: Callable[[str], object]) -> Iterator[Offer]:
        for entry in models:
            text = ModelText(entry)
            found = Found(
                text.title,
                f"model/{entry.id}",
                self.tr("Model"),
                "models",
                text.facts,
                do=partial(choose, entry.id),
            )
            yield Offer(found, Target(text.title, text.facts))
