"""The translation: written sentence by sentence as it is made, and open to the user's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from assistant.tasks.translate import Translation
from assistant.ui import theme
from assistant.ui.panes.translate.page import Page, compose, compose_unit, segments_of
from assistant.ui.panes.translate.sentence_page import SentencePage
from assistant.ui.panes.translate.spans import Change, Spans
from assistant.ui.widgets.text_page import Decoration

_PAUSE_MS = 700
_CUTS = 20


@dataclass(frozen=True)
class _Cut:
    """A removal of parts of several sentences, so that undoing it gives each its own part back."""

    position: int
    removed: int
    segments: Spans
    units: Spans


class ResultText(SentencePage):
    """Shows one translation. What the user changes is reported, sentence by sentence, once typing pauses."""

    edited = Signal(object)
    """The sentences whose text the user has changed, as a dict of their texts by number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("resultView", "", parent)
        self.setAccessibleName(self.tr("Translation"))
        self.setPlaceholderText(self.tr("The translation will appear here."))
        self._page: Page | None = None
        self._translation: Translation | None = None
        self._units = Spans()
        self._segments = Spans()
        self._writing = False
        self._touched: set[int] = set()
        self._cuts: list[_Cut] = []
        self._revision = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.document().contentsChange.connect(self._on_contents_change)
        self.setReadOnly(True)

    # ------------------------------------------------------------------------------------------ contents

    def show_translation(self, page: Page | None, translation: Translation | None) -> None:
        """Replace all of it."""
        self._touched.clear()
        self._page, self._translation = page, translation
        if page is None or translation is None:
            self._units, self._segments = Spans(), Spans()
            text = ""
        else:
            composed = compose(page, translation)
            text, self._units, self._segments = composed.text, composed.units, composed.segments
            self.set_language(translation.target)
        self._write(lambda: self.show_text(text))
        self.setReadOnly(translation is None)
        self.decorate()

    def update_translation(self, translation: Translation) -> None:
        """Show a newer state of the same translation: units with other segments are written anew."""
        before, self._translation = self._translation, translation
        assert before is not None, "there is a translation already"
        units = dict.fromkeys(
            new.unit
            for old, new in zip(before.segments, translation.segments, strict=True)
            if old is not new and old != new
        )
        if units:
            self._write(lambda: self._rewrite(units))
            self.decorate()

    def set_undo(self, possible: bool) -> None:
        """While a translation is being written, there is nothing that could be undone."""
        self.document().setUndoRedoEnabled(possible)
        self._cuts.clear()

    def replace_sentence(self, sentence: int, text: str) -> None:
        """Put other words in place of a sentence, as the user would: it can be undone."""
        start, end = self._segments[sentence]
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        self.flush()

    @Slot()
    def flush(self) -> None:
        """Report what was changed up to now."""
        self._pause.stop()
        touched, self._touched = self._touched, set()
        if touched:
            self.edited.emit({sentence: self._text_of(sentence) for sentence in sorted(touched)})

    def sentence_at(self, position: int) -> int | None:
        return self._segments.at(position)

    def place_of(self, sentence: int) -> tuple[int, int] | None:
        return self._segments[sentence] if sentence < len(self._segments) else None

    def word_at_caret(self, sentence: int) -> tuple[str, str]:
        """What stands in a sentence before the word at the caret, and the word; empty: it is elsewhere."""
        start, end = self._segments[sentence]
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        if not start <= cursor.selectionStart() < cursor.selectionEnd() <= end:
            return "", ""
        word, place = cursor.selectedText(), cursor.selectionStart()
        cursor.setPosition(start)
        cursor.setPosition(place, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText(), word

    @property
    def units(self) -> Spans:
        """Where the units stand."""
        return self._units

    # -------------------------------------------------------------------------------------------- inside

    def _rewrite(self, units: Iterable[int]) -> None:
        """Write ``units`` anew; they are in the order of the text."""
        assert self._translation is not None
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        changed_units: list[Change] = []
        changed_segments: list[Change] = []
        moved = 0
        for unit in units:
            text, spans = compose_unit(self._translation, unit)
            start, end = (place + moved for place in self._units[unit])
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            shift = 0
            if cursor.selectedText().replace("\u2029", "\n") != text:
                cursor.insertText(text)
                shift = cursor.position() - end
            moved += shift
            changed_units.append(Change(unit, [(start, end + shift)], shift))
            first = segments_of(self._translation.segments, unit).start
            changed_segments.append(Change(first, [(start + a, start + b) for a, b in spans], shift))
        cursor.endEditBlock()
        self._units.replace(changed_units)
        self._segments.replace(changed_segments)

    def _write(self, change: Callable[[], None]) -> None:
        scrolled = self.verticalScrollBar().value()
        self._writing = True
        change()
        self._writing = False
        self._revision = self.document().revision()
        self._following = True
        self.verticalScrollBar().setValue(scrolled)
        self._following = False

    def _text_of(self, sentence: int) -> str:
        start, end = self._segments[sentence]
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n")

    @Slot(int, int, int)
    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if self._writing or self._translation is None or self.document().revision() == self._revision:
            return
        self._revision = self.document().revision()
        undone = self._undone(position, removed, added)
        if undone is not None:
            self._segments, self._units = undone.segments, undone.units
            self._touched.update(self._segments.overlapping(position, position + added))
        else:
            before = self._segments.copy(), self._units.copy()
            touched = self._segments.edit(position, removed, added)
            self._units.edit(position, removed, added)
            self._touched.update(touched)
            if len(touched) > 1:
                self._cuts = [*self._cuts[-_CUTS:], _Cut(position, removed, *before)]
        self._pause.start()

    def _undone(self, position: int, removed: int, added: int) -> _Cut | None:
        if removed or not self.document().isRedoAvailable():
            return None
        for cut in self._cuts:
            if (cut.position, cut.removed) == (position, added):
                self._cuts.remove(cut)
                return cut
        return None

    # ---------------------------------------------------------------------------------------- decorations

    def decorations(self, start: int, end: int) -> list[Decoration]:
        return [*self._states(start, end), *super().decorations(start, end)]

    def _states(self, start: int, end: int) -> Iterator[Decoration]:
        """What waits is quieter; what could not be translated is underlined."""
        if self._translation is None:
            return
        colors = theme.current().colors
        waiting, failed = QTextCharFormat(), QTextCharFormat()
        waiting.setForeground(colors.muted)
        failed.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        failed.setUnderlineColor(colors.warning)
        for sentence in self._segments.overlapping(start, end):
            segment = self._translation.segments[sentence]
            if segment.status == "failed" and sentence not in self._touched:
                yield *self._segments[sentence], failed
            elif segment.status == "waiting" and not segment.target:
                yield *self._segments[sentence], waiting
