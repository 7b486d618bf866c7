"""Loads the model that the user chooses, gives it back when it is idle, and tells everyone how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import psutil
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assistant.engine.errors import NoModelLoaded
from assistant.engine.memory import own_memory
from assistant.engine.protocol import (
    DeviceList,
    Devices,
    Event,
    Failed,
    Finished,
    Loaded,
    LoadProgress,
    Unload,
)
from assistant.engine.state import EngineState
from assistant.engine.values import Sampling
from assistant.errors import ParlanceError
from assistant.models.entry import ModelEntry, ModelSettings
from assistant.models.fit import LoadPlan
from assistant.models.library import ModelLibrary
from assistant.models.peaks import PeakMemory
from assistant.storage.records import Recipe
from assistant.storage.settings import Settings
from assistant.storage.settings_store import SettingsStore
from assistant.tasks.chat import ChatOptions
from assistant.tasks.loading import LOAD_FIELDS, learn_peak, plan_load
from assistant.ui.active_model import ActiveModel
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.library_bridge import LibraryBridge

_MINUTE_MS = 60_000


@dataclass(frozen=True)
class _Running:
    """The load whose model is in memory, to compare with what it takes in the end."""

    plan: LoadPlan
    machine: DeviceList
    loaded: Loaded


class ModelLoader(QObject):
    """Stands between :class:`ActiveModel`, which says what is wanted, and the engine."""

    failed = Signal(object)
    """A :class:`ParlanceError`: why the model could not be loaded."""
    noticed = Signal(object)
    """A :class:`ParlanceError`: what the model that is loaded runs without."""

    def __init__(
        self,
        engine: EngineBridge,
        library: ModelLibrary,
        listed: LibraryBridge,
        active: ActiveModel,
        settings: SettingsStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._library = library
        self._listed = listed
        self._active = active
        self._settings = settings
        self._peaks = PeakMemory(library.folder)
        self._job: int | None = None
        self._wanted: ModelEntry | None = None
        self._running: _Running | None = None
        self._waiting: list[tuple[Callable[[], None], Callable[[ParlanceError], None]]] = []
        self._users: set[object] = set()
        """What works with the model now."""
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.unload)
        active.chosen.connect(self.choose)
        active.load_cancelled.connect(self.cancel)
        engine.state_changed.connect(self._on_state_changed)
        self.destroyed.connect(settings.observe(self._on_settings_changed))

    @property
    def wanted(self) -> ModelEntry | None:
        """The model that is loaded, loading, or will be loaded again when it is needed."""
        return self._wanted

    @property
    def sampling(self) -> Sampling | None:
        """How the wanted model's answers are drawn, if the user has set that for this model alone."""
        own = self._listed.settings(self._wanted.id) if self._wanted else ModelSettings()
        return own.sampling_settings(self._settings.value.sampling) if own.sampling else None

    def recipe(self, options: ChatOptions) -> Recipe | None:
        """What an answer with ``options`` is made with now; None: no model is loaded."""
        entry, loaded = self._active.entry, self._active.loaded
        if entry is None or loaded is None:
            return None
        device = ", ".join(part.device for part in loaded.offload) or "CPU"
        return Recipe(entry.id, device, options.system_prompt, options.max_tokens)

    @Slot(str)
    def choose(self, model: str) -> None:
        """Load a model of the library by its id, or a file by its path."""
        try:
            entry = self._library.find(model)
        except ParlanceError as error:
            self.failed.emit(error)
            return
        self.load(entry)

    def choose_first(self, last: str | None) -> None:
        """Load the model whose id is ``last``, else the first of the library whose file is there."""
        available = [entry for entry in self._library.entries() if entry.available]
        wanted = [entry for entry in available if entry.id == last] or available
        if wanted:
            self.load(wanted[0])

    def load(self, entry: ModelEntry) -> None:
        """Load ``entry`` in place of what is loaded; whoever waits for a model waits for this one."""
        self._cancel_job()
        # First the memory: what is free decides how the next one is loaded.
        self._give_back()
        self._wanted = entry
        self._active.set_loading(entry, 0.0)
        self._engine.submit(Devices(), partial(self._on_devices, entry))

    def when_loaded(self, ready: Callable[[], None], failed: Callable[[ParlanceError], None]) -> None:
        """Call ``ready`` once a model is loaded, which may be now; one that was given back is loaded again.

        ``failed`` is called instead if there is none to wait for, or if it cannot be loaded.
        """
        if self._active.loaded is not None:
            ready()
        elif self._wanted is None:
            failed(NoModelLoaded())
        else:
            self._waiting.append((ready, failed))
            if self._active.entry is None:
                self.load(self._wanted)

    @Slot()
    def cancel(self) -> None:
        """Give up the load under way."""
        if self._active.loaded is None and self._active.entry is not None:
            self._wanted = None
            self._active.set_none()
            self._release(NoModelLoaded())
        self._cancel_job()

    def _cancel_job(self) -> None:
        if self._job is not None:
            self._engine.cancel(self._job)
            self._job = None

    def keep_awake(self, user: object, busy: bool) -> None:
        """While ``user`` works with the model nothing is idle; from the last one's end on the time counts."""
        if busy:
            self._users.add(user)
        else:
            self._users.discard(user)
        self._count_idle_time()

    def _count_idle_time(self) -> None:
        minutes = self._settings.value.idle_unload_minutes
        if self._users or not minutes or self._active.loaded is None:
            self._idle.stop()
        else:
            self._idle.start(minutes * _MINUTE_MS)

    # ------------------------------------------------------------------------------------------- loading

    def _is_current(self, entry: ModelEntry) -> bool:
        return self._wanted is entry and self._active.loaded is None

    def _on_devices(self, entry: ModelEntry, event: Event) -> None:
        if not self._is_current(entry):
            return
        if isinstance(event, Failed):
            self._give_up(ParlanceError.from_code(event.code, event.values, event.detail))
        elif isinstance(event, Finished) and isinstance(event.result, DeviceList):
            machine = event.result
            self._listed.set_devices(machine.devices)
            own = self._library.settings(entry.id)
            settings = self._settings.value
            memory = psutil.virtual_memory().available
            self._engine.compute(
                lambda: plan_load(entry, own, settings, machine, memory, self._peaks),
                partial(self._on_planned, entry, machine),
                partial(self._on_failed, entry),
            )

    def _on_planned(self, entry: ModelEntry, machine: DeviceList, plan: LoadPlan) -> None:
        if self._is_current(entry):
            self._job = self._engine.load(
                str(entry.path), plan.settings, partial(self._on_load_event, entry, machine, plan)
            )

    def _on_load_event(self, entry: ModelEntry, machine: DeviceList, plan: LoadPlan, event: Event) -> None:
        match event:
            case LoadProgress() if self._is_current(entry):
                self._active.set_loading(entry, event.fraction)
            case Finished(result=Loaded() as loaded) if self._is_current(entry):
                self._job = None
                self._running = _Running(plan, machine, loaded)
                self._active.set_loaded(entry, loaded, machine.build)
                self._remember(entry)
                for error in plan.left_out:
                    self.noticed.emit(error)
                self._count_idle_time()
                self._release(None)
            case Failed() if self._is_current(entry):
                self._give_up(ParlanceError.from_code(event.code, event.values, event.detail))

    def _remember(self, entry: ModelEntry) -> None:
        self._settings.change(last_model=entry.id)
        self._engine.compute(
            lambda: self._library.mark_used(entry.id),
            lambda _none: self._listed.refresh(),
            partial(self._on_failed, None),
        )

    def _on_failed(self, entry: ModelEntry | None, error: Exception) -> None:
        if not isinstance(error, ParlanceError):
            raise error
        if entry is None:
            self.failed.emit(error)
        elif self._is_current(entry):
            self._give_up(error)

    def _give_up(self, error: ParlanceError) -> None:
        self._job = None
        self._wanted = None
        self._active.set_none()
        if self._waiting:
            self._release(error)  # shown where it was waited for
        else:
            self.failed.emit(error)

    def _release(self, error: ParlanceError | None) -> None:
        waiting, self._waiting = self._waiting, []
        for ready, failed in waiting:
            if error is None:
                ready()
            else:
                failed(error)

    # ---------------------------------------------------------------------------------------------- news

    @Slot(object)
    def _on_state_changed(self, state: EngineState) -> None:
        """The supervisor loads again by itself after a crash: show what it loaded."""
        self._listed.engine_process = None if state.phase == "stopped" else state.pid
        entry = self._active.entry
        if entry is not None and self._active.loaded is not None and state.loaded is not None:
            self._active.set_loaded(entry, state.loaded, state.build)

    @Slot()
    def unload(self) -> None:
        """Give the model's memory back; it is loaded again when it is needed."""
        self._active.set_none()
        self._give_back()

    def learn(self) -> None:
        """Compare what the loaded model was expected to take with what it takes, before it is given back."""
        running, state = self._running, self._engine.engine.state
        # After a crash it may have been loaded with other settings.
        if running is not None and state.pid is not None and state.loaded == running.loaded:
            memory = own_memory(state.pid)
            learn_peak(running.plan, running.machine, running.loaded, memory, self._peaks)
        self._running = None

    def _give_back(self) -> None:
        if self._running is not None:
            self.learn()
            self._engine.submit(Unload(), lambda _event: None)

    def _on_settings_changed(self, before: Settings, after: Settings) -> None:
        if any(getattr(before, name) != getattr(after, name) for name in LOAD_FIELDS) and self._wanted:
            self.load(self._wanted)
        elif before.idle_unload_minutes != after.idle_unload_minutes:
            self._count_idle_time()
