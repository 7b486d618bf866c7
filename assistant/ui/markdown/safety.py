"""What a model writes is untrusted: which links may be followed, and which characters may not pass unseen."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

ALLOWED_SCHEMES = frozenset({"http", "https", "mailto"})

_ADDRESS_SHOWN = 80

# Characters that reorder what is read (CVE-2021-42574, "Trojan Source"), or that are not seen at all.
_DECEPTIVE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def allowed(href: str) -> bool:
    """Whether a link may be offered at all; relative addresses have no meaning in a conversation."""
    try:
        return urlsplit(href).scheme.lower() in ALLOWED_SCHEMES
    except ValueError:
        return False


def visible(text: str) -> str:
    """``text`` with its bidirectional controls and invisible characters written out as ``⟨U+202E⟩``."""
    return _DECEPTIVE.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def shortened(href: str) -> str:
    """An address for the eye: deceptive characters written out, the middle left out when it is long."""
    text = visible(href)
    if len(text) <= _ADDRESS_SHOWN:
        return text
    half = _ADDRESS_SHOWN // 2
    return f"{text[:half]}…{text[-half:]}"
