"""Puts the content into a data folder by the ways the program has for it, and into a hub on this machine."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import msgspec

from assistant.documents import plain
from assistant.paths import Paths
from assistant.storage.history import History
from assistant.storage.settings_store import SettingsStore
from assistant.tasks.summarize import Coverage, Point, Span, SummaryOptions
from assistant.ui.panes.summarize.sheet import Sheet, encode
from tests.fakes.gguf_files import LLAMA, MetadataValue, gguf_bytes
from tests.fakes.hub import FakeHub, FakeRepository
from tests.tools.screenshots.content import Content, sample

MODEL = "Qwen3 8B"
ENGINE_MEMORY = 5_600_000_000
"""Bytes that an engine has with it."""
_Q4_K = 12
_DAYS_AGO = (1, 3, 5, 16, 23)
_CARD = """\
---
license: apache-2.0
---
# {name}

A model for conversation in more than a hundred languages, with and without thinking before the answer.

## Files

Each file is the whole model. Larger ones are closer to the original.
"""


@dataclass(frozen=True)
class _Model:
    name: str
    file: str
    architecture: str
    parameters: int
    size: int
    layers: int
    kv_heads: int


_LIBRARY = (
    _Model(MODEL, "Qwen3-8B-Q4_K_M.gguf", "qwen3", 8_190_000_000, 5_030_000_000, 36, 8),
    _Model("Gemma 3 4B", "gemma-3-4b-it-Q4_K_M.gguf", "gemma3", 3_880_000_000, 2_490_000_000, 34, 4),
    _Model(
        "Mistral Small 24B",
        "Mistral-Small-24B-Instruct-2501-Q4_K_M.gguf",
        "llama",
        23_600_000_000,
        14_300_000_000,
        40,
        8,
    ),
)

_HUB = {
    "Qwen/Qwen3-4B-GGUF": ("Qwen3-4B", 4_020_000_000, 412_000, 260),
    "Qwen/Qwen3-8B-GGUF": ("Qwen3-8B", 8_190_000_000, 655_000, 348),
    "Qwen/Qwen3-14B-GGUF": ("Qwen3-14B", 14_800_000_000, 201_000, 171),
    "Qwen/Qwen2.5-7B-Instruct-GGUF": ("qwen2.5-7b-instruct", 7_620_000_000, 98_000, 305),
    "unsloth/Qwen3-30B-A3B-GGUF": ("Qwen3-30B-A3B", 30_500_000_000, 187_000, 246),
    "bartowski/Qwen2.5-Coder-7B-Instruct-GGUF": ("Qwen2.5-Coder-7B-Instruct", 7_620_000_000, 71_000, 58),
}
_BITS = {"Q4_K_M": 4.91, "Q5_K_M": 5.71, "Q6_K": 6.57, "Q8_0": 8.5}


def fill(paths: Paths, content: Content, theme: str, hub: str) -> None:
    """Write the history, the models and the settings. ``hub`` is an address."""
    paths.create()
    with History(paths.history) as history:
        _converse(history, content)
        sheet, text = _summary(content)
        history.summaries.add(sheet.title, text, encode(sheet))
    for model in _LIBRARY:
        _write_model(paths.models / model.file, model)
    SettingsStore(paths.settings).change(
        language=content.language,
        theme=theme,
        hub_address=hub,
        last_model="qwen3-8b-q4_k_m",
        translated_into="zh-Hans",
    )


def hub() -> FakeHub:
    """A hub with some well-known models. Only their headers are there; the sizes are about the true ones."""
    repositories = {}
    for name, (stem, parameters, downloads, likes) in _HUB.items():
        model = _Model(stem, "", "qwen3", parameters, 0, 36, 8)
        files = {f"{stem}-{kind}.gguf": _header(model) for kind in _BITS}
        sizes = {f"{stem}-{kind}.gguf": round(parameters * bits / 8) for kind, bits in _BITS.items()}
        repositories[name] = FakeRepository(
            {**files, "README.md": _CARD.format(name=stem).encode()},
            downloads=downloads,
            likes=likes,
            parameters=parameters,
            architecture="qwen3",
            sizes=sizes,
            tags=("gguf", "text-generation", "zh", "en", "license:apache-2.0"),
        )
    return FakeHub(repositories)


def _converse(history: History, content: Content) -> None:
    talk = content.conversation
    newest = history.create_conversation(title=talk.title)
    question = history.add_message(newest.id, "user", talk.question, parent=None)
    history.add_message(newest.id, "assistant", talk.answer.strip(), parent=question.id, model=MODEL)
    for title, days in zip(content.titles, _DAYS_AGO, strict=True):
        changed = time.time() - days * 24 * 3600
        history.add_copy(
            msgspec.structs.replace(newest, title=title, created=changed, updated=changed, leaf=None), ()
        )


def _summary(content: Content) -> tuple[Sheet, str]:
    """A finished summary and its text."""
    document = plain.parse(sample(content.summarized))
    text = document.text
    points = tuple(
        Point(statement.text, tuple(_span(text, quote) for quote in statement.quotes))
        for statement in content.points
    )
    coverage = Coverage(5, 5, len(text), len(text))
    empty = Sheet.of(document, (), SummaryOptions(), MODEL)
    title = text.splitlines()[0]
    return msgspec.structs.replace(empty, title=title, points=points, coverage=coverage, finished=True), text


def _span(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


def _header(model: _Model) -> bytes:
    metadata: dict[str, MetadataValue] = {
        key.replace("llama.", f"{model.architecture}.", 1): value for key, value in LLAMA.items()
    }
    metadata |= {
        "general.architecture": model.architecture,
        "general.name": model.name,
        "general.file_type": 15,
        f"{model.architecture}.block_count": model.layers,
        f"{model.architecture}.context_length": 32_768,
        f"{model.architecture}.embedding_length": 4096,
        f"{model.architecture}.attention.head_count": 32,
        f"{model.architecture}.attention.head_count_kv": model.kv_heads,
    }
    shape = (4096, model.parameters // 4096)
    return gguf_bytes(metadata, [("token_embd.weight", shape, _Q4_K)], weights=False)


def _write_model(path: Path, model: _Model) -> None:
    """A file of the right size that takes no room on the disk."""
    path.write_bytes(_header(model))
    with path.open("r+b") as file:
        file.truncate(model.size)
