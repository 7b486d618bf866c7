"""Complaints: no mirror setting, an offline mode that is not, a token that goes to anyone."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from assistant.models.hub_errors import AddressInvalid, Offline
from assistant.storage.settings_store import SettingsStore
from assistant.ui.hub_bridge import HubBridge
from assistant.ui.worker import Work
from tests.fakes.hub import REPO, TOKEN, FakeHub
from tests.guards.logs import ExpectedLogs

pytestmark = pytest.mark.usefixtures("no_keyring")


def answer(qtbot: QtBot, work: Work) -> object:
    answers: list[object] = []
    work.succeeded.connect(answers.append)
    work.failed.connect(answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=60_000)
    return answers[0]


def test_the_offline_switch_is_in_force_at_once(
    qtbot: QtBot, fake_hub: FakeHub, hub: HubBridge, settings: SettingsStore
) -> None:
    settings.change(offline=True)
    assert isinstance(answer(qtbot, hub.search("tiny", "downloads")), Offline)
    assert fake_hub.received == []
    settings.change(offline=False)
    assert isinstance(answer(qtbot, hub.search("tiny", "downloads")), list)


def test_another_address_is_asked_from_then_on(
    qtbot: QtBot, fake_hub: FakeHub, hub: HubBridge, settings: SettingsStore
) -> None:
    with FakeHub() as mirror:
        settings.change(hub_address=mirror.url)
        answer(qtbot, hub.search("tiny", "downloads"))
        assert fake_hub.received == []
        assert len(mirror.received) == 1


def test_an_address_that_is_none_is_said_and_no_other_is_asked(
    qtbot: QtBot, fake_hub: FakeHub, hub: HubBridge, settings: SettingsStore, expected_logs: ExpectedLogs
) -> None:
    expected_logs("is not the address of a hub")
    settings.change(hub_address="ftp://nowhere")
    assert isinstance(answer(qtbot, hub.search("tiny", "downloads")), AddressInvalid)
    assert fake_hub.received == []


def test_a_search_carries_no_token_and_a_repository_does(
    qtbot: QtBot, fake_hub: FakeHub, hub: HubBridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    answer(qtbot, hub.search("tiny", "downloads"))
    assert "authorization" not in fake_hub.received[-1].headers
    answer(qtbot, hub.repository(REPO))
    assert fake_hub.received[-1].headers["authorization"] == f"Bearer {TOKEN}"


def test_no_mirror_gets_the_token(
    qtbot: QtBot,
    fake_hub: FakeHub,
    hub: HubBridge,
    settings: SettingsStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    with FakeHub() as mirror:
        settings.change(hub_address=mirror.url)
        answer(qtbot, hub.repository(REPO))
        assert "authorization" not in mirror.received[-1].headers
