"""Small parts of remote files, read into memory: the model card, and a model's header before its download."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import BinaryIO

from assistant.models.connection_log import Purpose
from assistant.models.hub import Hub
from assistant.models.hub_errors import AnswerUnusable, FileNotFound, SizeUnknown
from assistant.models.mirrors import host_of
from assistant.models.network import Stop
from assistant.models.remote import RemoteFile, Repository

_FIRST_STEP = 256 << 10
_LONGEST_HEADER = 64 << 20
_LONGEST_CARD = 1 << 20
_FRONT_MATTER = re.compile(r"\A\ufeff?---\s*\n.*?\n---\s*(\n|\Z)", re.DOTALL)


def model_card(hub: Hub, repository: Repository, stop: Stop | None = None) -> str:
    """The model card in Markdown, without its metadata, at most 1 MiB; empty if there is none."""
    try:
        data = _part(hub, repository.id, repository.commit, "README.md", 0, _LONGEST_CARD - 1, "card", stop)
    except FileNotFound:
        return ""
    return _FRONT_MATTER.sub("", data.decode("utf-8", errors="replace")).strip()


def open_beginning(hub: Hub, repo: str, commit: str, file: RemoteFile, stop: Stop | None = None) -> BinaryIO:
    """A remote file for a parser that reads its header: what is read is fetched, in steps that double.

    The usual header has 1 to 10 MB, by the size of its vocabulary; after 64 MiB the file seems to end.
    Raises :class:`SizeUnknown` for a file whose size is not known, and reading raises :class:`HubError`.
    """
    if file.size is None:
        raise SizeUnknown(host=host_of(hub.mirrors.files[0]), file=file.path)

    def fetch(first: int, last: int) -> bytes:
        return _part(hub, repo, commit, file.path, first, last, "header", stop)

    end = min(file.size, _LONGEST_HEADER)
    return io.BufferedReader(_Beginning(fetch, end), buffer_size=64 << 10)


class _Beginning(io.RawIOBase):
    """``fetch(first, last)`` returns these bytes of the file, both inclusive; ``end`` is where it stops."""

    def __init__(self, fetch: Callable[[int, int], bytes], end: int) -> None:
        super().__init__()
        self._fetch = fetch
        self._end = end
        self._fetched = bytearray()
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._end}[whence]
        self._position = max(0, start + offset)
        return self._position

    def readinto(self, target: bytearray | memoryview) -> int:  # type: ignore[override]
        wanted = min(self._position + len(target), self._end)
        while len(self._fetched) < wanted:
            have = len(self._fetched)
            step = max(wanted - have, have, _FIRST_STEP)
            self._fetched += self._fetch(have, min(have + step, self._end) - 1)
        data = self._fetched[self._position : wanted]
        target[: len(data)] = data
        self._position += len(data)
        return len(data)


def _part(
    hub: Hub,
    repo: str,
    commit: str,
    path: str,
    first: int,
    last: int,
    purpose: Purpose,
    stop: Stop | None,
) -> bytes:
    """Bytes ``first`` to ``last`` of a file, both inclusive, or up to its end."""
    endpoint = hub.mirrors.files[0]

    def question() -> bytes:
        with hub.open(endpoint, repo, commit, path, first, last, purpose=purpose, stop=stop) as stream:
            placed = stream.status == 200 or (stream.status == 206 and stream.range.first == first)
            if not placed or not stream.is_plain:
                raise AnswerUnusable(f"status {stream.status}, {stream.range}", host=stream.host)
            skip = first if stream.status == 200 else 0
            data = bytearray()
            for chunk in stream:
                data += chunk
                if len(data) > skip + last - first:
                    break
        part = bytes(data[skip : skip + last - first + 1])
        if not part and first:
            raise AnswerUnusable("the file is shorter than listed", host=stream.host)
        return part

    return hub.ask(question, purpose, endpoint, repo, commit, path, stop=stop)
