"""The messages between the window or the command line and the engine process: one JSON value a line.

The client writes commands to the child's standard input; the child writes events to its standard output.
Every command except ``cancel``, ``forget`` and ``shutdown`` is a job, which the client numbers.
A job ends in exactly one of ``finished``, ``failed`` and ``cancelled``.
"""

from __future__ import annotations

import msgspec

from assistant.engine.values import (
    Build,
    Device,
    FinishReason,
    KvType,
    LoadSettings,
    Message,
    Offload,
    Priority,
    Record,
    Sampling,
    ThinkingMarkers,
    Timings,
    TokenInfo,
    Usage,
)
from assistant.errors import Value

PROTOCOL_VERSION = 1

# ---------------------------------------------------------------------------------------------- commands


class Load(Record, frozen=True, kw_only=True, tag_field="command", tag="load"):
    """Load a model; one that is loaded already is unloaded first. Ends in :class:`Loaded`."""

    job: int = 0
    path: str
    settings: LoadSettings = LoadSettings()


class Unload(Record, frozen=True, kw_only=True, tag_field="command", tag="unload"):
    """Give the model's memory back to the system."""

    job: int = 0


class Generate(Record, frozen=True, kw_only=True, tag_field="command", tag="generate"):
    """Produce an answer: from ``messages`` through the chat template, or from ``prompt`` as it stands."""

    job: int = 0
    messages: list[Message] = []
    prompt: str | None = None
    """Raw text; special tokens in it are parsed. Used instead of ``messages``."""
    thinking: str | None = None
    """What the model has thought before ``prefix``, if that is given."""
    prefix: str = ""
    """The beginning of the answer, already given: the model continues it."""
    sampling: Sampling = Sampling()
    max_tokens: int = 0
    """0: until the model ends or the context is full."""
    stop: list[str] = []
    grammar: str | None = None
    """GBNF. Not together with ``json_schema``."""
    json_schema: str | None = None
    """A JSON schema, as JSON text."""
    top_logprobs: int = 0
    """How many likely tokens are reported for each one generated; 0: no token information at all."""
    ignore_eos: bool = False
    """Go on after the model's end token (for measurements)."""
    priority: Priority = "chat"
    cache_key: str | None = None
    """A name under which the KV cache of this dialogue is kept while idle, also on disk."""
    draft_text: str | None = None
    """A text that the answer will mostly repeat: drafts are looked up in it."""
    template_options: dict[str, bool | str | int] = {}
    """Variables for the chat template, such as ``enable_thinking``."""


class Tokenize(Record, frozen=True, kw_only=True, tag_field="command", tag="tokenize"):
    """Count the tokens of ``text``, or of ``messages`` through the chat template."""

    job: int = 0
    text: str | None = None
    messages: list[Message] = []
    pieces: bool = False
    """Also return the tokens, with their texts."""


class Score(Record, frozen=True, kw_only=True, tag_field="command", tag="score"):
    """Log-probabilities of given continuations after a shared prompt."""

    job: int = 0
    continuations: list[str]
    messages: list[Message] = []
    prompt: str | None = None
    thinking: str | None = None
    """What the model has thought before ``prefix``; it is put between the markers of the model's template."""
    prefix: str = ""
    top_logprobs: int = 0
    """How many likely tokens are reported for each token; 0: no token information at all."""
    priority: Priority = "background"


class Devices(Record, frozen=True, kw_only=True, tag_field="command", tag="devices"):
    """List what this build can compute on. Ends in :class:`DeviceList`."""

    job: int = 0
    rpc_servers: list[str] = []


class Tune(Record, frozen=True, kw_only=True, tag_field="command", tag="tune"):
    """Measure the loaded model with different numbers of threads, and go on with the best.

    Ends in :class:`Tuned`. Running jobs wait meanwhile.
    """

    job: int = 0


class Cancel(Record, frozen=True, kw_only=True, tag_field="command", tag="cancel"):
    """End a job. It answers with ``cancelled``, or with its own end if that came first."""

    job: int = 0


class Forget(Record, frozen=True, kw_only=True, tag_field="command", tag="forget"):
    """Drop the KV cache of a dialogue of the loaded model, from memory and disk."""

    cache_key: str


class Shutdown(Record, frozen=True, kw_only=True, tag_field="command", tag="shutdown"):
    """End the process; the end of standard input does the same."""


Command = Load | Unload | Generate | Tokenize | Score | Devices | Tune | Cancel | Forget | Shutdown
Job = Load | Unload | Generate | Tokenize | Score | Devices | Tune

# ---------------------------------------------------------------------------------------------- results


