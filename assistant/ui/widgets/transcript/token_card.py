"""How likely a token was and what else was, beside it; an alternative can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QRectF, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from assistant.ui import theme
from assistant.ui.widgets.controls import label
from assistant.ui.widgets.frame import paint_frame
from assistant.ui.widgets.transcript.message import Token

if TYPE_CHECKING:
    from assistant.ui.widgets.transcript.reader import Reader

_STAYS = 300
"""Milliseconds for the way from the token to the card."""
_BROKEN = "\ufffd"


class TokenCard(QWidget):
    """Floats over a transcript. Object names: ``tokenCard``; its buttons are ``tokenAlternative``."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader.viewport())
        self._reader = reader
        self.setObjectName("tokenCard")
        self.token: Token | None = None
        self._message = 0
        self._written = label(object_name="tokenWritten")
        self._rows: list[_Alternative] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(2)
        self._column.addWidget(self._written)
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(_STAYS)
        self._leaving.timeout.connect(self.dismiss)
        self.hide()

    def show_token(self, message_id: int, text: str, token: Token, area: QRectF) -> None:
        """Tell of a token of a message; ``area`` is where it stands in the viewport."""
        self._leaving.stop()
        if (message_id, token) == (self._message, self.token) and self.isVisible():
            return
        self._message, self.token = message_id, token
        written = text[token.start : token.end]
        likely = self.tr("{0}  was {1} likely")
        self._written.setText(likely.format(_visible(written), _percent(token.probability)))
        for row in self._rows:
            row.deleteLater()
        self._rows = [_Alternative(self, other, share, written) for other, share in token.alternatives]
        for row in self._rows:
            self._column.addWidget(row)
            row.clicked.connect(self._on_clicked)
        self._place(area)

    def leave(self) -> None:
        """The pointer is elsewhere; the card goes unless it comes here."""
        if self.isVisible() and not self._leaving.isActive():
            self._leaving.start()

    def dismiss(self) -> None:
        """Hide it."""
        self._leaving.stop()
        self.token = None
        self.hide()

    def _place(self, area: QRectF) -> None:
        size = self.sizeHint()
        room = self._reader.viewport().rect()
        below = round(area.bottom())
        top = below if below + size.height() <= room.bottom() else round(area.top()) - size.height()
        left = min(max(round(area.left()) - 12, 4), max(room.right() - size.width() - 4, 4))
        self.setGeometry(left, max(top, 0), size.width(), size.height())
        self.show()
        self.raise_()

    def _on_clicked(self) -> None:
        row = self.sender()
        assert isinstance(row, _Alternative)
        assert self.token is not None
        message, start = self._message, self.token.start
        self.dismiss()
        self._reader.alternative_chosen.emit(message, start, row.other)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._leaving.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self.leave()

    def mouseMoveEvent(self, event: object) -> None:
        """What happens over the card is not for the words below it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_frame(self)


class _Alternative(QPushButton):
    """A row: the text, a bar as long as it was likely, and the percentage."""

    def __init__(self, card: TokenCard, other: str, share: float, written: str) -> None:
        super().__init__(card)
        self.setObjectName("tokenAlternative")
        self.other = other
        self._share = share
        if not other:
            self._text = self.tr("(the answer ends)")
        elif _BROKEN in other:
            self._text = self.tr("(part of a character)")
        else:
            self._text = _visible(other)
        possible = bool(other) and _BROKEN not in other and other != written
        self.setEnabled(possible)
        self.setFlat(True)
        name = f"{self._text} {_percent(share)}"
        self.setAccessibleName(name)
        if possible:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(self.tr("Go on from here with this instead"))
        px = theme.current().px
        self.setFixedSize(px(260), px(26))
        self._strong = other == written

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        px = theme.current().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            painter.setBrush(colors.hover)
            painter.drawRoundedRect(self.rect(), 6, 6)
        inside = self.rect().adjusted(px(6), 0, -px(6), 0)
        figure = px(56)
        bar = QRectF(inside.left(), self.height() - px(4), (inside.width() - figure) * self._share, px(2))
        painter.setBrush(colors.accent)
        painter.drawRoundedRect(bar, 1, 1)
        painter.setPen(colors.text if self.isEnabled() or self._strong else colors.muted)
        font = self.font()
        font.setBold(self._strong)
        painter.setFont(font)
        room = inside.adjusted(0, 0, -figure, 0)
        text = QFontMetrics(font).elidedText(self._text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(inside, align, _percent(self._share))


def _percent(share: float) -> str:
    locale = QLocale()
    if 0 < share < 0.001:
        return f"< {locale.toString(0.1, 'f', 1)} %"
    return f"{locale.toString(100 * share, 'f', 1 if share < 0.1 else 0)} %"


def _visible(text: str) -> str:
    """Spaces and line breaks can be seen at the edges, where they tell tokens apart."""
    shown = text.replace("\n", "↵").replace("\t", "⇥")
    begin = len(shown) - len(shown.lstrip(" "))
    end = len(shown.rstrip(" "))
    if end <= begin:
        return "␣" * len(shown)
    return "␣" * begin + shown[begin:end] + "␣" * (len(shown) - end)
