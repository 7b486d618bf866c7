"""The hub for the window: questions are asked on worker threads, and only because the user did something.

The switch, the address and the access token of the settings come into force here.
"""

from __future__ import annotations

import logging
import os
import threading
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from assistant.models import access_token
from assistant.models.beginning import model_card, open_beginning
from assistant.models.download import Ticket
from assistant.models.gguf import parse
from assistant.models.header import GgufHeader
from assistant.models.hub import Hub, Order
from assistant.models.hub_errors import AddressInvalid
from assistant.models.mirrors import address, host_of
from assistant.models.network import Network
from assistant.models.remote import RemoteModel, Repository
from assistant.storage.settings import Settings
from assistant.storage.settings_store import SettingsStore
from assistant.ui.worker import Work, Worker

logger = logging.getLogger(__name__)

_QUESTIONS = 4
"""At once: a repository's page asks two, and one that is slow to give up must not hold up the next."""
_FOUND_AT_ONCE = 50


@dataclass(frozen=True)
class TokenState:
    """``account`` is the name the token belongs to, where the hub was asked for it."""

    kept: bool
    from_environment: bool
    account: str = ""


class HubBridge(QObject):
    """Every method that returns :class:`Work` sends nothing by itself but what its name says."""

    offline_changed = Signal(bool)

    def __init__(self, hub: Hub, settings: SettingsStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hub = hub
        """For :class:`~assistant.ui.downloads_bridge.DownloadsBridge`; its methods block."""
        self._worker = Worker("hub", _QUESTIONS)
        self._token_lock = threading.Lock()
        self._token_known = hub.token is not None
        self._apply(settings.value)
        self.destroyed.connect(settings.observe(self._on_settings_changed))

    @property
    def network(self) -> Network:
        """The switch and the connection log."""
        return self.hub.network

    @property
    def address(self) -> str:
        """The host that is asked, as people know it."""
        return host_of(self.hub.mirrors.api)

    # ------------------------------------------------------------------------------------------- questions

    def search(self, query: str, order: Order) -> Work:
        """Succeeds with a list of :class:`~assistant.models.remote.ModelSummary`."""
        return self._worker.start(
            lambda work: self.hub.search(query, order=order, limit=_FOUND_AT_ONCE, stop=work.stop)
        )

    def repository(self, repo: str) -> Work:
        """Succeeds with a :class:`Repository`."""

        def ask(work: Work) -> Repository:
            self.load_token()
            return self.hub.repository(repo, stop=work.stop)

        return self._worker.start(ask)

    def ticket(self, repo: str, name: str) -> Work:
        """Succeeds with the :class:`Ticket` for the model of ``repo`` that ``name`` means."""

        def ask(work: Work) -> Ticket:
            self.load_token()
            repository = self.hub.repository(repo, stop=work.stop)
            return Ticket.of(repository, repository.model(name))

        return self._worker.start(ask)

    def card(self, repository: Repository) -> Work:
        """Succeeds with the model card in Markdown; empty if there is none."""
        return self._worker.start(lambda work: model_card(self.hub, repository, work.stop))

    def header(self, repository: Repository, model: RemoteModel) -> Work:
        """Succeeds with the :class:`GgufHeader`, for which a small part of each file is fetched."""

        def ask(work: Work) -> GgufHeader:
            headers = []
            for part in model.parts:
                with open_beginning(self.hub, repository.id, repository.commit, part, work.stop) as file:
                    headers.append(parse(file, part.size or 0, part.path))
            return headers[0].joined(headers[1:])

        return self._worker.start(ask)

    # ------------------------------------------------------------------------------------------- the token

    def token_state(self) -> Work:
        """Succeeds with a :class:`TokenState`; asks the keyring, and nobody else."""

        def look(work: Work) -> TokenState:
            self.load_token()
            return self._token_state()

        return self._worker.start(look)

    def store_token(self, token: str) -> Work:
        """Keep a token, or remove it if empty. Succeeds with a :class:`TokenState`."""

        def store(work: Work) -> TokenState:
            access_token.store(token)
            with self._token_lock:
                self.hub.token = access_token.stored()
                self._token_known = True
            return self._token_state()

        return self._worker.start(store)

    def check_token(self) -> Work:
        """Ask the main hub whose token it is. Succeeds with a :class:`TokenState`."""

        def ask(work: Work) -> TokenState:
            self.load_token()
            return replace(self._token_state(), account=self.hub.account(work.stop))

        return self._worker.start(ask)

    def load_token(self) -> None:
        """Fetch the token from the keyring, once. Blocks: the user may have to unlock it."""
        with self._token_lock:
            if not self._token_known:
                self.hub.token = access_token.stored()
                self._token_known = True

    def _token_state(self) -> TokenState:
        return TokenState(self.hub.token is not None, bool(os.environ.get("HF_TOKEN", "").strip()))

    # ------------------------------------------------------------------------------------------- settings

    def shut_down(self) -> None:
        """Give up all questions, and end the threads."""
        self._worker.shut_down()

    def _apply(self, settings: Settings) -> None:
        self.network.offline = settings.offline
        try:
            endpoint = address(settings.hub_address)
        except AddressInvalid as error:
            # Whoever asks is told so. Another hub than the one that was meant is not asked.
            logger.warning("%s", error.text)
            endpoint = settings.hub_address
        self.hub.mirrors = replace(self.hub.mirrors, api=endpoint, files=(endpoint,))

    def _on_settings_changed(self, before: Settings, after: Settings) -> None:
        if (before.offline, before.hub_address) != (after.offline, after.hub_address):
            self._apply(after)
        if before.offline != after.offline:
            self.offline_changed.emit(after.offline)
