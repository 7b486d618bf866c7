"""What the messages between the window and the engine are made of: settings, sampling, usage, devices."""

from __future__ import annotations

from typing import Literal

import msgspec

KvType = Literal["f16", "q8_0", "q4_0"]
FlashAttention = Literal["auto", "on", "off"]
Priority = Literal["chat", "background"]
FinishReason = Literal["stop", "stop_string", "length", "context"]
"""Why an answer ended: the model's end token, one of the stop strings, ``max_tokens``, or a full context."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Immutable, built by keyword; what equals its default is not written."""


class Message(Record, frozen=True, kw_only=True):
    """One turn of a dialogue, as chat templates know it."""

    role: Literal["system", "user", "assistant"]
    content: str


class Adapter(Record, frozen=True, kw_only=True):
    """A LoRA adapter in GGUF form; ``strength`` 1.0 is as trained."""

    path: str
    strength: float = 1.0


class LoadSettings(Record, frozen=True, kw_only=True):
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


class Sampling(Record, frozen=True, kw_only=True):
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


class TokenInfo(Record, frozen=True, kw_only=True):
    """A token and what else was likely there: natural logarithms of probabilities, before any sampling."""

    text: str
    """Empty while the token ends inside a character; the one that completes it has it whole."""
    logprob: float
    top: list[tuple[str, float]] = []
    """What is only a part of a character has U+FFFD in it; control tokens are empty."""


class Timings(Record, frozen=True, kw_only=True):
    """Seconds. ``busy_s`` is decode + synchronize + sampling: what a perfect program would need."""

    load_s: float = 0.0
    queue_s: float = 0.0
    """From the arrival of the command to ``started``."""
    prompt_s: float = 0.0
    decode_s: float = 0.0
    busy_s: float = 0.0
    """This job's share where several ran in one batch: by tokens."""


class Usage(Record, frozen=True, kw_only=True):
    """Tokens of one answer. ``prompt_tokens`` includes the cached ones."""

    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    drafted_tokens: int = 0
    accepted_tokens: int = 0


class Device(Record, frozen=True, kw_only=True):
    """A ggml backend device. Memory in bytes, 0 when it does not tell."""

    name: str
    description: str
    type: Literal["cpu", "gpu", "igpu", "accelerator", "meta"]
    memory_total: int
    memory_free: int


class Build(Record, frozen=True, kw_only=True):
    """The llama.cpp that this program runs on."""

    version: str
    commit: str
    gpu_offload: bool
    rpc: bool
    system_info: str


class Offload(Record, frozen=True, kw_only=True):
    """Layers (the output layer counted) that lie on one device."""

    device: str
    layers: int


class ThinkingMarkers(Record, frozen=True, kw_only=True):
    """The texts between which this model's template puts its thinking."""

    open: str
    close: str
    answer: str = ""
    """What an answer begins with that comes without thinking; no part of it. Empty: with itself."""
