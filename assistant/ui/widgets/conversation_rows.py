"""How a conversation, a heading and a search result are painted and edited."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from assistant.ui import icons, theme
from assistant.ui.widgets.conversation_model import ITEM_ROLE, ConversationItem, ConversationModel
from assistant.ui.widgets.fields import LineField
from assistant.ui.widgets.rows import paint_row, paint_text

Index = QModelIndex | QPersistentModelIndex

_ROW = 36
_RESULT_ROW = 58
_PADDING = 10
_MARGIN = 12
"""Between the rows and the right edge of the list; the scroll bar lies in it."""
_CONTEXT = 24
"""Characters of a snippet that are left before the first match when the row is narrow."""


class ConversationDelegate(QStyledItemDelegate):
    """Paints the rows of a :class:`ConversationModel`."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        searching = isinstance(model, ConversationModel) and model.searching
        return QSize(80, theme.current().px(_RESULT_ROW if searching else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(ITEM_ROLE)
        painter.save()
        if item is None:
            self._paint_heading(painter, option.rect, index.data())
        else:
            model = index.model()
            assert isinstance(model, ConversationModel)
            box = _box(option)
            paint_row(painter, option, selected=model.is_open(item), rect=box)
            self._paint_item(painter, box.adjusted(_PADDING, 0, -_PADDING, 0), item, model.title(item))
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        line = rect.adjusted(_PADDING - 2, rect.height() // 4, -_PADDING, 0)
        current = theme.current()
        paint_text(painter, line, text, current.ui_font(11, 600), current.colors.muted)

    def _paint_item(self, painter: QPainter, rect: QRect, item: ConversationItem, title: str) -> None:
        current = theme.current()
        line = QRect(rect)
        if item.snippet:
            line.setHeight(rect.height() // 2)
            line.translate(0, 3)
        if item.pinned:
            size = current.px(14)
            mark = QRect(rect.right() - size, line.center().y() - size // 2, size, size)
            icons.icon("pin", "muted").paint(painter, mark)
            line.setRight(mark.left() - 6)
        paint_text(painter, line, title, current.ui_font(), current.colors.text)
        if item.snippet:
            below = QRect(rect.left(), line.bottom(), rect.width(), rect.height() // 2 - 4)
            _paint_snippet(painter, below, item)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = LineField(parent)
        editor.setObjectName("conversationTitle")
        editor.setAccessibleName(self.tr("Title of the conversation"))
        editor.setMaxLength(200)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(_box(option))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)


def _box(option: QStyleOptionViewItem) -> QRect:
    """The visible row: as wide as the list allows, whether or not there is a scroll bar."""
    box = option.rect.adjusted(0, 1, 0, -1)
    box.setRight(min(box.right(), option.widget.width() - _MARGIN - 1))
    return box


def _paint_snippet(painter: QPainter, rect: QRect, item: ConversationItem) -> None:
    """One line of what was found, its matches in the text colour, moved so that the first one is seen."""
    current = theme.current()
    first = item.spans[0][0] if item.spans else 0
    cut = max(first - _CONTEXT, 0)
    text = ("…" if cut else "") + item.snippet[cut:].replace("\n", " ")
    offset = cut - 1 if cut else 0
    layout = QTextLayout(text, current.ui_font(12))
    layout.setTextOption(_one_line())
    layout.setFormats([_match(start - offset, end - start, current.colors.text) for start, end in item.spans])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(rect.width())
    layout.endLayout()
    painter.setPen(current.colors.muted)
    painter.setClipRect(rect)
    layout.draw(painter, rect.topLeft())


def _one_line() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    return option


def _match(start: int, length: int, color: QColor) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    kind = QTextCharFormat()
    kind.setForeground(color)
    kind.setFontWeight(600)
    made.format = kind
    return made
