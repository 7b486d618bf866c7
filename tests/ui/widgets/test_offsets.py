"""Complaint: highlights beside the sentence, after the first emoji."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from assistant.ui.widgets.offsets import Offsets


@given(st.text(st.sampled_from("aé港🚢𠮷\n"), max_size=40))
def test_positions_go_to_qt_and_back(text: str) -> None:
    offsets = Offsets(text)
    units = 0
    for offset, character in enumerate(text):
        width = len(character.encode("utf-16-le")) // 2
        assert offsets.to_qt(offset) == units
        for unit in range(units, units + width):
            assert offsets.from_qt(unit) == offset
        units += width
    assert offsets.to_qt(len(text)) == units


def test_qt_selects_exactly_the_span() -> None:
    text = "🚢🚢 港口 𠮷 end"
    document = QTextDocument(text)
    start, end = map(Offsets(text).to_qt, (text.index("𠮷"), len(text)))
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == "𠮷 end"
