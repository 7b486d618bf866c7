"""No sentence stays English because lupdate overlooked it, or filed it under a class that never asks for it.

lupdate reads Python with rules of its own: it takes only the first literal of a conditional, believes that
f-strings are plain text, and gives a wrong context to a ``self.tr`` after a ``QCoreApplication.translate``.
The translations themselves are complete, fill the same placeholders, and are punctuated as their language is.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "assistant"
TRANSLATIONS = sorted((ROOT / "resources" / "translations").glob("*.ts"))
ENGLISH = ROOT / "resources" / "translations" / "parlance_en.ts"
"""The plural forms alone: "1 message", "2 messages"."""

PLACEHOLDER = re.compile(r"\{\w*\}|%n")
HAN = r"[\u3400-\u9fff]"
LATIN_SIGN = re.compile(rf"(?<={HAN})[.,;:?!]")


class Message(NamedTuple):
    """One text in a file of translations; with plurals, ``translations`` has all its forms."""

    context: str
    source: str
    state: str
    translations: tuple[str, ...]


def messages(file: Path) -> Iterator[Message]:
    for context in ElementTree.parse(file).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = tuple(form.text or "" for form in translation) or (translation.text or "",)
            source = message.findtext("source", "")
            yield Message(context.findtext("name", ""), source, translation.get("type", "finished"), forms)


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
            case ast.Call(
                func=ast.Name(id="translate") | ast.Attribute(attr="translate"),
                args=[ast.Constant(value=str(context)), ast.Constant(value=str(text)), *_],
            ):
                yield context, text
        yield from requests(child, owner)


def literal(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
    raise AssertionError(f"only one plain literal can be translated, not: {ast.unparse(node)}")


@pytest.fixture(scope="module")
def wanted() -> set[tuple[str, str]]:
    """The contexts and texts that the program asks Qt to translate."""
    return {
        request
        for file in sorted(SOURCES.rglob("*.py"))
        for request in requests(ast.parse(file.read_text(encoding="utf-8"), file))
    }


def test_lupdate_finds_every_string_where_the_code_looks_for_it(
    wanted: set[tuple[str, str]], tmp_path: Path
) -> None:
    extracted = tmp_path / "parlance.ts"
    lupdate = [sys.executable, "-c", "from PySide6.scripts.pyside_tool import lupdate; lupdate()"]
    subprocess.run(
        [*lupdate, "-silent", "-extensions", "py", SOURCES, "-ts", extracted], check=True, capture_output=True
    )
    assert wanted <= {(message.context, message.source) for message in messages(extracted)}


@pytest.mark.parametrize("file", TRANSLATIONS, ids=lambda file: file.stem)
def test_every_string_of_the_program_is_translated(file: Path, wanted: set[tuple[str, str]]) -> None:
    """Complaint: half the window is English. ``make translations`` adds what is missing, for Qt Linguist."""
    known = list(messages(file))
    if file == ENGLISH:
        wanted = {(context, text) for context, text in wanted if "%n" in text}
    assert wanted - {(message.context, message.source) for message in known} == set()
    assert [
        message for message in known if message.state != "finished" or not all(message.translations)
    ] == []


@pytest.mark.parametrize("file", TRANSLATIONS, ids=lambda file: file.stem)
def test_a_translation_fills_what_the_source_fills(file: Path) -> None:
    """Another name in braces raises KeyError where a sentence was to be shown; a lost one hides a number."""
    assert [
        message
        for message in messages(file)
        for translation in filter(None, message.translations)
        if sorted(PLACEHOLDER.findall(translation)) != sorted(PLACEHOLDER.findall(message.source))
    ] == []


@pytest.mark.parametrize("file", [f for f in TRANSLATIONS if "_zh" in f.stem], ids=lambda file: file.stem)
def test_chinese_has_chinese_punctuation(file: Path) -> None:
    """No Latin sign follows a character, and a sentence ends in its own full stop where the source's does."""
    assert [
        message
        for message in messages(file)
        for translation in filter(None, message.translations)
        if LATIN_SIGN.search(translation) or message.source.endswith(".") != translation.endswith("。")
    ] == []
