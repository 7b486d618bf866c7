"""The report that a user adds to a complaint: what runs here, and nothing of what was written or read."""

from __future__ import annotations

import os
import platform
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version

from packaging.requirements import Requirement
from PySide6.QtCore import QLocale, qVersion
from PySide6.QtGui import QGuiApplication

import assistant
from assistant.engine.values import Device
from assistant.models.figures import size_text
from assistant.options import describe
from assistant.storage.settings import Settings
from assistant.ui.active_model import ActiveModel
from assistant.ui.panes.settings.log_file import LogLine
from assistant.ui.panes.settings.parts import declared

_SESSION = ("XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "QT_IM_MODULE", "XMODIFIERS")
"""What the desktop says of itself."""
_FRAME = '  File "'
_PLACE = re.compile(r'.*[/\\](assistant[/\\][\w/\\]+\.py)", line (\d+)')
_NAME = re.compile(r"[A-Za-z_][\w.]*")


def report(settings: Settings, active: ActiveModel, devices: Sequence[Device], log: Sequence[LogLine]) -> str:
    """Plain English text: versions, devices, the loaded model's kind, changed settings, where errors were.

    Texts that the user has entered, names of files, folders and models are left out.
    """
    parts = (
        _program(),
        _desktop(),
        _engine(active, devices),
        _changed_settings(settings),
        _problems(log),
    )
    return "\n".join(line for part in parts for line in part) + "\n"


def _program() -> Iterator[str]:
    yield f"Parlance {assistant.__version__}"
    yield f"Python {platform.python_version()}, Qt {qVersion()}"
    yield f"{platform.system()} {platform.release()}, {platform.machine()}"
    yield "Libraries: " + ", ".join(_libraries())


def _libraries() -> Iterator[str]:
    for line in declared():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate():
            try:
                yield f"{requirement.name} {version(requirement.name)}"
            except PackageNotFoundError:
                yield f"{requirement.name} missing"


def _desktop() -> Iterator[str]:
    screens = [
        f"{s.size().width()}x{s.size().height()} at {s.devicePixelRatio():g}"
        for s in QGuiApplication.screens()
    ]
    yield f"Window system: {QGuiApplication.platformName()}; screens: {', '.join(screens)}"
    yield f"Language: {QLocale().bcp47Name()}; of the system: {QLocale.system().bcp47Name()}"
    told = [f"{name}={os.environ[name]}" for name in _SESSION if _NAME.match(os.environ.get(name, ""))]
    if told:
        yield "Session: " + ", ".join(told)


def _engine(active: ActiveModel, devices: Sequence[Device]) -> Iterator[str]:
    if active.build is not None:
        yield f"llama.cpp {active.build.version} ({active.build.commit})"
        yield f"GPU offload: {'yes' if active.build.gpu_offload else 'no'}"
        yield active.build.system_info.strip()
    for device in devices:
        yield f"Device: {device.name} ({device.type}), {device.description}, {size_text(device.memory_total)}"
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


def _problems(log: Sequence[LogLine]) -> Iterator[str]:
    """Where in the program something went wrong: what was said of it may name files, or quote a text."""
    counts = Counter(_problem(line) for line in log if line.level in ("warning", "error"))
    for problem, times in counts.items():
        yield problem if times == 1 else f"{problem} ({times} times)"


def _problem(line: LogLine) -> str:
    """Level and module, and of an exception its kind and the last line of ours that it went through."""
    said = line.text.split("\n")
    frames = [number for number, each in enumerate(said) if each.startswith(_FRAME)]
    if not frames:
        return f"{line.level} in {line.source}"
    places = [match for each in said if (match := _PLACE.match(each))]
    kinds = (each for each in said[frames[-1] + 1 :] if each and not each.startswith(" "))
    kind = _NAME.match(next(kinds, ""))
    place = f" at {places[-1][1].replace(os.sep, '/')}:{places[-1][2]}" if places else ""
    return f"{line.level} in {line.source}: {kind[0] if kind else 'exception'}{place}"
