"""Catalogues of gettext: comments, references and what is translated already stay, to the byte."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.errors import DocumentDamaged, EncodingGuessed, MessagesTranslated
from assistant.documents.translatable import TranslatableDocument, open_translatable
from assistant.documents.translatable.po_entries import entries, quoted
from tests.documents.translatable.samples import sources, texts

Save = Callable[[str, str | bytes], Path]

CATALOGUE = r"""# A catalogue
msgid ""
msgstr ""
"Project-Id-Version: x 1\n"
"Language: de\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#. for translators
#: main.c:12
#, c-format
msgid "Cannot open %s"
msgstr ""

msgctxt "menu"
msgid "Open"
msgstr "Öffnen"

#: a.c:1
#, fuzzy, c-format
#| msgid "Old \"text\""
msgid "New \"text\""
msgstr "Alter \"Text\""

msgid "One file\n"
msgid_plural "%d files\n"
msgstr[0] ""
msgstr[1] ""

msgid ""
"A long\n"
"message\twith <1> in it"
msgstr   ""

#~ msgid "Obsolete"
#~ msgstr "Veraltet"
"""


def _opened(data: bytes) -> TranslatableDocument:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "de.po"
        path.write_bytes(data)
        return open_translatable(path)


def test_units() -> None:
    document = _opened(CATALOGUE.encode())
    assert [(unit.text, unit.place.text) for unit in document.units] == [
        ("Cannot open %s", "Line 12"),
        ('New "text"', "Line 22"),
        ("One file", "Line 25"),
        ("%d files", "Line 25"),
        ("A long\nmessage\twith <\\1> in it", "Line 30"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_nothing_is_lost(end: str) -> None:
    data = CATALOGUE.replace("\n", end).encode()
    document = _opened(data)
    assert document.render(sources(document)) == data
    assert document.render(sources(document), language="fr", bilingual=True) == data


def test_translations() -> None:
    document = _opened(CATALOGUE.encode())
    targets = ["%s geht nicht auf", 'Neuer "Text"', "Eine Datei", "%d Dateien", "Lang\nmit <\\1>"]
    rendered = document.render(targets).decode()
    assert rendered == (
        CATALOGUE.replace('open %s"\nmsgstr ""', 'open %s"\nmsgstr "%s geht nicht auf"')
        .replace('#, fuzzy, c-format\n#| msgid "Old \\"text\\""\n', "#, c-format\n")
        .replace('"Alter \\"Text\\""', '"Neuer \\"Text\\""')
        .replace('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "Eine Datei\\n"\nmsgstr[1] "%d Dateien\\n"')
        .replace('msgstr   ""', 'msgstr ""\n"Lang\\n"\n"mit <1>"')
    )
    catalogue = polib.pofile(rendered)
    assert catalogue.percent_translated() == 100
    assert catalogue.find("One file\n").msgstr_plural == {0: "Eine Datei\n", 1: "%d Dateien\n"}


def test_several_plurals_are_left_for_a_person_to_review() -> None:
    catalogue = CATALOGUE.replace("nplurals=2; plural=(n != 1)", "nplurals=3; plural=(n%10==1 ? 0 : 1)")
    document = _opened(catalogue.encode())
    targets = sources(document)
    targets[2:4] = ["plik", "%d plików"]
    entry = polib.pofile(document.render(targets).decode()).find("One file\n")
    assert entry.msgstr_plural == {0: "plik\n", 1: "%d plików\n", 2: "%d plików\n"}
    assert entry.fuzzy


def test_a_template_becomes_a_catalogue_of_the_language(save: Save) -> None:
    template = (
        'msgid ""\nmsgstr ""\n"Language: \\n"\n"Content-Type: text/plain; charset=CHARSET\\n"\n'
        '"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n\nmsgid "a file"\nmsgid_plural "files"\n'
        'msgstr[0] ""\nmsgstr[1] ""\n'
    )
    document = open_translatable(save("x.pot", template))
    catalogue = polib.pofile(document.render(["文件", "文件"], language="zh-Hans").decode())
    assert catalogue.metadata["Language"] == "zh_CN"
    assert catalogue.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert catalogue.metadata["Content-Type"] == "text/plain; charset=UTF-8"
    assert catalogue[0].msgstr_plural == {0: "文件"}


def test_a_catalogue_in_an_encoding_without_the_letters_says_so(save: Save) -> None:
    text = CATALOGUE.replace("charset=UTF-8", "charset=ISO-8859-1")
    document = open_translatable(save("x.po", text.encode("latin-1")))
    assert document.render(sources(document)) == text.encode("latin-1")
    rendered = document.render(["无法打开 %s", *sources(document)[1:]]).decode("utf-8")
    assert "charset=UTF-8" in rendered
    assert "Öffnen" in rendered


def test_what_is_translated_needs_nothing(save: Save) -> None:
    with pytest.raises(MessagesTranslated):
        open_translatable(save("x.po", 'msgid "Open"\nmsgstr "Öffnen"\n'))
    with pytest.raises(DocumentDamaged):
        open_translatable(save("y.po", "no catalogue"))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\x85\u2028\u2029"), max_size=40))
def test_any_message_can_be_written_and_read(text: str) -> None:
    (entry,) = entries(f'msgid "a"\nmsgstr {quoted(text, chr(10))}\n')
    assert entry.translations[0].text == text


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*CATALOGUE.splitlines(), '"', "msgid", 'msgstr[2] "x"', "#, fuzzy", "\\"]),
        max_size=14,
    )
)
def test_any_lines_come_back_to_the_byte(lines: list[str]) -> None:
    data = "\n".join([*lines, 'msgid "last"', 'msgstr ""']).encode()
    document = _opened(data)
    assert document.render(sources(document)) == data
    assert texts(document)
    document.render(["Z"] * len(document.units))


_IN_ASCII = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=%s\\n"\n\nmsgid "Open"\nmsgstr ""\n'


@pytest.mark.parametrize("charset", [b"ISO-8859-1", b"UTF-8", b"CHARSET", b"no-such-thing"])
def test_a_catalogue_is_written_in_the_encoding_that_its_header_names(save: Save, charset: bytes) -> None:
    """Complaint: the letters of a translation are damaged in catalogues whose messages are plain ASCII."""
    for target in ("Là", "打开"):
        document = open_translatable(save("x.po", _IN_ASCII % charset))
        path = save("y.po", document.render([target], language="fr"))
        assert polib.pofile(str(path))[0].msgstr == target


def test_a_catalogue_that_is_not_in_utf8_though_it_says_so_becomes_it(save: Save) -> None:
    text = _IN_ASCII % b"UTF-8" + 'msgid "Café à São Paulo"\nmsgstr ""\n'.encode("latin-1")
    document = open_translatable(save("x.po", text))
    assert texts(document)[1] == ("message", "Café à São Paulo")
    assert [type(warning) for warning in document.warnings] == [EncodingGuessed]
    path = save("y.po", document.render(["Ouvrir", "Un café à São Paulo"]))
    assert [entry.msgstr for entry in polib.pofile(str(path))] == ["Ouvrir", "Un café à São Paulo"]
