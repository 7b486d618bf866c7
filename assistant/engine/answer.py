"""From the bytes of tokens to the text of an answer: whole characters, stop strings, thinking set apart.

A token may end inside a character, a stop string may be spread over tokens, and so may a thinking marker;
each stage therefore holds back what it cannot decide yet.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.engine.values import ThinkingMarkers


@dataclass(frozen=True)
class Piece:
    """A stretch of the answer that can be shown."""

    text: str
    thinking: bool


class AnswerText:
    """The stages in a row. Feed it the bytes of each token, then :meth:`finish`."""

    def __init__(
        self,
        stop: Sequence[str] = (),
        markers: ThinkingMarkers | None = None,
        *,
        begins_thinking: bool = False,
    ) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._stop = StopStrings(stop)
        self._thinking = ThinkingSplitter(markers, begins_thinking=begins_thinking)

    @property
    def stopped(self) -> bool:
        """A stop string was met; it and what follows are not part of the answer."""
        return self._stop.met

    def feed(self, data: bytes) -> list[Piece]:
        """What can be shown after these bytes; often empty."""
        text = self._decoder.decode(data)
        if not text:
            return []
        text = self._stop.feed(text)
        return self._thinking.feed(text) if text else []

    def finish(self) -> list[Piece]:
        """What was held back. A character that never became whole is left out."""
        pieces = self._thinking.feed(self._stop.finish())
        return pieces + self._thinking.finish()


class StopStrings:
    """Cuts a stream at the first stop string."""

    def __init__(self, stop: Sequence[str]) -> None:
        self._stop = [text for text in stop if text]
        self._held = ""
        self.met = False

    def feed(self, text: str) -> str:
        """What is certainly before any stop string."""
        if self.met:
            return ""
        if not self._stop:
            return text
        held = self._held + text
        first = min((at for stop in self._stop if (at := held.find(stop)) >= 0), default=-1)
        if first >= 0:
            self.met = True
            self._held = ""
            return held[:first]
        keep = max(_overlap(held, stop) for stop in self._stop)
        self._held = held[len(held) - keep :]
        return held[: len(held) - keep]

    def finish(self) -> str:
        """The held back beginning of a stop string that never came."""
        held, self._held = self._held, ""
        return held


class ThinkingSplitter:
    """Sets thinking apart: only where the model's template has markers, and only at the answer's beginning.

    A marker that appears later is text like any other, since people do write about ``<think>``.
    """

    def __init__(self, markers: ThinkingMarkers | None, *, begins_thinking: bool = False) -> None:
        self._markers = markers
        self._held = ""
        if markers is None:
            self._state = "answer"
        else:
            self._state = "thinking" if begins_thinking else "beginning"

    def feed(self, text: str) -> list[Piece]:
        """The pieces that are decided."""
        if self._markers is None or self._state in ("answer", "after thinking"):
            return self._answer(text)
        self._held += text
        if self._state == "beginning":
            begin = self._held.lstrip()
            markers = self._markers
            if begin.startswith(markers.open):
                self._state = "thinking"
                self._held = begin[len(markers.open) :]
            elif markers.answer and begin.startswith(markers.answer):
                # As after thinking: the header belongs to neither, and blank lines after it do not.
                self._state = "after thinking"
                self._held = ""
                return self._answer(begin[len(markers.answer) :])
            elif markers.open.startswith(begin) or markers.answer.startswith(begin):
                return []
            else:
                self._state = "answer"
                held, self._held = self._held, ""
                return self._answer(held)
        return self._think(self._markers.close)

    def finish(self) -> list[Piece]:
        """What was held back, as what it turned out to be."""
        held, self._held = self._held, ""
        if self._state == "thinking":
            return [Piece(held, thinking=True)] if held else []
        return self._answer(held)

    def _think(self, close: str) -> list[Piece]:
        before, found, after = self._held.partition(close)
        if found:
            self._state = "after thinking"
            self._held = ""
            pieces = [Piece(before, thinking=True)] if before else []
            return pieces + self._answer(after)
        keep = _overlap(self._held, close)
        ready = self._held[: len(self._held) - keep]
        self._held = self._held[len(ready) :]
        return [Piece(ready, thinking=True)] if ready else []

    def _answer(self, text: str) -> list[Piece]:
        if self._state == "after thinking":
            # Templates put blank lines between the thinking and the answer; they belong to neither.
            text = text.lstrip()
            if text:
                self._state = "answer"
        return [Piece(text, thinking=False)] if text else []


def _overlap(text: str, marker: str) -> int:
    """The length of the longest end of ``text`` that is a proper beginning of ``marker``."""
    for length in range(min(len(text), len(marker) - 1), 0, -1):
        if text.endswith(marker[:length]):
            return length
    return 0
