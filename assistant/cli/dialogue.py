"""A dialogue in the terminal, kept in the history as it goes on."""

from __future__ import annotations

import contextlib
import sys
import time

from assistant.cli import output
from assistant.cli.running import run_task
from assistant.cli.session import LoadedModel, Session
from assistant.cli.transcript import Transcript
from assistant.documents.document import clean
from assistant.engine.values import Message
from assistant.errors import ParlanceError
from assistant.storage.history import History
from assistant.storage.records import Conversation, Failure, Outcome, Parameters
from assistant.tasks import chat as task
from assistant.tasks.chat import ChatAnswer, ChatOptions, ChatPartial
from assistant.tasks.context import TokenCounts, Window
from assistant.tasks.runner import TaskEnd
from assistant.tasks.title import provisional

_SAVE_S = 1.0
"""Between two saves of an answer that is being written."""


class Dialogue:
    """Reads a line, answers it, and so on."""

    def __init__(
        self,
        session: Session,
        history: History,
        model: LoadedModel,
        options: ChatOptions,
        documents: str,
    ) -> None:
        """``documents`` go before the first line."""
        self._session = session
        self._history = history
        self._model = model
        self._options = options
        self._documents = documents
        self._conversation: Conversation | None = None
        self._leaf: int | None = None
        self._messages: list[Message] = []
        self._window = Window(model.loaded.context, TokenCounts(), options.max_tokens)
        self._left_out = 0

    def run(self) -> None:
        """Go on until the input ends or the user quits."""
        if sys.stdin.isatty():
            # Makes input() editable where the platform has it.
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401
            output.say(f"{self._model.entry.name}. /new begins another conversation, /quit ends.")
        while (line := _read_line()) is not None:
            match line.strip():
                case "":
                    continue
                case "/quit":
                    return
                case "/new":
                    self._conversation, self._leaf = None, None
                    self._messages.clear()
                    self._left_out = 0
                case text:
                    self._answer(clean(text))

    def _answer(self, text: str) -> None:
        conversation = self._conversation = self._conversation or self._begin(text)
        documents, self._documents = self._documents, ""
        question = Message(role="user", content=documents + text)
        asked = self._history.add_message(conversation.id, "user", question.content, parent=self._leaf)
        answer = self._history.add_message(
            conversation.id,
            "assistant",
            "",
            parent=asked.id,
            state="streaming",
            model=self._model.entry.name,
        )
        last, saved = ChatPartial("", ""), time.monotonic()

        def show(partial: ChatPartial) -> None:
            nonlocal last, saved
            last = partial
            self._say_what_is_left_out(partial.left_out)
            transcript.show(partial)
            if time.monotonic() - saved > _SAVE_S:
                self._history.save_streaming(answer.id, partial.text, partial.thinking)
                saved = time.monotonic()

        steps = task.chat(
            [*self._messages, question], self._options, conversation.cache_key, window=self._window
        )
        try:
            with Transcript() as transcript:
                end = run_task(self._session, steps, show)
        except ParlanceError as error:
            output.complain(error)
            self._history.finish_message(
                answer.id, "failed", last.text, last.thinking, failure=Failure.of(error)
            )
            said = last.text
        else:
            said = self._finish(answer.id, end)
        if said:
            self._messages += [question, Message(role="assistant", content=said)]
            self._leaf = answer.id

    def _say_what_is_left_out(self, messages: int) -> None:
        if messages != self._left_out:
            self._left_out = messages
            output.say(
                f"The context is full: the model no longer sees the first {messages} messages."
                " --context makes it larger."
            )

    def _begin(self, text: str) -> Conversation:
        parameters = Parameters(model=self._model.entry.id, sampling=self._options.sampling)
        created = self._history.create_conversation(
            system_prompt=self._options.system_prompt, parameters=parameters
        )
        return self._history.rename(created.id, provisional(text), "auto")

    def _finish(self, message: int, end: TaskEnd[ChatAnswer]) -> str:
        answer = end.result
        assert answer is not None
        self._history.finish_message(
            message,
            "stopped" if end.cancelled else "complete",
            answer.text,
            answer.thinking,
            outcome=Outcome(answer.usage, answer.timings, answer.seed, answer.finish_reason),
        )
        return answer.text


def _read_line() -> str | None:
    """The next line; None at the end of the input."""
    try:
        return input("> " if sys.stdin.isatty() else "")
    except EOFError:
        return None
