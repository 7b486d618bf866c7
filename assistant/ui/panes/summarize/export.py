"""A summary as a file or for the clipboard: with its references as footnotes, or as text without."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from assistant.documents.word_file import Note, Text, WordFile
from assistant.tasks.summarize import Point
from assistant.tasks.summarize.layout import table_line
from assistant.ui.panes.summarize.arrangement import Group, Part, arrange, space_after
from assistant.ui.panes.summarize.errors import ExportFailed
from assistant.ui.panes.summarize.sheet import Sheet
from assistant.ui.panes.summarize.wording import Wording

_WIDTHS = (24, 54, 22)
"""Of the columns of a table, in per cent."""
_QUOTED = 300
"""Characters of a source that a footnote quotes."""
_SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>#|"})


@dataclass(frozen=True)
class Footnote:
    """What a point rests on: the passages in the text's own words, and remarks such as the page."""

    number: int
    quotations: tuple[str, ...]
    remarks: str

    @property
    def text(self) -> str:
        quoted = " … ".join(f"“{text}”" for text in self.quotations)
        return " ".join(filter(None, (quoted, self.remarks)))


class Exporter(QObject):
    """Of one sheet and the text its spans point into."""

    def __init__(self, sheet: Sheet, text: str) -> None:
        super().__init__()
        self._sheet = sheet
        self._text = text
        self._wording = Wording()
        self._headings = self._wording.headings()
        self._parts = arrange(sheet)

    def write(self, path: Path) -> None:
        """Write a file of Word, HTML or Markdown, as its name says. Raises :class:`ExportFailed`."""
        try:
            match path.suffix.lower():
                case ".docx":
                    self.word_file().write(path)
                case ".html" | ".htm":
                    path.write_text(self.html(), encoding="utf-8")
                case _:
                    path.write_text(self.markdown(), encoding="utf-8")
        except OSError as error:
            raise ExportFailed(str(error), path=str(path)) from error

    # -------------------------------------------------------------------------------------------- Markdown

    def markdown(self, *, references: bool = True) -> str:
        """The summary, and, with ``references``, footnotes that quote the passages."""
        blocks: list[str] = []
        if self._sheet.title:
            blocks.append(f"# {_escaped(self._sheet.title)}")
        for part in self._parts:
            if part.answer is not None:
                blocks.append(f"## {_escaped(part.answer.question)}")
                if remark := self._wording.answer_remark(part.answer):
                    blocks.append(f"*{_escaped(remark)}*")
            for group in part.groups:
                blocks += self._markdown_group(group, references)
        if references:
            blocks += [self._markdown_note(note) for note in self._footnotes()]
            blocks.append(f"*{_escaped(self.statement())}*")
        return "\n\n".join(blocks) + "\n"

    def _markdown_group(self, group: Group, references: bool) -> Iterator[str]:
        def line(number: int, text: str) -> str:
            text = _escaped(_one_line(text))
            return f"{text}[^{number}]" if references else text

        if group.heading:
            yield f"### {self._headings[group.heading]}"
        match group.layout:
            case "flow":
                yield "".join(
                    line(number, point.text) + space_after(point.text) for number, point in group.points
                ).rstrip()
            case "table":
                lines = [table_line(self._heads(group)), table_line("---" for _ in group.columns)]
                for number, point in group.points:
                    who, what, when = _cells(point)
                    lines.append(table_line((_escaped(who), line(number, what), _escaped(when))))
                yield "\n".join(lines)
            case "list":
                yield "\n".join(f"- {line(number, point.text)}" for number, point in group.points)

    def _markdown_note(self, note: Footnote) -> str:
        return f"[^{note.number}]: {_escaped(note.text)}"

    # ------------------------------------------------------------------------------------------------ HTML

    def html(self) -> str:
        """A page of its own, without scripts and without anything from elsewhere."""
        title = html.escape(self._sheet.title)
        body = [f"<h1>{title}</h1>"] if title else []
        for part in self._parts:
            body += self._html_part(part)
        body.append(f"<h2>{self._headings['sources']}</h2><ol>")
        for note in self._footnotes():
            quoted = " … ".join(f"<q>{html.escape(text)}</q>" for text in note.quotations)
            remarks = f" <small>{html.escape(note.remarks)}</small>" if note.remarks else ""
            body.append(
                f'<li id="source-{note.number}">{quoted}{remarks} <a href="#point-{note.number}">↩</a></li>'
            )
        body.append(f"</ol><p><small>{html.escape(self.statement())}</small></p>")
        return _PAGE.format(title=title, body="\n".join(body))

    def _html_part(self, part: Part) -> Iterator[str]:
        if part.answer is not None:
            yield f"<h2>{html.escape(part.answer.question)}</h2>"
            if remark := self._wording.answer_remark(part.answer):
                yield f"<p><small>{html.escape(remark)}</small></p>"
        for group in part.groups:
            if group.heading:
                yield f"<h3>{self._headings[group.heading]}</h3>"
            texts = ((number, point.text) for number, point in group.points)
            match group.layout:
                case "flow":
                    yield f"<p>{''.join(_html_point(*each) + space_after(each[1]) for each in texts)}</p>"
                case "table":
                    yield f"<table><tr>{''.join(f'<th>{head}</th>' for head in self._heads(group))}</tr>"
                    for number, point in group.points:
                        who, what, when = _cells(point)
                        cells = (html.escape(who), _html_point(number, what), html.escape(when))
                        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
                    yield "</table>"
                case "list":
                    yield "<ul>" + "".join(f"<li>{_html_point(*each)}</li>" for each in texts) + "</ul>"

    # ------------------------------------------------------------------------------------------------ Word

    def word_file(self) -> WordFile:
        """A document in which every point has a footnote with its passages."""
        file = WordFile(self._sheet.title)
        notes = {note.number: Note(note.text) for note in self._footnotes()}
        if self._sheet.title:
            file.add([self._sheet.title], "Title")
        for part in self._parts:
            if part.answer is not None:
                file.add([part.answer.question], "Heading1")
                if remark := self._wording.answer_remark(part.answer):
                    file.add([remark], "Small")
            for group in part.groups:
                self._add_group(file, group, notes)
        file.add([self.statement()], "Small")
        return file

    def _add_group(self, file: WordFile, group: Group, notes: dict[int, Note]) -> None:
        if group.heading:
            file.add([self._headings[group.heading]], "Heading2")
        match group.layout:
            case "flow":
                pieces: list[str | Note] = []
                for number, point in group.points:
                    pieces += [_one_line(point.text), notes[number], space_after(point.text)]
                file.add(pieces)
            case "table":
                rows: list[list[Text]] = []
                for number, point in group.points:
                    who, what, when = _cells(point)
                    rows.append([[who], [what, notes[number]], [when]])
                file.add_table(self._heads(group), rows, _WIDTHS)
            case "list":
                for number, point in group.points:
                    file.add([_one_line(point.text), notes[number]], "Bullet")

    # ---------------------------------------------------------------------------------------------- shared

    def statement(self) -> str:
        """How the summary came about: what was read, and by which model."""
        coverage = self._sheet.coverage
        read = self._wording.coverage(coverage) if coverage else ""
        model = (
            self.tr("Written by {0} with Parlance.").format(self._sheet.model) if self._sheet.model else ""
        )
        return " ".join(filter(None, (self.tr("{0}.").format(read) if read else "", model)))

    def _heads(self, group: Group) -> list[str]:
        return [self._headings[column] for column in group.columns]

    def _footnotes(self) -> Iterator[Footnote]:
        for part in self._parts:
            for group in part.groups:
                for number, point in group.points:
                    quotations = tuple(_quoted(self._text[span.start : span.end]) for span in point.sources)
                    yield Footnote(number, quotations, self._wording.remarks(self._sheet, point))


def _cells(point: Point) -> tuple[str, str, str]:
    row = point.row
    assert row is not None, "points of a table have cells"
    who, what, when = (_one_line(point.cell(span)) for span in (row.who, row.what, row.when))
    return who, what, when


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    line = _one_line(text)
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED].rstrip()}…"


def _escaped(text: str) -> str:
    return text.translate(_SPECIAL)


def _html_point(number: int, text: str) -> str:
    return (
        f'<span id="point-{number}">{html.escape(_one_line(text))}'
        f'<sup><a href="#source-{number}">{number}</a></sup></span>'
    )


_PAGE = """<!doctype html>
<html>
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #e5e4e0 }}
small {{ color: #6f6e69 }}
</style>
</head>
<body>
{body}
</body>
</html>
"""
