"""Catalogues of gettext (.po, .pot): messages without a translation, and those whose translation is "fuzzy".

What is translated already stays. A message whose target is its source stays untranslated, as gettext shows
the source then anyway. Both languages stand in a catalogue by nature.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import regex

from assistant.documents.document import clean
from assistant.documents.encoding import Decoded, decode_faithfully, read_bytes
from assistant.documents.errors import DocumentDamaged, MessagesTranslated
from assistant.documents.translatable import tags
from assistant.documents.translatable.lines import line_end
from assistant.documents.translatable.po_entries import Entry, Field, entries, quoted, without_fuzzy
from assistant.documents.translatable.unit import LINE, Place, TranslatableDocument, Unit

_CHARSET = re.compile(rb"charset=([\w.:-]{2,40})")
_LETTER = regex.compile(r"\p{L}")
_PLURALS = re.compile(r"nplurals\s*=\s*(\d)")
_SLAVIC = "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"
# From the table of the gettext manual, section "Plural forms"; other languages: 2, plural=(n != 1).
_PLURAL_FORMS = {
    "id ja km ko lo ms my th vi zh": "nplurals=1; plural=0;",
    "fa fr hy oc tr pt_BR": "nplurals=2; plural=(n > 1);",
    "be bs hr ru sr uk": f"nplurals=3; plural=({_SLAVIC});",
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "cs sk": "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);",
    "ro": "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2);",
    "lt": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "lv": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);",
    "sl": "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    "ga": "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4);",
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
    ),
}


def read(path: Path) -> TranslatableDocument:
    """Raises :class:`DocumentError` and :class:`OSError`."""
    data = read_bytes(path)
    declared = _CHARSET.search(data[:8192])
    encoding = declared[1].decode("ascii") if declared else None
    source = decode_faithfully(data, path.name, encoding)
    found = list(entries(source.text))
    if not found:
        raise DocumentDamaged("no messages", name=path.name, format="gettext")
    document = Catalogue(source, found, says_encoding=_is_called(source.encoding, encoding))
    if not document.units and any(entry.fields["msgid"].text for entry in found if "msgid" in entry.fields):
        raise MessagesTranslated(name=path.name)
    return document


class Catalogue(TranslatableDocument):
    """A text with messages in it."""

    def __init__(self, source: Decoded, found: Sequence[Entry], *, says_encoding: bool) -> None:
        """``says_encoding``: the header does not name another encoding than that of ``source``."""
        self._source = source
        self._says_encoding = says_encoding
        self._messages: list[tuple[Entry, dict[str, int]]] = []
        """Entries, and the indices of the units of their ``msgid`` and ``msgid_plural``."""
        units: list[Unit] = []
        line, counted = 1, 0
        for entry in found:
            message = entry.fields.get("msgid")
            if not message or not message.text or entry.is_translated or not _LETTER.search(message.text):
                continue
            line += source.text.count("\n", counted, message.start)
            counted = message.start
            indices: dict[str, int] = {}
            for name in ("msgid", "msgid_plural"):
                if name in entry.fields:
                    indices[name] = len(units)
                    units.append(Unit(_shown(entry.fields[name].text), "message", Place(LINE, line=line)))
            self._messages.append((entry, indices))
        self._header = next((e for e in found if "msgid" in e.fields and not e.fields["msgid"].text), None)
        super().__init__("po", units, source.warnings)

    def render(self, targets: Sequence[str], *, language: str = "", bilingual: bool = False) -> bytes:
        changes = self._changed(targets)
        if not changes:
            return self._source.encode(self._source.text)
        header = self._header_text(language)
        count = int(match[1]) if (match := _PLURALS.search(header)) else 2
        edits: list[tuple[int, int, str]] = []
        for entry, indices in self._messages:
            if any(index in changes for index in indices.values()):
                edits += self._edits(entry, indices, changes, count)
        if self._says_encoding:
            text = self._edited([*self._header_edits(header), *edits])
            with suppress(UnicodeEncodeError):
                return text.encode(self._source.encoding, "surrogateescape")
        # The header must say which encoding it is, and that has to have all of the letters.
        header = re.sub(r"charset=[\w.:-]+", "charset=UTF-8", header)
        return self._edited([*self._header_edits(header), *edits]).encode("utf-8", "surrogateescape")

    def _edited(self, edits: Sequence[tuple[int, int, str]]) -> str:
        parts = []
        at = 0
        for start, end, written in sorted(edits):
            parts += [self._source.text[at:start], written]
            at = end
        return "".join([*parts, self._source.text[at:]])

    def _edits(
        self, entry: Entry, indices: Mapping[str, int], changes: Mapping[int, str], count: int
    ) -> list[tuple[int, int, str]]:
        text = self._source.text
        end = line_end(text, entry.fields["msgid"].start)
        written = {
            name: _written(changes[index], entry.fields[name])
            if index in changes
            else entry.fields[name].text
            for name, index in indices.items()
        }
        translations = entry.translations
        needs_review = False
        if "msgid_plural" in written:
            forms = [written["msgid"], *[written["msgid_plural"]] * (count - 1)] if count > 1 else []
            forms = forms or [written["msgid_plural"]]
            lines = [f"msgstr[{number}] {quoted(form, end)}" for number, form in enumerate(forms)]
            # One plural was translated, and the language has several: a person has to tell them apart.
            needs_review = count > 2
        else:
            lines = [f"msgstr {quoted(written['msgid'], end)}"]
        edits = [(translations[0].start, translations[-1].end, end.join(lines))]
        if entry.is_fuzzy and not needs_review:
            edits += [(start, stop, without_fuzzy(text[start:stop])) for start, stop in entry.flags]
        elif needs_review and not entry.is_fuzzy:
            first = min(value.start for value in entry.fields.values())
            edits.append((first, first, f"#, fuzzy{end}"))
        return [*edits, *((start, stop, "") for start, stop in entry.previous)]

    def _header_text(self, language: str) -> str:
        header = self._header.translations[0].text if self._header else ""
        header = header.replace("charset=CHARSET", "charset=UTF-8")  # of a template
        if not header or not language:
            return header
        code = _code(language)
        header = _with_line(header, "Language", code)
        known = re.search(r"^Plural-Forms:.*nplurals\s*=\s*\d", header, re.MULTILINE)
        return header if known else _with_line(header, "Plural-Forms", _plural_forms(code))

    def _header_edits(self, header: str) -> list[tuple[int, int, str]]:
        if not self._header or header == self._header.translations[0].text:
            return []
        place = self._header.translations[0]
        return [(place.strings, place.end, quoted(header, line_end(self._source.text, place.start)))]


def _shown(text: str) -> str:
    return tags.escape(clean(text)).strip()


def _written(target: str, message: Field) -> str:
    """A target between the white space that the message begins and ends with, as gettext demands."""
    text = message.text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{tags.unescape(clean(target)).strip()}{after}"


def _code(language: str) -> str:
    """A BCP 47 tag as gettext knows the language."""
    parts = language.replace("_", "-").split("-")
    if parts[0] == "zh" and not any(len(part) == 2 for part in parts[1:]):
        return "zh_TW" if "Hant" in parts else "zh_CN"
    region = next((part.upper() for part in parts[1:] if len(part) == 2), "")
    return f"{parts[0]}_{region}" if region else parts[0]


def _plural_forms(code: str) -> str:
    for known in (code, code.partition("_")[0]):
        for codes, forms in _PLURAL_FORMS.items():
            if known in codes.split():
                return forms
    return "nplurals=2; plural=(n != 1);"


def _with_line(header: str, name: str, value: str) -> str:
    line = re.compile(rf"^{name}:.*\n?", re.MULTILINE)
    if line.search(header):
        return line.sub(lambda _: f"{name}: {value}\n", header, count=1)
    return f"{header.rstrip(chr(10))}\n{name}: {value}\n"


def _is_called(encoding: str, name: str | None) -> bool:
    try:
        return name in {None, "CHARSET"} or codecs.lookup(str(name)) == codecs.lookup(encoding)
    except LookupError:
        return False
