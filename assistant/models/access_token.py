"""Keeps the user's access token for the hub in the system's keyring, never in a file of Parlance's.

``HF_TOKEN`` in the environment comes first, as it does for the hub's own tools, and is the way out on a
system without a keyring. The keyring is imported on first use: looking for one takes a while.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.models.hub_errors import KeyringUnavailable

logger = logging.getLogger(__name__)

_SERVICE = "parlance"
_ACCOUNT = "huggingface"


def stored() -> str | None:
    """The token, or None if there is none or no keyring. May block while the user unlocks the keyring."""
    if token := os.environ.get("HF_TOKEN", "").strip():
        return token
    try:
        with _keyring_errors():
            import keyring

            return keyring.get_password(_SERVICE, _ACCOUNT)
    except KeyringUnavailable as error:
        logger.info("There is no access token: %s", error.detail)
        return None


def store(token: str) -> None:
    """Keep ``token``, in place of an earlier one; an empty one removes it.

    Raises :class:`KeyringUnavailable`.
    """
    with _keyring_errors():
        import keyring

        if token:
            keyring.set_password(_SERVICE, _ACCOUNT, token)
        elif keyring.get_password(_SERVICE, _ACCOUNT) is not None:
            keyring.delete_password(_SERVICE, _ACCOUNT)


@contextmanager
def _keyring_errors() -> Iterator[None]:
    from keyring.errors import KeyringError

    try:
        yield
    except KeyringError as error:
        raise KeyringUnavailable(str(error)) from error
