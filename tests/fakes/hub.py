"""A hub on this machine, as two real HTTP servers, that can fail in the ways networks and servers do.

The first answers for the API and for file addresses, the second is the storage that large files are
redirected to by signed addresses. Clients see what the Hugging Face hub would send; a :class:`Fault` changes
that.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import select
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"
REPO = "someone/Tiny-Chat-GGUF"
FILE = "Tiny-Chat-Q4_K_M.gguf"
DATA = b"GGUF" + random.Random(7).randbytes(300_000)
TOKEN = "hf_valid"

Where = Literal["api", "head", "file", "storage"]
Kind = Literal[
    "drop",  # close the connection after `at` bytes of the body
    "reset",  # the same, with a TCP reset
    "stall",  # fall silent after `at` bytes
    "hang",  # never answer
    "drip",  # send in little pieces
    "flip",  # change the byte at `at` of the file
    "other bytes",  # the right headers, and the bytes of another file
    "shifted",  # 206 from a later byte, and saying so
    "shifted in secret",  # 206 from a later byte, without saying so
    "short range",  # 206 with `at` bytes at most
    "no range",  # 200 with the whole file, whatever was asked for
    "no total",  # a Content-Range without the file's length
    "no length",  # no Content-Length: the body ends with the connection
    "truncated",  # the server's own copy has `at` bytes only
    "page",  # a network's sign-in page, with status 200
    "portal",  # a redirect to such a page
    "garbage",  # no HTTP at all
    "gzip",  # compressed on the way
    "loop",  # a redirect to itself
    "status",  # `status` with `headers`
    "bare",  # none of the hub's own headers
    "no hash",  # an ETag that is none
    "no size",  # no X-Linked-Size
    "no metadata",  # the list of files has neither sizes nor hashes
    "other hash",  # the list of files has a wrong hash
]


@dataclass
class Fault:
    """Happens to the next ``times`` requests at ``where``, or to all of them if that is None.

    The first ``after`` of them pass.
    """

    where: Where
    kind: Kind
    at: int = 0
    times: int | None = 1
    status: int = 503
    headers: dict[str, str] = field(default_factory=dict)
    after: int = 0


@dataclass
class FakeRepository:
    files: dict[str, bytes]
    gated: bool = False
    commit: str = COMMIT
    downloads: int = 10
    tags: tuple[str, ...] = ("gguf", "en", "zh", "license:apache-2.0", "base_model:someone/Tiny-Chat")
    likes: int = 3
    parameters: int = 135_000_000
    architecture: str = "llama"
    sizes: dict[str, int] = field(default_factory=dict)
    """What is said of files that are larger than they are here."""


@dataclass(frozen=True)
class Received:
    method: str
    path: str
    headers: dict[str, str]
    server: Literal["hub", "storage"]


class FakeHub:
    """Serves ``repositories`` until closed; a context manager."""

    def __init__(
        self, repositories: dict[str, FakeRepository] | None = None, faults: tuple[Fault, ...] = ()
    ) -> None:
        self.repositories = repositories or {
            REPO: FakeRepository({FILE: DATA, "README.md": b"---\na: b\n---\n# Card"})
        }
        self.faults = list(faults)
        self.received: list[Received] = []
        self.lock = threading.Lock()
        self.stopping = threading.Event()
        self.silent = threading.Event()
        """Set when a fault has made a connection fall silent."""
        self.signatures = 0
        self._servers = [_Server(self, "hub"), _Server(self, "storage")]
        self._threads = [
            threading.Thread(target=server.serve_forever, args=(0.02,)) for server in self._servers
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> FakeHub:
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        for server, thread in zip(self._servers, self._threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._servers[0].server_port}"

    @property
    def storage(self) -> str:
        return f"http://localhost:{self._servers[1].server_port}"

    def requests(self, method: str = "GET", part: str = "") -> list[Received]:
        with self.lock:
            return [one for one in self.received if one.method == method and part in one.path]

    def take_fault(self, where: Where) -> Fault | None:
        with self.lock:
            for fault in self.faults:
                if fault.where != where or fault.times == 0:
                    continue
                if fault.after:
                    fault.after -= 1
                    continue
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None

    def sign(self) -> int:
        with self.lock:
            self.signatures += 1
            return self.signatures

    def blob(self, sha256: str) -> bytes:
        blobs = (data for repository in self.repositories.values() for data in repository.files.values())
        return next(data for data in blobs if hashlib.sha256(data).hexdigest() == sha256)


class _Server(ThreadingHTTPServer):
    daemon_threads = False

    def __init__(self, fake: FakeHub, role: Literal["hub", "storage"]) -> None:
        self.fake = fake
        self.role = role
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has gone away is no failure of the server."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        fake, url = self.server.fake, urlsplit(self.path)
        with fake.lock:
            headers = {name.lower(): value for name, value in self.headers.items()}
            fake.received.append(Received(self.command, self.path, headers, self.server.role))
        path = unquote(url.path)
        where: Where = "storage" if self.server.role == "storage" else "file"
        if path.startswith("/api/"):
            where = "api"
        elif self.command == "HEAD":
            where = "head"
        fault = fake.take_fault(where)
        with _patience(self):
            if fault is not None and self._fail(fault):
                return
            if self.server.role == "storage":
                self._blob(fake.blob(path.removeprefix("/blob/")), fault)
            elif where == "api":
                self._api(path, parse_qs(url.query), fault)
            else:
                self._file(path, fault)

    def _fail(self, fault: Fault) -> bool:
        """Answer for faults that need no contents; whether that was one."""
        match fault.kind:
            case "hang":
                self._wait_for_end()
            case "garbage":
                self.wfile.write(b"\x16\x03\x01 not HTTP\r\n\r\n")
                self.close_connection = True
            case "page":
                self._send(
                    200,
                    b"<html>Welcome! Please sign in.</html>",
                    {"Content-Type": "text/html; charset=utf-8"},
                )
            case "portal":
                self._send(302, b"", {"Location": f"{self.server.fake.storage}/login"})
            case "loop":
                self._send(302, b"", {"Location": self.path})
            case "status":
                self._send(fault.status, b'{"error": "no"}', fault.headers)
            case "drop" | "reset" if fault.where in ("api", "head"):
                self._hang_up(reset=fault.kind == "reset")
            case _:
                return False
        return True

    def _api(self, path: str, query: dict[str, list[str]], fault: Fault | None) -> None:
        fake = self.server.fake
        if path == "/api/whoami-v2":
            if self._token() == TOKEN:
                self._json({"type": "user", "name": "ada"})
            else:
                self._json({"error": "Invalid username or password."}, 401)
        elif self._token() not in (None, TOKEN):
            message = "Invalid credentials in Authorization header"
            self._json({"error": message}, 401, {"X-Error-Message": message})
        elif path == "/api/models":
            wanted = query.get("search", [""])[0].lower()
            found = [name for name in fake.repositories if wanted in name.lower()]
            self._json([self._info(name, fake.repositories[name], None) for name in found])
        else:
            name, _, revision = path.removeprefix("/api/models/").partition("/revision/")
            if (repository := self._repository(name, revision or "main")) is not None:
                self._json(self._info(name, repository, fault, blobs="blobs" in query))

    def _info(
        self, name: str, repository: FakeRepository, fault: Fault | None, *, blobs: bool = False
    ) -> dict[str, object]:
        siblings: list[dict[str, object]] = []
        for path, data in repository.files.items():
            entry: dict[str, object] = {"rfilename": path}
            if blobs and not (fault and fault.kind == "no metadata"):
                digest = hashlib.sha256(b"?" if fault and fault.kind == "other hash" else data).hexdigest()
                size = repository.sizes.get(path, len(data))
                entry |= {"size": size, "lfs": {"size": size, "sha256": digest, "pointerSize": 134}}
            siblings.append(entry)
        return {
            "id": name,
            "sha": repository.commit,
            "downloads": repository.downloads,
            "likes": repository.likes,
            "gated": "manual" if repository.gated else False,
            "lastModified": "2025-05-01T12:00:00.000Z",
            "tags": list(repository.tags),
            "gguf": {
                "total": repository.parameters,
                "architecture": repository.architecture,
                "context_length": 4096,
            },
            "siblings": siblings,
        }

    def _file(self, path: str, fault: Fault | None) -> None:
        name, _, rest = path.strip("/").partition("/resolve/")
        revision, _, file = rest.partition("/")
        repository = self._repository(name, revision)
        if repository is None:
            return
        if repository.gated and self._token() != TOKEN:
            self._json(
                {"error": "gated"}, 401 if self._token() is None else 403, {"X-Error-Code": "GatedRepo"}
            )
            return
        data = repository.files.get(file)
        if data is None:
            self._json({"error": "Entry not found"}, 404, {"X-Error-Code": "EntryNotFound"})
            return
        digest = hashlib.sha256(data).hexdigest()
        headers = {
            "X-Repo-Commit": repository.commit,
            "X-Linked-Size": str(len(data)),
            "X-Linked-Etag": f'"{digest}"',
            "ETag": f'"{digest[:40]}"',
        }
        if fault and fault.kind == "bare":
            headers = {}
        elif fault and fault.kind == "no hash":
            headers["X-Linked-Etag"] = '"weak"'
        elif fault and fault.kind == "no size":
            del headers["X-Linked-Size"]
        if file.endswith(".gguf") and not (fault and fault.kind == "bare"):
            signed = f"{self.server.fake.storage}/blob/{digest}?signature={self.server.fake.sign()}"
            self._send(302, b"", headers | {"Location": signed})
        else:
            self._blob(data, fault, headers)

    def _blob(self, data: bytes, fault: Fault | None, headers: dict[str, str] | None = None) -> None:
        kind = fault.kind if fault else ""
        at = fault.at if fault else 0
        if kind == "truncated":
            data = data[:at]
        asked = self.headers.get("Range", "")
        first_text, _, last_text = asked.removeprefix("bytes=").partition("-")
        first, last = int(first_text or 0), min(int(last_text or len(data)), len(data) - 1)
        headers = {"Content-Type": "application/octet-stream"} | (headers or {})
        if asked and first >= len(data):
            self._send(416, b"", headers | {"Content-Range": f"bytes */{len(data)}"})
            return
        if asked and kind.startswith("shifted"):
            first = min(first + 7, last)
        if kind == "short range":
            last = min(last, first + at - 1)
        body = data[first : last + 1]
        if kind == "flip" and first <= at <= last:
            body = body[: at - first] + bytes([body[at - first] ^ 1]) + body[at - first + 1 :]
        if kind == "other bytes":
            body = bytes(len(body))
        if kind == "gzip":
            headers["Content-Encoding"], body = "gzip", gzip.compress(body)
        status = 200
        if asked and kind != "no range":
            status = 206
            said = first - 7 if kind == "shifted in secret" else first
            headers["Content-Range"] = f"bytes {said}-{last}/{'*' if kind == 'no total' else len(data)}"
        elif kind == "no range":
            body = data
        self._send(status, body, headers, fault)

    def _send(self, status: int, body: bytes, headers: dict[str, str], fault: Fault | None = None) -> None:
        kind = fault.kind if fault else ""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if kind == "no length":
            self.send_header("Connection", "close")
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if fault is not None and kind in ("drop", "reset", "stall"):
            self.wfile.write(body[: fault.at])
            if kind == "stall":
                self._wait_for_end()
            else:
                self._hang_up(reset=kind == "reset")
        elif kind == "drip":
            for start in range(0, len(body), 20_000):
                self.wfile.write(body[start : start + 20_000])
                self.server.fake.stopping.wait(0.005)
        else:
            self.wfile.write(body)

    def _json(self, value: object, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self._send(status, json.dumps(value).encode(), {"Content-Type": "application/json"} | (headers or {}))

    def _repository(self, name: str, revision: str) -> FakeRepository | None:
        repository = self.server.fake.repositories.get(name)
        if repository is None:
            self._json({"error": "Repository not found"}, 404, {"X-Error-Code": "RepoNotFound"})
        elif revision not in ("main", repository.commit):
            self._json({"error": "Invalid rev id"}, 404, {"X-Error-Code": "RevisionNotFound"})
            repository = None
        return repository

    def _token(self) -> str | None:
        value = self.headers.get("Authorization")
        return value.removeprefix("Bearer ") if value else None

    def _hang_up(self, *, reset: bool) -> None:
        if reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.rfile.close()
            self.wfile.close()
            self.connection.close()
        self.close_connection = True

    def _wait_for_end(self) -> None:
        """Stay silent until the client hangs up or the server stops."""
        self.close_connection = True
        self.server.fake.silent.set()
        while not self.server.fake.stopping.is_set():
            readable, _, _ = select.select([self.connection], [], [], 0.02)
            if readable and not self.connection.recv(1):
                return


@contextmanager
def _patience(handler: _Handler) -> Iterator[None]:
    """A client that hangs up in the middle ends the connection, no more."""
    try:
        yield
    except OSError:
        handler.close_connection = True
