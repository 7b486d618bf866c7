"""What the pane says of points and coverage, in the user's language."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QLocale, QObject

from assistant.tasks.summarize import Coverage, Point, SummaryPartial, Unsupported
from assistant.tasks.summarize.options import Format
from assistant.ui.panes.summarize.sheet import Answered, Sheet
from assistant.ui.time_text import TimeText

_PAGES_NAMED = 3


class Wording(QObject):
    """It is a QObject for its ``tr`` only."""

    def coverage(self, coverage: Coverage) -> str:
        """How much was read: "37 of 37 sections read"."""
        if coverage.sections == 1:
            return self.tr("{0} of 1 section read").format(coverage.sections_read)
        number = QLocale().toString
        return self.tr("{0} of {1} sections read").format(
            number(coverage.sections_read), number(coverage.sections)
        )

    def stage(self, partial: SummaryPartial) -> str:
        """What is being done, and how long it will probably take."""
        match partial.stage:
            case "counting":
                text = self.tr("Dividing the text into sections…")
            case "reading":
                text = self.tr("Reading the sections")
            case "writing" if partial.points_expected:
                text = self.tr("Writing point {0} of {1}").format(
                    min(len(partial.points) + 1, partial.points_expected), partial.points_expected
                )
            case "writing":
                text = self.tr("Writing the points")
            case "joining":
                text = self.tr("Putting the points together")
        left = TimeText().left(partial.seconds_left)
        return f"{text} · {left}" if left else text

    def remarks(self, sheet: Sheet, point: Point) -> str:
        """What stands below a point: its pages, whose wording it is, and what was not found."""
        return " · ".join(self._remarks(sheet, point))

    def _remarks(self, sheet: Sheet, point: Point) -> Iterator[str]:
        pages = sorted({page for span in point.sources if (page := sheet.page_at(span.start)) is not None})
        if pages:
            more = "…" if len(pages) > _PAGES_NAMED else ""
            yield self.tr("Page {0}").format(self.tr(", ").join(map(str, pages[:_PAGES_NAMED])) + more)
        if point.extractive and point.row is None:
            yield self.tr("The document's own sentence")
        if not point.grounded:
            yield self.tr("Little of its wording stands in the passages it rests on")
        missing = [self.unsupported(mark) for mark in point.unsupported if mark.reason != "words"]
        if missing:
            yield self.tr("Its passages do not say: {0}").format(self.tr("; ").join(dict.fromkeys(missing)))

    def unsupported(self, mark: Unsupported) -> str:
        """What of a point its sources do not say, in a few words."""
        match mark.reason:
            case "number":
                text = self.tr("the number “{0}”")
            case "date":
                text = self.tr("the date “{0}”")
            case "name":
                text = self.tr("the name “{0}”")
            case "quotation":
                text = self.tr("the quotation “{0}”")
            case "negation":
                text = self.tr("the negation “{0}”")
            case "url" | "email":
                text = self.tr("the address “{0}”")
            case "words":
                text = self.tr("“{0}”")
        return text.format(mark.text)

    def tooltip(self, mark: Unsupported) -> str:
        text = self.tr("The passages that this point rests on do not say this: {0}.")
        return text.format(self.unsupported(mark))

    def nothing_found(self, form: Format) -> str:
        """Instead of points, when all is read."""
        if form == "actions":
            return self.tr("This text names no action items and no decisions.")
        return self.tr("Nothing was found.")

    def legend(self) -> str:
        """What the marks mean, and what they do not."""
        return self.tr(
            "Checked: whether the numbers, dates, names, quotations, negations and addresses of a point, and "
            "most of its words, stand in the passages it rests on. What does not is underlined. Whether a "
            "statement is true, or rightly understood, is not checked."
        )

    def spoken(self, sheet: Sheet, number: int, point: Point) -> str:
        """A point for a screen reader."""
        remarks = self.remarks(sheet, point)
        text = self.tr("Point {0}: {1}").format(number, point.text)
        return self.tr("{0} {1}.").format(text, remarks) if remarks else text

    def answer_remark(self, answer: Answered) -> str:
        """What has to be said of how a question was looked into; mostly nothing."""
        if not answer.related and answer.points:
            return self.tr(
                "No passage has words in common with this question. "
                "What is shown says most about the text as a whole."
            )
        if answer.looked_for:
            return self.tr("Looked for: {0}").format(answer.looked_for)
        return ""

    def used_by(self, numbers: list[int]) -> str:
        """Which points rest on a place in the text."""
        if not numbers:
            return self.tr("No point rests on this passage.")
        if len(numbers) == 1:
            return self.tr("Point {0} rests on this passage.").format(numbers[0])
        return self.tr("These points rest on this passage: {0}").format(self.tr(", ").join(map(str, numbers)))

    def headings(self) -> dict[str, str]:
        """Of the groups that points stand in, and of the columns of tables."""
        return {
            "actions": self.tr("Action items"),
            "decisions": self.tr("Decisions"),
            "ungrounded": self.tr("Not carried by the text"),
            "who": self.tr("Who"),
            "what": self.tr("What"),
            "when": self.tr("When"),
            "task": self.tr("Task"),
            "due": self.tr("Due"),
            "question": self.tr("Question"),
            "sources": self.tr("Sources"),
        }
