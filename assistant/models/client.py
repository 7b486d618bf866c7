"""The HTTP client that every request goes through, including those that huggingface_hub makes.

It refuses to work offline, notes each request in the connection log, sets time limits where the library sets
none, and turns failures into errors that a user can read. These are no httpx errors, so that the library's
own retries, which last minutes and cannot be stopped, leave them alone.

Imported on first use only: httpx takes a noticeable part of a second.
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Any, NamedTuple

import httpx2

from assistant.models import hub_errors
from assistant.models.hub_errors import AnswerUnusable, HubBusy, HubError
from assistant.models.network import Action, Network, Stop, current_action

_BUSY = {408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529}
_RATE_LIMIT = re.compile(r";\s*r=0\s*;\s*t=(\d+)")


class Client(httpx2.Client):
    """One connection for each request, so that a stopped download closes no other's."""

    def __init__(self) -> None:
        super().__init__(
            follow_redirects=True,
            max_redirects=8,
            limits=httpx2.Limits(max_keepalive_connections=0),
            cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
            event_hooks={"request": [_note]},
        )

    def send(self, request: httpx2.Request, *, stream: bool = False, **options: Any) -> httpx2.Response:
        """Raises the errors of :mod:`hub_errors` for a failed connection, 408, 425, 429 and 5xx."""
        action = current_action()
        request.extensions["timeout"] = action.timeouts
        if action.stop is not None:
            request.extensions["trace"] = _Watch(action.stop)
        first = len(action.sent)
        answers: list[httpx2.Response] = []
        try:
            response = super().send(request, stream=stream, **options)
            answers = [*response.history, response]
        except httpx2.RequestError as error:
            raise explained(error) from error
        finally:
            for note, answer in zip(action.sent[first:], answers, strict=False):
                note.status, note.received = answer.status_code, answer.num_bytes_downloaded
            for note in action.sent[first:]:
                action.network.log.end(note)
        if response.status_code in _BUSY:
            response.close()
            raise HubBusy(
                host=_host(response.request),
                status=response.status_code,
                retry_after=_retry_after(response.headers),
            )
        return response


class ContentRange(NamedTuple):
    """First byte, last byte and length of the whole; None where the server does not say."""

    first: int | None
    last: int | None
    total: int | None


class Stream:
    """The body of one answer, as it arrives. A context manager, which closes the connection."""

    def __init__(self, response: httpx2.Response, action: Action) -> None:
        self._response = response
        self._network: Network = action.network
        self._note = action.sent[-1]
        self.status = response.status_code
        self.host = _host(response.request)
        """That has really sent it, after redirects."""

    def __enter__(self) -> Stream:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._response.close()
        self._note.received = self._response.num_bytes_downloaded
        self._network.log.end(self._note)

    def __iter__(self) -> Iterator[bytes]:
        """Raises a transient :class:`HubError` when the connection fails, and :class:`Offline`."""
        try:
            for chunk in self._response.iter_raw():
                self._network.require_online()
                self._note.received += len(chunk)
                yield chunk
        except httpx2.RequestError as error:
            raise explained(error) from error

    @property
    def length(self) -> int | None:
        """Bytes of this body, if the server says so."""
        return _number(self._response.headers.get("Content-Length", ""))

    @property
    def range(self) -> ContentRange:
        match = re.fullmatch(
            r"bytes (?:(\d+)-(\d+)|\*)/(\d+|\*)", self._response.headers.get("Content-Range", "").strip()
        )
        return (
            ContentRange(*(_number(text or "") for text in match.groups()))
            if match
            else ContentRange(*[None] * 3)
        )

    @property
    def is_plain(self) -> bool:
        """Whether the body is the file's own bytes: no web page, and not compressed on the way."""
        headers = self._response.headers
        kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
        encoding = headers.get("Content-Encoding", "identity").strip().lower()
        return kind not in ("text/html", "application/xhtml+xml") and encoding == "identity"


class _Watch:
    """Gives the socket of a request to its :class:`Stop` as soon as there is one."""

    def __init__(self, stop: Stop) -> None:
        self._stop = stop

    def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            connection = info["return_value"].get_extra_info("socket")
            if isinstance(connection, socket.socket):
                self._stop.watch(connection)


def explained(error: httpx2.RequestError) -> HubError:
    """The failure of a connection, in terms of a user."""
    host = _host(error.request)
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        kind: type[HubError] = hub_errors.CertificateInvalid
    elif isinstance(error, httpx2.UnsupportedProtocol):
        return hub_errors.AddressInvalid(repr(error), address=str(error.request.url))
    elif isinstance(error, httpx2.ProxyError):
        kind = hub_errors.ProxyFailed
    elif isinstance(error, httpx2.TimeoutException):
        kind = hub_errors.NoAnswer
    elif any(isinstance(cause, socket.gaierror) for cause in causes):
        kind = hub_errors.HostUnknown
    elif any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        kind = hub_errors.ConnectionRefused
    elif isinstance(error, httpx2.ConnectError):
        kind = hub_errors.HubUnreachable
    elif isinstance(error, (httpx2.NetworkError, httpx2.RemoteProtocolError)):
        kind = hub_errors.ConnectionLost
    else:
        kind = AnswerUnusable
    return kind(repr(error), host=host)


def _note(request: httpx2.Request) -> None:
    action = current_action()
    action.network.require_online()
    action.sent.append(action.network.log.begin(_host(request), action.purpose, action.subject))


def _host(request: httpx2.Request) -> str:
    return request.url.netloc.decode("ascii")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds the server asks to wait: Retry-After in either form, else the hub's own rate limit header."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isdecimal():
        return float(asked)
    if asked:
        try:
            return max(0.0, (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds())
        except (ValueError, TypeError):
            return None
    match = _RATE_LIMIT.search(headers.get("RateLimit", ""))
    return float(match[1]) if match else None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
