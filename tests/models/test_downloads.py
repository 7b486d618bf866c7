"""The queue: what the pane of models shows, and what a restart finds."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.models import hub_errors
from assistant.models.download import Downloaded, Ticket
from assistant.models.downloads import Downloads, Item
from assistant.models.hub import Hub
from assistant.models.library import ModelLibrary
from assistant.models.mirrors import Mirrors
from assistant.models.network import Limits, Network
from assistant.models.partial import part_path
from assistant.models.remote import RemoteFile
from tests.fakes.gguf_files import gguf_bytes
from tests.fakes.hub import COMMIT, DATA, FILE, REPO, FakeHub, FakeRepository, Fault
from tests.guards.logs import ExpectedLogs

HALF = len(DATA) // 2


class Watcher:
    """Records what the queue reports, and waits for it."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self.items: list[Item] = []
        self.completed: list[Downloaded] = []

    def changed(self, item: Item) -> None:
        with self._condition:
            self.items.append(item)
            self._condition.notify_all()

    def wait_for(self, wanted: Callable[[Item], bool]) -> Item:
        """The first report of the kind; those up to it are forgotten."""

        def find() -> Item | None:
            return next((item for item in self.items if wanted(item)), None)

        with self._condition:
            item = self._condition.wait_for(find, timeout=60)
            assert item is not None, f"not reported; the last were {self.items[-3:]}"
            del self.items[: self.items.index(item) + 1]
            return item

    def wait_for_state(self, state: str) -> Item:
        return self.wait_for(lambda item: item.state == state)


@pytest.fixture
def watcher() -> Watcher:
    return Watcher()


@pytest.fixture
def patient_hub(fake_hub: FakeHub) -> Hub:
    limits = Limits(answer=300, stall=300, first_pause=0.001, progress=0)
    return Hub(Network(limits=limits), Mirrors(fake_hub.url, (fake_hub.url,), fake_hub.url))


@pytest.fixture
def open_queue(patient_hub: Hub, watcher: Watcher, tmp_path: Path) -> Iterator[Callable[[], Downloads]]:
    opened: list[Downloads] = []

    def open_() -> Downloads:
        queue = Downloads(patient_hub, tmp_path, changed=watcher.changed, completed=watcher.completed.append)
        opened.append(queue)
        return queue

    yield open_
    for queue in opened:
        queue.close()


def ticket(hub: Hub, name: str = FILE) -> Ticket:
    repository = hub.repository(REPO)
    return Ticket.of(repository, repository.model(name))


def test_a_download_is_reported_until_it_is_done(
    open_queue: Callable[[], Downloads], patient_hub: Hub, watcher: Watcher, tmp_path: Path
) -> None:
    queue = open_queue()

    id_ = queue.add(ticket(patient_hub))

    assert id_ == f"{REPO}/{FILE}"
    watcher.wait_for_state("queued")
    half = watcher.wait_for(lambda item: item.progress is not None and item.progress.received > HALF)
    assert half.state == "running"
    watcher.wait_for_state("done")
    assert [result.path.read_bytes() for result in watcher.completed] == [DATA]
    assert queue.items == []
    assert open_queue().items == []


def test_what_arrives_can_be_put_into_the_library(
    fake_hub: FakeHub, open_queue: Callable[[], Downloads], patient_hub: Hub, watcher: Watcher, tmp_path: Path
) -> None:
    fake_hub.repositories[REPO].files[FILE] = gguf_bytes()
    open_queue().add(ticket(patient_hub))
    watcher.wait_for_state("done")

    (result,) = watcher.completed
    library = ModelLibrary(tmp_path, find_starter=lambda: None)
    entry = library.add_downloaded(result.path, repo=result.repo, commit=result.commit, hashes=result.hashes)

    assert entry.verified
    assert entry.sha256 == result.sha256


def test_pausing_keeps_what_has_arrived_and_resuming_goes_on(
    fake_hub: FakeHub, open_queue: Callable[[], Downloads], patient_hub: Hub, watcher: Watcher
) -> None:
    fake_hub.faults.append(Fault("storage", "stall", at=HALF))
    queue = open_queue()
    id_ = queue.add(ticket(patient_hub))
    watcher.wait_for(lambda item: item.progress is not None and item.progress.received == HALF)

    queue.pause(id_)
    watcher.wait_for_state("paused")
    queue.resume(id_)
    watcher.wait_for_state("done")

    assert watcher.completed[0].resumed_from == HALF


def test_cancelling_leaves_nothing(
    fake_hub: FakeHub, open_queue: Callable[[], Downloads], patient_hub: Hub, watcher: Watcher, tmp_path: Path
) -> None:
    fake_hub.faults.append(Fault("storage", "stall", at=HALF))
    queue = open_queue()
    id_ = queue.add(ticket(patient_hub))
    watcher.wait_for(lambda item: item.progress is not None and item.progress.received == HALF)

    queue.cancel(id_)
    watcher.wait_for_state("cancelled")

    assert queue.items == []
    assert not part_path(tmp_path / REPO / FILE).exists()
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["downloads.json"]


