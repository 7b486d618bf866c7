"""Summaries that can be checked against their source.

:func:`~.summarizer.summarize` and :func:`~.asking.ask` are tasks (:mod:`assistant.tasks.steps`); they show
:class:`SummaryPartial` and return :class:`Summary`. Every section of the document is read by the model, which
votes for the passages that matter; the votes and classical salience together choose, over the whole document;
the model phrases what was chosen, passage by passage; what it wrote is held against the passage, and where it
fails, the passage speaks for itself. So a point can rest only on what the model was shown for it.

A pane needs ``SummaryOptions`` for its form, ``ModelFacts(loaded.context, settings.parallel)``, and a run of
``summarize(document, options, model, resume)``, or of ``ask(document, question, options, model)`` for a
question afterwards, which returns a ``Summary`` too. ``Point.sources`` say what to highlight in
``Document.text``, ``Point.unsupported`` what to mark in ``Point.text``; ``Coverage`` makes "37 of 37 sections
read"; ``SummaryPartial.progress`` or ``Summary.progress`` are given back as ``resume``.

The types alone are here: the tasks themselves import numpy, for which a command line has no time to wait.
"""

from assistant.tasks.summarize.options import SummaryOptions
from assistant.tasks.summarize.result import (
    Coverage,
    Point,
    Progress,
    Row,
    RowKind,
    SectionState,
    Span,
    Summary,
    SummaryPartial,
    Unsupported,
)
from assistant.tasks.work import ModelFacts

__all__ = [
    "Coverage",
    "ModelFacts",
    "Point",
    "Progress",
    "Row",
    "RowKind",
    "SectionState",
    "Span",
    "Summary",
    "SummaryOptions",
    "SummaryPartial",
    "Unsupported",
]
