"""Asking the Hugging Face hub, or a mirror of it: search, repositories, and files as streams.

The only module that uses huggingface_hub, and only for questions: its downloads neither resume after a
restart nor check a hash, so :mod:`assistant.models.transfer` does those. The library is imported on first
use, with its telemetry and its second transport switched off before.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from assistant import __version__
from assistant.models import hub_errors
from assistant.models.connection_log import Purpose
from assistant.models.hub_errors import AnswerUnusable, HubError
from assistant.models.mirrors import Mirrors, host_of
from assistant.models.network import Network, Stop
from assistant.models.remote import ModelSummary, RemoteFile, Repository

if TYPE_CHECKING:
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError
    from huggingface_hub.hf_api import ModelInfo

    from assistant.models.client import Stream

T = TypeVar("T")
Order = Literal["downloads", "likes", "last_modified", "trending_score"]

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SUMMARY: list[Any] = ["downloads", "likes", "gated", "lastModified", "tags", "gguf", "siblings"]


class Hub:
    """Questions to the hub. Every method blocks, for some seconds at worst: call them off the UI thread.

    ``token`` is the user's access token; the main hub alone ever sees it. All methods raise
    :class:`~assistant.models.hub_errors.HubError`; questions are asked again a few times before they do.
    """

    def __init__(self, network: Network, mirrors: Mirrors | None = None, token: str | None = None) -> None:
        self.network = network
        self.mirrors = mirrors or Mirrors()
        self.token = token

    def search(
        self,
        query: str,
        *,
        author: str | None = None,
        order: Order = "downloads",
        limit: int = 50,
        stop: Stop | None = None,
    ) -> list[ModelSummary]:
        """Repositories with GGUF files whose names contain ``query``, at most ``limit``."""

        def question() -> list[ModelInfo]:
            found = self._api(self.mirrors.api).list_models(
                filter="gguf", search=query, author=author, sort=order, limit=limit, expand=_SUMMARY
            )
            return list(found)

        return [_summary(info) for info in self.ask(question, "search", self.mirrors.api, stop=stop)]

    def repository(self, repo: str, revision: str | None = None, *, stop: Stop | None = None) -> Repository:
        """What a repository has at ``revision``, a branch, tag or commit; without it, now."""
        return self._repository(self.mirrors.api, repo, revision, "details", stop=stop)

    def confirmed(
        self, repo: str, commit: str, files: tuple[RemoteFile, ...], stop: Stop | None = None
    ) -> tuple[RemoteFile, ...]:
        """The same files with their sizes and hashes as far as these can be known.

        Hashes are those of the main hub, if it can be reached, even when a mirror has listed the files. What
        no list says is asked of each file's own address.
        """
        if self.mirrors.api != self.mirrors.main:
            files = self._trusted(repo, commit, files, stop)
        return tuple(
            file if file.size is not None and file.sha256 else self._described(repo, commit, file, stop)
            for file in files
        )

    def account(self, stop: Stop | None = None) -> str:
        """The name of the account that :attr:`token`, which must be set, belongs to.

        Raises :class:`TokenRejected`.
        """
        main, token = self.mirrors.main, self.token
        answer = self.ask(lambda: self._api(main).whoami(token=token), "account", main, stop=stop)
        return str(answer.get("name", ""))

    def open(
        self,
        endpoint: str,
        repo: str,
        commit: str,
        path: str,
        first: int = 0,
        last: int | None = None,
        *,
        purpose: Purpose = "download",
        stop: Stop | None = None,
    ) -> Stream:
        """Ask once for a file from byte ``first`` on, or up to ``last``, both inclusive.

        The address is resolved anew each time, since storage servers sign it for a short while only. The
        answer is 200, 206 or 416; whether it is the right part is for the caller to check.
        """
        _prepare()
        from huggingface_hub import get_session, hf_hub_url
        from huggingface_hub.utils import build_hf_headers, hf_raise_for_status

        from assistant.models.client import Stream

        with (
            self._explained(endpoint, repo, commit, path),
            self.network.action(purpose, f"{repo}/{path}", stop=stop) as action,
        ):
            headers = build_hf_headers(
                token=self._token_for(endpoint),
                library_name="parlance",
                library_version=__version__,
                headers={"Accept-Encoding": "identity"},
            )
            if first or last is not None:
                headers["Range"] = f"bytes={first}-{'' if last is None else last}"
            client = get_session()
            url = hf_hub_url(repo, path, revision=commit, endpoint=endpoint)
            response = client.send(client.build_request("GET", url, headers=headers), stream=True)
            stream = Stream(response, action)
            if response.status_code in (200, 206, 416):
                return stream
            with stream:
                if stream.host != host_of(endpoint):
                    raise hub_errors.LinkExpired(f"status {response.status_code}", host=stream.host)
                response.read()
                hf_raise_for_status(response)
                raise AnswerUnusable(f"status {response.status_code}", host=stream.host)

    def ask(
        self,
        question: Callable[[], T],
        purpose: Purpose,
        endpoint: str,
        repo: str = "",
        revision: str | None = None,
        path: str = "",
        *,
        patience: float | None = None,
        stop: Stop | None = None,
    ) -> T:
        """The answer to ``question``, which is asked again while it fails for a reason that may pass.

        With ``patience``, in seconds for each phase, it is asked once. After ``stop`` any error is raised.
        """
        limits = self.network.limits
        stop = stop or Stop()
        subject = "/".join(filter(None, (repo, path)))
        attempts = 1 if patience else limits.question_attempts
        for failures in range(1, attempts + 1):
            try:
                with (
                    self._explained(endpoint, repo, revision, path),
                    self.network.action(purpose, subject, patience=patience, stop=stop),
                ):
                    return question()
            except HubError as error:
                pause = error.retry_after or limits.pause(failures)
                if not error.transient or failures == attempts or pause > limits.answer or stop.wait(pause):
                    raise
        raise AssertionError("the last attempt returns or raises")

    def _repository(
        self,
        endpoint: str,
        repo: str,
        revision: str | None,
        purpose: Purpose,
        patience: float | None = None,
        stop: Stop | None = None,
    ) -> Repository:
        def question() -> ModelInfo:
            return self._api(endpoint).model_info(repo, revision=revision, files_metadata=True)

        info = self.ask(question, purpose, endpoint, repo, revision, patience=patience, stop=stop)
        if not info.sha:
            raise AnswerUnusable("no commit", host=host_of(endpoint))
        tags = info.tags or []
        files = tuple(
            RemoteFile(file.rfilename, file.size, file.lfs.sha256 if file.lfs else None)
            for file in info.siblings or []
            if _is_gguf(file.rfilename)
        )
        base = tuple(
            tag.split(":")[1] for tag in tags if tag.startswith("base_model:") and tag.count(":") == 1
        )
        return Repository(_summary(info), info.sha, base, files)

    def _trusted(
        self, repo: str, commit: str, files: tuple[RemoteFile, ...], stop: Stop | None
    ) -> tuple[RemoteFile, ...]:
        patience = self.network.limits.hashes
        try:
            listed = self._repository(self.mirrors.main, repo, commit, "hashes", patience, stop).files
        except hub_errors.Offline:
            raise
        except HubError:
            # Behind a filter that lets the mirror through only, its word has to do.
            return files
        known = {file.path: file for file in listed}
        return tuple(known.get(file.path, file) for file in files)

    def _described(self, repo: str, commit: str, file: RemoteFile, stop: Stop | None) -> RemoteFile:
        """What the file's own address says: its length, and its SHA-256 if that is its ETag."""
        _prepare()
        from huggingface_hub import get_hf_file_metadata, hf_hub_url

        endpoint = self.mirrors.files[0]
        url = hf_hub_url(repo, file.path, revision=commit, endpoint=endpoint)

        def question() -> RemoteFile:
            found = get_hf_file_metadata(url, token=self._token_for(endpoint), endpoint=endpoint)
            if found.commit_hash is None:
                raise AnswerUnusable("no commit", host=host_of(endpoint))
            etag = found.etag or ""
            return replace(
                file,
                size=found.size if file.size is None else file.size,
                sha256=file.sha256 or (etag if _SHA256.fullmatch(etag) else None),
            )

        return self.ask(question, "hashes", endpoint, repo, commit, file.path, stop=stop)

    @contextmanager
    def _explained(self, endpoint: str, repo: str, revision: str | None, path: str) -> Iterator[None]:
        """Turn the library's errors into those a user can read."""
        _prepare()
        from httpx2 import InvalidURL
        from huggingface_hub import errors

        host = host_of(endpoint)
        try:
            yield
        except errors.GatedRepoError as error:
            page = f"{self.mirrors.main}/{repo}"
            raise hub_errors.LicenceNotAccepted(str(error), repo=repo, page=page) from error
        except errors.RevisionNotFoundError as error:
            raise hub_errors.RevisionNotFound(
                str(error), repo=repo, revision=revision or "main", host=host
            ) from error
        except errors.RemoteEntryNotFoundError as error:
            raise hub_errors.FileNotFound(str(error), repo=repo, file=path, host=host) from error
        except (errors.RepositoryNotFoundError, errors.HFValidationError) as error:
            raise hub_errors.RepositoryNotFound(str(error), repo=repo, host=host) from error
        except errors.HfHubHTTPError as error:
            raise self._refused(error, endpoint, repo, path) from error
        except InvalidURL as error:
            raise hub_errors.AddressInvalid(str(error), address=endpoint) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            # What the library raises for an answer that is no JSON, or other JSON than the hub's.
            raise AnswerUnusable(repr(error), host=host) from error

    def _refused(self, error: HfHubHTTPError, endpoint: str, repo: str, path: str) -> HubError:
        """A status for which the library has no class of its own."""
        host, detail = host_of(endpoint), str(error)
        status = error.response.status_code
        if status == 401 and self._token_for(endpoint):
            return hub_errors.TokenRejected(detail, host=host, page=f"{self.mirrors.main}/settings/tokens")
        if status in (401, 404):
            if path and status == 404:
                return hub_errors.FileNotFound(detail, repo=repo, file=path, host=host)
            return hub_errors.RepositoryNotFound(detail, repo=repo, host=host)
        if status == 403:
            return hub_errors.AccessDenied(detail, repo=repo, host=host)
        return AnswerUnusable(detail, host=host)

    def _token_for(self, endpoint: str) -> str | Literal[False]:
        return (self.token or False) if endpoint == self.mirrors.main else False

    def _api(self, endpoint: str) -> HfApi:
        _prepare()
        from huggingface_hub import HfApi

        return HfApi(
            endpoint=endpoint,
            token=self._token_for(endpoint),
            library_name="parlance",
            library_version=__version__,
        )


