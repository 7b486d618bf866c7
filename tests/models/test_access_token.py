"""The access token lies in the keyring or nowhere."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from assistant.models import access_token
from assistant.models.hub_errors import KeyringUnavailable


class MemoryKeyring(KeyringBackend):
    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.passwords: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.passwords.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.passwords[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.passwords[service, username]


@pytest.fixture
def use_keyring() -> Iterator[None]:
    previous = keyring.get_keyring()
    yield
    keyring.set_keyring(previous)


def test_a_token_is_kept_and_removed(use_keyring: None) -> None:
    keyring.set_keyring(MemoryKeyring())
    assert access_token.stored() is None

    access_token.store("hf_1")
    access_token.store("hf_2")
    assert access_token.stored() == "hf_2"

    access_token.store("")
    access_token.store("")
    assert access_token.stored() is None


def test_without_a_keyring_there_is_no_token_and_a_way_out(use_keyring: None) -> None:
    keyring.set_keyring(NoKeyring())

    assert access_token.stored() is None
    with pytest.raises(KeyringUnavailable) as caught:
        access_token.store("hf_1")
    assert "HF_TOKEN" in caught.value.advice


def test_the_environment_comes_first(use_keyring: None, monkeypatch: pytest.MonkeyPatch) -> None:
    keyring.set_keyring(MemoryKeyring())
    access_token.store("hf_1")
    monkeypatch.setenv("HF_TOKEN", " hf_environment ")

    assert access_token.stored() == "hf_environment"
