"""Translations beside their texts, sentence by sentence; documents come back in their own format."""

from assistant.ui.panes.translate.pane import TranslatePane

__all__ = ["TranslatePane"]
