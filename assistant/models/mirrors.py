"""Where the hub is: itself, a well-known mirror, or any address that someone has typed.

The main hub alone is trusted with the access token, and with what a file's hash should be.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from assistant.models.hub_errors import AddressInvalid

MAIN_HUB: Final = "https://huggingface.co"
WELL_KNOWN_MIRROR: Final = "https://hf-mirror.com"


@dataclass(frozen=True)
class Mirrors:
    """Which addresses are used for what. Addresses are as :func:`address` returns them.

    ``api`` answers searches and questions about repositories. Files come from the first of ``files``; when
    it fails again and again, the others take over in turn, in the middle of a file if need be.
    """

    api: str = MAIN_HUB
    files: tuple[str, ...] = (MAIN_HUB,)
    main: str = MAIN_HUB

    @staticmethod
    def only(typed: str) -> Mirrors:
        """One address, as a person types it, for everything. Raises :class:`AddressInvalid`."""
        endpoint = address(typed)
        return Mirrors(api=endpoint, files=(endpoint,))


def known() -> list[str]:
    """The addresses to offer: the main hub, the mirror, and what ``HF_ENDPOINT`` names."""
    offered = [MAIN_HUB, WELL_KNOWN_MIRROR]
    if named := os.environ.get("HF_ENDPOINT"):
        offered.append(address(named))
    return list(dict.fromkeys(offered))


def address(typed: str) -> str:
    """What a person has typed, as an endpoint: with its scheme and without a slash at the end.

    Raises :class:`AddressInvalid` for what is no web address, or carries a password, a query or a fragment.
    """
    text = typed.strip()
    if "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        usable = parts.hostname and parts.port != 0
    except ValueError as error:
        raise AddressInvalid(str(error), address=typed) from error
    forbidden = parts.username or parts.password or parts.query or parts.fragment or " " in text
    if parts.scheme not in ("http", "https") or not usable or forbidden:
        raise AddressInvalid(address=typed)
    return f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")


def host_of(url: str) -> str:
    """The host a person recognises, with the port if there is one."""
    return urlsplit(url).netloc.rpartition("@")[2]
