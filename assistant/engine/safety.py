"""What was learnt about engine settings that crash on this machine, so that the next start goes well.

A finding says that with one setting made safer, a load succeeded that had killed the engine before. It holds
for this processor and this build of llama.cpp: another build may have the fault mended. What depends on a
model's size (memory) holds for that model alone.
"""

from __future__ import annotations

import hashlib
import logging
import platform
import subprocess
import threading
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from assistant.atomic import write_atomically
from assistant.engine.errors import (
    ContextHalved,
    FlashAttentionTurnedOff,
    GpuTurnedOff,
    RepackingTurnedOff,
    SaferSettings,
)
from assistant.engine.process import Exit, Kind
from assistant.engine.values import Build, LoadSettings

Setting = Literal["extra_buffers", "gpu_layers", "flash_attention", "context"]

_LADDERS: dict[Kind, tuple[Setting, ...]] = {
    # The likeliest culprit first: weight repacking brings in AMX, which some compilers get wrong.
    "crash": ("extra_buffers", "gpu_layers", "flash_attention", "context"),
    "memory": ("context", "gpu_layers"),
    "other": (),
}
_NOTICES: dict[Setting, type[SaferSettings]] = {
    "extra_buffers": RepackingTurnedOff,
    "gpu_layers": GpuTurnedOff,
    "flash_attention": FlashAttentionTurnedOff,
    "context": ContextHalved,
}
_DEFAULT_CONTEXT = 8192
"""What ``LoadSettings.context`` 0 stands for, at most."""

logger = logging.getLogger(__name__)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One setting made safer, and why."""

    setting: Setting
    value: bool | int | str
    """What the setting is now; for ``context``, at most."""
    reason: str
    """How the engine died without it, in words."""
    when: datetime
    machine: str
    """The processor: a hash of its model and features."""
    build: str
    """The llama.cpp: version, commit and a hash of its features."""
    model: str | None = None
    """The file name of the model it is about; None: all."""

    @property
    def notice(self) -> SaferSettings:
        """The finding as a sentence for the user."""
        return _NOTICES[self.setting](reason=self.reason, value=self.value)


class EngineSafety:
    """The findings and their file. Can be used from any thread."""

    def __init__(self, path: Path | None) -> None:
        """``path`` None: nothing is remembered beyond the object's life."""
        self._path = path
        self._lock = threading.Lock()
        self._findings = _read(path) if path else []

    @property
    def findings(self) -> list[Finding]:
        """All, those of other builds too."""
        with self._lock:
            return list(self._findings)

    def applicable(self, model: str, build: Build) -> list[Finding]:
        """What holds for the model file at the path ``model`` here and now."""
        here = (machine(), _build_key(build))
        return [
            finding
            for finding in self.findings
            if (finding.machine, finding.build) == here and finding.model in (None, Path(model).name)
        ]

    def learn(self, findings: Iterable[Finding]) -> None:
        """Remember, also on disk; a disk that does not take it is no reason to fail."""
        with self._lock:
            for finding in findings:
                same = (finding.setting, finding.machine, finding.build, finding.model)
                self._findings = [
                    old for old in self._findings if (old.setting, old.machine, old.build, old.model) != same
                ]
                self._findings.append(finding)
            self._write()

    def clear(self) -> None:
        """Forget everything: the next load tries the settings as they are wished for."""
        with self._lock:
            self._findings = []
            self._write()

    def describe(self) -> dict[str, Any]:
        """Plain values for ``parlance devices --json`` and the settings page."""
        return {
            "processor": _processor()[0],
            "findings": [
                {
                    "setting": finding.setting,
                    "value": finding.value,
                    "reason": finding.reason,
                    "when": finding.when.isoformat(),
                    "model": finding.model,
                    "build": finding.build,
                    "sentence": finding.notice.text,
                }
                for finding in self.findings
            ],
        }

    def _write(self) -> None:
        if self._path is None:
            return
        data = msgspec.json.format(msgspec.json.encode({"version": 1, "findings": self._findings}))
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_atomically(self._path, data)
        except OSError as error:
            logger.warning("What was learnt about the engine could not be saved: %s", error)


def overridden(settings: LoadSettings, findings: Sequence[Finding]) -> LoadSettings:
    """The settings with the findings applied."""
    for finding in findings:
        value = finding.value
        if finding.setting == "context":
            assert isinstance(value, int)
            value = min(settings.context or _DEFAULT_CONTEXT, value)
        settings = msgspec.structs.replace(settings, **{finding.setting: value})
    return settings


def next_finding(
    settings: LoadSettings, died: Exit, tried: Sequence[Finding], model: str, build: Build
) -> Finding | None:
    """The next safer setting to try after the engine has died with ``settings``.

    ``tried`` is what this load has tried already. None: nothing is left, or the death says nothing about
    settings.
    """
    for setting in _LADDERS[died.kind]:
        value = _safer(setting, settings)
        if getattr(settings, setting) == value or any(finding.setting == setting for finding in tried):
            continue
        sized = died.kind == "memory" or setting == "context"
        return Finding(
            setting=setting,
            value=value,
            reason=died.reason,
            when=datetime.now(UTC),
            machine=machine(),
            build=_build_key(build),
            model=Path(model).name if sized else None,
        )
    return None


def _safer(setting: Setting, settings: LoadSettings) -> bool | int | str:
    match setting:
        case "extra_buffers":
            return False
        case "gpu_layers":
            return 0
        case "flash_attention":
            return "off"
        case "context":
            return (settings.context or _DEFAULT_CONTEXT) // 2


class _File(msgspec.Struct):
    version: int
    findings: list[Finding]


def _read(path: Path) -> list[Finding]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_File).findings
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        logger.warning("%s is not readable, and what it had learnt is lost: %s", path, error)
        return []


@cache
def machine() -> str:
    """A short name for this processor with its features."""
    return _digest("\n".join(_processor()))


def _build_key(build: Build) -> str:
    # The features are part of it: one version can be compiled with and without the instructions that crash.
    return f"{build.version} {build.commit} {_digest(build.system_info)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@cache
def _processor() -> tuple[str, str]:
    """The model's name and its features, as far as the system tells."""
    if platform.system() == "Linux":
        fields: dict[str, str] = {}
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines():
            name, _, value = line.partition(":")
            fields.setdefault(name.strip().lower(), value.strip())
        features = fields.get("flags") or fields.get("features") or ""
        return fields.get("model name") or platform.machine(), " ".join(sorted(features.split()))
    if platform.system() == "Darwin":
        query = ["sysctl", "-n", "machdep.cpu.brand_string"]
        name = subprocess.run(query, capture_output=True, text=True, check=False).stdout.strip()
        return name or platform.machine(), platform.machine()
    return platform.processor() or platform.machine(), platform.machine()
