"""Writes Word documents (Office Open XML, ECMA-376) with footnotes, which the usual libraries cannot.

It has what an exported text needs and no more: headings, paragraphs, bullets, tables, notes. Fonts are left
to the program that opens it, which knows those of its reader's language.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple
from xml.sax.saxutils import escape

import regex

Style = Literal["Normal", "Title", "Heading1", "Heading2", "Bullet", "Small"]

_NO_XML = regex.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-"
_PAGE_WIDTH = 9_026
"""Of the text on A4, in twentieths of a point."""


class Note(NamedTuple):
    """A footnote, at the place in the text where its number stands."""

    text: str


Text = Sequence[str | Note]
"""What a paragraph consists of."""


class WordFile:
    """Filled from the top to the bottom, then written."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._body: list[str] = []
        self._notes: list[str] = []

    def add(self, text: Text, style: Style = "Normal") -> None:
        """Add a paragraph."""
        self._body.append(self._paragraph(text, style))

    def add_table(self, heads: Sequence[str], rows: Iterable[Sequence[Text]], widths: Sequence[int]) -> None:
        """Add a table with columns of so many per cent of the page."""
        sizes = [_PAGE_WIDTH * width // 100 for width in widths]
        grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
        head = "".join(self._cell([text], size, "Head") for text, size in zip(heads, sizes, strict=True))
        lines = [f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{head}</w:tr>"]
        for row in rows:
            cells = (self._cell(text, size, "Normal") for text, size in zip(row, sizes, strict=True))
            lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
        self._body.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="{sum(sizes)}" w:type="dxa"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
        )
        # Two tables would grow together, and Word wants a paragraph after the last.
        self.add([])

    def write(self, path: Path) -> None:
        """Raises :class:`OSError`."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in (
                ("[Content_Types].xml", _CONTENT_TYPES),
                ("_rels/.rels", _RELATIONS),
                ("docProps/core.xml", _PROPERTIES.format(title=_escaped(self._title))),
                ("word/_rels/document.xml.rels", _DOCUMENT_RELATIONS),
                ("word/document.xml", _DOCUMENT.format(body="".join(self._body))),
                ("word/footnotes.xml", _FOOTNOTES.format(notes="".join(self._notes))),
                ("word/numbering.xml", _NUMBERING),
                ("word/settings.xml", _SETTINGS),
                ("word/styles.xml", _STYLES),
            ):
                archive.writestr(name, _HEAD + content)
        path.write_bytes(made.getvalue())

    def _paragraph(self, text: Text, style: str) -> str:
        properties = "" if style == "Normal" else f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        runs = (self._reference(piece) if isinstance(piece, Note) else _run(piece) for piece in text)
        return f"<w:p>{properties}{''.join(runs)}</w:p>"

    def _cell(self, text: Text, size: int, style: str) -> str:
        properties = f'<w:tcPr><w:tcW w:w="{size}" w:type="dxa"/></w:tcPr>'
        return f"<w:tc>{properties}{self._paragraph(text, style)}</w:tc>"

    def _reference(self, note: Note) -> str:
        number = len(self._notes) + 1
        self._notes.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="NoteText"/></w:pPr>'
            f"<w:r>{_RAISED}<w:footnoteRef/></w:r>{_run(f' {note.text}')}</w:p></w:footnote>"
        )
        return f'<w:r>{_RAISED}<w:footnoteReference w:id="{number}"/></w:r>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{_escaped(text)}</w:t></w:r>'


def _escaped(text: str) -> str:
    return escape(_NO_XML.sub("", text))


def _style(identifier: str, name: str, content: str, kind: str = "paragraph") -> str:
    based = '<w:basedOn w:val="Normal"/>' if kind == "paragraph" and identifier != "Normal" else ""
    default = ' w:default="1"' if identifier == "Normal" else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identifier}"{default}><w:name w:val="{name}"/>{based}{content}'
        "</w:style>"
    )


def _outlined(level: int, size: int) -> str:
    return (
        '<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/>'
        f'<w:outlineLvl w:val="{level}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr>'
    )


_PARTS = ("document.main", "footnotes", "numbering", "settings", "styles")
_RAISED = '<w:rPr><w:rStyle w:val="NoteMark"/></w:rPr>'
_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="{_KIND}package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/docProps/core.xml" ContentType="{_KIND}package.core-properties+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part.partition(".")[0]}.xml"'
        f' ContentType="{_KIND}officedocument.wordprocessingml.{part}+xml"/>'
        for part in _PARTS
    )
    + "</Types>"
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="r2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/>'
    "</Relationships>"
)
_DOCUMENT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{part}" Target="{part}.xml"/>'
        for number, part in enumerate(_PARTS[1:], 1)
    )
    + "</Relationships>"
)
_PROPERTIES = (
    f'<p:coreProperties xmlns:p="{_PACKAGE}/metadata/core-properties" xmlns:d="http://purl.org/dc/elements/1.1/">'
    "<d:title>{title}</d:title></p:coreProperties>"
)
_DOCUMENT = (
    f"<w:document {_WORDS}><w:body>{{body}}"
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708"'
    ' w:gutter="0"/></w:sectPr></w:body></w:document>'
)
# The first two are the lines between the text and its notes.
_FOOTNOTES = (
    f"<w:footnotes {_WORDS}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote>{notes}</w:footnotes>"
)
_SETTINGS = (
    f"<w:settings {_WORDS}>"
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr></w:settings>'
)
_NUMBERING = (
    f'<w:numbering {_WORDS}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="•"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_STYLES = (
    f"<w:styles {_WORDS}>"
    + _style("Normal", "Normal", '<w:pPr><w:spacing w:after="120"/></w:pPr><w:rPr><w:sz w:val="22"/></w:rPr>')
    + _style(
        "Title", "Title", '<w:pPr><w:spacing w:after="240"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr>'
    )
    + _style("Heading1", "heading 1", _outlined(0, 28))
    + _style("Heading2", "heading 2", _outlined(1, 24))
    + _style("Bullet", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    + _style("Head", "Table Heading", "<w:rPr><w:b/></w:rPr>")
    + _style("Small", "Caption", '<w:rPr><w:i/><w:sz w:val="18"/></w:rPr>')
    + _style("NoteText", "footnote text", '<w:rPr><w:sz w:val="18"/></w:rPr>')
    + _style(
        "NoteMark", "footnote reference", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>', "character"
    )
    + _style(
        "Grid",
        "Table Grid",
        "<w:tblPr><w:tblBorders>"
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:color="BFBFBF"/>' for side in ("top", "bottom", "insideH")
        )
        + '</w:tblBorders><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>",
        "table",
    )
    + "</w:styles>"
)
