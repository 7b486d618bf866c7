"""Translations in which nothing is lost: every sentence is translated, or shown with the reason why not.

:func:`~.translator.translate` is a task (:mod:`assistant.tasks.steps`); it shows and returns
:class:`Translation`. A text comes as units: paragraphs, cells, subtitles, with inline markup as numbered tags
(:mod:`.division`). Each is divided into sentences; what must not change is hidden from the model
(:mod:`.protection`); groups of sentences are asked for under a grammar that leaves no way to skip one
(:mod:`.reply`); each answer is checked (:mod:`.checks`, :mod:`.tongue`).

A pane needs ``TranslateOptions`` for its form, ``ModelFacts``, and a run of
``translate(units, options, model, memory, resume)``. ``Translation.segments`` say what belongs together:
``units[segment.unit][segment.start:segment.end]`` and ``segment.target``; ``changed`` are the ones to paint
again; ``texts`` is the whole translation; ``progress`` is given back as ``resume``.
"""

from assistant.tasks.translate.glossary import Term
from assistant.tasks.translate.languages import LANGUAGES, Language
from assistant.tasks.translate.options import DETECT, TranslateOptions
from assistant.tasks.translate.result import (
    Problem,
    ProblemKind,
    Progress,
    Segment,
    Status,
    Translation,
)
from assistant.tasks.work import ModelFacts

__all__ = [
    "DETECT",
    "LANGUAGES",
    "Language",
    "ModelFacts",
    "Problem",
    "ProblemKind",
    "Progress",
    "Segment",
    "Status",
    "Term",
    "TranslateOptions",
    "Translation",
]
