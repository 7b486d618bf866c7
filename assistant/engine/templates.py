"""Chat templates: from a dialogue to the text that a model was trained on.

A template is a Jinja program that comes with the model file, from strangers. It is therefore run in a process
of its own (:mod:`assistant.engine.template_process`), which is killed when it takes too long: inside one
process there is no means to stop it.
"""

from __future__ import annotations

import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from assistant.engine.errors import TemplateFailed
from assistant.engine.process import Exit, module_command, spawn
from assistant.engine.values import Message, ThinkingMarkers
from assistant.errors import QT_TRANSLATE_NOOP

RENDER_LIMIT = 2.0
"""Seconds of computing for one rendering."""
PATIENCE = 10
"""So much longer may a rendering take on a machine that is busy with other things."""
START_LIMIT = 30.0
"""Seconds for the process to start and compile the template."""

_COMPUTED_TOO_LONG = {-getattr(signal, "SIGPROF", 0)} - {0}
"""How a process ends whose own limit of computing time has passed; Windows has no such limit."""

Option = bool | str | int


class Setup(msgspec.Struct, frozen=True):
    """The first line that the process reads."""

    template: str
    bos: str
    eos: str
    render_limit: float


class Render(msgspec.Struct, frozen=True):
    """Every following line."""

    messages: list[Message]
    add_generation_prompt: bool
    options: dict[str, Option]


class Reply(msgspec.Struct, frozen=True):
    """The answer to each: ``error`` is empty, or the reason in words.

    ``refused``: the template itself objected (``raise_exception``), so other messages might suit it.
    """

    text: str = ""
    error: str = ""
    refused: bool = False


class TemplateRenderer:
    """One model's template. The process starts at once, so that it is ready when it is needed."""

    def __init__(self, template: str, bos: str, eos: str, *, render_limit: float = RENDER_LIMIT) -> None:
        """``bos`` and ``eos``: the texts of the model's tokens for begin and end."""
        self._setup = Setup(template, bos, eos, render_limit)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._start()

    def render(
        self,
        messages: Sequence[Message],
        add_generation_prompt: bool = True,
        options: Mapping[str, Option] | None = None,
    ) -> str:
        """The prompt. ``options`` are variables for the template, such as ``enable_thinking``.

        A template that refuses a system message or two messages of one role in a row, or that leaves the
        system message out, gets them in a form that it takes. Raises :class:`TemplateFailed`.
        """
        system = [message.content.strip() for message in messages if message.role == "system"]
        first: Reply | None = None
        with self._lock:
            for variant in _variants(messages):
                reply = self._render(Render(variant, add_generation_prompt, dict(options or {})))
                if not reply.error and all(text in reply.text for text in system):
                    return reply.text
                first = first or reply
                if reply.error and not reply.refused:
                    break
        assert first is not None
        if first.error:
            raise TemplateFailed(reason=first.error)
        return first.text

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._stop()

    def _start(self) -> None:
        self._process = spawn(module_command("assistant.engine.template_process"), stderr=None)
        self._ready = False

    def _stop(self) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        process.kill()
        process.communicate()
        return process.returncode

    def _render(self, request: Render) -> Reply:
        if self._process is not None and self._process.poll() is not None:
            self._stop()  # ended from outside while nobody asked it anything
        if self._process is None:
            self._start()
        if not self._ready:
            reply = self._ask(self._setup, START_LIMIT)
            if reply.error:
                self._stop()
                return reply
            self._ready = True
        return self._ask(request, self._setup.render_limit * PATIENCE)

    def _ask(self, request: Setup | Render, limit: float) -> Reply:
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(limit, end)
        timer.daemon = True
        timer.start()
        try:
            process.stdin.write(msgspec.json.encode(request) + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = b""
        finally:
            timer.cancel()
            timer.join()
        if line.endswith(b"\n"):
            return msgspec.json.decode(line, type=Reply)
        code = self._stop()
        if late.is_set() or code in _COMPUTED_TOO_LONG:
            return Reply(error=QT_TRANSLATE_NOOP("errors", "it took too long"))
        return Reply(error=Exit.from_code(code).reason)


def _variants(messages: Sequence[Message]) -> Iterator[list[Message]]:
    """The messages as they are, and then in the forms that stricter templates accept, gentlest first."""
    given = list(messages)
    folded = _system_in_first_user_message(given)
    seen: list[list[Message]] = []
    for variant in (given, _turns_joined(given), folded, _turns_joined(folded)):
        if variant not in seen:
            seen.append(variant)
            yield variant


def _turns_joined(messages: list[Message]) -> list[Message]:
    """Messages of the same role in a row become one."""
    joined: list[Message] = []
    for message in messages:
        if joined and joined[-1].role == message.role:
            joined[-1] = Message(role=message.role, content=f"{joined[-1].content}\n\n{message.content}")
        else:
            joined.append(message)
    return joined


def _system_in_first_user_message(messages: list[Message]) -> list[Message]:
    system = "\n\n".join(message.content for message in messages if message.role == "system")
    rest = [message for message in messages if message.role != "system"]
    if not system:
        return rest
    for index, message in enumerate(rest):
        if message.role == "user":
            rest[index] = Message(role="user", content=f"{system}\n\n{message.content}")
            return rest
    return [Message(role="user", content=system), *rest]


# In this order: a text that one model family writes may contain another one's.
_THINKING = (
    # gpt-oss: the thinking is a message of its own, and the answer begins with another header.
    ("<|channel|>analysis<|message|>", "<|end|><|start|>assistant<|channel|>final<|message|>"),
    ("<|begin|>assistant<|think|>", "<|end|><|begin|>assistant<|content|>"),
    ("<|channel>thought\n", "<channel|>"),
    ("<|START_THINKING|>", "<|END_THINKING|>"),
    ("<|inner_prefix|>", "<|inner_suffix|>"),
    ("[THINK]", "[/THINK]"),
    ("<seed:think>", "</seed:think>"),
    ("<mm:think>", "</mm:think>"),
    ("<think>", "</think>"),
    ("<thinking>", "</thinking>"),
    ("<reasoning>", "</reasoning>"),
)
_HEADERS = {
    "<|end|><|start|>assistant<|channel|>final<|message|>": "<|channel|>final<|message|>",
}
"""By the end of the thinking: with what an answer begins where there was none."""


def thinking_markers(template: str) -> ThinkingMarkers | None:
    """The texts around the model's thinking, as its template mentions them; None when it mentions none."""
    for opening, closing in _THINKING:
        # Some templates only cut the thinking of past turns off, and mention nothing but its end.
        written = opening.replace("\n", "\\n")  # as a string literal in Jinja has it
        if written in template or opening in template or closing in template:
            return ThinkingMarkers(open=opening, close=closing, answer=_HEADERS.get(closing, ""))
    return None
