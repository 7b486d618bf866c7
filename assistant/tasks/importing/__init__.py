"""Conversations from files: Parlance's own, and the exports of ChatGPT, LM Studio and Open WebUI.

What is no text, such as pictures, is left out: its place in the message says so, and it is counted, as is the
output of tools. Trees stay trees.
"""

from assistant.tasks.importing.reading import read_conversations
from assistant.tasks.importing.tree import Imported

__all__ = ["Imported", "read_conversations"]
