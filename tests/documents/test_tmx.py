"""Translation memories of other programs: all is read, markup as tags, and what is written reads back."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from assistant.documents import tmx
from assistant.documents.errors import DocumentDamaged
from assistant.documents.tmx import Translated, Variant

OTHERS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header srclang="EN-US" datatype="xml" segtype="sentence" creationtool="X" creationtoolversion="1"
    adminlang="en" o-tmf="X"><note>of a harbour</note></header>
  <body>
    <tu><note>checked</note>
      <tuv xml:lang="de-DE"><seg>Die <bpt i="7" x="1">&lt;b&gt;</bpt>alte<ept
        i="7">&lt;/b&gt;</ept> Mole.</seg></tuv>
      <tuv xml:lang="EN-US"><prop type="p">1</prop><seg>The <bpt i="1" x="1">&lt;b&gt;</bpt>old<ept
        i="1">&lt;/b&gt;</ept> mole<ph x="2"/>.</seg></tuv>
      <tuv xml:lang="zh-TW"><seg>舊<hi>防波堤</hi>。</seg></tuv>
    </tu>
    <tu><tuv lang="EN-US"><seg>1 &lt;2&gt; 3 &amp; 4</seg></tuv><tuv lang="fr"><seg>un</seg></tuv></tu>
    <tu><tuv xml:lang="EN-US"><seg>Alone.</seg></tuv></tu>
    <tu><tuv xml:lang="EN-US"><seg></seg></tuv><tuv xml:lang="fr"><seg>Rien.</seg></tuv></tu>
  </body>
</tmx>
"""


def test_what_another_program_has_written_is_read(tmp_path: Path) -> None:
    file = tmp_path / "memory.tmx"
    file.write_text(OTHERS, encoding="utf-8")
    mole = Variant("EN-US", "The <1>old</1> mole<2/>.")
    assert list(tmx.read(file)) == [
        (mole, Variant("de-DE", "Die <1>alte</1> Mole.")),
        (mole, Variant("zh-TW", "舊防波堤。")),
        (Variant("EN-US", "1 <\\2> 3 & 4"), Variant("fr", "un")),
    ]


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    file = io.BytesIO()
    tmx.write(file, "en", "fr", [Translated("A\x0cbell\x07.", "Une\x00 cloche.\ud800", 1_700_000_000.0)])
    assert b"A bell." in file.getvalue()
    assert b'changedate="20231114T221320Z"' in file.getvalue()


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    texts = [
        ("Plain & <b>simple</b> 🚢.", "Tout <b>simple</b> & clair 🚢."),
        ("<1>First</1> and <2>second</2><3/>", "<2>zweites</2><3/> und <1>erstes</1>"),
        ("A sign <\\1> is no tag.", "以前\n的"),
    ]
    with path.open("wb") as file:
        tmx.write(file, "en", "zh-Hant", [Translated(*pair, 0.0) for pair in texts])
    assert [(source.text, target.text) for source, target in tmx.read(path)] == texts
    assert {(source.language, target.language) for source, target in tmx.read(path)} == {("en", "zh-Hant")}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "not XML at all",
        "<html><body>tmx</body></html>",
        "<tmx version='1.4'><body><tu>",
        "<tmx>&bomb;</tmx>",
    ],
)
def test_what_is_no_translation_memory_is_one_error(tmp_path: Path, content: str) -> None:
    file = tmp_path / "memory.tmx"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DocumentDamaged):
        list(tmx.read(file))


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    """A file of some lines that would unpack to gigabytes, or read another file of this computer."""
    secret = tmp_path / "secret"
    secret.write_text("xylophone", encoding="utf-8")
    file = tmp_path / "memory.tmx"
    declared = f'<!DOCTYPE tmx [<!ENTITY a "{"b" * 1000}"><!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    unit = '<tu><tuv lang="en"><seg>x &a;&s;</seg></tuv><tuv lang="fr"><seg>y</seg></tuv></tu>'
    file.write_text(f"{declared}<tmx><body>{unit}</body></tmx>", encoding="utf-8")
    assert list(tmx.read(file)) == [(Variant("en", "x"), Variant("fr", "y"))]
