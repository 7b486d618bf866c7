"""The task of summarizing: read every section, choose over the whole document, write."""

from __future__ import annotations

import dataclasses

from assistant.documents.document import Document
from assistant.tasks.steps import Task, TaskCancelled
from assistant.tasks.summarize import reading, writing
from assistant.tasks.summarize.options import SummaryOptions
from assistant.tasks.summarize.result import Point, Progress, Summary
from assistant.tasks.summarize.rows import has_rows
from assistant.tasks.summarize.state import State
from assistant.tasks.work import ModelFacts


def summarize(
    document: Document, options: SummaryOptions, model: ModelFacts, resume: Progress | None = None
) -> Task[Summary]:
    """Summarize ``document``. Shows :class:`SummaryPartial`; a cancelled run returns what it has.

    ``resume`` is the progress of an earlier run on the same document with the same options. Raises
    :class:`NothingToSummarize`, :class:`ContextTooSmall`, and what the engine fails with twice in a row.
    """
    state = State(document, options, model)
    joined: list[Point] | None = None
    try:
        yield from reading.open_document(state, resume)
        if len(state.parts) == 1 and not has_rows(options.format):
            yield from writing.write_at_once(state)
        else:
            yield from reading.read(state)
            chosen = reading.choose(state, state.budget)
            reading.gather(state, chosen)
            # A run that was cancelled may have chosen otherwise.
            state.points = {index: state.points[index] for index in chosen if index in state.points}
            yield from writing.write(state, chosen)
        if has_rows(options.format):
            yield from writing.choose_actors(state)
        if options.format == "abstract" and len(state.points) > 1:
            joined = yield from writing.join(state)
    except TaskCancelled:
        progress = state.progress()
        if state.readings:
            for index in reading.choose(state, state.budget):
                if index not in state.points:
                    state.extract(index)
        return dataclasses.replace(state.summary(finished=False), progress=progress)
    return state.summary(finished=True, joined=joined)
