"""Downloads from a fake hub in a process of its own, so that a test can kill it, or limit its disk.

``python -m tests.fakes.pull ENDPOINT REPO NAME FOLDER [LARGEST_FILE]`` prints the bytes on the disk whenever
these change, and at last "done", or the code and the values of the error as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from assistant.errors import ParlanceError
from assistant.models.download import Download, Ticket
from assistant.models.hub import Hub
from assistant.models.mirrors import Mirrors
from assistant.models.network import Limits, Network
from assistant.models.progress import Progress


def main(endpoint: str, repo: str, name: str, folder: str, largest_file: str = "") -> None:
    if largest_file:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest_file), resource.RLIM_INFINITY))
    hub = Hub(Network(limits=Limits(progress=0)), Mirrors(endpoint, (endpoint,), endpoint))
    repository = hub.repository(repo)

    def report(progress: Progress) -> None:
        print(progress.phase, progress.received, flush=True)

    try:
        Download(hub, Path(folder), Ticket.of(repository, repository.model(name))).run(report)
    except ParlanceError as error:
        print(json.dumps([error.code, error.values]), flush=True)
    else:
        print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