_preparing = threading.Lock()


def _prepare() -> None:
    """Import the library with its switches set, and give it Parlance's client; the first call does."""
    with _preparing:
        _prepare_once()


@cache
def _prepare_once() -> None:
    for switch in ("HF_HUB_DISABLE_TELEMETRY", "HF_HUB_DISABLE_XET", "HF_HUB_DISABLE_PROGRESS_BARS"):
        os.environ[switch] = "1"
    from huggingface_hub import set_client_factory

    from assistant.models.client import Client

    set_client_factory(Client)


def _summary(info: ModelInfo) -> ModelSummary:
    tags = info.tags or []
    gguf = info.gguf or {}
    parameters, architecture = gguf.get("total"), gguf.get("architecture")
    context_length = gguf.get("context_length")
    return ModelSummary(
        id=info.id,
        downloads=info.downloads,
        likes=info.likes,
        licence=next((tag.removeprefix("license:") for tag in tags if tag.startswith("license:")), None),
        languages=tuple(tag for tag in tags if re.fullmatch("[a-z]{2}", tag)),
        updated=info.last_modified.isoformat() if info.last_modified else None,
        gated=bool(info.gated),
        parameters=parameters if isinstance(parameters, int) else None,
        architecture=architecture if isinstance(architecture, str) else None,
        context_length=context_length if isinstance(context_length, int) else None,
        files=tuple(file.rfilename for file in info.siblings or [] if _is_gguf(file.rfilename)),
    )


def _is_gguf(path: str) -> bool:
    return path.lower().endswith(".gguf")
