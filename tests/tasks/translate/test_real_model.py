"""With real weights: the starter model, which speaks little but English, and is asked for French."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.documents.translatable import open_translatable
from assistant.engine.supervisor import Engine
from assistant.engine.values import LoadSettings
from assistant.tasks.runner import TaskRun
from assistant.tasks.translate import ModelFacts, TranslateOptions, Translation
from assistant.tasks.translate.translator import translate
from tests.evaluation.manual import manual
from tests.evaluation.translate import damaged, is_echo
from tests.tasks.translate.conftest import check

pytestmark = pytest.mark.model

CONTEXT, PARALLEL = 2048, 4


@pytest.fixture
def engine(starter_model: Path) -> Iterator[Engine]:
    made = Engine()
    made.load(str(starter_model), LoadSettings(context=CONTEXT, parallel=PARALLEL))
    yield made
    made.close()


def test_a_model_that_does_not_speak_the_language_damages_and_hides_nothing(
    engine: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "manual.md"
    source = "\n\n".join(manual(9).split("\n\n")[:2])
    path.write_text(source, encoding="utf-8")
    document = open_translatable(path)
    units = [unit.text for unit in document.units]
    task = translate(units, TranslateOptions(target="fr"), ModelFacts(CONTEXT, PARALLEL))
    run: TaskRun[Translation] = TaskRun(engine, task)
    run.start()
    translation = run.wait().result
    assert translation is not None
    check(translation, units)
    assert len(translation.segments) == 5
    assert not [segment for segment in translation.segments if damaged(segment) or is_echo(segment)]
    written = document.render(translation.texts).decode()
    for kept in ("](https://", "`", "**", "## "):
        assert written.count(kept) == source.count(kept)
