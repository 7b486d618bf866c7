"""A page of HTML as a PDF file that can be printed, searched and copied from."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QBuffer, QMarginsF
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument

from assistant.ui import theme

_POINTS = 10.5
# Margins are in pixels: Qt takes no other unit. The faces of code have no ligatures.
_STYLE = """
h1 { font-size: 18pt; margin-bottom: 12px }
h2, h3, h4 { margin-top: 10px }
p, li { line-height: 135% }
.who { color: #6f6e69; font-size: 8.5pt; margin-top: 22px; margin-bottom: 4px }
.asked { background-color: #f0efec; white-space: pre-wrap; line-height: 135% }
pre { background-color: #f7f7f5; white-space: pre-wrap; font-size: 9pt }
pre, code { font-family: "DejaVu Sans Mono", "Noto Sans Mono", "Menlo", "Consolas", monospace }
pre { margin-top: 8px; margin-bottom: 8px }
table { border-collapse: collapse; margin-top: 8px; margin-bottom: 8px }
td, th { border: 1px solid #e5e4e0; padding: 4px 8px }
"""


def write_pdf(body: str, title: str, path: Path) -> None:
    """Write what stands inside the body of a page, on A4 with numbered pages; may be called on any thread.

    Raises :class:`OSError`.
    """
    # Not straight into the file: Qt says nothing when the disk is full.
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Parlance")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    # The document has margins of its own.
    writer.setPageMargins(QMarginsF())
    font = theme.current().text_font()
    font.setPointSizeF(_POINTS)
    document = QTextDocument()
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(_STYLE)
    # Qt draws no border around a cell that has a style of its own.
    document.setHtml(re.sub(r'style="text-align:(\w+)"', r'align="\1"', body))
    document.print_(writer)
    path.write_bytes(bytes(buffer.data().data()))
