"""An error is told in one language: the reason inside a sentence is translated with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from assistant.engine.errors import EngineCrashed
from assistant.ui.error_text import error_sentence


class Backwards(QTranslator):
    """Knows one sentence and one reason, and writes both backwards."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, count: int = -1
    ) -> str | None:
        return {
            "The engine stopped unexpectedly: {reason}.": "{reason} :deppots enigne ehT",
            "stack overflow (0xC00000FD)": "wolfrevo kcats",
        }.get(source)


@pytest.fixture
def backwards(qapp: QCoreApplication) -> Iterator[None]:
    translator = Backwards()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("backwards")
def test_the_reason_in_a_sentence_is_translated_too() -> None:
    error = EngineCrashed(reason="stack overflow (0xC00000FD)")
    assert error_sentence(error) == "wolfrevo kcats :deppots enigne ehT"


@pytest.mark.usefixtures("backwards")
def test_a_value_that_nobody_marked_stays_as_it_is() -> None:
    assert error_sentence(EngineCrashed(reason="exit code 3")) == "exit code 3 :deppots enigne ehT"
