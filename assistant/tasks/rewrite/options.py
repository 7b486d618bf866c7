"""What can be made of a text, and what can be chosen for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from assistant.errors import QT_TRANSLATE_NOOP
from assistant.options import option

Scope = Literal["paragraphs", "whole", "continuation"]

MOST_VARIANTS = 4
DEFAULT = "clearer"


@dataclass(frozen=True, slots=True)
class Preset:
    """``label`` is to be translated in the context "rewrite"."""

    id: str
    label: str
    scope: Scope = "paragraphs"
    """Whether paragraphs are rewritten one by one, the whole text becomes another, or something is added."""
    free: bool = False
    """The result may say what the text does not."""


PRESETS: dict[str, Preset] = {
    preset.id: preset
    for preset in (
        Preset("clearer", QT_TRANSLATE_NOOP("rewrite", "Clearer")),
        Preset("shorter", QT_TRANSLATE_NOOP("rewrite", "Shorter")),
        Preset("longer", QT_TRANSLATE_NOOP("rewrite", "Longer")),
        Preset("simpler", QT_TRANSLATE_NOOP("rewrite", "Simpler")),
        Preset("formal", QT_TRANSLATE_NOOP("rewrite", "More formal")),
        Preset("friendly", QT_TRANSLATE_NOOP("rewrite", "Friendlier")),
        Preset("active", QT_TRANSLATE_NOOP("rewrite", "Active voice")),
        Preset("creative", QT_TRANSLATE_NOOP("rewrite", "More creative")),
        Preset("bullets", QT_TRANSLATE_NOOP("rewrite", "Bullet points"), "whole"),
        Preset("email", QT_TRANSLATE_NOOP("rewrite", "E-mail from notes"), "whole"),
        Preset("reply", QT_TRANSLATE_NOOP("rewrite", "Reply to this"), "whole", free=True),
        Preset("title", QT_TRANSLATE_NOOP("rewrite", "Title"), "whole"),
        Preset("continue", QT_TRANSLATE_NOOP("rewrite", "Continue"), "continuation", free=True),
    )
}
INSTRUCTION = Preset("instruction", "", "whole", free=True)
"""What an instruction of the user's makes of a text."""


@dataclass(frozen=True)
class RewriteOptions:
    """A form and the flags of the command are made from these."""

    translation_context: ClassVar[str] = "rewrite"

    preset: str = option(
        DEFAULT,
        QT_TRANSLATE_NOOP("rewrite", "Make it"),
        choices={preset.id: preset.label for preset in PRESETS.values()},
    )
    instruction: str = option(
        "",
        QT_TRANSLATE_NOOP("rewrite", "Instruction"),
        QT_TRANSLATE_NOOP("rewrite", "In your own words; it takes the place of the choice above."),
    )
    variants: int = option(
        1,
        QT_TRANSLATE_NOOP("rewrite", "Variants"),
        QT_TRANSLATE_NOOP("rewrite", "Written at the same time."),
        minimum=1,
        maximum=MOST_VARIANTS,
    )

    @property
    def chosen(self) -> Preset:
        return INSTRUCTION if self.instruction.strip() else PRESETS[self.preset]
