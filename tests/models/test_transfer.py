"""Stopping, resuming, disks and locks. The faults of networks are in ``test_faults.py``."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import pytest

from assistant.models import hub_errors
from assistant.models.download import Download, Downloaded, Ticket
from assistant.models.hub import Hub
from assistant.models.mirrors import Mirrors
from assistant.models.network import Limits, Network, Stop
from assistant.models.partial import part_path
from assistant.models.progress import Progress
from assistant.models.transfer import Stopped
from tests.fakes.hub import COMMIT, DATA, FILE, REPO, FakeHub, FakeRepository, Fault

HALF = len(DATA) // 2
SHA256 = hashlib.sha256(DATA).hexdigest()


def pull(hub: Hub, folder: Path, name: str = FILE, **options: object) -> Downloaded:
    repository = hub.repository(REPO)
    return Download(hub, folder, Ticket.of(repository, repository.model(name))).run(**options)  # type: ignore[arg-type]


def patient(fake: FakeHub) -> Hub:
    """Would wait for minutes, so that only a stop can end the wait."""
    limits = Limits(answer=300, stall=300, hashes=300, progress=0)
    return Hub(Network(limits=limits), Mirrors(fake.url, (fake.url,), fake.url))


def test_a_download_tells_the_library_what_it_needs(hub: Hub, tmp_path: Path) -> None:
    result = pull(hub, tmp_path)

    assert result.path == tmp_path / "someone" / "Tiny-Chat-GGUF" / FILE
    assert (result.repo, result.commit, result.sha256, result.size) == (REPO, COMMIT, SHA256, len(DATA))
    assert result.resumed_from == 0
    assert result.path.stat().st_mode & 0o077 == 0


def test_what_is_there_is_verified_and_not_fetched_again(fake_hub: FakeHub, hub: Hub, tmp_path: Path) -> None:
    pull(hub, tmp_path)
    fake_hub.received.clear()

    assert pull(hub, tmp_path).resumed_from == len(DATA)
    assert not fake_hub.requests(part="/resolve/")


def test_a_damaged_file_is_replaced_only_when_the_new_one_is_there(
    fake_hub: FakeHub, hub: Hub, tmp_path: Path
) -> None:
    path = pull(hub, tmp_path).path
    damaged = b"X" + DATA[1:]
    path.write_bytes(damaged)
    fake_hub.faults.append(Fault("storage", "drop", at=0, times=None))

    with pytest.raises(hub_errors.ConnectionLost):
        pull(hub, tmp_path)
    assert path.read_bytes() == damaged

    fake_hub.faults.clear()
    pull(hub, tmp_path)
    assert path.read_bytes() == DATA


@pytest.mark.parametrize(
    "fault",
    [
        Fault("storage", "stall", HALF),
        Fault("storage", "hang"),
        Fault("file", "hang"),
        Fault("api", "hang", after=1),
    ],
    ids=["stalled body", "silent storage", "silent hub", "silent list"],
)
def test_a_stop_takes_effect_while_the_network_is_silent(
    fake_hub: FakeHub, hub: Hub, tmp_path: Path, fault: Fault
) -> None:
    """Guards against a pause button that works minutes later."""
    fake_hub.faults.append(fault)
    waiting = patient(fake_hub)
    # A mirror's list is checked with the main hub, which is where the last fault is met.
    waiting.mirrors = Mirrors(
        fake_hub.url, (fake_hub.url,), fake_hub.url + ("/" if fault.where == "api" else "")
    )
    repository = waiting.repository(REPO)
    stop, ended = Stop(), []

    def run() -> None:
        try:
            Download(waiting, tmp_path, Ticket.of(repository, repository.model(FILE))).run(stop=stop)
        except Stopped:
            ended.append("stopped")

    thread = threading.Thread(target=run)
    thread.start()
    assert fake_hub.silent.wait(timeout=60)
    stop.set()
    thread.join(timeout=60)

    assert ended == ["stopped"]
    fake_hub.faults.clear()
    assert pull(hub, tmp_path).path.read_bytes() == DATA


def test_a_stop_takes_effect_during_a_pause_between_attempts(fake_hub: FakeHub, tmp_path: Path) -> None:
    fake_hub.faults.append(Fault("file", "status", headers={"Retry-After": "600"}))
    stop = Stop()

    def report(progress: Progress) -> None:
        if progress.phase == "waiting":
            assert progress.seconds_left == 600
            stop.set()

    with pytest.raises(Stopped):
        pull(patient(fake_hub), tmp_path, report=report, stop=stop)


def test_a_stopped_download_goes_on_where_it_stopped(fake_hub: FakeHub, hub: Hub, tmp_path: Path) -> None:
    stop = Stop()

    def report(progress: Progress) -> None:
        if progress.received > HALF:
            stop.set()

    with pytest.raises(Stopped):
        pull(hub, tmp_path, report=report, stop=stop)
    arrived = part_path(tmp_path / REPO / FILE).stat().st_size
    fake_hub.received.clear()
    result = pull(hub, tmp_path)

    assert HALF < arrived < len(DATA)
    assert result.resumed_from == arrived
    assert fake_hub.requests(part="/blob/")[0].headers["range"] == f"bytes={arrived}-"
    assert result.path.read_bytes() == DATA


def test_another_mirror_continues_in_the_middle_of_a_file(
    fake_hub: FakeHub, hub: Hub, tmp_path: Path
) -> None:
    fake_hub.faults.append(Fault("storage", "drop", at=HALF))
    fake_hub.faults.append(Fault("file", "hang", times=None, after=1))
    with pytest.raises(hub_errors.NoAnswer):
        pull(hub, tmp_path)

    with FakeHub() as mirror:
        hub.mirrors = Mirrors(mirror.url, (mirror.url,), fake_hub.url)
        assert pull(hub, tmp_path).resumed_from == HALF
        assert mirror.requests(part="/blob/")[0].headers["range"] == f"bytes={HALF}-"


def test_a_file_is_downloaded_by_one_at_a_time(fake_hub: FakeHub, hub: Hub, tmp_path: Path) -> None:
    fake_hub.faults.append(Fault("storage", "stall", at=HALF))
    stop = Stop()
    errors: list[Exception] = []

    def report(progress: Progress) -> None:
        if progress.received == HALF:
            try:
                pull(hub, tmp_path)
            except hub_errors.AlreadyDownloading as error:
                errors.append(error)
            stop.set()

    with pytest.raises(Stopped):
        pull(patient(fake_hub), tmp_path, report=report, stop=stop)

    assert len(errors) == 1


def test_a_split_model_is_one_download(fake_hub: FakeHub, hub: Hub, tmp_path: Path) -> None:
    parts = {f"q8/big-Q8_0-0000{part}-of-00003.gguf": DATA[part:] for part in (1, 2, 3)}
    fake_hub.repositories[REPO] = FakeRepository(parts)
    reports: list[Progress] = []

    result = pull(hub, tmp_path, "Q8_0", report=reports.append)

    total = sum(map(len, parts.values()))
    assert [file.remote for file in result.files] == list(parts)
    assert result.path.name.endswith("00001-of-00003.gguf")
    assert result.size == total
    received = [progress.received for progress in reports if progress.phase == "receiving"]
    assert received == sorted(received)
    assert received[-1] == total
    assert {progress.total for progress in reports} == {total}


def test_a_projector_arrives_beside_its_model(fake_hub: FakeHub, hub: Hub, tmp_path: Path) -> None:
    fake_hub.repositories[REPO].files["mmproj-f16.gguf"] = DATA[:1000]
    repository = hub.repository(REPO)

    (model,), (projector,) = repository.models, repository.projectors
    result = Download(hub, tmp_path, Ticket.of(repository, model, projector)).run()

    assert [file.path.name for file in result.files] == [FILE, "mmproj-f16.gguf"]


def test_discarding_leaves_nothing(fake_hub: FakeHub, hub: Hub, tmp_path: Path) -> None:
    fake_hub.faults += [Fault("storage", "drop", at=HALF), Fault("file", "hang", times=None, after=1)]
    with pytest.raises(hub_errors.NoAnswer):
        pull(hub, tmp_path)

    repository = hub.repository(REPO)
    Download(hub, tmp_path, Ticket.of(repository, repository.model(FILE))).discard()

    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_an_unsafe_name_is_refused_before_anything_is_sent(
    fake_hub: FakeHub, hub: Hub, tmp_path: Path
) -> None:
    fake_hub.repositories[REPO].files = {"../../evil-Q4_0.gguf": DATA}
    repository = hub.repository(REPO)
    fake_hub.received.clear()

    with pytest.raises(hub_errors.UnsafeName):
        Download(hub, tmp_path, Ticket.of(repository, repository.models[0]))

    assert not fake_hub.received


def test_the_speed_is_that_of_the_network(hub: Hub, tmp_path: Path) -> None:
    reports: list[Progress] = []

    pull(hub, tmp_path, report=reports.append)
    receiving = [progress for progress in reports if progress.phase == "receiving"]
    pull(hub, tmp_path, report=reports.append)

    assert receiving[-1].speed > 0
    assert receiving[-1].seconds_left == 0
    assert reports[-1].phase == "checking"
    assert reports[-1].speed == 0