class Loaded(Record, frozen=True, kw_only=True, tag_field="kind", tag="loaded"):
    """What is known of a loaded model. Sizes in bytes."""

    path: str
    description: str
    architecture: str
    parameters: int
    model_bytes: int
    context: int
    """Tokens that all sequences share."""
    context_trained: int
    layers: int
    threads: int
    vocabulary: int
    has_template: bool
    kv_type: KvType
    flash_attention: bool
    extra_buffers: bool
    partial_removal: bool
    """False for sliding-window and recurrent memory: the cache is reused only as a whole."""
    offload: list[Offload]
    """Empty: everything is on the CPU."""
    weights_memory: int
    """Bytes that the weights and the vocabulary take beyond what is mapped from the file."""
    timings: Timings
    thinking: ThinkingMarkers | None = None


class Unloaded(Record, frozen=True, kw_only=True, tag_field="kind", tag="unloaded"):
    """Nothing is loaded now. ``memory`` is what the process holds resident, in bytes."""

    memory: int


class Generated(Record, frozen=True, kw_only=True, tag_field="kind", tag="generated"):
    """The end of an answer; its text has been sent before, piece by piece."""

    finish_reason: FinishReason
    usage: Usage
    timings: Timings
    seed: int


class Tokenized(Record, frozen=True, kw_only=True, tag_field="kind", tag="tokenized"):
    count: int
    tokens: list[tuple[int, str]] = []


class Scored(Record, frozen=True, kw_only=True, tag_field="kind", tag="scored"):
    """One entry a continuation: the sum of its tokens' log-probabilities, and how many tokens it has."""

    scores: list[tuple[float, int]]
    tokens: list[list[TokenInfo]] = []
    """Those of each continuation; empty unless they were asked for."""
    usage: Usage
    timings: Timings


class DeviceList(Record, frozen=True, kw_only=True, tag_field="kind", tag="devices"):
    build: Build
    devices: list[Device]


class ThreadSpeed(Record, frozen=True, kw_only=True):
    """Tokens per second with ``threads`` threads."""

    threads: int
    decode: float
    prompt: float


class Tuned(Record, frozen=True, kw_only=True, tag_field="kind", tag="tuned"):
    """What was measured, and the numbers of threads that the model goes on with."""

    speeds: list[ThreadSpeed]
    threads: int
    prompt_threads: int


Result = Loaded | Unloaded | Generated | Tokenized | Scored | DeviceList | Tuned

# ---------------------------------------------------------------------------------------------- events


class Hello(Record, frozen=True, kw_only=True, tag_field="event", tag="hello"):
    """The first line of the child."""

    protocol: int
    pid: int
    build: Build


class LoadProgress(Record, frozen=True, kw_only=True, tag_field="event", tag="load"):
    """``fraction`` runs from 0 to 1."""

    job: int
    fraction: float


class Started(Record, frozen=True, kw_only=True, tag_field="event", tag="started"):
    """A generate or score job has its place: the prompt is about to be read."""

    job: int
    prompt_tokens: int
    cached_tokens: int
    context: int


class PromptProgress(Record, frozen=True, kw_only=True, tag_field="event", tag="prompt"):
    """Tokens of the prompt that are done, the cached ones counted, of ``total``."""

    job: int
    done: int
    total: int


class Text(Record, frozen=True, kw_only=True, tag_field="event", tag="text"):
    """The next piece of an answer, always whole characters."""

    job: int
    text: str
    thinking: bool = False
    tokens: list[TokenInfo] = []


class Finished(Record, frozen=True, kw_only=True, tag_field="event", tag="finished"):
    job: int
    result: Result


class Failed(Record, frozen=True, kw_only=True, tag_field="event", tag="failed"):
    """``code`` names a class of :mod:`assistant.errors`; see there for how it is rebuilt."""

    job: int
    code: str
    values: dict[str, Value] = {}
    detail: str = ""


class Cancelled(Record, frozen=True, kw_only=True, tag_field="event", tag="cancelled"):
    job: int
    usage: Usage = Usage()
    timings: Timings = Timings()


Event = Hello | LoadProgress | Started | PromptProgress | Text | Finished | Failed | Cancelled
End = Finished | Failed | Cancelled

_encoder = msgspec.json.Encoder()
_event_decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)
_command_decoder: msgspec.json.Decoder[Command] = msgspec.json.Decoder(Command)


def encode(message: Command | Event) -> bytes:
    """One line, the newline included."""
    return _encoder.encode(message) + b"\n"


def decode_event(line: bytes) -> Event:
    """Raises :class:`msgspec.DecodeError` on anything that is not an event."""
    return _event_decoder.decode(line)


def decode_command(line: bytes) -> Command:
    """Raises :class:`msgspec.DecodeError` on anything that is not a command."""
    return _command_decoder.decode(line)
