"""What is said of a translation at rest."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from assistant.documents.language import Detected
from assistant.tasks.translate import Segment, TranslateOptions, Translation
from assistant.ui.panes.translate.page import Page
from assistant.ui.panes.translate.sheet import Sheet
from assistant.ui.panes.translate.wording import Wording

TEXT = "The cat sat on the mat"
STARTER = "SmolLM2-135M-Instruct"


def translated(model: str, source: str, target: str) -> Sheet:
    page = Page.of_text(TEXT)
    segment = Segment(0, 0, len(TEXT), TEXT, "猫在哪！", "translated")
    translation = Translation(page.units, (segment,), Detected(source, 1.0), target, "key", finished=True)
    sheet = Sheet.of(page, "", TranslateOptions(target=target), model, None)
    return sheet.with_translation(translation)


@pytest.mark.parametrize(
    ("model", "source", "target", "unspoken"),
    [
        (STARTER, "en", "zh-Hans", "zh-Hans"),
        (STARTER, "ru", "en", "ru"),
        (STARTER, "en", "en", ""),
        ("Qwen2.5-7B-Instruct", "en", "zh-Hans", ""),
        ("Somebody's own model", "en", "zh-Hans", ""),
        ("", "en", "zh-Hans", ""),
    ],
)
def test_a_model_that_does_not_speak_a_language_is_known(
    model: str, source: str, target: str, unspoken: str
) -> None:
    assert translated(model, source, target).unspoken == unspoken


def test_what_such_a_model_has_written_is_not_just_called_translated(qtbot: QtBot) -> None:
    """Complaint: a model that speaks no Chinese writes Chinese characters, and the program is content."""
    sheet = translated(STARTER, "en", "zh-Hans")
    assert sheet.translation is not None
    assert Wording().accounting(sheet.translation, sheet.unspoken) == (
        "1 of 1 sentence accounted for: "
        "1 translated by a model that hardly speaks this language: Chinese (simplified)"
    )
