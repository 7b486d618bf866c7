"""Writing new text with a model: on from the caret, a few words while one writes, texts from an outline.

:func:`~.continuation.continue_text`, :func:`~.continuation.suggest`, :func:`~.outline.propose` and
:func:`~.sections.write` are tasks (:mod:`assistant.tasks.steps`). A long text is written section by section,
so that neither a small model nor a small context has to hold more than one.
"""

from assistant.tasks.draft.options import KINDS, LENGTHS, DraftKind, DraftLength, DraftOptions
from assistant.tasks.draft.result import Passage, SectionText, Writing

__all__ = [
    "KINDS",
    "LENGTHS",
    "DraftKind",
    "DraftLength",
    "DraftOptions",
    "Passage",
    "SectionText",
    "Writing",
]
