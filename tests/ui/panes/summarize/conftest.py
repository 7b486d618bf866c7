from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from assistant.documents import plain
from assistant.paths import Paths
from assistant.storage.history import History
from assistant.tasks.summarize import Coverage, Point, Row, Span, SummaryOptions, Unsupported
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.panes.summarize import SummarizePane
from assistant.ui.panes.summarize.sheet import Answered, Sheet
from assistant.ui.services import Services
from tests.fakes import ScriptedEngine
from tests.ui.panes.scripted import load_scripted, scripted_bridge

TEXT = (
    "The harbour was built in 1871. 🚢 It has 46 lanterns along its wall.\n\n"
    "In 1987 the council wanted to replace them. Marit Solberg measured their light for eleven nights."
)


@pytest.fixture
def script(tmp_path: Path) -> ScriptedEngine:
    """What the engine's child plays; to be written before the first job."""
    return ScriptedEngine(tmp_path / "scripted-engine")


@pytest.fixture
def engine(qtbot: QtBot, paths: Paths, script: ScriptedEngine) -> Iterator[EngineBridge]:
    yield from scripted_bridge(script, paths)


@pytest.fixture
def empty_handed(qtbot: QtBot, services: Services) -> Iterator[SummarizePane]:
    """The pane without a model."""
    pane = SummarizePane(
        services.engine, services.loader, services.active, services.history.summaries, services.settings
    )
    qtbot.addWidget(pane)
    pane.resize(1000, 700)
    pane.show()
    qtbot.waitExposed(pane)
    yield pane
    pane.put_away()


@pytest.fixture
def pane(empty_handed: SummarizePane, engine: EngineBridge, active: ActiveModel) -> SummarizePane:
    """The pane with the scripted model loaded."""
    load_scripted(engine, active)
    return empty_handed


@pytest.fixture
def history(services: Services) -> History:
    return services.history


def span(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def sheet_of(text: str = TEXT, options: SummaryOptions | None = None) -> Sheet:
    """A summary of :data:`TEXT` with a point of each kind."""
    sheet = Sheet.of(plain.parse(text), (), options or SummaryOptions(), "Scripted")
    points = (
        Point("Built in 1871, it has 46 lanterns.", (span(text, "The harbour was built in 1871."), LANTERNS)),
        Point("The council met in 1988.", (COUNCIL,), (Unsupported("1988", "number", 19, 23),)),
        Point("Marit Solberg measured their light for eleven nights.", (SOLBERG,), extractive=True),
        Point("The museum burns.", (SOLBERG,), (Unsupported("museum burns", "words", 4, 16),)),
    )
    answer = Answered("Who measured?", (Point("Marit Solberg did.", (SOLBERG,)),))
    return msgspec.structs.replace(
        sheet,
        title="The harbour",
        points=points,
        coverage=Coverage(2, 2, len(text), len(text)),
        finished=True,
        answers=(answer,),
    )


def minutes_of(text: str = TEXT) -> Sheet:
    """Minutes of :data:`TEXT`: an action item, one with an empty cell, and a decision."""
    sheet = Sheet.of(plain.parse(text), (), SummaryOptions(format="actions"), "Scripted")
    points = (
        Point(
            "Marit will count 47 lanterns by Friday.",
            (LANTERNS,),
            (Unsupported("47", "number", 17, 19),),
            row=Row("action", Span(11, 28), Span(0, 5), Span(29, 38)),
        ),
        Point("The wall must be measured.", (SOLBERG,), row=Row("action", Span(0, 25))),
        Point("The council decided to wait.", (COUNCIL,), row=Row("decision", Span(12, 27), Span(0, 11))),
    )
    coverage = Coverage(1, 1, len(text), len(text))
    return msgspec.structs.replace(sheet, title="Minutes", points=points, coverage=coverage, finished=True)


LANTERNS = span(TEXT, "🚢 It has 46 lanterns along its wall.")
COUNCIL = span(TEXT, "In 1987 the council wanted to replace them.")
SOLBERG = span(TEXT, "Marit Solberg measured their light for eleven nights.")
