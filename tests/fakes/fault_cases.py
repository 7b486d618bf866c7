"""The ways in which a network, a server or a disk can fail a download, and how each must end."""

from __future__ import annotations

import errno
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from unittest import mock

from assistant.errors import ParlanceError
from assistant.models import errors, hub_errors
from assistant.models.download import Download, Ticket
from assistant.models.hub import Hub
from assistant.models.mirrors import Mirrors
from assistant.models.partial import part_path
from tests.fakes.hub import COMMIT, DATA, FILE, REPO, TOKEN, FakeHub, FakeRepository, Fault

HALF = len(DATA) // 2
FOREVER = None
SPLIT = {f"big-Q8_0-0000{part}-of-00003.gguf": DATA[part:] for part in (1, 2, 3)}

api, head, file, storage = (partial(Fault, where) for where in ("api", "head", "file", "storage"))


@dataclass(frozen=True)
class Setting:
    """What a case has to play with."""

    fake: FakeHub
    mirror: FakeHub
    folder: Path
    hub: Hub

    @property
    def target(self) -> Path:
        return self.folder / REPO / FILE

    def pull(self, name: str = FILE) -> None:
        repository = self.hub.repository(REPO)
        Download(self.hub, self.folder, Ticket.of(repository, repository.model(name))).run()


@dataclass(frozen=True)
class Case:
    """``error`` is how it must end; None means complete."""

    name: str
    faults: tuple[Fault, ...] = ()
    error: type[ParlanceError] | None = None
    run: Callable[[Setting], None] = Setting.pull
    prepare: Callable[[Setting], None] = lambda setting: None
    repository: FakeRepository = field(default_factory=lambda: FakeRepository({FILE: DATA}))


