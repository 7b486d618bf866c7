"""What a command works with: opened when it is first needed, closed when the command ends."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import msgspec
import psutil

from assistant.cli import output
from assistant.cli.errors import DataFolderUnusable, FileNameUnusable, NoModel
from assistant.engine.memory import own_memory
from assistant.engine.protocol import (
    DeviceList,
    Devices,
    Event,
    Load,
    Loaded,
    LoadProgress,
)
from assistant.engine.safety import EngineSafety
from assistant.engine.supervisor import Engine
from assistant.engine.values import LoadSettings
from assistant.errors import system_reason
from assistant.models.entry import ModelEntry
from assistant.models.fit import LoadPlan, fits
from assistant.models.library import ModelLibrary
from assistant.models.peaks import PeakMemory
from assistant.paths import Paths
from assistant.storage.settings_store import SettingsStore
from assistant.tasks.loading import learn_peak, plan_load

if TYPE_CHECKING:
    from assistant.models.hub import Hub
    from assistant.storage.history import History

_LOG_BYTES = 1 << 20


@dataclass(frozen=True)
class LoadedModel:
    """A model that is ready to answer."""

    entry: ModelEntry
    loaded: Loaded

    @property
    def load_s(self) -> float:
        return self.loaded.timings.load_s


class Session:
    """The services below one data folder, for the time of one command."""

    def __init__(self, paths: Paths, *, offline: bool = False, as_json: bool = False) -> None:
        self.paths = paths
        self.as_json = as_json
        """Standard output is for one JSON value."""
        self._offline = offline
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        try:
            self.paths.create()
            log = self.paths.logs / "parlance.log"
            log.touch(mode=0o600)
            handler = RotatingFileHandler(log, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8")
        except OSError as error:
            raise DataFolderUnusable(
                str(error), path=str(self.paths.data), reason=system_reason(error)
            ) from error
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger("assistant").setLevel(logging.INFO)
        logging.getLogger().addHandler(handler)
        self._closing.callback(handler.close)
        self._closing.callback(logging.getLogger().removeHandler, handler)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()

    # ------------------------------------------------------------------------------------------ services

    @cached_property
    def settings(self) -> SettingsStore:
        return SettingsStore(self.paths.settings)

    @cached_property
    def library(self) -> ModelLibrary:
        return ModelLibrary(self.paths.models)

    @cached_property
    def _peaks(self) -> PeakMemory:
        return PeakMemory(self.library.folder)

    @cached_property
    def safety(self) -> EngineSafety:
        return EngineSafety(self.paths.safety)

    @property
    def engine_log(self) -> Path:
        return self.paths.logs / "engine.log"

    @cached_property
    def engine(self) -> Engine:
        engine = Engine(log=self.engine_log, safety=self.safety, on_notice=output.complain)
        self._closing.callback(engine.close)
        return engine

    @cached_property
    def machine(self) -> DeviceList:
        """What the engine's build can compute on."""
        machine = self.engine.run(Devices())
        assert isinstance(machine, DeviceList)
        return machine

    def history(self, *, temporary: bool = False) -> History:
        """The conversations, or a place for some that leave nothing behind. Closed with the session."""
        from assistant.storage.errors import HistorySetAside
        from assistant.storage.history import History

        path = None if temporary else self.paths.history
        try:
            history = History(path)
        except HistorySetAside as set_aside:  # it is damaged and has been put aside; a new one begins
            output.complain(set_aside)
            history = History(path)
        return self._closing.enter_context(history)

    def hub(self, endpoint: str | None = None, token: str | None = None) -> Hub:
        """The hub at the address that is given or set."""
        from assistant.models.connection_log import ConnectionLog
        from assistant.models.hub import Hub
        from assistant.models.mirrors import Mirrors
        from assistant.models.network import Network

        settings = self.settings.value
        log = ConnectionLog(self.paths.logs / "connections.jsonl")
        network = Network(log, offline=self._offline or settings.offline)
        return Hub(network, Mirrors.only(endpoint or settings.hub_address), token)

    # -------------------------------------------------------------------------------------------- models

    def choose(self, wanted: str | None) -> ModelEntry:
        """The model that was asked for, else the one used last, else the best, else the starter model."""
        if wanted is not None:
            return self.library.find(wanted)
        entries = [entry for entry in self.library.entries() if entry.available]
        if not entries:
            raise NoModel
        memory = psutil.virtual_memory().available
        able = [entry for entry in entries if entry.has_template and fits(entry.size, (), memory) != "red"]
        return next(
            (entry for entry in entries if entry.id == self.settings.value.last_model),
            max(able or entries, key=lambda entry: (entry.source != "starter", entry.parameters)),
        )

    def plan(self, entry: ModelEntry, *, context: int | None = None) -> LoadPlan:
        """How to load a model here, with a context of so many tokens if that is given."""
        own = self.library.settings(entry.id)
        if context is not None:
            own = msgspec.structs.replace(own, load={**own.load, "context": context})
        memory = psutil.virtual_memory().available
        made = plan_load(entry, own, self.settings.value, self.machine, memory, self._peaks)
        for error in made.left_out:
            output.complain(error)
        return made

    def load(self, wanted: str | None, *, context: int | None = None) -> LoadedModel:
        """Load a model. One that was asked for is also the one to take when nothing is asked for."""
        entry = self.choose(wanted)
        plan = self.plan(entry, context=context)
        settings = msgspec.structs.replace(plan.settings, kv_folder=str(self.paths.kv))
        loaded = self._load(entry, settings)
        self._closing.callback(self._learn_peak, plan, loaded)
        self.library.mark_used(entry.id)
        if wanted is not None and any(known.id == entry.id for known in self.library.entries()):
            self.settings.change(last_model=entry.id)
        return LoadedModel(entry, loaded)

    def _learn_peak(self, plan: LoadPlan, loaded: Loaded) -> None:
        """At the end, when the model has worked, and before the engine ends."""
        process = self.engine.state.pid
        if process is not None and self.engine.state.loaded == loaded:
            learn_peak(plan, self.machine, loaded, own_memory(process), self._peaks)

    def _load(self, entry: ModelEntry, settings: LoadSettings) -> Loaded:
        path = str(entry.path)
        try:
            path.encode()
        except UnicodeEncodeError as error:
            raise FileNameUnusable(str(error), path=ascii(path)) from error
        with output.Bar(f"Loading {entry.name}") as bar:

            def listen(event: Event) -> None:
                if isinstance(event, LoadProgress):
                    bar.update(event.fraction, 1)

            loaded = self.engine.run(Load(path=path, settings=settings), listen)
        assert isinstance(loaded, Loaded)
        return loaded
