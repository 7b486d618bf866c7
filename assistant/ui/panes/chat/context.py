"""Counts what would be sent now, before it is sent: nothing leaves the model's sight unseen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assistant.engine.values import Message as PromptMessage
from assistant.storage.records import Attachment
from assistant.tasks.attachments import in_front
from assistant.tasks.context import Cut, Measured, Window, measure
from assistant.tasks.prompt import Prompt, as_prompt
from assistant.tasks.runner import TaskEnd, TaskRun
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.panes.chat.dialogue import Dialogue

_PAUSE_MS = 200


@dataclass(frozen=True)
class ContextUse:
    """All but ``left_out`` in tokens."""

    draft: int
    """What is being written, the attachments included."""
    sent: int
    """What would be sent, the draft included."""
    context: int
    """What the model can see."""
    attached: tuple[int, ...] = ()
    """Each of the attachments."""
    room: int = 0
    """What attachments may take, all together."""
    left_out: int = 0
    """Messages, the oldest, that would not be sent."""
    carried: int = 0
    """What is kept of these."""
    note: str = ""
    """What would be sent in their place."""
    noted: int = 0
    """For how many of them the note stands."""
    note_place: int | None = None
    """The message that the note belongs to, or will; None: nothing is left out."""
    first_seen: int | None = None
    """The message that the rest begins with; None: all would be sent, or none of what is stored."""

    @property
    def fits(self) -> bool:
        """Whether there is room for at least the first word of an answer."""
        return self.sent < self.context


class ContextWatch(QObject):
    """Counts anew, after a pause, whenever :meth:`recount` is called."""

    counted = Signal(object)
    """The :class:`ContextUse`; None while no model is loaded that could count."""

    def __init__(self, dialogue: Dialogue, engine: EngineBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialogue = dialogue
        self._engine = engine
        self._draft = ""
        self._attached: tuple[Attachment, ...] = ()
        self._prompt: Prompt | None = None
        """Of the branch, as long as it stays the same."""
        self._run: TaskRun[Measured] | None = None
        self._round = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._count)

    def set_draft(self, text: str, attached: tuple[Attachment, ...] = ()) -> None:
        """Count with another draft."""
        self._draft, self._attached = text, attached
        self.stop()
        self._pause.start()

    @Slot()
    def recount(self) -> None:
        """The branch, the model or the choice for a full context is another one now."""
        self._prompt = None
        self.stop()
        self._pause.start()

    def stop(self) -> None:
        """Count no more; what is being counted is not said."""
        self._pause.stop()
        self._round += 1
        if self._run is not None:
            self._run.cancel()
            self._run = None

    @Slot()
    def _count(self) -> None:
        self.stop()
        window = self._dialogue.window()
        if window is None:
            self.counted.emit(None)
            return
        if self._prompt is None:
            path = self._dialogue.branch()
            if self._dialogue.busy and path and path[-1].role == "assistant":
                path = path[:-1]  # what is asked is what its question was sent with
            self._prompt = as_prompt(path)
        prompt, new = self._prompt, []
        if not self._dialogue.busy:
            # One by one, so that attachments are not counted anew with every change of the text.
            parts = [in_front([each]) for each in self._attached]
            new = [PromptMessage(role="user", content=part) for part in (*parts, self._draft.strip())]
        messages = [*prompt.messages, *new]
        task = measure(messages, self._dialogue.system_prompt, window.counts, prompt.memory)
        on_end = partial(self._on_measured, self._round, window, prompt, new)
        self._run = self._engine.run(task, lambda _partial: None, on_end)

    def _on_measured(
        self,
        round_: int,
        window: Window,
        prompt: Prompt,
        draft: list[PromptMessage],
        end: TaskEnd[Measured],
    ) -> None:
        if round_ != self._round:
            return
        self._run = None
        if end.result is None:
            # Whatever keeps the model from counting is said where it keeps it from answering.
            self.counted.emit(None)
            return
        measured, count = end.result, len(prompt.messages)
        messages, sizes = list(prompt.messages), measured.sizes[:count]
        new = measured.sizes[count:]
        if draft:
            # Each draft is counted once, and kept nowhere.
            window.counts.texts.pop(draft[-1].content, None)
            if messages and messages[-1].role == "user":
                # It is sent as one with a question that has no answer.
                sizes = (*sizes[:-1], sizes[-1] + sum(new))
            else:
                messages.append(draft[-1])
                sizes = (*sizes, sum(new))
        measured = Measured(measured.base, sizes)
        cut = Cut()
        if self._dialogue.when_full != "stop":
            cut = window.cut(messages, measured, prompt.memory)
        sent = measured.total(cut.first) + cut.carried
        written = bool(new) and bool(self._draft.strip() or self._attached)
        self.counted.emit(
            ContextUse(
                draft=sum(new) if written else 0,
                attached=new[:-1],
                room=window.context - window.reserve - sent + sum(new[:-1]),
                sent=sent,
                context=window.context,
                left_out=cut.first,
                carried=cut.carried,
                note=cut.note,
                noted=cut.covered,
                note_place=prompt.ends[(cut.covered or cut.first) - 1] if cut.first else None,
                first_seen=prompt.ids[cut.first] if 0 < cut.first < count else None,
            )
        )
