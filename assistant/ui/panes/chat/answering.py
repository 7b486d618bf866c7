"""One answer while it is written: from the task to whoever shows it, and into the history as it grows."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assistant.engine.values import Sampling
from assistant.errors import QT_TRANSLATE_NOOP, ParlanceError
from assistant.storage.history import History
from assistant.storage.records import Failure, Outcome, Recipe
from assistant.tasks.chat import ChatAnswer, ChatOptions, ChatPartial, chat
from assistant.tasks.context import Window
from assistant.tasks.prompt import Prompt
from assistant.tasks.runner import TaskEnd, TaskRun
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.model_loader import ModelLoader

_NAME = QT_TRANSLATE_NOOP("work", "Chat")

SAVE_MS = 1000
"""How often the text that has come so far is stored: what a sudden end of the program can cost."""


class Answering(QObject):
    """Waits for the model, runs the task, stores what comes. Ends with exactly one ``ended``."""

    reading = Signal(int, int, float)
    """Tokens of the prompt that are read, of all, and the seconds that are probably left."""
    noting = Signal()
    """What is left out is being summarised, before the answer."""
    text_added = Signal(str)
    thinking_added = Signal(str)
    ended = Signal(object)
    """The :class:`ChatAnswer`, as far as it came; None if it failed."""
    failed = Signal(object)
    """The :class:`ParlanceError`; ``ended`` follows."""

    def __init__(
        self,
        engine: EngineBridge,
        loader: ModelLoader,
        history: History,
        message_id: int,
        *,
        prefix: str = "",
        thinking: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.message_id = message_id
        self.text = prefix
        self.thinking = thinking
        self._known_thinking = thinking
        self._thinking_began: float | None = None
        self.thinking_seconds: float | None = None
        self._prefix = prefix
        self._engine = engine
        self._loader = loader
        self.history = history
        self._run: TaskRun[ChatAnswer] | None = None
        self._prompt: Prompt | None = None
        self._sampling: Sampling | None = None
        self._recipe: Recipe | None = None
        self._stopped = False
        self._ended = False
        self._reading_began: tuple[float, int] | None = None
        self._unsaved = False
        self._saving = QTimer(self)
        self._saving.setInterval(SAVE_MS)
        self._saving.timeout.connect(self._save)

    def start(
        self,
        prompt: Prompt,
        options: ChatOptions,
        cache_key: str | None,
        window: Callable[[], Window | None],
    ) -> None:
        """Ask for the answer to ``prompt``; ``window`` is asked for once a model is loaded."""

        def ready() -> None:
            if self._stopped:
                self._finish(TaskEnd(cancelled=True))
                return
            self._saving.start()
            self._loader.keep_awake(self, busy=True)
            self._prompt, self._sampling = prompt, options.sampling
            self._recipe = None if self._prefix else self._loader.recipe(options)
            task = chat(
                prompt.messages,
                options,
                cache_key,
                self._prefix,
                window(),
                prompt.memory,
                self._known_thinking,
            )
            self._run = self._engine.run(task, self._on_partial, self._finish, _NAME)

        self._loader.when_loaded(ready, lambda error: self._finish(TaskEnd(error=error)))

    def stop(self) -> None:
        """End the answer where it is."""
        self._stopped = True
        if self._run is not None:
            self._run.cancel()

    def put_away(self) -> None:
        """Keep what has come so far, and hear no more: the program ends, or the conversation does."""
        self.stop()
        self._finish(TaskEnd(cancelled=True))

    def _on_partial(self, value: ChatPartial) -> None:
        if self._ended:
            return
        if value.progress is not None:
            self._report_reading(*value.progress)
            return
        if value.noting:
            self.noting.emit()
            return
        if value.note:
            self._keep_note(value.note, value.left_out)
            return
        if added := value.thinking[len(self.thinking) - len(self._known_thinking) :]:
            if self._thinking_began is None:
                self._thinking_began = time.monotonic()
            self.thinking += added
            self.thinking_added.emit(added)
        if added := value.text[len(self.text) :]:
            self._note_thinking_time()
            self.text += added
            self.text_added.emit(added)
        self._unsaved = True

    def _keep_note(self, note: str, left_out: int) -> None:
        assert self._prompt is not None
        self.history.set_note(self._prompt.ends[left_out - 1], note)

    def _report_reading(self, done: int, total: int) -> None:
        now = time.monotonic()
        if self._reading_began is None:
            self._reading_began = (now, done)
        began, first = self._reading_began
        left = (now - began) / (done - first) * (total - done) if done > first else 0.0
        self.reading.emit(done, total, left)

    def _note_thinking_time(self) -> None:
        if self._thinking_began is not None and self.thinking_seconds is None:
            self.thinking_seconds = time.monotonic() - self._thinking_began

    @Slot()
    def _save(self) -> None:
        if self._unsaved:
            self._unsaved = False
            self.history.save_streaming(self.message_id, self.text, self.thinking)

    def _finish(self, end: TaskEnd[ChatAnswer]) -> None:
        if self._ended:
            return
        self._ended = True
        self._saving.stop()
        self._note_thinking_time()
        self._loader.keep_awake(self, busy=False)
        answer, error = end.result, end.error
        outcome = None
        if answer is not None:
            outcome = Outcome(
                answer.usage,
                answer.timings,
                answer.seed,
                answer.finish_reason,
                self._sampling,
                self._recipe,
            )
        self.history.finish_message(
            self.message_id,
            "failed" if error else "stopped" if end.cancelled else "complete",
            self.text,
            self.thinking,
            outcome=outcome,
            failure=Failure.of(error) if isinstance(error, ParlanceError) else None,
        )
        if error is not None:
            self.failed.emit(error)
        self.ended.emit(answer)
