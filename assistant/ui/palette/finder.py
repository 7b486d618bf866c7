"""A card over the window with a field, and below it what fits what is written there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, Qt, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from assistant.ui import theme
from assistant.ui.palette.field import FinderField
from assistant.ui.palette.rows import ROW_HEIGHT, Found, FoundDelegate, FoundRows
from assistant.ui.widgets.controls import Glyph, paragraph
from assistant.ui.widgets.frame import paint_frame
from assistant.ui.widgets.rows import RowView

_WIDTH = 640
_MARGIN = 16
_HIGHEST = 84
_MOST_ROWS = 11
_SHADOW = 14
_SHADOW_STRENGTH = 3
"""Alpha of each of the shadow's rings."""


class Finder(QWidget):
    """Covers the window while it is open. Escape, a click beside the card, or another focus close it.

    Object names: that of the finder itself, with ``Field`` and ``List`` behind it for its parts.
    """

    def __init__(self, window: QWidget, object_name: str, icon: str, title: str, results: str) -> None:
        """``title`` says what is looked for, ``results`` is the list's name for screen readers."""
        super().__init__(window)
        self.setObjectName(object_name)
        self.setAccessibleName(title)
        self._before: QWidget | None = None
        self._is_open = False
        self._field = FinderField(f"{object_name}Field", title)
        self._field.textChanged.connect(self._on_text_changed)
        self._field.moved.connect(self._on_moved)
        self._field.entered.connect(self._on_entered)
        self._field.given_up.connect(self.dismiss)
        self._rows = FoundRows(self)
        self._list = RowView(f"{object_name}List", results)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(FoundDelegate(self._list))
        self._list.chosen.connect(self._choose)
        self._nothing = paragraph(role="caption", object_name=f"{object_name}Nothing")
        self._nothing.setContentsMargins(14, 4, 14, 10)
        head = QHBoxLayout()
        head.setContentsMargins(11, 0, 8, 0)
        head.setSpacing(5)
        head.addWidget(Glyph(icon))
        head.addWidget(self._field, 1)
        self._card = _Card(self)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._list)
        column.addWidget(self._nothing)
        self.hide()
        window.installEventFilter(self)
        theme.theme_changes().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    # ---------------------------------------------------------------------------------------- opening

    def open(self) -> None:
        """Show it with an empty field; if it is open, close it."""
        if self._is_open:
            self.dismiss()
            return
        self._before = QApplication.focusWidget()
        self._field.clear()
        self.search("")
        self._is_open = True
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def dismiss(self) -> None:
        """Close it, and give the focus back unless something else has it by now."""
        if not self._is_open:
            return
        self._is_open = False
        had_focus = self._field.hasFocus()
        self.hide()
        if had_focus and self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def search(self, query: str) -> None:
        """Show what fits; without words, what is offered at first."""
        raise NotImplementedError

    # ---------------------------------------------------------------------------------------- results

    def show_found(self, found: Sequence[Found], *, complete: bool = True) -> None:
        """Show these rows; unless they are ``complete``, more may come, and none is no answer yet."""
        self._rows.replace(found)
        self._list.scrollToTop()
        self._go_to(self._rows.next_row(-1, 1) if found else -1)
        self._show_nothing(complete=complete)

    def add_found(self, found: Sequence[Found]) -> None:
        """Show more rows below the others: the last ones."""
        first = not self._rows.rowCount()
        self._rows.append(found)
        if first and found:
            self._go_to(0)
        self._show_nothing(complete=True)

    def _show_nothing(self, *, complete: bool) -> None:
        text = self.tr("Nothing found for “{0}”.").format(self._field.text().strip())
        self._nothing.setText(text)
        nothing = complete and not self._rows.rowCount()
        self._nothing.setVisible(nothing)
        if nothing and self._is_open:
            self._announce(text)
        self._place()

    def _go_to(self, row: int) -> None:
        if row < 0:
            return
        index = self._rows.index(row)
        self._list.setCurrentIndex(index)
        self._announce(self._rows.found(index).spoken)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, text))

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        found = self._rows.found(index)
        if found.do is not None:
            self.dismiss()
            self.on_chosen(found)
            found.do()

    def on_chosen(self, found: Found) -> None:
        """A row was chosen, and is about to be done."""

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        if self._is_open:
            self.search(text.strip())

    @Slot(int)
    def _on_moved(self, by: int) -> None:
        if self._rows.rowCount():
            self._go_to(self._rows.next_row(self._list.currentIndex().row(), by))

    @Slot()
    def _on_entered(self) -> None:
        if self._list.currentIndex().isValid():
            self._choose(self._list.currentIndex())

    # ---------------------------------------------------------------------------------------- appearance

    @Slot()
    def _on_theme_changed(self) -> None:
        self._field.setFont(theme.current().ui_font(15))
        self._place()

    def _place(self) -> None:
        """At the top in the middle, as high as its rows need and the window allows."""
        window = self.parentWidget()
        assert window is not None
        self.setGeometry(window.rect())
        width = min(theme.current().px(_WIDTH), self.width() - 2 * _MARGIN)
        top = min(_HIGHEST, max(self.height() // 10, _MARGIN))
        rows = self._rows.rowCount()
        self._list.setVisible(rows > 0)
        self._list.setFixedHeight(0)
        self._card.setFixedWidth(width)
        inside = self._card.layout()
        assert inside is not None
        inside.activate()
        others = (
            self._card.heightForWidth(width) if inside.hasHeightForWidth() else self._card.sizeHint().height()
        )
        row = theme.current().px(ROW_HEIGHT)
        room = (self.height() - top - _MARGIN - others) // row
        self._list.setFixedHeight(row * max(min(rows, _MOST_ROWS, room), 1 if rows else 0))
        self._card.adjustSize()
        self._card.move((self.width() - width) // 2, top)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_open and watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What lies below steps back, and the card has a shadow."""
        colors = theme.current().colors
        painter = QPainter(self)
        painter.fillRect(self.rect(), colors.scrim)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, _SHADOW_STRENGTH))
        card = QRectF(self._card.geometry())
        for ring in range(1, _SHADOW):
            painter.drawRoundedRect(card.adjusted(-ring, -ring + 4, ring, ring + 4), 10 + ring, 10 + ring)


class _Card(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_frame(self)
