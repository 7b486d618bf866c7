"""The report that a user adds to a complaint: what runs here, and nothing of what was written or read."""

from __future__ import annotations

import platform
from collections.abc import Iterator

from PySide6.QtCore import qVersion

import assistant
from assistant.options import describe
from assistant.storage.settings import Settings
from assistant.ui.active_model import ActiveModel


def report(settings: Settings, active: ActiveModel) -> str:
    """Plain English text: versions, the engine's build, the loaded model's kind, settings that were changed.

    Texts that the user has entered, names of files and folders are left out.
    """
    return "\n".join((*_program(), *_engine(active), *_changed_settings(settings))) + "\n"


def _program() -> Iterator[str]:
    yield f"Parlance {assistant.__version__}"
    yield f"Python {platform.python_version()}, Qt {qVersion()}"
    yield f"{platform.system()} {platform.release()}, {platform.machine()}"


def _engine(active: ActiveModel) -> Iterator[str]:
    if active.build is not None:
        yield f"llama.cpp {active.build.version} ({active.build.commit})"
        yield f"GPU offload: {'yes' if active.build.gpu_offload else 'no'}"
        yield active.build.system_info.strip()
    if active.loaded is not None and active.entry is not None:
        model = active.loaded
        yield f"Model: {model.description}, {active.entry.quantization}, {model.layers} layers"
        placed = ", ".join(f"{part.layers} on {part.device}" for part in model.offload) or "all on the CPU"
        yield f"Layers: {placed}; {model.threads} threads; context {model.context}; cache {model.kv_type}"
        yield f"Repacked weights: {'yes' if model.extra_buffers else 'no'}"


def _changed_settings(settings: Settings) -> Iterator[str]:
    for info in describe(Settings):
        value = getattr(settings, info.name)
        if value != info.default:
            yield f"{info.name}: {'changed' if info.kind == 'text' else value}"
