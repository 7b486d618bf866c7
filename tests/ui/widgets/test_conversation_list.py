"""Complaints: one key deletes a chat; a long history makes the list slow; nothing can be found again."""

from __future__ import annotations

import time
from datetime import date, datetime

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPushButton, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from assistant.ui.widgets.conversation_list import ConversationList
from assistant.ui.widgets.conversation_model import ConversationItem, ConversationModel
from assistant.ui.widgets.conversation_rows import ConversationDelegate
from assistant.ui.widgets.rows import RowView

TODAY = date(2026, 3, 18)


def at(*day: int) -> float:
    return datetime(*day, 12).astimezone().timestamp()  # type: ignore[arg-type, misc]


def texts(model: ConversationModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


@pytest.fixture
def conversations(qtbot: QtBot) -> ConversationList:
    made = ConversationList()
    qtbot.addWidget(made)
    made.resize(260, 500)
    made.set_items([ConversationItem(number, f"Chat {number}", time.time() - number) for number in range(3)])
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def view(conversations: ConversationList) -> RowView:
    found = conversations.findChild(RowView, "conversationList")
    assert found is not None
    return found


def row(view: RowView, title: str) -> QModelIndex:
    model = view.model()
    return next(model.index(n, 0) for n in range(model.rowCount()) if model.index(n, 0).data() == title)


def test_conversations_are_grouped_by_age() -> None:
    model = ConversationModel(today=lambda: TODAY)
    model.set_items(
        [
            ConversationItem(1, "old", at(2025, 12, 30)),
            ConversationItem(2, "today", at(2026, 3, 18)),
            ConversationItem(3, "yesterday", at(2026, 3, 17)),
            ConversationItem(4, "pinned", at(2024, 1, 1), pinned=True),
            ConversationItem(5, "this week", at(2026, 3, 12)),
            ConversationItem(6, "this month", at(2026, 2, 20)),
            ConversationItem(7, "", at(2025, 12, 29)),
        ]
    )
    assert texts(model) == [
        *("Pinned", "pinned", "Today", "today", "Yesterday", "yesterday"),
        *("Last 7 days", "this week", "Last 30 days", "this month"),
        *("December 2025", "old", "New chat"),
    ]


def test_headings_cannot_be_chosen() -> None:
    model = ConversationModel(today=lambda: TODAY)
    model.set_items([ConversationItem(1, "today", at(2026, 3, 18))])
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable


def test_a_click_opens(qtbot: QtBot, conversations: ConversationList, view: RowView) -> None:
    with qtbot.waitSignal(conversations.opened) as opened:
        where = view.visualRect(row(view, "Chat 1")).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened.args is not None
    assert opened.args[0].id == 1


def test_arrows_move_and_enter_opens(qtbot: QtBot, conversations: ConversationList, view: RowView) -> None:
    opened: list[ConversationItem] = []
    conversations.opened.connect(opened.append)
    view.setCurrentIndex(row(view, "Chat 0"))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert opened == []
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert [item.id for item in opened] == [1]


def test_no_key_alone_deletes(qtbot: QtBot, conversations: ConversationList, view: RowView) -> None:
    view.setCurrentIndex(row(view, "Chat 0"))
    with qtbot.assertNotEmitted(conversations.item_actions.deleted):
        for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            qtbot.keyClick(view, key)
            qtbot.keyClick(view, key, Qt.KeyboardModifier.ShiftModifier)


def test_the_title_is_edited_in_place(qtbot: QtBot, conversations: ConversationList, view: RowView) -> None:
    view.setCurrentIndex(row(view, "Chat 0"))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit, "conversationTitle")
    assert editor is not None
    editor.setText("  Kyoto  ")
    with qtbot.waitSignal(conversations.item_actions.renamed) as renamed:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert renamed.args == [0, "Kyoto"]


@pytest.mark.parametrize("title", ["", "   ", "Chat 0"])
def test_a_title_that_says_nothing_new_is_not_taken(
    qtbot: QtBot, conversations: ConversationList, view: RowView, title: str
) -> None:
    with qtbot.assertNotEmitted(conversations.item_actions.renamed):
        view.model().setData(row(view, "Chat 0"), title)


def test_the_menu_says_what_is_wanted(qtbot: QtBot, conversations: ConversationList, view: RowView) -> None:
    menu = conversations.menu(row(view, "Chat 2"))
    actions = {action.text(): action for action in menu.actions()}
    for text, signal, arguments in (
        ("Pin", conversations.item_actions.pinned, [2, True]),
        ("Delete", conversations.item_actions.deleted, [2]),
    ):
        with qtbot.waitSignal(signal) as emitted:
            actions[text].trigger()
        assert emitted.args == arguments
    menu.deleteLater()


def test_the_search_waits_until_typing_pauses(qtbot: QtBot, conversations: ConversationList) -> None:
    field = conversations.findChild(QLineEdit, "conversationSearch")
    assert field is not None
    asked: list[str] = []
    conversations.searched.connect(asked.append)
    qtbot.keyClicks(field, " kyoto ")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["kyoto"]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: asked[-1] == "")


def test_results_have_their_snippet_and_are_reached_with_down(
    qtbot: QtBot, conversations: ConversationList, view: RowView
) -> None:
    field = conversations.findChild(QLineEdit, "conversationSearch")
    assert field is not None
    found = ConversationItem(
        9, "Trip", time.time(), snippet="four days in Kyoto", spans=((13, 18),), message=4
    )
    plain = view.sizeHintForRow(0)
    conversations.set_results([found])
    assert view.sizeHintForRow(0) > plain
    qtbot.keyClick(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(conversations.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [found]
    conversations.grab()


def test_keyboard_and_scroll_bar_stay_where_they_were(
    qtbot: QtBot, conversations: ConversationList, view: RowView
) -> None:
    items = [ConversationItem(number, f"Chat {number}", time.time() - number) for number in range(200)]
    conversations.set_items(items)
    view.setCurrentIndex(row(view, "Chat 150"))
    view.scrollTo(view.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
    scrolled = view.verticalScrollBar().value()
    conversations.set_items(items[:-1])
    assert view.currentIndex().data() == "Chat 150"
    assert view.verticalScrollBar().value() == scrolled


class CountingDelegate(ConversationDelegate):
    """Counts what the view asks of it."""

    asked = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        self.asked += 1
        return super().sizeHint(option, index)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.asked += 1
        super().paint(painter, option, index)


def test_of_five_thousand_only_the_visible_are_looked_at(
    qtbot: QtBot, conversations: ConversationList, view: RowView
) -> None:
    delegate = CountingDelegate(view)
    view.setItemDelegate(delegate)
    now = time.time()
    conversations.set_items([ConversationItem(n, f"量化模型 {n}", now - n * 3600) for n in range(5000)])
    conversations.grab()
    assert 0 < delegate.asked < 200


def test_the_button_asks_for_a_new_conversation(qtbot: QtBot, conversations: ConversationList) -> None:
    button = conversations.findChild(QPushButton, "newChatButton")
    assert button is not None
    with qtbot.waitSignal(conversations.new_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
