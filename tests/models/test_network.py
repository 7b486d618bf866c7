"""The offline switch and the connection log: what a user can check."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.models import hub_errors
from assistant.models.beginning import model_card, open_beginning
from assistant.models.connection_log import ConnectionLog
from assistant.models.download import Download, Ticket
from assistant.models.hub import Hub
from assistant.models.network import Limits
from tests.fakes.hub import COMMIT, DATA, FILE, REPO, TOKEN, FakeHub


@pytest.mark.parametrize(
    "action",
    [
        lambda hub, repository, folder: hub.search("tiny"),
        lambda hub, repository, folder: hub.repository(REPO),
        lambda hub, repository, folder: hub.account(),
        lambda hub, repository, folder: model_card(hub, repository),
        lambda hub, repository, folder: open_beginning(hub, REPO, COMMIT, repository.files[0]).read(4),
        lambda hub, repository, folder: hub.open(hub.mirrors.main, REPO, COMMIT, FILE),
        lambda hub, repository, folder: Download(hub, folder, Ticket(REPO, COMMIT, repository.files)).run(),
    ],
    ids=["search", "repository", "account", "card", "beginning", "open", "download"],
)
def test_offline_no_request_leaves(
    fake_hub: FakeHub, hub: Hub, tmp_path: Path, action: Callable[[Hub, object, Path], object]
) -> None:
    repository = hub.repository(REPO)
    hub.token = TOKEN
    fake_hub.received.clear()
    hub.network.offline = True

    with pytest.raises(hub_errors.Offline):
        action(hub, repository, tmp_path)

    assert not fake_hub.received


def test_switching_to_offline_ends_a_stream(hub: Hub) -> None:
    with hub.open(hub.mirrors.main, REPO, COMMIT, FILE) as stream:
        chunks = iter(stream)
        next(chunks)
        hub.network.offline = True
        with pytest.raises(hub_errors.Offline):
            list(chunks)


def test_a_request_outside_of_any_action_is_refused(fake_hub: FakeHub, hub: Hub) -> None:
    """Whatever the library might do by itself, it cannot send."""
    hub.search("tiny")
    fake_hub.received.clear()
    from huggingface_hub import get_session

    with pytest.raises(RuntimeError):
        get_session().get(fake_hub.url)

    assert not fake_hub.received


def test_the_log_says_where_why_and_how_much(fake_hub: FakeHub, hub: Hub, tmp_path: Path) -> None:
    hub.network.log = ConnectionLog(tmp_path / "connections.jsonl")
    hub.token = TOKEN
    hub.search("my secret plan")
    with hub.open(hub.mirrors.main, REPO, COMMIT, FILE) as stream:
        list(stream)

    search, redirect, storage = hub.network.log.requests
    main_host, storage_host = (url.removeprefix("http://") for url in (fake_hub.url, fake_hub.storage))
    assert (search.host, search.purpose, search.subject, search.status) == (main_host, "search", "", 200)
    assert (redirect.host, redirect.purpose, redirect.status) == (main_host, "download", 302)
    assert (storage.host, storage.subject) == (storage_host, f"{REPO}/{FILE}")
    assert storage.received == len(DATA)
    assert ConnectionLog(tmp_path / "connections.jsonl").requests == hub.network.log.requests
    text = (tmp_path / "connections.jsonl").read_text()
    assert "secret" not in text
    assert TOKEN not in text


def test_a_request_that_fails_is_in_the_log(hub: Hub) -> None:
    with pytest.raises(hub_errors.ConnectionRefused):
        hub.open("http://127.0.0.1:9", REPO, COMMIT, FILE)

    (request,) = hub.network.log.requests
    assert (request.host, request.status, request.received) == ("127.0.0.1:9", 0, 0)


def test_the_log_stays_small(tmp_path: Path) -> None:
    path = tmp_path / "connections.jsonl"
    log = ConnectionLog(path, kept=10)
    for number in range(100):
        log.end(log.begin("example.org", "search", str(number)))

    assert len(log.requests) == 10
    assert len(path.read_text().splitlines()) <= 41
    assert [request.subject for request in ConnectionLog(path, kept=10).requests][-1] == "99"
    assert path.stat().st_mode & 0o077 == 0


def test_a_line_that_a_crash_cut_short_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "connections.jsonl"
    ConnectionLog(path).begin("example.org", "search", "")
    line = path.read_text()
    path.write_text(line + line[:30] + "\n" + json.dumps([1]) + "\n")

    assert [request.host for request in ConnectionLog(path).requests] == ["example.org"]


def test_pauses_grow_and_have_an_end() -> None:
    limits = Limits(first_pause=1, longest_pause=60)

    pauses = [limits.pause(failures) for failures in range(1, 2000)]

    assert 0.5 <= pauses[0] <= 1
    assert 4 <= pauses[3] <= 8
    assert all(30 <= pause <= 60 for pause in pauses[10:])
