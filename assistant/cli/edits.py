"""Edits as a terminal or a file shows them, and as JSON has them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import typer

from assistant.documents.document import clean
from assistant.tasks.edits.edit import FLAGS, Edit


def marked(text: str, edits: Sequence[Edit]) -> str:
    """``text`` with its edits in it: in colours on a terminal, else ``[-before-]`` and ``{+after+}``."""
    parts = []
    end = 0
    for edit in edits:
        parts += [clean(text[end : edit.start]), _deleted(edit.before), _inserted(edit.after)]
        end = edit.end
    return "".join((*parts, clean(text[end:])))


def listed(edits: Iterable[Edit]) -> Iterable[str]:
    """One line an edit, with its kind and reason."""
    for edit in edits:
        flag = f"; {FLAGS[edit.flag]}" if edit.flag else ""
        yield f"{edit.kind}: {_quoted(edit.before)} → {_quoted(edit.after)} ({edit.reason}{flag})"


def as_json(edit: Edit) -> dict[str, Any]:
    """Offsets are characters of the original text."""
    return {
        "start": edit.start,
        "end": edit.end,
        "before": edit.before,
        "after": edit.after,
        "kind": edit.kind,
        "reason": edit.reason,
        "flag": edit.flag,
    }


def _deleted(text: str) -> str:
    if not text or not sys.stdout.isatty():
        return f"[-{text}-]" if text else ""
    return typer.style(clean(text), fg="red", strikethrough=True)


def _inserted(text: str) -> str:
    if not text or not sys.stdout.isatty():
        return f"{{+{text}+}}" if text else ""
    return typer.style(clean(text), fg="green", underline=True)


def _quoted(text: str) -> str:
    return f"“{' '.join(clean(text).split())}”" if text.strip() else "nothing" if not text else "a space"
