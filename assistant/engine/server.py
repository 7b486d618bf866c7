"""The engine process's main loop: commands in, events out, one model at a time.

The main thread evaluates. A second thread reads the commands, so that a cancel is seen while a batch is
being evaluated: it raises the abort flag, and the main thread then does the bookkeeping.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import queue
import sys
import threading
import traceback
from collections.abc import Callable, Generator
from pathlib import Path
from typing import BinaryIO

import msgspec
import psutil

from assistant.engine.answer import AnswerText
from assistant.engine.draft import PromptLookup
from assistant.engine.errors import BadRequest, NoChatTemplate, NoModelLoaded
from assistant.engine.llama import library
from assistant.engine.llama.jobs import GenerateJob, ScoreJob
from assistant.engine.llama.kv_store import KvStore
from assistant.engine.llama.model import AbortFlag, LlamaModel, LoadCancelled
from assistant.engine.llama.sampler import Sampler, grammar_of
from assistant.engine.llama.scheduler import Scheduler
from assistant.engine.llama.tuning import tune
from assistant.engine.protocol import (
    PROTOCOL_VERSION,
    Cancel,
    Cancelled,
    Command,
    DeviceList,
    Devices,
    Event,
    Failed,
    Finished,
    Forget,
    Generate,
    Hello,
    Job,
    Load,
    Loaded,
    LoadProgress,
    Score,
    Shutdown,
    Tokenize,
    Tokenized,
    Tune,
    Tuned,
    Unload,
    Unloaded,
    decode_command,
    encode,
)
from assistant.engine.templates import TemplateRenderer, thinking_markers
from assistant.engine.values import Message
from assistant.errors import ParlanceError

_IDLE_BEFORE_SAVING = 2.0
"""Seconds without work after which idle dialogues are written to disk."""


class _Session:
    """What exists only while a model is loaded."""

    def __init__(self, model: LlamaModel, abort: AbortFlag, emit: Callable[[Event], None]) -> None:
        self.model = model
        settings = model.settings
        store = (
            KvStore(Path(settings.kv_folder), settings.kv_disk_bytes, model) if settings.kv_folder else None
        )
        self.scheduler = Scheduler(model, abort, emit, store)
        self.markers = thinking_markers(model.template) if model.template else None
        if self.markers:
            model.vocabulary.reveal(self.markers.open + self.markers.close)
        self.renderer = (
            TemplateRenderer(
                model.template,
                model.vocabulary.text_of(model.vocabulary.bos),
                model.vocabulary.text_of(model.vocabulary.eos),
            )
            if model.template
            else None
        )

    def render(self, messages: list[Message], options: dict[str, bool | str | int]) -> str:
        """The prompt text of a dialogue; control tokens that people wrote are shielded."""
        if self.renderer is None:
            raise NoChatTemplate
        shield = self.model.vocabulary.shield
        shielded = [Message(role=m.role, content=shield(m.content)) for m in messages]
        return self.renderer.render(shielded, True, options)

    def render_begun(
        self,
        messages: list[Message],
        thinking: str | None,
        prefix: str,
        options: dict[str, bool | str | int],
    ) -> str:
        """The same, with an answer that has begun after some ``thinking``."""
        prompt = self.render(messages, options)
        shield = self.model.vocabulary.shield
        if self.markers is not None:
            opened = prompt.rstrip().endswith(self.markers.open.rstrip())
            if thinking or opened:
                prompt += ("" if opened else self.markers.open) + shield(thinking or "")
                prompt += f"{self.markers.close}\n\n"
        return prompt + shield(prefix)

    def close(self) -> None:
        self.scheduler.close()
        if self.renderer:
            self.renderer.close()
        self.model.close()


class Server:
    """Serves one client until its end of the pipe closes."""

    def __init__(self, commands: BinaryIO, events: int) -> None:
        """``events`` is the file descriptor that events are written to."""
        self._commands = commands
        self._events = events
        self._inbox: queue.SimpleQueue[Command] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._abort = AbortFlag()
        self._session: _Session | None = None
        self._tuning: tuple[Tune, Generator[None, None, Tuned]] | None = None
        """While a measurement of threads is under way, the scheduler rests."""

    def run(self) -> None:
        """Serve until told to shut down."""
        self._emit(Hello(protocol=PROTOCOL_VERSION, pid=os.getpid(), build=library.build()))
        threading.Thread(target=self._read, name="commands", daemon=True).start()
        try:
            while self._serve():
                pass
        finally:
            self._close_session()

    # ----------------------------------------------------------------------------------------- the loop

    def _read(self) -> None:
        """The reading thread: only queues, and makes a cancel felt at once."""
        for line in self._commands:
            try:
                command = decode_command(line)
            except msgspec.DecodeError as error:
                sys.stderr.write(f"Not a command: {error}\n")
                continue
            if isinstance(command, Cancel):
                self._cancelled.add(command.job)
                self._inbox.put(command)
                self._abort.set()
            else:
                self._inbox.put(command)
        self._inbox.put(Shutdown())
        self._abort.set()

    def _serve(self) -> bool:
        """Take what has arrived and evaluate one step; False ends the process."""
        scheduler = self._session.scheduler if self._session else None
        self._abort.clear()
        try:
            if self._tuning or (scheduler and scheduler.busy):
                command = self._inbox.get_nowait()
            else:
                command = self._inbox.get(timeout=_IDLE_BEFORE_SAVING if scheduler else None)
        except queue.Empty:
            if self._tuning:
                self._go_on_tuning(*self._tuning)
            elif scheduler and scheduler.busy:
                scheduler.step()
            elif scheduler and not scheduler.save_idle():
                return self._handle(self._inbox.get())
            return True
        return self._handle(command)

    def _handle(self, command: Command) -> bool:
        match command:
            case Shutdown():
                return False
            case Cancel():
                if self._tuning and self._tuning[0].job == command.job:
                    self._stop_tuning()
                elif self._session:
                    self._session.scheduler.cancel([command.job])
                self._cancelled.discard(command.job)
            case Forget():
                if self._session:
                    self._session.scheduler.forget(command.cache_key)
            case _:
                self._begin(command)
        return True

    def _begin(self, command: Job) -> None:
        """Start a job. This is where every failure becomes an event."""
        if command.job in self._cancelled:
            self._emit(Cancelled(job=command.job))
            return
        try:
            match command:
                case Load():
                    self._finish(command, self._load(command))
                case Unload():
                    self._close_session()
                    self._finish(command, Unloaded(memory=psutil.Process().memory_info().rss))
                case Devices():
                    for server in command.rpc_servers:
                        library.add_rpc_server(server)
                    self._finish(command, DeviceList(build=library.build(), devices=library.devices()))
                case Tokenize():
                    self._finish(command, self._tokenize(command))
                case Tune():
                    self._stop_tuning()
                    session = self._loaded()
                    self._tuning = command, tune(session.model, session.scheduler.pool)
                case Generate():
                    self._generate(command)
                case Score():
                    self._score(command)
        except LoadCancelled:
            self._emit(Cancelled(job=command.job))
        except ParlanceError as error:
            if command.job in self._cancelled:
                self._emit(Cancelled(job=command.job))
            else:
                self._fail(command, error)
        except Exception as error:  # noqa: BLE001 - the process boundary
            traceback.print_exc()
            self._emit(Failed(job=command.job, code=ParlanceError.code, detail=repr(error)))

    # -------------------------------------------------------------------------------------------- jobs

    def _load(self, command: Load) -> Loaded:
        self._close_session()

        def report(fraction: float) -> bool:
            self._emit(LoadProgress(job=command.job, fraction=fraction))
            return command.job not in self._cancelled

        self._session = _Session(
            LlamaModel(command.path, command.settings, self._abort, report), self._abort, self._emit
        )
        return self._session.model.describe(self._session.markers)

    def _tokenize(self, command: Tokenize) -> Tokenized:
        session = self._loaded()
        vocabulary = session.model.vocabulary
        if command.text is not None:
            tokens = vocabulary.tokenize(command.text, special=False)
        else:
            tokens = vocabulary.tokenize_prompt(session.render(command.messages, {}))
        if not command.pieces:
            return Tokenized(count=len(tokens))
        texts = [(t, vocabulary.piece(t, special=True).decode("utf-8", "replace")) for t in tokens]
        return Tokenized(count=len(tokens), tokens=texts)

    def _go_on_tuning(self, command: Tune, steps: Generator[None, None, Tuned]) -> None:
        try:
            next(steps)
        except StopIteration as end:
            self._tuning = None
            self._finish(command, end.value)
        except ParlanceError as error:
            self._tuning = None
            self._fail(command, error)

    def _stop_tuning(self) -> None:
        if self._tuning is not None:
            command, steps = self._tuning
            self._tuning = None
            steps.close()
            self._emit(Cancelled(job=command.job))

    def _generate(self, command: Generate) -> None:
        session = self._loaded()
        model, vocabulary = session.model, session.model.vocabulary
        prompt = self._prompt(session, command)
        tokens = vocabulary.tokenize_prompt(prompt)
        sampler = Sampler(
            vocabulary,
            command.sampling,
            model.context_trained,
            grammar=grammar_of(command.grammar, command.json_schema),
            ignore_eos=command.ignore_eos,
        )
        markers = session.markers if command.prompt is None else None
        opened = markers is not None and prompt.rstrip().endswith(markers.open.rstrip())
        drafting = command.draft_text is not None and model.partial_removal
        job = GenerateJob(
            number=command.job,
            priority=command.priority,
            tokens=tokens,
            emit=self._emit,
            cache_key=command.cache_key,
            vocabulary=vocabulary,
            sampler=sampler,
            answer=AnswerText(command.stop, markers, begins_thinking=opened),
            max_tokens=command.max_tokens,
            top_logprobs=command.top_logprobs,
            lookup=PromptLookup(vocabulary.tokenize(command.draft_text or "", special=False))
            if drafting
            else None,
        )
        try:
            session.scheduler.submit(job)
        except ParlanceError:
            job.close()
            raise

    def _score(self, command: Score) -> None:
        session = self._loaded()
        vocabulary = session.model.vocabulary
        prompt = self._prompt(session, command)
        session.scheduler.submit(
            ScoreJob(
                number=command.job,
                priority=command.priority,
                tokens=vocabulary.tokenize_prompt(prompt),
                emit=self._emit,
                vocabulary=vocabulary,
                continuations=[vocabulary.tokenize(c, special=False) for c in command.continuations],
                top_logprobs=command.top_logprobs,
            )
        )

    def _prompt(self, session: _Session, command: Generate | Score) -> str:
        if command.prompt or (command.prompt is not None and command.prefix):
            return command.prompt + command.prefix
        if not command.messages:
            raise BadRequest(reason="there is neither a message nor a prompt")
        options = command.template_options if isinstance(command, Generate) else {}
        if isinstance(command, Generate) and not command.prefix:
            return session.render(command.messages, options)
        return session.render_begun(command.messages, command.thinking, command.prefix, options)

    # ------------------------------------------------------------------------------------------ the rest

    def _loaded(self) -> _Session:
        if self._session is None:
            raise NoModelLoaded
        return self._session

    def _close_session(self) -> None:
        if self._session is None:
            return
        self._stop_tuning()
        self._session.close()
        self._session = None
        if sys.platform == "linux":
            # glibc keeps freed memory for itself unless it is asked for it.
            ctypes.CDLL(None).malloc_trim(0)

    def _finish(self, command: Job, result: Loaded | Unloaded | DeviceList | Tokenized | Tuned) -> None:
        self._emit(Finished(job=command.job, result=result))

    def _fail(self, command: Job, error: ParlanceError) -> None:
        self._emit(Failed(job=command.job, code=error.code, values=error.values, detail=error.detail))

    def _emit(self, event: Event) -> None:
        data = encode(event)
        # Without a reader the client is gone; the end of our input says so in a moment.
        with contextlib.suppress(BrokenPipeError):
            while data:
                data = data[os.write(self._events, data) :]
