"""What a pane is to the window that shows it, and how the window learns of it without importing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assistant.engine.values import Timings, Usage
from assistant.ui.services import Services


class Pane(QWidget):
    """A page of the window. What it does not override does nothing: not every pane has a list or a search."""

    message_raised = Signal(object)
    """A :class:`~assistant.ui.message_bar.Message` for the message bar."""
    context_changed = Signal(int, int)
    """Tokens of the context that are in use, of all."""
    speed_measured = Signal(float)
    """Tokens per second of the answer that has just ended."""
    side_entered = Signal()
    """The side list shows something that the user has asked for: it comes into sight."""
    side_left = Signal()
    """The user has found something in the side list: a narrow window shows the page again."""
    pane_requested = Signal(str)
    """The name of the pane that the user goes on to."""

    @property
    def side(self) -> QWidget | None:
        """The list left of the page; the same widget every time."""
        return None

    @property
    def empty(self) -> bool:
        """Whether nothing would be lost if the pane were made anew, as another language needs it."""
        return True

    def tell_speed(self, usage: Usage, timings: Timings) -> None:
        """Have the status line say how fast a task has written, if it has written anything."""
        if usage.completion_tokens > 1 and timings.decode_s > 0:
            self.speed_measured.emit(usage.completion_tokens / timings.decode_s)

    def start_new(self) -> None:
        """Begin something new, such as a conversation (Ctrl+N)."""

    takes_several = False
    """Whether several texts can be dropped at once."""

    def offer(self) -> str:
        """What happens to texts that are dropped while the pane is shown; empty: another pane takes them."""
        return ""

    def open_files(self, paths: Sequence[Path]) -> None:
        """Take in files that were dropped, or that the program was started with."""

    def focus_search(self) -> None:
        """Put the keyboard where one searches (Ctrl+K)."""

    def reveal(self, key: str, words: str = "") -> None:
        """Show one of the pane's things that was found from outside, with the words that were looked for.

        ``key`` says which: the number of an entry of the pane's history, or the name of a setting.
        """

    def put_away(self) -> None:
        """The program ends: store what is unfinished."""

    def focus_input(self) -> None:
        """Put the keyboard where one writes (Ctrl+L, and whenever the pane is shown)."""


@dataclass(frozen=True)
class PaneEntry:
    """A line of the registry. ``title`` is marked for translation in the context "panes"."""

    name: str
    title: str
    icon: str
    factory: Callable[[Services], Pane]
    at_bottom: bool = False
