"""Whatever a person drops on the window: a document, or one sentence that says why not."""

from __future__ import annotations

import os
import socket
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.documents import encoding
from assistant.documents.errors import (
    DocumentBinary,
    DocumentDamaged,
    DocumentEmpty,
    DocumentEncrypted,
    DocumentError,
    DocumentIsFolder,
    DocumentNotFound,
    DocumentNotPermitted,
    DocumentSuspicious,
    DocumentTooLarge,
    DocumentUnsupported,
    NotADocument,
)
from assistant.documents.reading import FORMATS, read, suffixes
from tests.documents.samples import assert_sound, epub_members, write_pdf, write_zip

Save = Callable[[str, str | bytes], Path]

_PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489") + bytes(range(256))
_BODY = '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'
_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("empty.txt", b"", DocumentEmpty),
        ("blank.txt", b" \n\t\n", DocumentEmpty),
        ("picture.txt", _PNG, DocumentBinary),
        ("noise.bin", bytes(range(256)) * 20, DocumentBinary),
        ("broken.docx", b"PK\x03\x04 and then nothing", DocumentDamaged),
        ("renamed.docx", b"just text", DocumentDamaged),
        ("broken.epub", b"PK\x03\x04" + bytes(100), DocumentDamaged),
        ("broken.pdf", b"%PDF-1.7\nnothing follows", DocumentDamaged),
        ("renamed.pdf", b"just text", DocumentDamaged),
        ("protected.docx", _OLE, DocumentEncrypted),
        ("old.doc", _OLE, DocumentUnsupported),
        ("letter.rtf", rb"{\rtf1\ansi Hello}", DocumentUnsupported),
        ("sheet.xlsx", b"PK\x03\x04", DocumentUnsupported),
        ("film.srt", b"no cue in here", DocumentDamaged),
    ],
)
def test_what_is_no_document_is_refused_in_one_sentence(
    save: Save, name: str, content: bytes, error: type[DocumentError]
) -> None:
    with pytest.raises(error) as caught:
        read(save(name, content))
    assert name in caught.value.text
    assert caught.value.text.count(". ") == 0
    assert caught.value.advice


def test_a_path_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(DocumentNotFound):
        read(tmp_path / "gone.txt")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(DocumentIsFolder):
        read(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(save: Save) -> None:
    path = save("secret.txt", "text")
    path.chmod(0)
    with pytest.raises(DocumentNotPermitted):
        read(path)


@pytest.mark.parametrize("name", ["secret.txt", "secret.pdf", "secret.docx"])
def test_a_refusal_of_the_system_becomes_a_sentence(
    save: Save, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save(name, "text")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DocumentNotPermitted):
        read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_that_would_never_end_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    with pytest.raises(NotADocument):
        read(path)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no local sockets here")
def test_a_device_is_not_read() -> None:
    with pytest.raises(NotADocument):
        read(Path("/dev/zero"))


def test_more_text_than_can_be_used_is_refused_before_it_is_decoded(
    save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "MAX_TEXT_BYTES", 1000)
    with pytest.raises(DocumentTooLarge):
        read(save("long.txt", "a" * 1001))


def test_a_single_line_of_many_megabytes_is_read(save: Save) -> None:
    document = read(save("line.txt", "word " * 1_000_000))
    assert len(document.blocks) == 1


def test_a_decompression_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = b"<w:document>" + b" " * 60_000_000
    with pytest.raises(DocumentSuspicious):
        read(write_zip(tmp_path / "bomb.docx", {"word/document.xml": bomb}))


def test_entities_do_not_expand(tmp_path: Path) -> None:
    declarations = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE d [<!ENTITY a0 "lol">{declarations}]>{_BODY.format("&a8;")}'
    with pytest.raises(DocumentSuspicious):
        read(write_zip(tmp_path / "entities.docx", {"word/document.xml": bomb}))


def test_a_document_cannot_pull_in_other_files(tmp_path: Path, save: Save) -> None:
    secret = save("secret.txt", "a secret").as_uri()
    body = f'<!DOCTYPE d [<!ENTITY other SYSTEM "{secret}">]>{_BODY.format("Before &other; after")}'
    document = read(write_zip(tmp_path / "entities.docx", {"word/document.xml": body}))
    assert "Before" in document.text
    assert "secret" not in document.text


def test_the_content_decides_over_the_name(tmp_path: Path, save: Save) -> None:
    assert read(write_pdf(tmp_path / "report.txt", [("Title", ["Some text."])])).source_format == "pdf"
    assert read(write_zip(tmp_path / "book.zip", epub_members(["<p>Text.</p>"]))).source_format == "epub"
    assert read(save("page.txt", "<!DOCTYPE html><p>Hello</p>")).source_format == "html"
    assert read(save("film.txt", "1\n00:00:01,000 --> 00:00:02,000\nHello\n")).source_format == "srt"


def test_unknown_text_is_text(save: Save) -> None:
    assert read(save("notes.unknown", "Some notes.")).source_format == "text"
    assert read(save("README", "Some notes.")).source_format == "text"


def test_the_title_is_the_name_where_the_file_has_none(save: Save) -> None:
    assert read(save("my notes.txt", "just a line of text that is no title.")).title == "my notes"


def test_formats_have_names_and_suffixes_of_their_own() -> None:
    names = [known.name for known in FORMATS]
    assert len(set(names)) == len(names)
    assert len(set(suffixes())) == len(suffixes())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    suffix=st.sampled_from([*suffixes(), ".py", ".csv", ""]),
    data=st.one_of(
        st.binary(max_size=400), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
    ),
)
def test_no_content_raises_anything_else(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"file{suffix}"
    path.write_bytes(data)
    with suppress(DocumentError):
        assert_sound(read(path))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.randoms(use_true_random=False), kind=st.sampled_from(["pdf", "epub"]))
def test_a_damaged_file_never_takes_the_program_with_it(tmp_path: Path, seed: object, kind: str) -> None:
    path = tmp_path / f"whole.{kind}"
    if not path.exists():
        if kind == "pdf":
            write_pdf(path, [("Title", ["Some text. " * 20])])
        else:
            write_zip(path, epub_members(["<h1>One</h1><p>Text.</p>" * 5]))
    data = bytearray(path.read_bytes())
    for _ in range(12):
        data[seed.randrange(len(data))] = seed.randrange(256)  # type: ignore[attr-defined]
    del data[seed.randrange(len(data) // 2, len(data)) :]  # type: ignore[attr-defined]
    broken = tmp_path / f"broken.{kind}"
    broken.write_bytes(data)
    with suppress(DocumentError):
        assert_sound(read(broken))


def test_an_archive_with_encrypted_members(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "locked.docx", {"word/document.xml": "<d/>"})
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        local = archive.getinfo("word/document.xml").header_offset
    central = data.index(b"PK\x01\x02")
    data[local + 6] |= 1
    data[central + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(DocumentEncrypted):
        read(path)
