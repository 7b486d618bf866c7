"""PDF files: the lines of their text layer, by PDFium, the engine of Chromium (BSD licence).

:mod:`assistant.documents.page_layout` makes paragraphs and headings of these lines.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterable, Iterator
from itertools import groupby
from math import hypot
from pathlib import Path
from statistics import median_low
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from assistant.documents.document import Document, DocumentBuilder
from assistant.documents.encoding import MAX_TEXT, MAX_TEXT_BYTES
from assistant.documents.errors import (
    DocumentDamaged,
    DocumentEncrypted,
    DocumentIsScan,
    DocumentTooLarge,
    DocumentWarning,
    PagesDamaged,
    PagesWithoutText,
)
from assistant.documents.page_layout import Line, add_pages

_PDFIUM = threading.Lock()
"""PDFium may be used by one thread at a time, whatever the number of documents."""
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


def read(path: Path) -> Document:
    """Raises :class:`DocumentError` and :class:`OSError`."""
    pages: list[list[Line]] = []
    damaged: list[int] = []
    blank: list[int] = []
    size = 0
    with _PDFIUM, _open(path) as pdf:
        for number in range(1, len(pdf) + 1):
            try:
                lines, has_content = _read_page(pdf, number - 1)
            except pdfium.PdfiumError:
                damaged.append(number)
                lines, has_content = [], False
            if not lines and has_content:
                blank.append(number)
            size += sum(len(line.text) for line in lines)
            if size > MAX_TEXT_BYTES:
                raise DocumentTooLarge(name=path.name, limit=MAX_TEXT)
            pages.append(lines)
        title = pdf.get_metadata_value("Title")
        language = _language(pdf)
    if len(damaged) == len(pages):
        raise DocumentDamaged("no page can be read", name=path.name, format="PDF")
    if blank and not any(pages):
        raise DocumentIsScan(name=path.name, pages=len(pages))
    warnings: list[DocumentWarning] = []
    if blank:
        warnings.append(PagesWithoutText(pages=_ranges(blank)))
    if damaged:
        warnings.append(PagesDamaged(pages=_ranges(damaged)))
    builder = DocumentBuilder()
    add_pages(builder, pages)
    return builder.build("pdf", title=title, language=language, warnings=tuple(warnings))


def _open(path: Path) -> pdfium.PdfDocument:
    with path.open("rb"):  # PDFium does not tell a missing file from one that may not be read
        pass
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}:
            raise DocumentEncrypted(name=path.name) from error
        raise DocumentDamaged(str(error), name=path.name, format="PDF") from error


def _language(pdf: pdfium.PdfDocument) -> str | None:
    size = pdfium_c.FPDFCatalog_GetLanguage(pdf, None, 0)
    if size <= 2:
        return None
    buffer = ctypes.create_string_buffer(size)
    pdfium_c.FPDFCatalog_GetLanguage(pdf, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le", errors="replace").rstrip("\0") or None


def _read_page(pdf: pdfium.PdfDocument, index: int) -> tuple[list[Line], bool]:
    """The lines of a page in the order of its content stream, and whether it shows anything at all."""
    page = pdf[index]
    try:
        text_page = page.get_textpage()
        try:
            return list(_lines(text_page)), pdfium_c.FPDFPage_CountObjects(page) > 0
        finally:
            text_page.close()
    finally:
        page.close()


def _lines(text_page: pdfium.PdfTextPage) -> Iterator[Line]:
    text = text_page.get_text_range()
    wide = not text.isascii() and any(character > "\uffff" for character in text)
    offset = 0
    for raw in text.split("\r\n"):
        content = raw.strip()
        if content:
            first = offset + _units(raw[: len(raw) - len(raw.lstrip())], wide)
            last = first + _units(content, wide) - 1
            line = _line(text_page, content, first, last)
            if line:
                yield line
        offset += _units(raw, wide) + 2


def _units(text: str, wide: bool) -> int:
    """The length as PDFium counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2 if wide else len(text)


class _Character(NamedTuple):
    left: float
    right: float
    baseline: float
    size: float
    """Of its font, as it is shown."""
    bold: bool


def _line(text_page: pdfium.PdfTextPage, content: str, first: int, last: int) -> Line | None:
    """A line by its first, middle and last character, of which one may be in another font."""
    sample = [_character(text_page, index) for index in (first, (first + last) // 2, last)]
    known = [character for character in sample if character]
    if not known:
        return None
    return Line(
        text=content,
        left=min(character.left for character in known),
        right=max(character.right for character in known),
        baseline=median_low([character.baseline for character in known]),
        size=median_low([character.size for character in known]),
        bold=all(character.bold for character in known),
    )


def _character(text_page: pdfium.PdfTextPage, text_index: int) -> _Character | None:
    index = pdfium_c.FPDFText_GetCharIndexFromTextIndex(text_page, text_index)
    box, matrix = pdfium_c.FS_RECTF(), pdfium_c.FS_MATRIX()
    x, baseline = ctypes.c_double(), ctypes.c_double()
    known = (
        index >= 0
        and pdfium_c.FPDFText_GetLooseCharBox(text_page, index, box)
        and pdfium_c.FPDFText_GetMatrix(text_page, index, matrix)
        and pdfium_c.FPDFText_GetCharOrigin(text_page, index, x, baseline)
    )
    if not known:
        return None
    size = pdfium_c.FPDFText_GetFontSize(text_page, index) * hypot(matrix.c, matrix.d)
    return _Character(box.left, box.right, baseline.value, size, _is_bold(text_page, index))


def _is_bold(text_page: pdfium.PdfTextPage, index: int) -> bool:
    buffer = ctypes.create_string_buffer(128)
    length = pdfium_c.FPDFText_GetFontInfo(text_page, index, buffer, len(buffer), ctypes.c_int())
    name = buffer.raw[: max(0, min(length, len(buffer)) - 1)].decode("utf-8", errors="replace").lower()
    return any(word in name for word in _BOLD)


def _ranges(numbers: Iterable[int]) -> str:
    """``[2, 5, 6, 7]`` as "2, 5–7"."""
    runs = []
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        values = [number for _, number in run]
        runs.append(f"{values[0]}" if len(values) == 1 else f"{values[0]}–{values[-1]}")
    return ", ".join(runs)
