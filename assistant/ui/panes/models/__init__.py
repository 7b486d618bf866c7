"""The Models pane."""

from assistant.ui.panes.models.pane import ModelsPane

__all__ = ["ModelsPane"]
