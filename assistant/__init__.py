"""Parlance: a private desktop chat and writing assistant on local language models."""

__version__ = "0.1.0"
