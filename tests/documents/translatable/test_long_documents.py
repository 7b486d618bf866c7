"""A book takes work and memory in proportion to its length, counted and not timed."""

from __future__ import annotations

import cProfile
import io
import pstats
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from assistant.documents.translatable import open_translatable
from tests.documents.samples import epub_members, write_zip
from tests.documents.translatable.samples import shouting

_LINE = "The committee agreed in meeting {n} that the *river* should be measured, and so it was."


def _lines(count: int) -> list[str]:
    return [_LINE.format(n=n) for n in range(count)]


def _subtitles(count: int) -> str:
    return "".join(
        f"{n}\n00:{n // 60 % 60:02}:{n % 60:02},000 --> 01:00:00,000\n{line}\n\n"
        for n, line in enumerate(_lines(count))
    )


def _word(count: int) -> bytes:
    document = docx.Document()
    for line in _lines(count):
        before, word, after = line.split("*")
        paragraph = document.add_paragraph(before)
        paragraph.add_run(word).bold = True
        paragraph.add_run(after)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


_MAKERS: dict[str, Callable[[int], str | bytes]] = {
    "a.txt": lambda count: "\n\n".join(_lines(count)),
    "a.md": lambda count: "\n\n".join(_lines(count)),
    "a.html": lambda count: "".join(
        f"<p>{line.replace('*', '<br>')} <img alt='A'></p>\n" for line in _lines(count)
    ),
    "a.srt": _subtitles,
    "a.po": lambda count: "".join(f'msgid "{line}"\nmsgstr ""\n\n' for line in _lines(count)),
    "a.docx": _word,
}


def _write(path: Path, count: int) -> Path:
    if path.suffix == ".epub":
        return write_zip(path, epub_members([f"<p>{line}</p>" for line in _lines(count // 10)]))
    content = _MAKERS[path.name](count)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _calls(path: Path) -> int:
    profile = cProfile.Profile()
    profile.enable()
    document = open_translatable(path)
    document.render(shouting(document), language="de")
    profile.disable()
    return int(pstats.Stats(profile).total_calls)


def _peak(path: Path) -> int:
    tracemalloc.start()
    document = open_translatable(path)
    document.render(shouting(document), language="de")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize("name", [*_MAKERS, "a.epub"])
def test_twice_the_length_is_twice_the_work_and_the_memory(name: str, tmp_path: Path) -> None:
    short, long = tmp_path / "short", tmp_path / "long"
    short.mkdir()
    long.mkdir()
    _write(short / name, 400)
    _write(long / name, 800)
    _calls(short / name)  # what is imported and compiled once counts for neither
    assert _calls(long / name) < 2.2 * _calls(short / name)
    assert _peak(long / name) < 2.3 * _peak(short / name)
