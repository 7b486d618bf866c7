"""The messages between the window or the command line and the engine process: one JSON value a line.

The client writes commands to the child's standard input; the child writes events to its standard output.
Every command except ``cancel``, ``forget`` and ``shutdown`` is a job, which the client numbers.
A job ends in exactly one of ``finished``, ``failed`` and ``cancelled``.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from assistant.errors import Value

PROTOCOL_VERSION = 1

KvType = Literal["f16", "q8_0", "q4_0"]
FlashAttention = Literal["auto", "on", "off"]
Priority = Literal["chat", "background"]
FinishReason = Literal["stop", "stop_string", "length", "context"]
"""Why an answer ended: the model's end token, one of the stop strings, ``max_tokens``, or a full context."""


class _Struct(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Immutable, built by keyword; what equals its default is not written."""


# ---------------------------------------------------------------------------------------------- values


class Message(_Struct, frozen=True, kw_only=True):
    """One turn of a dialogue, as chat templates know it."""

    role: Literal["system", "user", "assistant"]
    content: str


class Adapter(_Struct, frozen=True, kw_only=True):
    """A LoRA adapter in GGUF form; ``strength`` 1.0 is as trained."""

    path: str
    strength: float = 1.0


class LoadSettings(_Struct, frozen=True, kw_only=True):
    """How a model is loaded. The defaults suit a CPU; zero means that the engine chooses."""

    context: int = 0
    """Tokens of context in all; 0: the trained length, at most 8,192."""
    parallel: int = 4
    """Sequences that can be under way at once (they share the context)."""
    gpu_layers: int = 0
    """Layers on the devices; -1: all. Counted as llama.cpp does: the output layer is one more."""
    threads: int = 0
    """Threads for decoding; 0: the physical cores, one left free above four."""
    prompt_threads: int = 0
    """Threads for reading prompts; 0: as many as for decoding."""
    batch: int = 512
    """Tokens that are evaluated in one step at most; also how soon a cancel is seen on a GPU."""
    kv_type: KvType = "f16"
    flash_attention: FlashAttention = "auto"
    extra_buffers: bool = True
    """Repack weights for this CPU. Off is the safe setting where the build crashes on AMX."""
    mmap: bool = True
    template: str | None = None
    """A chat template (Jinja) that replaces the model's own."""
    adapters: list[Adapter] = []
    rpc_servers: list[str] = []
    """``host:port`` of llama.cpp RPC servers that are used as devices."""
    kv_folder: str | None = None
    """Where idle sequences are kept on disk; None: nowhere."""
    kv_disk_bytes: int = 2 << 30
    """Upper bound of ``kv_folder``."""


class Sampling(_Struct, frozen=True, kw_only=True):
    """How the next token is drawn. The chain's order is llama.cpp's own; a value at rest is left out."""

    temperature: float = 0.7
    """0: always the likeliest token."""
    top_k: int = 40
    """0: all."""
    top_p: float = 0.95
    min_p: float = 0.05
    repeat_penalty: float = 1.0
    """Over the last ``repeat_last`` tokens; 1.0: none."""
    repeat_last: int = 64
    frequency_penalty: float = 0.0
    presence_penalty: float = 0.0
    dry_multiplier: float = 0.0
    """DRY: punishes repeated sequences; 0: off."""
    seed: int | None = None
    """None: a new one each time; the one used is in the result."""


class TokenInfo(_Struct, frozen=True, kw_only=True):
    """A token and what else was likely there: natural logarithms of probabilities, before any sampling."""

    text: str
    """Empty while the token ends inside a character; the one that completes it has it whole."""
    logprob: float
    top: list[tuple[str, float]] = []
    """What is only a part of a character has U+FFFD in it; control tokens are empty."""


class Timings(_Struct, frozen=True, kw_only=True):
    """Seconds. ``busy_s`` is decode + synchronize + sampling: what a perfect program would need."""

    load_s: float = 0.0
    queue_s: float = 0.0
    """From the arrival of the command to ``started``."""
    prompt_s: float = 0.0
    decode_s: float = 0.0
    busy_s: float = 0.0
    """This job's share where several ran in one batch: by tokens."""


class Usage(_Struct, frozen=True, kw_only=True):
    """Tokens of one answer. ``prompt_tokens`` includes the cached ones."""

    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    drafted_tokens: int = 0
    accepted_tokens: int = 0


class Device(_Struct, frozen=True, kw_only=True):
    """A ggml backend device. Memory in bytes, 0 when it does not tell."""

    name: str
    description: str
    type: Literal["cpu", "gpu", "igpu", "accelerator", "meta"]
    memory_total: int
    memory_free: int


class Build(_Struct, frozen=True, kw_only=True):
    """The llama.cpp that this program runs on."""

    version: str
    commit: str
    gpu_offload: bool
    rpc: bool
    system_info: str


class Offload(_Struct, frozen=True, kw_only=True):
    """Layers (the output layer counted) that lie on one device."""

    device: str
    layers: int


class ThinkingMarkers(_Struct, frozen=True, kw_only=True):
    """The texts between which this model's template puts its thinking."""

    open: str
    close: str
    answer: str = ""
    """What an answer begins with that comes without thinking; no part of it. Empty: with itself."""


# ---------------------------------------------------------------------------------------------- commands


class Load(_Struct, frozen=True, kw_only=True, tag_field="command", tag="load"):
    """Load a model; one that is loaded already is unloaded first. Ends in :class:`Loaded`."""

    job: int = 0
    path: str
    settings: LoadSettings = LoadSettings()


class Unload(_Struct, frozen=True, kw_only=True, tag_field="command", tag="unload"):
    """Give the model's memory back to the system."""

    job: int = 0


class Generate(_Struct, frozen=True, kw_only=True, tag_field="command", tag="generate"):
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


class Tokenize(_Struct, frozen=True, kw_only=True, tag_field="command", tag="tokenize"):
    """Count the tokens of ``text``, or of ``messages`` through the chat template."""

    job: int = 0
    text: str | None = None
    messages: list[Message] = []
    pieces: bool = False
    """Also return the tokens, with their texts."""


class Score(_Struct, frozen=True, kw_only=True, tag_field="command", tag="score"):
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


class Devices(_Struct, frozen=True, kw_only=True, tag_field="command", tag="devices"):
    """List what this build can compute on. Ends in :class:`DeviceList`."""

    job: int = 0
    rpc_servers: list[str] = []


class Tune(_Struct, frozen=True, kw_only=True, tag_field="command", tag="tune"):
    """Measure the loaded model with different numbers of threads, and go on with the best.

    Ends in :class:`Tuned`. Running jobs wait meanwhile.
    """

    job: int = 0


class Cancel(_Struct, frozen=True, kw_only=True, tag_field="command", tag="cancel"):
    """End a job. It answers with ``cancelled``, or with its own end if that came first."""

    job: int = 0


class Forget(_Struct, frozen=True, kw_only=True, tag_field="command", tag="forget"):
    """Drop the KV cache of a dialogue of the loaded model, from memory and disk."""

    cache_key: str


class Shutdown(_Struct, frozen=True, kw_only=True, tag_field="command", tag="shutdown"):
    """End the process; the end of standard input does the same."""


Command = Load | Unload | Generate | Tokenize | Score | Devices | Tune | Cancel | Forget | Shutdown
Job = Load | Unload | Generate | Tokenize | Score | Devices | Tune

# ---------------------------------------------------------------------------------------------- results


class Loaded(_Struct, frozen=True, kw_only=True, tag_field="kind", tag="loaded"):
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


class Unloaded(_Struct, frozen=True, kw_only=True, tag_field="kind", tag="unloaded"):
    """Nothing is loaded now. ``memory`` is what the process holds resident, in bytes."""

    memory: int


class Generated(_Struct, frozen=True, kw_only=True, tag_field="kind", tag="generated"):
    """The end of an answer; its text has been sent before, piece by piece."""

    finish_reason: FinishReason
    usage: Usage
    timings: Timings
    seed: int


class Tokenized(_Struct, frozen=True, kw_only=True, tag_field="kind", tag="tokenized"):
    count: int
    tokens: list[tuple[int, str]] = []


class Scored(_Struct, frozen=True, kw_only=True, tag_field="kind", tag="scored"):
    """One entry a continuation: the sum of its tokens' log-probabilities, and how many tokens it has."""

    scores: list[tuple[float, int]]
    tokens: list[list[TokenInfo]] = []
    """Those of each continuation; empty unless they were asked for."""
    usage: Usage
    timings: Timings


class DeviceList(_Struct, frozen=True, kw_only=True, tag_field="kind", tag="devices"):
    build: Build
    devices: list[Device]


class ThreadSpeed(_Struct, frozen=True, kw_only=True):
    """Tokens per second with ``threads`` threads."""

    threads: int
    decode: float
    prompt: float


class Tuned(_Struct, frozen=True, kw_only=True, tag_field="kind", tag="tuned"):
    """What was measured, and the numbers of threads that the model goes on with."""

    speeds: list[ThreadSpeed]
    threads: int
    prompt_threads: int


Result = Loaded | Unloaded | Generated | Tokenized | Scored | DeviceList | Tuned

# ---------------------------------------------------------------------------------------------- events


class Hello(_Struct, frozen=True, kw_only=True, tag_field="event", tag="hello"):
    """The first line of the child."""

    protocol: int
    pid: int
    build: Build


class LoadProgress(_Struct, frozen=True, kw_only=True, tag_field="event", tag="load"):
    """``fraction`` runs from 0 to 1."""

    job: int
    fraction: float


class Started(_Struct, frozen=True, kw_only=True, tag_field="event", tag="started"):
    """A generate or score job has its place: the prompt is about to be read."""

    job: int
    prompt_tokens: int
    cached_tokens: int
    context: int


class PromptProgress(_Struct, frozen=True, kw_only=True, tag_field="event", tag="prompt"):
    """Tokens of the prompt that are done, the cached ones counted, of ``total``."""

    job: int
    done: int
    total: int


class Text(_Struct, frozen=True, kw_only=True, tag_field="event", tag="text"):
    """The next piece of an answer, always whole characters."""

    job: int
    text: str
    thinking: bool = False
    tokens: list[TokenInfo] = []


class Finished(_Struct, frozen=True, kw_only=True, tag_field="event", tag="finished"):
    job: int
    result: Result


class Failed(_Struct, frozen=True, kw_only=True, tag_field="event", tag="failed"):
    """``code`` names a class of :mod:`assistant.errors`; see there for how it is rebuilt."""

    job: int
    code: str
    values: dict[str, Value] = {}
    detail: str = ""


class Cancelled(_Struct, frozen=True, kw_only=True, tag_field="event", tag="cancelled"):
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
