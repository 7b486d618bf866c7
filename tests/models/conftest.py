"""A fake hub, and a hub client that asks it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.models.hub import Hub
from assistant.models.mirrors import Mirrors
from assistant.models.network import Network
from tests.fakes.fault_table import QUICK
from tests.fakes.hub import FakeHub


@pytest.fixture
def fake_hub() -> Iterator[FakeHub]:
    with FakeHub() as fake:
        yield fake


@pytest.fixture
def hub(fake_hub: FakeHub) -> Hub:
    """Takes the fake hub for the main one."""
    return Hub(Network(limits=QUICK), Mirrors(fake_hub.url, (fake_hub.url,), fake_hub.url))
