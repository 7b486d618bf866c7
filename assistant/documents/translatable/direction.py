"""Which way a language is written."""

from __future__ import annotations

_LANGUAGES = frozenset("ar arc ckb dv fa he iw ks ku lrc mzn nqo pnb ps sd syr ug ur yi".split())
_SCRIPTS = frozenset("Adlm Arab Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa".split())


def right_to_left(language: str) -> bool:
    """Whether ``language``, a BCP 47 tag, is written from right to left."""
    first, *rest = language.replace("_", "-").split("-")
    script = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), None)
    return script in _SCRIPTS if script else first.lower() in _LANGUAGES
