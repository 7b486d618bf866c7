"""What the pane says of a translation, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject

from assistant.documents.language import UNKNOWN, Detected
from assistant.tasks.translate import Problem, Segment, Translation
from assistant.ui.language_names import language_name
from assistant.ui.time_text import TimeText

SURE = 0.5
"""Confidence below which a detected language is said to be a guess."""


class Wording(QObject):
    """It is a QObject for its ``tr`` only."""

    def accounting(self, translation: Translation, unspoken: str = "") -> str:
        """That every sentence is accounted for, and how; ``unspoken`` is the tag of a language of it that the
        model is known not to speak."""
        counts = translation.counts
        number = QLocale().toString
        total = len(translation.segments)
        if total == 1:
            text = self.tr("{0} of 1 sentence accounted for").format(total - counts["waiting"])
        else:
            text = self.tr("{0} of {1} sentences accounted for").format(
                number(total - counts["waiting"]), number(total)
            )
        if unspoken:
            translated = self.tr("{0} translated by a model that hardly speaks this language: {1}")
        else:
            translated = self.tr("{0} translated")
        parts = [
            translated.format(number(counts["translated"]), language_name(unspoken))
            if counts["translated"]
            else "",
            self.tr("{0} from memory").format(number(counts["reused"])) if counts["reused"] else "",
            self.tr("{0} unchanged").format(number(counts["unchanged"])) if counts["unchanged"] else "",
            self.tr("{0} kept in the source language").format(number(counts["failed"]))
            if counts["failed"]
            else "",
        ]
        said = self.tr(", ").join(filter(None, parts))
        return self.tr("{0}: {1}").format(text, said) if said else text

    def stage(self, translation: Translation) -> str:
        """What is being done, and how long it will probably take."""
        number = QLocale().toString
        text = self.tr("Translating sentence {0} of {1}").format(
            number(min(translation.done + 1, len(translation.segments))), number(len(translation.segments))
        )
        left = TimeText().left(translation.seconds_left)
        return f"{text} · {left}" if left else text

    def detected(self, found: Detected | None) -> str:
        """The language of the text, as it was found on this computer; None: there is no text yet."""
        if found is None or found.code == UNKNOWN:
            return self.tr("Detect language")
        percent = round(100 * found.confidence)
        name = language_name(found.tag)
        if found.confidence < SURE:
            return self.tr("Probably {0} ({1} %)").format(name, percent)
        return self.tr("{0} ({1} % sure)").format(name, percent)

    def reasons(self, segment: Segment, target: str) -> str:
        """Why a sentence was not translated, as a sentence."""
        said = dict.fromkeys(self._reason(problem, target) for problem in segment.problems)
        if not said:
            return self.tr("The model gave no translation.")
        return self.tr("{0}.").format(self.tr("; ").join(said))

    def _reason(self, problem: Problem, target: str) -> str:
        match problem.kind:
            case "missing":
                text = self.tr("The model gave no translation")
            case "echo":
                text = self.tr("The model repeated the sentence instead of translating it")
            case "language":
                text = self.tr("The answer was not in this language: {1}")
            case "number":
                text = self.tr("The number “{0}” was missing")
            case "date":
                text = self.tr("The date “{0}” was missing")
            case "unit":
                text = self.tr("The unit “{0}” was missing")
            case "url" | "email":
                text = self.tr("The address “{0}” was missing")
            case "tag":
                text = self.tr("The placeholder or markup “{0}” was missing or in a wrong place")
            case "term":
                text = self.tr("The glossary's translation of “{0}” was missing")
            case "keep":
                text = self.tr("“{0}” was to be kept as it is, and was not")
            case "repetition":
                text = self.tr("The model repeated itself without end")
            case "too long":
                text = self.tr("The answer was far too long")
            case "too short":
                text = self.tr("The answer was far too short")
            case "twin":
                text = self.tr("The answer was that of another sentence once more")
            case "swapped":
                text = self.tr("The answer belonged to another sentence")
            case "no room":
                text = self.tr("The sentence is too long for the model's context")
        return text.format(problem.text, language_name(target))
