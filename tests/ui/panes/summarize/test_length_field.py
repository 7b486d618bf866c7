"""A length is chosen by its name or by a number of words, and comes back as it was."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QSpinBox
from pytestqt.qtbot import QtBot

from assistant.tasks.summarize import SummaryOptions
from assistant.ui.panes.summarize.options_bar import OptionsBar


def test_a_number_of_words_takes_the_place_of_a_length(qtbot: QtBot) -> None:
    bar = OptionsBar()
    qtbot.addWidget(bar)
    bar.resize(900, 80)
    bar.show()
    box, number = bar.findChild(QComboBox, "option.length"), bar.findChild(QSpinBox, "option.words")
    assert box is not None
    assert number is not None
    assert not number.isVisible()
    box.setCurrentIndex(box.count() - 1)
    box.activated.emit(box.currentIndex())
    assert number.isVisible()
    assert bar.options.words == 200
    number.setValue(350)
    assert (bar.options.length, bar.options.words) == ("medium", 350)
    bar.set_options(SummaryOptions(length="long"))
    assert (box.currentData(), number.isVisible()) == ("long", False)
    bar.set_options(SummaryOptions(length="short", words=80))
    assert (number.isVisible(), number.value()) == (True, 80)
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert (bar.options.length, bar.options.words) == ("short", 0)