def test_a_restart_finds_the_queue_paused_and_sends_nothing(
    fake_hub: FakeHub, open_queue: Callable[[], Downloads], patient_hub: Hub, watcher: Watcher
) -> None:
    fake_hub.faults.append(Fault("storage", "stall", at=HALF))
    first = open_queue()
    id_ = first.add(ticket(patient_hub))
    watcher.wait_for(lambda item: item.progress is not None and item.progress.received == HALF)
    first.close()
    fake_hub.received.clear()

    second = open_queue()

    assert [(item.id, item.state) for item in second.items] == [(id_, "paused")]
    assert not fake_hub.received
    second.resume(id_)
    watcher.wait_for_state("done")
    assert watcher.completed[0].resumed_from == HALF


def test_a_failed_download_says_why_and_can_be_tried_again(
    fake_hub: FakeHub, open_queue: Callable[[], Downloads], patient_hub: Hub, watcher: Watcher
) -> None:
    fake_hub.repositories[REPO].gated = True
    queue = open_queue()
    id_ = queue.add(ticket(patient_hub))

    failed = watcher.wait_for_state("failed")
    assert isinstance(failed.error, hub_errors.LicenceNotAccepted)

    fake_hub.repositories[REPO].gated = False
    queue.resume(id_)
    assert watcher.wait_for_state("done").error is None


def test_a_callback_that_fails_is_no_lost_download(
    patient_hub: Hub, watcher: Watcher, tmp_path: Path, expected_logs: ExpectedLogs
) -> None:
    expected_logs("The download of .* failed")

    def complain(result: Downloaded) -> None:
        raise ZeroDivisionError

    queue = Downloads(patient_hub, tmp_path, changed=watcher.changed, completed=complain)
    queue.add(ticket(patient_hub))
    failed = watcher.wait_for_state("failed")
    queue.close()

    assert failed.error is not None
    assert [item.state for item in queue.items] == ["failed"]


def test_only_so_many_run_at_once(
    fake_hub: FakeHub, open_queue: Callable[[], Downloads], patient_hub: Hub, watcher: Watcher
) -> None:
    names = [f"model-{number}-Q4_0.gguf" for number in range(4)]
    fake_hub.repositories[REPO] = FakeRepository(dict.fromkeys(names, DATA))
    fake_hub.faults.append(Fault("storage", "stall", at=HALF, times=2))
    queue = open_queue()
    ids = [queue.add(ticket(patient_hub, name)) for name in names]
    for _ in range(2):
        watcher.wait_for(lambda item: item.progress is not None and item.progress.received == HALF)

    assert [item.state for item in queue.items] == ["running", "running", "queued", "queued"]

    queue.cancel(ids[3])
    queue.at_once = 99
    assert queue.at_once == 3
    watcher.wait_for_state("done")
    assert [item.id for item in queue.items] == ids[:2]


def test_a_queued_download_can_be_paused(
    fake_hub: FakeHub, open_queue: Callable[[], Downloads], patient_hub: Hub, watcher: Watcher
) -> None:
    names = [f"model-{number}-Q4_0.gguf" for number in range(3)]
    fake_hub.repositories[REPO] = FakeRepository(dict.fromkeys(names, DATA))
    fake_hub.faults.append(Fault("storage", "hang", times=2))
    queue = open_queue()
    ids = [queue.add(ticket(patient_hub, name)) for name in names]

    queue.pause(ids[2])
    queue.cancel(ids[0])
    watcher.wait_for_state("cancelled")

    assert {item.id: item.state for item in queue.items} == {ids[1]: "running", ids[2]: "paused"}


def test_adding_it_again_goes_on_with_it(
    fake_hub: FakeHub, open_queue: Callable[[], Downloads], patient_hub: Hub, watcher: Watcher
) -> None:
    fake_hub.faults.append(Fault("storage", "stall", at=HALF))
    queue = open_queue()
    id_ = queue.add(ticket(patient_hub))
    assert queue.add(ticket(patient_hub)) == id_
    watcher.wait_for(lambda item: item.progress is not None and item.progress.received == HALF)
    queue.pause(id_)
    watcher.wait_for_state("paused")

    queue.add(ticket(patient_hub))
    watcher.wait_for_state("done")

    assert len(watcher.completed) == 1


def test_an_id_that_is_gone_is_ignored(open_queue: Callable[[], Downloads]) -> None:
    queue = open_queue()

    queue.pause("nothing")
    queue.resume("nothing")
    queue.cancel("nothing")


def test_a_damaged_queue_is_set_aside(
    open_queue: Callable[[], Downloads], tmp_path: Path, expected_logs: ExpectedLogs
) -> None:
    expected_logs("set aside")
    (tmp_path / "downloads.json").write_text("{")

    assert open_queue().items == []
    assert (tmp_path / "downloads.json.old").read_text() == "{"


def test_an_unsafe_name_does_not_enter_the_queue(open_queue: Callable[[], Downloads]) -> None:
    queue = open_queue()

    with pytest.raises(hub_errors.UnsafeName):
        queue.add(Ticket(REPO, COMMIT, (RemoteFile("../x.gguf"),)))

    assert queue.items == []
