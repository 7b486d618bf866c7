"""What the quick window offers to do, and which of it fits what is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from assistant.documents.language import UNKNOWN
from assistant.storage.rewrite_presets import RewritePresets
from assistant.storage.settings_store import SettingsStore
from assistant.tasks import quick
from assistant.tasks.chat import ChatOptions
from assistant.tasks.quick import Outcome
from assistant.tasks.rewrite import PRESETS, RewriteOptions
from assistant.tasks.steps import Task
from assistant.tasks.translate import LANGUAGES
from assistant.tasks.translate.languages import known
from assistant.tasks.work import ModelFacts
from assistant.ui.language_names import interface_language, language_name


@dataclass(frozen=True)
class Action:
    """``title`` and ``detail`` are in the user's language."""

    key: str
    title: str
    detail: str
    task: Callable[[str, ModelFacts], Task[Outcome]]
    """Made of the text."""


class Actions(QObject):
    """All of them; ``language`` is that of the text (BCP 47), as soon as it is known."""

    def __init__(self, presets: RewritePresets, settings: SettingsStore, parent: QObject) -> None:
        super().__init__(parent)
        self._presets = presets
        self._settings = settings
        self.language = UNKNOWN

    def find(self, words: str, *, with_text: bool) -> list[Action]:
        """Those in which all ``words`` stand, then what the words themselves ask for."""
        wanted = words.casefold().split()
        found = [
            action
            for action in (self._all() if with_text else ())
            if all(word in f"{action.title} {action.detail}".casefold() for word in wanted)
        ]
        if words.strip():
            found.append(self._as_told(words.strip(), with_text=with_text))
        return found

    def _all(self) -> Iterator[Action]:
        yield Action("proofread", self.tr("Proofread"), self.tr("Correct its mistakes"), quick.proofreading)
        target = self._target()
        into = self.tr("Translate into {0}").format(language_name(target))
        yield Action("translate", into, "", lambda text, model: quick.translation(text, target, model))
        yield Action("summarize", self.tr("Summarize"), self.tr("In a few points"), quick.summary)
        explain = self.tr("Explain in simple words what this means.")
        yield _rewriting(
            "explain", self.tr("Explain"), self.tr("In simple words"), RewriteOptions(instruction=explain)
        )
        rewrite = self.tr("Rewrite")
        for preset in PRESETS.values():
            title = QCoreApplication.translate("rewrite", preset.label)
            yield _rewriting(preset.id, title, rewrite, RewriteOptions(preset=preset.id))
        for own in self._presets.all():
            yield _rewriting(own.key, own.name, own.instruction, RewriteOptions(instruction=own.instruction))

    def _as_told(self, words: str, *, with_text: bool) -> Action:
        if with_text:
            detail = self.tr("In your own words")
            return _rewriting("instruction", words, detail, RewriteOptions(instruction=words))
        options = ChatOptions.of(self._settings.value)
        return Action(
            "ask", words, self.tr("Ask the model"), lambda _text, _model: quick.answer(words, options)
        )

    def _target(self) -> str:
        """The language of the window; of a text that is in it already, the one last translated into."""
        source = known(self.language)
        recent = self._settings.value.translated_into.split(",")
        candidates = (known(tag) for tag in (interface_language(), *recent, *LANGUAGES))
        return next(each.tag for each in candidates if each is not None and each is not source)


def _rewriting(key: str, title: str, detail: str, options: RewriteOptions) -> Action:
    return Action(key, title, detail, lambda text, model: quick.rewriting(text, options, model))
