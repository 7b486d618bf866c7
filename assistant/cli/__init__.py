"""The command line: the same tasks, library, engine and history as the window, without Qt.

One module a group of commands; :mod:`.program` puts them together. What takes time to import is imported
where it is used, so that ``parlance --version`` answers at once.
"""

from assistant.cli.program import main

__all__ = ["main"]
