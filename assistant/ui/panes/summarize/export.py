"""A summary as a file or for the clipboard: with its references as footnotes, or as plain text without."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from assistant.tasks.summarize import Point
from assistant.ui.panes.summarize.arrangement import Group, Part, arrange, space_after
from assistant.ui.panes.summarize.errors import ExportFailed
from assistant.ui.panes.summarize.sheet import Sheet
from assistant.ui.panes.summarize.wording import Wording

_QUOTED = 300
"""Characters of a source that a footnote quotes."""
_SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>#|"})


@dataclass(frozen=True)
class Footnote:
    """What a point rests on: the passages in the text's own words, and remarks such as the page."""

    number: int
    quotations: tuple[str, ...]
    remarks: str


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
        """Write a file of HTML or Markdown, as its name says. Raises :class:`ExportFailed`."""
        text = self.html() if path.suffix.lower() in (".html", ".htm") else self.markdown()
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise ExportFailed(str(error), path=str(path)) from error

    # -------------------------------------------------------------------------------------------- Markdown

    def markdown(self, *, references: bool = True) -> str:
        """The summary, and, with ``references``, footnotes that quote the passages."""
        blocks: list[str] = []
        if self._sheet.title:
            blocks.append(f"# {_escaped(self._sheet.title)}")
        for part in self._parts:
            if part.question:
                blocks.append(f"## {_escaped(part.question)}")
            for group in part.groups:
                blocks += self._markdown_group(group, references)
        if references:
            blocks += [self._markdown_note(note) for note in self._footnotes()]
            blocks.append(f"*{_escaped(self.statement())}*")
        return "\n\n".join(blocks) + "\n"

    def _markdown_group(self, group: Group, references: bool) -> Iterator[str]:
        def line(number: int, point: Point) -> str:
            text = _escaped(_one_line(point.text))
            return f"{text}[^{number}]" if references else text

        if not group.grounded:
            yield f"### {self._headings['ungrounded']}"
        if group.layout == "flow":
            yield "".join(line(*each) + space_after(each[1].text) for each in group.points).rstrip()
        else:
            yield "\n".join(f"- {line(*each)}" for each in group.points)

    def _markdown_note(self, note: Footnote) -> str:
        quoted = " … ".join(f"“{_escaped(text)}”" for text in note.quotations)
        return f"[^{note.number}]: " + " ".join(filter(None, (quoted, _escaped(note.remarks))))

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
        if part.question:
            yield f"<h2>{html.escape(part.question)}</h2>"
        for group in part.groups:
            if not group.grounded:
                yield f"<h3>{self._headings['ungrounded']}</h3>"
            if group.layout == "flow":
                points = (_html_point(*each) + space_after(each[1].text) for each in group.points)
                yield f"<p>{''.join(points)}</p>"
            else:
                yield "<ul>" + "".join(f"<li>{_html_point(*each)}</li>" for each in group.points) + "</ul>"

    # ---------------------------------------------------------------------------------------------- shared

    def statement(self) -> str:
        """How the summary came about: what was read, and by which model."""
        coverage = self._sheet.coverage
        read = self._wording.coverage(coverage) if coverage else ""
        model = (
            self.tr("Written by {0} with Parlance.").format(self._sheet.model) if self._sheet.model else ""
        )
        return " ".join(filter(None, (self.tr("{0}.").format(read) if read else "", model)))

    def _footnotes(self) -> Iterator[Footnote]:
        for part in self._parts:
            for group in part.groups:
                for number, point in group.points:
                    quotations = tuple(_quoted(self._text[span.start : span.end]) for span in point.sources)
                    yield Footnote(number, quotations, self._wording.remarks(self._sheet, point))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    line = _one_line(text)
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED].rstrip()}…"


def _escaped(text: str) -> str:
    return text.translate(_SPECIAL)


def _html_point(number: int, point: Point) -> str:
    return (
        f'<span id="point-{number}">{html.escape(_one_line(point.text))}'
        f'<sup><a href="#source-{number}">{number}</a></sup></span>'
    )


_PAGE = """<!doctype html>
<html>
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif }}
small {{ color: #6f6e69 }}
</style>
</head>
<body>
{body}
</body>
</html>
"""
