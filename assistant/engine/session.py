"""What the engine has while a model is loaded: the model, its template, its jobs; from a command to a job."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.engine.answer import AnswerText
from assistant.engine.draft import PromptLookup
from assistant.engine.errors import BadRequest, NoChatTemplate
from assistant.engine.llama.jobs import GenerateJob, ScoreJob
from assistant.engine.llama.kv_store import KvStore
from assistant.engine.llama.model import AbortFlag, LlamaModel
from assistant.engine.llama.sampler import Sampler, grammar_of
from assistant.engine.llama.scheduler import Scheduler
from assistant.engine.protocol import Event, Generate, Loaded, Score, Tokenize, Tokenized
from assistant.engine.templates import Option, TemplateRenderer, thinking_markers
from assistant.engine.values import Message
from assistant.errors import ParlanceError


class Session:
    """From a model's loading to its unloading. Its methods raise :class:`~assistant.errors.ParlanceError`."""

    def __init__(self, model: LlamaModel, abort: AbortFlag, emit: Callable[[Event], None]) -> None:
        self.model = model
        settings = model.settings
        store = (
            KvStore(Path(settings.kv_folder), settings.kv_disk_bytes, model) if settings.kv_folder else None
        )
        self.scheduler = Scheduler(model, abort, emit, store)
        self._emit = emit
        vocabulary = model.vocabulary
        self._markers = thinking_markers(model.template) if model.template else None
        if self._markers:
            vocabulary.reveal(self._markers.open + self._markers.close)
        self._renderer = (
            TemplateRenderer(
                model.template, vocabulary.text_of(vocabulary.bos), vocabulary.text_of(vocabulary.eos)
            )
            if model.template
            else None
        )

    def describe(self) -> Loaded:
        """What the client is told of the model."""
        return self.model.describe(self._markers)

    def tokenize(self, command: Tokenize) -> Tokenized:
        """Count the tokens of a text or of a dialogue, or list them."""
        vocabulary = self.model.vocabulary
        if command.text is not None:
            tokens = vocabulary.tokenize(command.text, special=False)
        else:
            tokens = vocabulary.tokenize_prompt(self._render(command.messages, {}))
        if not command.pieces:
            return Tokenized(count=len(tokens))
        texts = [(t, vocabulary.piece(t, special=True).decode("utf-8", "replace")) for t in tokens]
        return Tokenized(count=len(tokens), tokens=texts)

    def generate(self, command: Generate) -> None:
        """Queue an answer."""
        model, vocabulary = self.model, self.model.vocabulary
        prompt = self._prompt(command)
        tokens = vocabulary.tokenize_prompt(prompt)
        sampler = Sampler(
            vocabulary,
            command.sampling,
            model.context_trained,
            grammar=grammar_of(command.grammar, command.json_schema),
            ignore_eos=command.ignore_eos,
        )
        markers = self._markers if command.prompt is None else None
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
            self.scheduler.submit(job)
        except ParlanceError:
            job.close()
            raise

    def score(self, command: Score) -> None:
        """Queue the evaluation of continuations."""
        vocabulary = self.model.vocabulary
        self.scheduler.submit(
            ScoreJob(
                number=command.job,
                priority=command.priority,
                tokens=vocabulary.tokenize_prompt(self._prompt(command)),
                emit=self._emit,
                vocabulary=vocabulary,
                continuations=[vocabulary.tokenize(c, special=False) for c in command.continuations],
                top_logprobs=command.top_logprobs,
            )
        )

    def close(self) -> None:
        """End the jobs, save the dialogues, free the model."""
        self.scheduler.close()
        if self._renderer:
            self._renderer.close()
        self.model.close()

    def _prompt(self, command: Generate | Score) -> str:
        if command.prompt or (command.prompt is not None and command.prefix):
            return command.prompt + command.prefix
        if not command.messages:
            raise BadRequest(reason="there is neither a message nor a prompt")
        options = command.template_options if isinstance(command, Generate) else {}
        if isinstance(command, Generate) and not command.prefix:
            return self._render(command.messages, options)
        return self._render_begun(command.messages, command.thinking, command.prefix, options)

    def _render(self, messages: list[Message], options: dict[str, Option]) -> str:
        """The prompt text of a dialogue; control tokens that people wrote are shielded."""
        if self._renderer is None:
            raise NoChatTemplate
        shield = self.model.vocabulary.shield
        shielded = [Message(role=m.role, content=shield(m.content)) for m in messages]
        return self._renderer.render(shielded, True, options)

    def _render_begun(
        self, messages: list[Message], thinking: str | None, prefix: str, options: dict[str, Option]
    ) -> str:
        """The same, with an answer that has begun after some ``thinking``."""
        prompt = self._render(messages, options)
        shield = self.model.vocabulary.shield
        if self._markers is not None:
            opened = prompt.rstrip().endswith(self._markers.open.rstrip())
            if thinking or opened:
                prompt += ("" if opened else self._markers.open) + shield(thinking or "")
                prompt += f"{self._markers.close}\n\n"
        return prompt + shield(prefix)
