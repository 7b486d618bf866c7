"""Summaries beside the text they are made of, each point with a way back to what it rests on."""

from assistant.ui.panes.summarize.pane import SummarizePane

__all__ = ["SummarizePane"]
