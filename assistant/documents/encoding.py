"""Bytes to text. Files rarely say how they are encoded, and many Chinese ones are not in UTF-8."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.document import clean
from assistant.documents.errors import (
    CharactersReplaced,
    DocumentBinary,
    DocumentTooLarge,
    DocumentWarning,
    EncodingGuessed,
)
from assistant.documents.language import detect

MAX_TEXT_BYTES = 64_000_000
"""More than any local model reads in a day; the bound that keeps memory and time in hand."""
MAX_TEXT = "64 MB"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = [
    "gb18030",
    "big5",
    "cp932",
    "euc_jp",
    "cp949",
    "cp1252",
    "cp1250",
    "cp1251",
    "koi8_r",
    "cp1253",
]
_CANDIDATES += ["cp1254", "cp1255", "cp1256", "cp874"]
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_ESCAPED_BYTES = re.compile("[\udc80-\udcff]")
_SAMPLE = 64_000
_TOLERATED = 0.01
"""The share of broken bytes among the non-ASCII ones up to which a text is still taken for UTF-8."""


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    warnings: tuple[DocumentWarning, ...] = ()

    def encode(self, text: str) -> bytes:
        """``text`` in this encoding; in UTF-8 where that has not all of its characters."""
        try:
            return text.encode(self.encoding, errors="surrogateescape")
        except UnicodeEncodeError:
            return text.encode("utf-8", errors="surrogateescape")


def read_bytes(path: Path) -> bytes:
    """A whole file of text. Raises :class:`OSError` or :class:`DocumentTooLarge`."""
    with path.open("rb") as file:
        data = file.read(MAX_TEXT_BYTES + 1)
    if len(data) > MAX_TEXT_BYTES:
        raise DocumentTooLarge(name=path.name, limit=MAX_TEXT)
    return data


def read_text(path: Path) -> Decoded:
    """The text of a file. Raises :class:`OSError`, :class:`DocumentTooLarge` or :class:`DocumentBinary`."""
    return decode(read_bytes(path), path.name)


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """``data`` as clean text. ``declared`` is what the format itself names as its encoding.

    Raises :class:`DocumentBinary`.
    """
    encoding, warnings = _encoding(data, name, declared)
    text = data.decode(encoding, errors="replace")
    replaced = text.count("\ufffd")
    if replaced:
        warnings += (CharactersReplaced(count=replaced),)
    return Decoded(clean(text), encoding, warnings)


def decode_faithfully(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """``data`` as text from which the very bytes can be made again by :meth:`Decoded.encode`.

    Line ends and the byte order mark are in the text; bytes that are no characters are lone surrogates in it
    (PEP 383). Raises :class:`DocumentBinary`.
    """
    encoding, warnings = _encoding(data, name, declared)
    if declared and data.isascii() and _reads_alike(data, declared):
        encoding = declared  # of what is written into it
    try:
        text = data.decode(encoding, errors="surrogateescape")
        broken = len(_ESCAPED_BYTES.findall(text))
    except UnicodeDecodeError:  # half a character of UTF-16
        text = data.decode(encoding, errors="replace")
        broken = text.count("\ufffd")
    if broken:
        warnings += (CharactersReplaced(count=broken),)
    return Decoded(text, encoding, warnings)


def _encoding(data: bytes, name: str, declared: str | None) -> tuple[str, tuple[DocumentWarning, ...]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, ()
    wide = _wide(data)
    if wide:
        return wide, ()
    if len(_CONTROL.findall(data[:_SAMPLE])) > len(data[:_SAMPLE]) * 0.005:
        raise DocumentBinary(name=name)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", ()
    if declared and _known(declared) and codecs.lookup(declared).name != "utf-8":
        return declared, ()
    if _nearly_utf8(data):
        return "utf-8", ()
    encoding = _guess(data)
    return encoding, (EncodingGuessed(encoding=encoding),)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: text in it has zero bytes, or spaces and line ends, on one side only."""
    sample = data[: _SAMPLE & ~1]
    zeros = sample[0::2].count(0), sample[1::2].count(0)
    if len(sample) < 4 or not any(zeros):
        return None
    little, big = zeros[1] > 4 * zeros[0], zeros[0] > 4 * zeros[1]
    if not little and not big:
        return None
    encoding = "utf-16-le" if little else "utf-16-be"
    text = sample.decode(encoding, errors="replace")
    odd = sum(1 for c in text if c == "\ufffd" or not (c.isprintable() or c in "\t\n\r\f"))
    return encoding if odd <= len(text) * 0.01 else None


def _known(encoding: str) -> bool:
    try:
        b"a".decode(encoding, errors="replace")
    except (LookupError, ValueError):  # ValueError: a name with a zero byte
        return False
    return True


def _reads_alike(data: bytes, encoding: str) -> bool:
    """Whether ``data``, which is ASCII, is the same in ``encoding``."""
    try:
        return data.decode(encoding) == data.decode("ascii")
    except (LookupError, ValueError):
        return False


def _nearly_utf8(data: bytes) -> bool:
    broken = data.decode("utf-8", errors="replace").count("\ufffd")
    return broken <= max(1, len(_NON_ASCII.findall(data)) * _TOLERATED) and len(data) > 200


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    match = from_bytes(_telling(data), cp_isolation=_CANDIDATES).best()
    if match is None:
        return "cp1252"
    if match.encoding != "cp1250":
        return match.encoding
    # Western and Central European encodings differ in few letters: what reads more like a language wins.
    western, central = (detect(_telling(data).decode(e, "replace")).confidence for e in ("cp1252", "cp1250"))
    return "cp1250" if central > western else "cp1252"


def _telling(data: bytes) -> bytes:
    """A sample with the bytes that matter: whole lines that are not ASCII, as many as needed."""
    size = 0
    lines = []
    for line in data[: 16 * _SAMPLE].splitlines(keepends=True):
        if not line.isascii():
            lines.append(line[:_SAMPLE])
            size += len(lines[-1])
        if size > _SAMPLE:
            break
    return b"".join(lines) or data[:_SAMPLE]
