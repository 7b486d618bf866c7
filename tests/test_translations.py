"""No sentence stays English because lupdate overlooked it, or filed it under a class that never asks for it.

lupdate reads Python with rules of its own: it takes only the first literal of a conditional, believes that
f-strings are plain text, and gives a wrong context to a ``self.tr`` after a ``QCoreApplication.translate``.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

SOURCES = Path(__file__).resolve().parent.parent / "assistant"


def requests(node: ast.AST, owner: str = "") -> Iterator[tuple[str, str]]:
    """The context and the text of every string that the code below ``node`` asks Qt to translate."""
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.ClassDef(name=name):
                yield from requests(child, name)
                continue
            case ast.Call(func=ast.Attribute(attr="tr"), args=[text, *_]):
                yield owner, literal(text)
            case ast.Call(
                func=ast.Name(id="QT_TRANSLATE_NOOP") | ast.Attribute(attr="QT_TRANSLATE_NOOP"),
                args=[context, text, *_],
            ):
                yield literal(context), literal(text)
        yield from requests(child, owner)


def literal(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
    raise AssertionError(f"only one plain literal can be translated, not: {ast.unparse(node)}")


def test_lupdate_finds_every_string_where_the_code_looks_for_it(tmp_path: Path) -> None:
    wanted = {
        request
        for file in sorted(SOURCES.rglob("*.py"))
        for request in requests(ast.parse(file.read_text(encoding="utf-8"), file))
    }
    extracted = tmp_path / "parlance.ts"
    lupdate = [sys.executable, "-c", "from PySide6.scripts.pyside_tool import lupdate; lupdate()"]
    subprocess.run(
        [*lupdate, "-silent", "-extensions", "py", SOURCES, "-ts", extracted], check=True, capture_output=True
    )
    found = {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in ElementTree.parse(extracted).iter("context")
        for message in context.iter("message")
    }
    assert wanted <= found
