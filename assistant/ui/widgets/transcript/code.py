"""Fenced code: a card with a head (language, copy, save) whose lines scroll sideways instead of wrapping.

Lines are laid out when they come into sight, so that neither the number of lines nor their length costs
anything before.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTextLayout, QTextOption

from assistant.ui import icons
from assistant.ui.markdown.blocks import Code
from assistant.ui.markdown.safety import visible
from assistant.ui.widgets.transcript import utf16
from assistant.ui.widgets.transcript.code_rows import CodeRows
from assistant.ui.widgets.transcript.highlight import Highlighter, Runs, extension
from assistant.ui.widgets.transcript.part import Control, Part, Tint
from assistant.ui.widgets.transcript.typography import Typography, hairline, snapped

RADIUS = 10.0
_TAB = 4
_KEPT_LAYOUTS = 300
_ICONS = {"copy-code": "copy", "save-code": "import"}


class CodePart(Part):
    """``block`` may grow; :meth:`refresh` takes over what is new."""

    cached = False

    def __init__(self, block: Code, typography: Typography) -> None:
        super().__init__()
        self.block = block
        self._typography = typography
        self._pad = float(typography.theme.px(14))
        self._head = float(typography.theme.px(34))
        self._pitch = float(typography.code_line_height)
        self._char = typography.mono_metrics.horizontalAdvance("0")
        self._rows = CodeRows()
        self._content_width = 0.0
        self._layouts: dict[int, QTextLayout] = {}
        self._colors: list[Runs] = []
        self._lexing: Iterator[Runs] | None = None
        self._highlighter = Highlighter(block.language, typography.theme.name, typography.mono)
        self._scroll = 0.0
        self._done = ""
        self.refresh()

    def refresh(self) -> None:
        """Take over the lines that the block has gained; the last known one may have grown."""
        first = self._rows.follow(self.block.lines)
        if not first:
            self._content_width = 0.0
        for text in self._rows.texts[first:]:
            self._content_width = max(self._content_width, self._width_of(text))
        for row in [row for row in self._layouts if row >= first]:
            del self._layouts[row]
        if self.block.closed and self._lexing is None and self._highlighter.active and not self._colors:
            self._lexing = self._highlighter.whole(self._rows.texts) if not any(self._rows.wrapped) else None
        self.lay_out()

    def _width_of(self, row: str) -> float:
        if row.isascii():
            return len(row.expandtabs(_TAB)) * self._char
        return self._typography.mono_metrics.horizontalAdvance(row.expandtabs(_TAB))

    @property
    def text(self) -> str:
        return "\n".join(map(visible, self.block.lines))

    @property
    def file_name(self) -> str:
        """A name to save it under."""
        return f"code{extension(self.block.language)}"

    @property
    def length(self) -> int:
        return self._rows.length

    # Layout

    def lay_out(self) -> None:
        self.ink_width = self.width
        bar = self._pad / 2 if self.overflow else 0.0
        self.height = self._head + max(len(self._rows.texts), 1) * self._pitch + 1.6 * self._pad + bar
        self._scroll = min(self._scroll, self.overflow)

    @property
    def overflow(self) -> float:
        """By how much the longest line is wider than the card, in pixels."""
        return max(self._content_width + 2 * self._pad - self.width, 0.0)

    def scroll_by(self, pixels: float) -> bool:
        """Scroll sideways; false if it cannot go further that way."""
        scroll = min(max(self._scroll + pixels, 0.0), self.overflow)
        moved = scroll != self._scroll
        self._scroll = scroll
        return moved

    def reveal(self, position: int) -> None:
        """Scroll sideways so that a position in the text can be seen."""
        row = self._rows.row_of(position)
        x = self._x(row, position - self._rows.starts[row])
        left = x - self._scroll
        if left < 0 or left > self.width - 2 * self._pad:
            self._scroll = min(max(x - self.width / 2, 0.0), self.overflow)

    @property
    def pending(self) -> bool:
        return self._lexing is not None

    def work(self, deadline: float) -> bool:
        while self._lexing is not None:
            runs = next(self._lexing, None)
            if runs is None:
                self._lexing = None
                self._layouts.clear()
            else:
                self._colors.append(runs)
                if time.perf_counter() > deadline:
                    break
        return False

    def _layout_of(self, row: int) -> QTextLayout:
        layout = self._layouts.get(row)
        if layout is None:
            if len(self._layouts) > _KEPT_LAYOUTS:
                self._layouts.clear()
            layout = self._layouts[row] = self._make_layout(row)
        return layout

    def _make_layout(self, row: int) -> QTextLayout:
        text = self._rows.texts[row]
        layout = QTextLayout(text, self._typography.mono)
        layout.setCacheEnabled(True)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setTabStopDistance(_TAB * self._char)
        layout.setTextOption(option)
        layout.setFormats(self._runs_of(row))
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        return layout

    def _runs_of(self, row: int) -> Runs:
        if row < len(self._colors):
            return self._colors[row]
        return self._highlighter.line(self._rows.texts[row]) if self._rows.is_whole(row) else []

    # Painting

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, tints: Sequence[Tint]) -> None:
        colors = self._typography.colors
        line = hairline(painter)
        card = QRectF(
            snapped(painter, origin.x()),
            snapped(painter, origin.y()),
            self.width,
            snapped(painter, self.height),
        )
        outline = card.adjusted(line / 2, line / 2, -line / 2, -line / 2)
        shape = QPainterPath()
        shape.addRoundedRect(outline, RADIUS, RADIUS)
        painter.save()
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        painter.fillRect(card, colors.code)
        painter.fillRect(QRectF(card.left(), card.top(), card.width(), self._head), colors.code_head)
        painter.fillRect(QRectF(card.left(), card.top() + self._head, card.width(), line), colors.line)
        painter.restore()
        painter.setPen(QPen(colors.line, line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
        self._paint_head(painter, card)
        self._paint_body(painter, card, clip, tints)

    def _paint_head(self, painter: QPainter, card: QRectF) -> None:
        colors = self._typography.colors
        painter.setFont(self._typography.caption)
        painter.setPen(colors.muted)
        label = self.block.language or QCoreApplication.translate("Transcript", "text")
        painter.drawText(
            QRectF(card.left() + self._pad, card.top(), card.width() / 2, self._head),
            Qt.AlignmentFlag.AlignVCenter,
            label,
        )
        ratio = painter.device().devicePixelRatio()
        size = self._typography.theme.px(14)
        for control in self._buttons():
            area = control.rect.translated(card.topLeft())
            lit = self._hovered == control.kind
            if lit:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colors.selected)
                painter.drawRoundedRect(area, 6, 6)
            ink = colors.text if lit else colors.muted
            done = self._done == control.kind
            name = "check" if done else _ICONS[control.kind]
            corner = QPointF(
                snapped(painter, area.left() + 7), snapped(painter, area.center().y() - size / 2)
            )
            painter.drawPixmap(corner, icons.pixmap(name, size, ratio, ink))
            painter.setPen(ink)
            painter.drawText(
                area.adjusted(size + 13, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._caption(control)
            )

    def _caption(self, control: Control) -> str:
        if self._done == control.kind:
            return QCoreApplication.translate("Transcript", "Copied")
        if control.kind == "copy-code":
            return QCoreApplication.translate("Transcript", "Copy")
        return QCoreApplication.translate("Transcript", "Save")

    def _paint_body(self, painter: QPainter, card: QRectF, clip: QRectF, tints: Sequence[Tint]) -> None:
        body = QRectF(
            card.left() + 1, card.top() + self._head, card.width() - 2, card.height() - self._head - 1
        )
        top = body.top() + 0.8 * self._pad
        seen = body.intersected(clip)
        first = max(int((seen.top() - top) // self._pitch), 0)
        last = min(int((seen.bottom() - top) // self._pitch) + 1, len(self._rows.texts))
        left = card.left() + self._pad - self._scroll
        metrics = self._typography.mono_metrics
        lift = (self._pitch - metrics.ascent() - metrics.descent()) / 2
        painter.save()
        painter.setClipRect(body, Qt.ClipOperation.IntersectClip)
        for tint in tints:
            for rect in self._visible_rects(tint.start, tint.end, first, last):
                painter.fillRect(rect.translated(card.topLeft()), tint.color)
        painter.setPen(self._typography.colors.text)
        for row in range(first, last):
            layout = self._layout_of(row)
            y = top + row * self._pitch + lift + metrics.ascent() - layout.lineAt(0).ascent()
            layout.draw(painter, QPointF(left, y), [], body)
        painter.restore()
        self._paint_scroll_bar(painter, body)

    def _paint_scroll_bar(self, painter: QPainter, body: QRectF) -> None:
        if not self.overflow:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        colors = self._typography.colors
        painter.setBrush(colors.muted if self._hovered == "scroll-code" else colors.line)
        bar = self._scroll_bar().translated(body.left() - 1, body.top() - self._head)
        painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2)

    def _scroll_bar(self) -> QRectF:
        room = self.width - 2 * self._pad
        share = room / (room + self.overflow)
        x = self._pad + (room - room * share) * (self._scroll / self.overflow)
        return QRectF(x, self.height - 9, max(room * share, 24), 5)

    @property
    def scroll_per_pixel(self) -> float:
        """How far the content moves when the scroll bar is dragged by one pixel."""
        room = self.width - 2 * self._pad
        return (room + self.overflow) / room

    # Text

    def hit(self, point: QPointF) -> int:
        row = int((point.y() - self._head - 0.8 * self._pad) // self._pitch)
        if row < 0 or not self._rows.texts:
            return 0
        if row >= len(self._rows.texts):
            return self.length
        x = point.x() - self._pad + self._scroll
        return self._rows.starts[row] + int(self._layout_of(row).lineAt(0).xToCursor(x))

    def _x(self, row: int, at: int) -> float:
        found = self._layout_of(row).lineAt(0).cursorToX(at)
        assert isinstance(found, tuple)
        return float(found[0])

    def rects(self, start: int, end: int) -> list[QRectF]:
        return self._visible_rects(start, end, 0, len(self._rows.texts))

    def _visible_rects(self, start: int, end: int, first: int, last: int) -> list[QRectF]:
        found = []
        for row in range(max(first, self._rows.row_of(start)), min(last, self._rows.row_of(end) + 1)):
            begin = self._rows.starts[row]
            length = utf16.length(self._rows.texts[row])
            left = self._x(row, max(start - begin, 0))
            right = self._x(row, min(end - begin, length))
            if end > begin + length:  # the line break is selected too
                right += self._char / 2
            top = self._head + 0.8 * self._pad + row * self._pitch
            found.append(QRectF(left + self._pad - self._scroll, top, right - left, self._pitch))
        return found

    # Controls

    def controls(self) -> Sequence[Control]:
        buttons = self._buttons()
        if self.overflow:
            buttons.append(Control("scroll-code", self._scroll_bar().adjusted(0, -4, 0, 4), ""))
        return buttons

    def _buttons(self) -> list[Control]:
        copy = Control("copy-code", QRectF(), QCoreApplication.translate("Transcript", "Copy code"))
        save = Control("save-code", QRectF(), QCoreApplication.translate("Transcript", "Save code to a file"))
        right = self.width - 6
        placed = []
        for control in (save, copy):
            width = self._typography.caption_metrics.horizontalAdvance(self._caption(control))
            width += self._typography.theme.px(14) + 22
            area = QRectF(right - width, 5, width, self._head - 10)
            placed.append(Control(control.kind, area, control.name))
            right -= width + 2
        return placed

    def confirm(self, kind: str) -> None:
        """Show that the control of this kind has done its work; empty to show it no longer."""
        self._done = kind
