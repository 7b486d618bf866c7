"""The model card of a repository: a stranger's Markdown, shown as text. Nothing it refers to is loaded."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt, QUrl, Slot
from PySide6.QtGui import (
    QDesktopServices,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from assistant.ui import theme

_LONGEST = 40_000
"""Characters that are shown: more takes long to lay out, and the hub has the rest."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_EMPTY_LINK = re.compile(r"\[\s*\]\([^)]*\)")
_HEADING_PX = {1: 16, 2: 15, 3: 14}
_LINE_HEIGHT = 150


class ModelCard(QTextBrowser):
    """As high as its text: the page around it scrolls. Links open in the browser."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("modelCard")
        self.setAccessibleName(self.tr("Model card"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.anchorClicked.connect(self._on_anchor_clicked)
        self._source = ""
        theme.theme_changes().changed.connect(self._render)

    def show_card(self, markdown: str) -> None:
        """Show a card; HTML in it becomes plain text, and images are left out."""
        cut = markdown[:_LONGEST]
        self._source = cut + "\n\n…" if len(markdown) > _LONGEST else cut
        self._render()

    def loadResource(self, kind: int, name: QUrl | str) -> None:
        """Nothing is loaded, from wherever."""

    @Slot()
    def _render(self) -> None:
        document = self.document()
        document.setDefaultFont(theme.current().ui_font(13))
        features = QTextDocument.MarkdownFeature.MarkdownDialectGitHub
        document.setMarkdown(_plain(self._source), features | QTextDocument.MarkdownFeature.MarkdownNoHTML)
        _set_type(document)
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(round(self.document().size().height()) + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(100, self.height())

    @Slot(QUrl)
    def _on_anchor_clicked(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)


def _plain(markdown: str) -> str:
    """Without what a text view cannot show: comments, images, tags."""
    text = _IMAGE.sub("", _COMMENT.sub("", markdown))
    text = _TAG.sub("", _BREAK.sub("\n", text))
    return _EMPTY_LINK.sub("", text)


def _set_type(document: QTextDocument) -> None:
    """The window's sizes of type and distances of lines; Qt's own are those of a printed page."""
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        level = block.blockFormat().headingLevel()
        wanted = QTextBlockFormat()
        wanted.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        wanted.setTopMargin(14 if level else 0)
        wanted.setBottomMargin(0 if cursor.currentTable() else 6)
        wanted.setNonBreakableLines(False)
        cursor.mergeBlockFormat(wanted)
        _set_fonts(block, level)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _set_table(frame)


def _set_fonts(block: QTextBlock, level: int) -> None:
    current = theme.current()
    spans: list[tuple[int, int, bool]] = []
    at = block.begin()
    while not at.atEnd():
        piece = at.fragment()
        spans.append((piece.position(), piece.length(), piece.charFormat().fontFixedPitch()))
        at += 1
    for start, length, code in spans:
        if not (code or level):
            continue
        wanted = QTextCharFormat()
        wanted.setFont(current.mono_font(12) if code else current.ui_font(_HEADING_PX.get(level, 13), 600))
        wanted.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
        cursor = QTextCursor(block)
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(wanted)


def _set_table(table: QTextTable) -> None:
    """Even hairlines. After a block of code, Qt begins the first cell with an empty line."""
    start = table.cellAt(0, 0).firstCursorPosition()
    if not start.block().text() and start.block() != table.cellAt(0, 0).lastCursorPosition().block():
        start.deleteChar()
    bold = QTextCharFormat()
    bold.setFontWeight(600)
    for column in range(table.columns()):
        head = table.cellAt(0, column)
        cursor = head.firstCursorPosition()
        cursor.setPosition(head.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(bold)
    wanted = table.format()
    wanted.setBorderCollapse(True)
    wanted.setBorder(1)
    wanted.setBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
    wanted.setBorderBrush(theme.current().colors.line)
    wanted.setCellPadding(5)
    wanted.setCellSpacing(0)
    table.setFormat(wanted)
