"""The model card of a repository: a stranger's Markdown, shown as text. Nothing it refers to is loaded."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QResizeEvent, QTextBlockFormat, QTextCursor, QTextDocument
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
    """The window's sizes for headings and its distance of lines; Qt's own are those of a printed page."""
    current = theme.current()
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        cursor = QTextCursor(block)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        spacing.setTopMargin(14 if level else 0)
        spacing.setBottomMargin(6)
        cursor.mergeBlockFormat(spacing)
        if level:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            wanted = cursor.charFormat()
            wanted.setFont(current.ui_font(_HEADING_PX.get(level, 13), 600))
            cursor.mergeCharFormat(wanted)
        block = block.next()
