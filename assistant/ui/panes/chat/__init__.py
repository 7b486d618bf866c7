"""The chat: conversations at the left, the transcript, and the composer below it."""

from assistant.ui.panes.chat.pane import ChatPane

__all__ = ["ChatPane"]
