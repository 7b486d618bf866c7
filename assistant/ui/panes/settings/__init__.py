"""The Settings pane."""

from assistant.ui.panes.settings.pane import SettingsPane

__all__ = ["SettingsPane"]