def _kill_three_times(setting: Setting) -> None:
    """kill -9 after some more bytes have reached the disk, three times; then let it finish."""
    for number in (1, 2, 3):
        setting.fake.faults.append(storage("stall", at=HALF // 3))
        child = _child(setting)
        assert child.stdout is not None
        for line in child.stdout:
            if line.split() == ["receiving", str(number * (HALF // 3))]:
                break
        child.kill()
        child.communicate()
        assert part_path(setting.target).stat().st_size == number * (HALF // 3)
    assert _child(setting).communicate()[0].endswith("done\n")


def _fill_the_disk(setting: Setting) -> None:
    output = _child(setting, str(HALF)).communicate()[0]
    code, values = json.loads(output.splitlines()[-1])
    raise ParlanceError.from_code(code, values, "")


def _child(setting: Setting, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.fakes.pull", setting.fake.url, REPO, FILE, str(setting.folder)]
    return subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, text=True)


def _disk_is_nearly_full(setting: Setting) -> None:
    usage = mock.Mock(free=10_000_000)
    with mock.patch("shutil.disk_usage", return_value=usage):
        setting.pull()


def _disk_fails(setting: Setting) -> None:
    with mock.patch("os.write", side_effect=OSError(errno.EIO, "Input/output error")):
        setting.pull()


def _two_mirrors(setting: Setting) -> None:
    setting.hub.mirrors = Mirrors(setting.fake.url, (setting.fake.url, setting.mirror.url), setting.fake.url)


def _pull_at_unknown_commit(setting: Setting) -> None:
    setting.hub.repository(REPO, "f" * 40)


def _pull_unknown_repository(setting: Setting) -> None:
    setting.hub.repository("someone/Nothing-GGUF")


def _pull_file_that_was_removed(setting: Setting) -> None:
    repository = setting.hub.repository(REPO)
    ticket = Ticket.of(repository, repository.model(FILE))
    data = setting.fake.repositories[REPO].files.pop(FILE)
    try:
        Download(setting.hub, setting.folder, ticket).run()
    finally:
        setting.fake.repositories[REPO].files[FILE] = data


def _leave(data: bytes, sha256: str = hashlib.sha256(DATA).hexdigest()) -> Callable[[Setting], None]:
    """Prepare a partial that an earlier run seems to have left."""

    def prepare(setting: Setting) -> None:
        setting.target.parent.mkdir(parents=True)
        part_path(setting.target).write_bytes(data)
        record = (
            f'{{"repo": "{REPO}", "path": "{FILE}", "commit": "{COMMIT}", "sha256": "{sha256}", "size": 1}}'
        )
        setting.target.with_name(FILE + ".part.json").write_text(record)

    return prepare


def _set_token(token: str) -> Callable[[Setting], None]:
    def prepare(setting: Setting) -> None:
        setting.hub.token = token

    return prepare


def _unreachable(setting: Setting) -> None:
    setting.hub.mirrors = Mirrors(setting.fake.url, ("http://127.0.0.1:9",), setting.fake.url)
    try:
        setting.pull()
    finally:
        setting.hub.mirrors = Mirrors(setting.fake.url, (setting.fake.url,), setting.fake.url)


def _gated() -> FakeRepository:
    return FakeRepository({FILE: DATA}, gated=True)


LIST_WITHOUT_METADATA = api("no metadata", times=FOREVER)
BAD_LIST = api("other hash", times=FOREVER)

CASES = [
    Case("nothing fails"),
    # The connection
    Case("drop once", (storage("drop", HALF),)),
    Case("drop every 40,000 bytes", (storage("drop", 40_000, FOREVER),)),
    Case(
        "drop before the first byte, again and again",
        (storage("drop", 0, FOREVER),),
        hub_errors.ConnectionLost,
    ),
    Case(
        "drop in the middle, then refuse for good",
        (storage("drop", HALF), storage("drop", 0, FOREVER)),
        hub_errors.ConnectionLost,
    ),
    Case("reset once", (storage("reset", HALF),)),
    Case("reset every 40,000 bytes", (storage("reset", 40_000, FOREVER),)),
    Case("stall once", (storage("stall", HALF),)),
    Case("stall twice at the first byte", (storage("stall", 0, 2),)),
    Case(
        "stall for good after half",
        (storage("stall", HALF), storage("hang", times=FOREVER)),
        hub_errors.NoAnswer,
    ),
    Case("drip", (storage("drip"),)),
    Case("no answer to a request once", (storage("hang"),)),
    Case("something that is not HTTP", (file("garbage", times=2),)),
    Case("nobody listens at the address", run=_unreachable, error=hub_errors.ConnectionRefused),
    # The bytes
    Case("one flipped byte once", (storage("flip", HALF),)),
    Case(
        "one flipped byte in the first 100 bytes, dropped later", (storage("flip", 50), storage("drop", HALF))
    ),
    Case("one flipped byte for good", (storage("flip", HALF, FOREVER),), hub_errors.FileDamaged),
    Case("another file of the same length once", (storage("other bytes"),)),
    Case(
        "another file of the same length for good",
        (storage("other bytes", times=FOREVER),),
        hub_errors.FileDamaged,
    ),
    Case("the list has a wrong hash", (BAD_LIST,), hub_errors.FileDamaged),
    Case("compressed on the way once", (storage("gzip"),)),
    # Ranges
    Case("resumed from a wrong byte, and saying so", (storage("drop", HALF), storage("shifted"))),
    Case("always resumed from a wrong byte", (storage("drop", HALF), storage("shifted", times=FOREVER))),
    Case("resumed from a wrong byte in secret", (storage("drop", HALF), storage("shifted in secret"))),
    Case("the server knows no ranges", (storage("drop", HALF), storage("no range", times=FOREVER))),
    Case("parts of 50,000 bytes at most", (storage("drop", HALF), storage("short range", 50_000, FOREVER))),
    Case("no total in Content-Range", (storage("drop", HALF), storage("no total", times=FOREVER))),
    Case("416 in the middle once", (storage("drop", HALF), storage("status", status=416))),
    # Lengths and headers
    Case("no Content-Length", (storage("no length"),)),
    Case("the server's copy is truncated once", (storage("truncated", HALF),)),
    Case(
        "the server's copy is truncated for good",
        (storage("truncated", HALF, FOREVER),),
        hub_errors.AnswerUnusable,
    ),
    Case("size and hash only in the file's own headers", (LIST_WITHOUT_METADATA,)),
    Case(
        "size and hash nowhere",
        (LIST_WITHOUT_METADATA, head("bare", times=FOREVER)),
        hub_errors.AnswerUnusable,
    ),
    Case(
        "the size is nowhere, and the file is dropped once",
        (LIST_WITHOUT_METADATA, head("no size"), storage("drop", HALF)),
    ),
    Case(
        "the size is nowhere, and neither is the length",
        (LIST_WITHOUT_METADATA, head("no size"), storage("no length")),
    ),
    Case(
        "the hash is nowhere", (LIST_WITHOUT_METADATA, head("no hash", times=FOREVER)), hub_errors.HashUnknown
    ),
    Case("the file's own address hangs once", (LIST_WITHOUT_METADATA, head("hang"))),
    Case(
        "the file's own address hangs for good",
        (LIST_WITHOUT_METADATA, head("hang", times=FOREVER)),
        hub_errors.NoAnswer,
    ),
    Case("the file's own address is reset once", (LIST_WITHOUT_METADATA, head("reset"))),
    Case("503 for the file's own address once", (LIST_WITHOUT_METADATA, head("status"))),
    # Sign-in pages of networks
    Case("a sign-in page instead of the file once", (storage("page"),)),
    Case("a sign-in page in the middle", (storage("drop", HALF), storage("page", times=2))),
    Case(
        "a sign-in page for good",
        (storage("drop", HALF), file("page", times=FOREVER, after=1)),
        hub_errors.AnswerUnusable,
    ),
    Case("a redirect to a sign-in page, for the headers", (LIST_WITHOUT_METADATA, head("portal"))),
    Case(
        "a sign-in page for the headers, for good",
        (LIST_WITHOUT_METADATA, head("page", times=FOREVER)),
        hub_errors.AnswerUnusable,
    ),
    Case("a sign-in page instead of the list once", (api("page"),)),
    Case(
        "a sign-in page instead of the list for good",
        (api("page", times=FOREVER),),
        hub_errors.AnswerUnusable,
    ),
    # Statuses
    Case("429 with Retry-After", (storage("status", status=429, headers={"Retry-After": "0"}),)),
    Case(
        "429 with a date",
        (file("status", status=429, headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}),),
    ),
    Case(
        "429 that asks for an hour",
        (file("status", status=429, headers={"Retry-After": "3600"}),),
        hub_errors.HubBusy,
    ),
    Case("429 for the list once", (api("status", status=429, headers={"Retry-After": "0"}),)),
    Case("503 twice", (storage("status", times=2),)),
    Case(
        "503 for good after half",
        (storage("drop", HALF), file("status", times=FOREVER, after=1)),
        hub_errors.HubBusy,
    ),
    Case(
        "the signed address has expired in the middle", (storage("drop", HALF), storage("status", status=403))
    ),
    Case(
        "the storage refuses for good",
        (storage("status", status=403, times=FOREVER),),
        hub_errors.LinkExpired,
    ),
    Case("a redirect that never ends", (file("loop", times=FOREVER),), hub_errors.AnswerUnusable),
    Case("403 without a reason", (file("status", status=403, times=FOREVER),), hub_errors.AccessDenied),
    # Repositories and rights
    Case("a licence to accept, without a token", repository=_gated(), error=hub_errors.LicenceNotAccepted),
    Case("a licence that the token's owner has accepted", repository=_gated(), prepare=_set_token(TOKEN)),
    Case("a token that is not valid", prepare=_set_token("hf_wrong"), error=hub_errors.TokenRejected),
    Case("no such repository", run=_pull_unknown_repository, error=hub_errors.RepositoryNotFound),
    Case("no such version", run=_pull_at_unknown_commit, error=hub_errors.RevisionNotFound),
    Case("the file was removed", run=_pull_file_that_was_removed, error=hub_errors.FileNotFound),
    # Mirrors
    Case(
        "the first mirror breaks off, the second goes on",
        (storage("drop", HALF), file("status", times=FOREVER, after=1)),
        prepare=_two_mirrors,
    ),
    Case(
        "the first mirror has no such file",
        (file("status", status=404, times=FOREVER),),
        prepare=_two_mirrors,
    ),
    # The disk and the program
    Case("kill -9 three times", run=_kill_three_times),
    Case("the disk is full after half", run=_fill_the_disk, error=errors.DiskFull),
    Case("the disk is nearly full before", run=_disk_is_nearly_full, error=errors.DiskFull),
    Case("the disk fails", run=_disk_fails, error=hub_errors.PartialNotWritable),
    Case("a partial of other contents", prepare=_leave(DATA[9:HALF], sha256="0" * 64)),
    Case("a partial with a flipped byte", prepare=_leave(b"X" + DATA[1:HALF])),
    Case("a partial longer than the file", prepare=_leave(DATA + b"more")),
    Case("a partial that is complete", prepare=_leave(DATA)),
    Case(
        "a split model, dropped in each part",
        (storage("drop", HALF, 3),),
        run=lambda setting: setting.pull("Q8_0"),
        repository=FakeRepository(SPLIT),
    ),
]
