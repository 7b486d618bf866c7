"""Addresses that people type."""

from __future__ import annotations

import pytest

from assistant.models.hub_errors import AddressInvalid
from assistant.models.mirrors import MAIN_HUB, WELL_KNOWN_MIRROR, Mirrors, address, known


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("https://hf-mirror.com/", "https://hf-mirror.com"),
        (" hf-mirror.com ", "https://hf-mirror.com"),
        ("http://192.168.0.5:8080//", "http://192.168.0.5:8080"),
        ("https://example.org/hub/", "https://example.org/hub"),
    ],
)
def test_an_address_is_put_into_shape(typed: str, expected: str) -> None:
    assert address(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "https://",
        "ftp://x.org",
        "https://me:secret@x.org",
        "https://x.org?a",
        "https://x.org:99999",
        "a b.org",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(AddressInvalid):
        address(typed)


def test_the_environment_adds_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert known() == [MAIN_HUB, WELL_KNOWN_MIRROR]

    monkeypatch.setenv("HF_ENDPOINT", "https://hub.example.org/")
    assert known() == [MAIN_HUB, WELL_KNOWN_MIRROR, "https://hub.example.org"]


def test_a_single_address_does_not_become_the_main_hub() -> None:
    """It would get the access token."""
    assert Mirrors.only("hf-mirror.com").main == MAIN_HUB
