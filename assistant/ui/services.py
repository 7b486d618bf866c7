"""What the panes work with, gathered so that a line of the registry can make any of them."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.engine.safety import EngineSafety
from assistant.paths import Paths
from assistant.storage.history import History
from assistant.storage.settings_store import SettingsStore
from assistant.ui.active_model import ActiveModel
from assistant.ui.downloads_bridge import DownloadsBridge
from assistant.ui.engine_bridge import EngineBridge
from assistant.ui.hub_bridge import HubBridge
from assistant.ui.library_bridge import LibraryBridge
from assistant.ui.model_loader import ModelLoader


@dataclass(frozen=True)
class Services:
    """Made once, by the composition root. A pane gets from it only what its constructor names."""

    paths: Paths
    settings: SettingsStore
    safety: EngineSafety
    library: LibraryBridge
    active: ActiveModel
    engine: EngineBridge
    loader: ModelLoader
    history: History
    hub: HubBridge
    downloads: DownloadsBridge
