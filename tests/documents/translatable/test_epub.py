"""EPUB books: spine, manifest and everything that is no text stay; the table of contents follows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.documents.errors import DocumentEncrypted
from assistant.documents.translatable import open_translatable
from tests.documents.samples import epub_members, write_zip
from tests.documents.translatable.samples import shouting, sources, texts

Save = Callable[[str, str | bytes], Path]

_NCX = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><docTitle>'
    "<text>A Book</text></docTitle><navMap><navPoint id='n1'><navLabel><text>The Storm</text></navLabel>"
    "<content src='text/c0.xhtml#s'/></navPoint></navMap></ncx>"
)


def book() -> dict[str, str | bytes]:
    members = epub_members(
        [
            '<h1 id="s">The Storm</h1><p>It <i>rained</i>&#160;all day.<img src="a.png" alt="Rain"/></p>',
            "<p>Then it stopped.</p><pre>code</pre>",
        ],
        **{"OEBPS/toc.ncx": _NCX},
    )
    package = str(members["OEBPS/content.opf"])
    package = package.replace(
        "</manifest><spine>",
        '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest><spine toc="ncx">',
    )
    return {**members, "OEBPS/content.opf": package, "OEBPS/a.png": b"\x89PNG" * 9}


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_units_and_their_places(save: Save) -> None:
    document = open_translatable(write_zip(save("a.epub", b""), book()))
    assert [(unit.kind, unit.text, unit.place.text) for unit in document.units] == [
        ("heading", "A Book", "About the book"),
        ("heading", "A Book", "Table of contents"),
        ("heading", "The Storm", "Table of contents"),
        ("heading", "The Storm", "Part 1, line 1"),
        ("paragraph", "It <1>rained</1>\u00a0all day.", "Part 1, line 1"),
        ("attribute", "Rain", "Part 1, line 1"),
        ("paragraph", "Then it stopped.", "Part 2, line 1"),
    ]


def test_nothing_but_the_text_changes(save: Save) -> None:
    path = write_zip(save("a.epub", b""), book())
    document = open_translatable(path)
    before = _members(path.read_bytes())
    assert _members(document.render(sources(document))) == before
    after = _members(document.render(shouting(document)))
    assert list(after) == list(before)
    for name, content in before.items():
        for old in ("A Book", "The Storm", "It <i>rained</i>&#160;all day.", '"Rain"', "Then it stopped."):
            content = content.replace(old.encode(), old.upper().replace("I>", "i>").encode())
        assert after[name] == content


def test_the_type_stands_first_and_unpacked_as_readers_demand(save: Save) -> None:
    path = save("a.epub", b"")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in book().items():
            archive.writestr(
                name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            )
    data = open_translatable(path).render(shouting(open_translatable(path)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.infolist()[1].compress_type == zipfile.ZIP_DEFLATED


def test_the_language_and_the_direction_of_the_pages(save: Save) -> None:
    document = open_translatable(write_zip(save("a.epub", b""), book()))
    members = _members(document.render(shouting(document), language="he"))
    package = members["OEBPS/content.opf"].decode()
    assert "<dc:language>he</dc:language>" in package
    assert '<spine toc="ncx" page-progression-direction="rtl">' in package
    assert b'lang="he" dir="rtl"' in members["OEBPS/text/c0.xhtml"]


def test_both_languages(save: Save) -> None:
    document = open_translatable(write_zip(save("a.epub", b""), book()))
    members = _members(document.render(shouting(document), language="de", bilingual=True))
    assert (
        b'Then it stopped.<br/><span lang="de" dir="ltr">THEN IT STOPPED.</span>'
        in members["OEBPS/text/c1.xhtml"]
    )
    assert b"<text>The Storm / THE STORM</text>" in members["OEBPS/toc.ncx"]
    assert b"<dc:language>en-GB</dc:language>" in members["OEBPS/content.opf"]


def test_a_protected_book_is_refused(save: Save) -> None:
    encryption = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData '
        'xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="x"/></EncryptedData>'
        "</encryption>"
    )
    path = write_zip(save("a.epub", b""), {**book(), "META-INF/encryption.xml": encryption})
    with pytest.raises(DocumentEncrypted):
        open_translatable(path)


def test_a_chapter_that_is_missing_hides_no_other(save: Save) -> None:
    members = book()
    del members["OEBPS/text/c0.xhtml"]
    document = open_translatable(write_zip(save("a.epub", b""), members))
    assert texts(document)[-1] == ("paragraph", "Then it stopped.")
