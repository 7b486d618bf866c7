"""Ways to talk that come with the program: a system prompt and sampling under one name."""

from __future__ import annotations

import functools

import msgspec

from assistant.engine.values import Sampling
from assistant.paths import resource

DEFAULT = "general"
"""The preset that leaves everything as it is in the settings."""
_FALLBACK = "en"


class Preset(msgspec.Struct, frozen=True):
    """Texts by language ("en", "zh"): a model answers in the language that it is spoken to."""

    id: str
    name: dict[str, str]
    system_prompt: dict[str, str]
    sampling: dict[str, float]
    """Fields of :class:`Sampling` that differ from the settings."""

    def name_in(self, language: str) -> str:
        return self.name.get(language, self.name[_FALLBACK])

    def system_prompt_in(self, language: str) -> str:
        """Empty: that of the settings."""
        return self.system_prompt.get(language, self.system_prompt[_FALLBACK])

    def sampling_over(self, general: Sampling) -> Sampling | None:
        """None: nothing differs from what is set."""
        return msgspec.structs.replace(general, **self.sampling) if self.sampling else None


@functools.cache
def presets() -> tuple[Preset, ...]:
    """All there are, in the order of a menu."""
    return msgspec.json.decode(resource("presets.json").read_bytes(), type=tuple[Preset, ...])


def preset(preset_id: str | None) -> Preset:
    """The preset of this id; the default for None, and for one that this version does not know."""
    known = {each.id: each for each in presets()}
    return known.get(preset_id or DEFAULT, known[DEFAULT])
