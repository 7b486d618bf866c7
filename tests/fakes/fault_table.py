"""What becomes of a download for each of :mod:`tests.fakes.fault_cases`.

``python -m tests.fakes.fault_table`` prints the table; ``tests/models/test_faults.py`` runs the same cases.
Each ends with the file complete and verified, or with one error and the partial kept: then the fault goes
away, and a second run must go on where the first has stopped. A file with wrong bytes is never left behind.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ParlanceError
from assistant.models.download import Download, Ticket
from assistant.models.hub import Hub
from assistant.models.mirrors import Mirrors
from assistant.models.network import Limits, Network
from assistant.models.partial import part_path
from tests.fakes.fault_cases import CASES, Case, Setting
from tests.fakes.hub import DATA, FILE, REPO, FakeHub

QUICK = Limits(
    connect=2,
    answer=0.5,
    stall=0.5,
    hashes=0.5,
    question_attempts=3,
    download_attempts=4,
    first_pause=0.001,
    longest_pause=0.01,
    longest_asked_pause=2,
    progress=0,
)


@dataclass(frozen=True)
class Outcome:
    case: Case
    error: ParlanceError | None
    kept: int
    """Bytes of the partial after the error."""
    requests: int
    problem: str
    """What is wrong with this outcome; empty if nothing is."""


def run_case(case: Case, folder: Path) -> Outcome:
    """Run one case and, after an error, a second time without its faults."""
    with FakeHub({REPO: case.repository}, case.faults) as fake, FakeHub({REPO: case.repository}) as mirror:
        hub = Hub(Network(limits=QUICK), Mirrors(fake.url, (fake.url,), fake.url))
        setting = Setting(fake, mirror, folder, hub)
        case.prepare(setting)
        error: ParlanceError | None = None
        try:
            case.run(setting)
        except ParlanceError as raised:
            error = raised
        requests = len(fake.received) + len(mirror.received)
        problem = _problem_with(case, setting, error)
        kept = _size(part_path(setting.target))
        if error is not None and not problem:
            problem = _problem_after_repair(setting, kept)
        return Outcome(case, error, kept, requests, problem)


def _problem_with(case: Case, setting: Setting, error: ParlanceError | None) -> str:
    for file in setting.folder.rglob("*.gguf"):
        if file.read_bytes() != case.repository.files.get(file.name):
            return f"{file.name} is corrupt"
    if case.error is None:
        if error is not None:
            return f"{error.text} {error.detail}"
        if not list(setting.folder.rglob("*.gguf")):
            return "it says done, and there is no file"
        left = [file.name for file in setting.folder.rglob("*.part*")]
        return f"{left} left behind" if left else ""
    if error is None:
        return f"complete, where {case.error.__name__} was expected"
    if type(error) is not case.error:
        return f"{type(error).__name__}: {error.text} {error.detail}"
    partial = part_path(setting.target)
    if partial.exists() and not DATA.startswith(partial.read_bytes()):
        return "the partial is no beginning of the file"
    return ""


def _problem_after_repair(setting: Setting, kept: int) -> str:
    setting.fake.faults.clear()
    for repository in setting.fake.repositories.values():
        repository.gated = False
    setting.hub.token = None
    repository = setting.hub.repository(REPO)
    result = Download(setting.hub, setting.folder, Ticket.of(repository, repository.model(FILE))).run()
    if result.sha256 != hashlib.sha256(DATA).hexdigest() or result.path.read_bytes() != DATA:
        return "corrupt after the second run"
    return "" if result.resumed_from == kept else f"{kept} bytes were kept, and {result.resumed_from} used"


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def main() -> int:
    complete = failures = 0
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            outcome = run_case(case, Path(folder))
        end = "complete" if outcome.error is None else f"{outcome.error.text} [{outcome.kept:,} bytes kept]"
        verdict = f"WRONG: {outcome.problem}" if outcome.problem else end
        print(f"{case.name:58} {outcome.requests:3} requests  {verdict}")
        complete += outcome.error is None
        failures += bool(outcome.problem)
    print(f"{len(CASES)} cases: {complete} complete, {len(CASES) - complete} clear errors, {failures} wrong")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
