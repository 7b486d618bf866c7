"""The choice of a language from a long list: by a few letters of its name, or among those used last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCollator, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.tasks.translate.languages import LANGUAGES
from assistant.tasks.translate.options import DETECT
from assistant.ui.language_names import language_name
from assistant.ui.panes.translate.language_rows import LanguageDelegate, LanguageRow, LanguageRows
from assistant.ui.widgets.controls import paragraph
from assistant.ui.widgets.picker import PickerButton, Popup
from assistant.ui.widgets.rows import RowView
from assistant.ui.widgets.search_field import SearchField

_WIDTH = 300
_ROWS = 11


class LanguagePicker(PickerButton):
    """With ``detects``, the language can also be left to the text."""

    language_chosen = Signal(str)
    """A BCP 47 tag, or :data:`DETECT`."""

    def __init__(self, object_name: str, role: str, *, detects: bool = False) -> None:
        """``role`` is what the language is chosen for, as a screen reader says it, such as "From"."""
        super().__init__(object_name)
        self._role = role
        self._detects = detects
        self._recent: Sequence[str] = ()
        self.current = ""
        """The tag that is in force."""
        self._popup = _LanguagePopup(role, self)
        self._popup.chosen.connect(self.language_chosen)
        self.clicked.connect(self.open_popup)

    def show_language(self, tag: str, text: str = "") -> None:
        """Show what is in force; ``text`` stands in place of the language's name."""
        self.current = tag
        shown = text or language_name(tag)
        self.show_text(shown)
        self.setAccessibleName(self.tr("{0}: {1}").format(self._role, shown))

    def set_recent(self, tags: Sequence[str]) -> None:
        """The languages used last, the latest first."""
        self._recent = [tag for tag in tags if tag in LANGUAGES]

    @Slot()
    def open_popup(self) -> None:
        """Let the user choose."""
        detect = [LanguageRow(DETECT, self.tr("Detect language"))] if self._detects else []
        self._popup.open_below(self, detect, self._recent, self.current)


class _LanguagePopup(Popup):
    chosen = Signal(str)

    def __init__(self, role: str, parent: QWidget) -> None:
        super().__init__(f"{parent.objectName()}Popup", role, parent)
        self._first: Sequence[LanguageRow] = ()
        self._recent: Sequence[str] = ()
        self._current = ""
        self._rows = LanguageRows()
        self._list = RowView(f"{parent.objectName()}List", role)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(LanguageDelegate(self._list))
        self._list.chosen.connect(self._on_chosen)
        self._search = _Search(f"{parent.objectName()}Search", self.tr("Search languages"))
        self._search.textChanged.connect(self._show)
        self._search.left_downwards.connect(lambda: self._list.setFocus(Qt.FocusReason.TabFocusReason))
        self._search.entered.connect(lambda: self._on_chosen(self._list.currentIndex()))
        self._nothing = paragraph(self.tr("No such language."), "caption")
        self._nothing.setContentsMargins(10, 8, 10, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (self._search, self._nothing, self._list):
            column.addWidget(widget)

    def open_below(
        self, button: QWidget, first: Sequence[LanguageRow], recent: Sequence[str], current: str
    ) -> None:
        self._first, self._recent, self._current = first, recent, current
        self._search.clear()
        self._show()
        self.place_below(button, _WIDTH)
        self._list.setFixedHeight(_ROWS * max(self._list.sizeHintForRow(0), 1))
        self.adjustSize()
        self.show()
        self._list.scrollToTop()
        self._list.scrollTo(self._rows.first())
        self._search.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def _show(self) -> None:
        collator = QCollator()
        every = sorted(map(_row, LANGUAGES), key=lambda row: collator.sortKey(row.name))
        words = self._search.text()
        rows: list[LanguageRow | str] = list(self._first)
        if words.strip():
            rows = [row for row in (*self._first, *every) if row.matches(words)]
        elif self._recent:
            rows += [self.tr("Used last"), *map(_row, self._recent), self.tr("All languages"), *every]
        else:
            rows += every
        self._rows.set_rows(rows, self._current)
        self._list.setCurrentIndex(self._rows.first())
        self._nothing.setVisible(not rows)

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        language = self._rows.language(index)
        if language is not None:
            self.hide()
            self.chosen.emit(language.tag)


class _Search(SearchField):
    entered = Signal()
    """Enter takes what is marked: the first of what was found."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


def _row(tag: str) -> LanguageRow:
    name, own_name = language_name(tag), LANGUAGES[tag].own_name
    return LanguageRow(tag, name, "" if own_name == name else own_name)
