"""The Write pane: a text with the edits that are proposed for it, and rewritings of it."""

from assistant.ui.panes.write.pane import WritePane

__all__ = ["WritePane"]
