"""Source code and other files made of lines: the text as it is, in groups that belong together."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from assistant.documents.document import Block, BlockKind, Document
from assistant.documents.encoding import read_text

# A blank line, then a line that begins at the margin and does not just close something: a new definition.
_BOUNDARY = re.compile(r"\n[ \t]*\n(?=[^\s)\]}])")


def is_source(name: str) -> bool:
    """Whether a file of this name is in a language that Pygments knows."""
    from pygments.lexers import find_lexer_class_for_filename

    return find_lexer_class_for_filename(name) is not None


def read(path: Path) -> Document:
    """Raises :class:`DocumentError` and :class:`OSError`."""
    decoded = read_text(path)
    text = decoded.text
    kind: BlockKind = "table" if path.suffix.lower() in {".csv", ".tsv"} else "code"
    bounds = [0, *(match.end() for match in _BOUNDARY.finditer(text)), len(text)]
    blocks = []
    for start, end in pairwise(bounds):
        content = text[start:end]
        if content and not content.isspace():
            start += _blank_lines(content)
            blocks.append(Block(kind, start, end - (len(content) - len(content.rstrip()))))
    return Document(text, tuple(blocks), "source", warnings=decoded.warnings)


def _blank_lines(content: str) -> int:
    """Characters of blank lines at the beginning: a first line's indentation is part of the code."""
    return content.rfind("\n", 0, len(content) - len(content.lstrip())) + 1
