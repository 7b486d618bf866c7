"""Zip archives that hold a document (Word, EPUB), opened with suspicion.

A zip file of some kilobytes can unpack to terabytes, and an XML file of some lines to gigabytes. Sizes are
bounded before and while unpacking, and XML is parsed without entities, DTDs and network.
"""

from __future__ import annotations

import io
import lzma
import shutil
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self
from urllib.parse import unquote

from lxml import etree

from assistant.documents.encoding import MAX_TEXT_BYTES
from assistant.documents.errors import DocumentDamaged, DocumentEncrypted, DocumentSuspicious

_MAX_TOTAL = 4 * MAX_TEXT_BYTES
_MAX_RATIO = 300
"""Of unpacked to packed size. XML of real documents reaches about 50, deflate at most 1,032."""
_SMALL = 4_000_000
"""A member of no more than so many bytes is let through at any ratio."""
_MAX_COPY = 1_000_000_000
"""Bytes of all members of an archive that is copied, pictures and films included."""
_MAX_MEMBERS = 50_000
_ENCRYPTED_FLAG = 0x1

# What zipfile raises on a broken archive, an encrypted one (RuntimeError) and one of exotic compression.
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)


class Archive:
    """The members of a zip file by name. A context manager.

    Raises :class:`DocumentDamaged`, :class:`DocumentEncrypted`, :class:`DocumentSuspicious` and
    :class:`OSError`.
    """

    def __init__(self, source: Path | bytes, source_format: str, name: str = "") -> None:
        """``source``: a file, or what one with the name ``name`` held; ``source_format``: the common name of
        the format, for the sentence of an error."""
        self._name = source.name if isinstance(source, Path) else name
        self._format = source_format
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(source if isinstance(source, Path) else io.BytesIO(source))
        except _BROKEN as error:
            raise self.damaged(error) from error
        self._members = {info.filename.replace("\\", "/"): info for info in self._zip.infolist()}
        if len(self._members) > _MAX_MEMBERS:
            self._zip.close()
            raise DocumentSuspicious(f"{len(self._members)} members", name=self._name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def names(self) -> list[str]:
        """All members, in the archive's order."""
        return list(self._members)

    def read(self, name: str) -> bytes:
        """The bytes of a member; raises :class:`DocumentDamaged` where there is none."""
        info = self._members.get(name)
        if info is None:
            raise self.damaged(KeyError(name))
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise self.encrypted()
        limit = min(MAX_TEXT_BYTES, _MAX_TOTAL - self._read, max(_SMALL, info.compress_size * _MAX_RATIO))
        try:
            with self._zip.open(info) as member:
                # The size in the directory is what the archive claims; what comes out is what counts.
                data = member.read(limit + 1)
        except _BROKEN as error:
            raise self.damaged(error) from error
        if len(data) > limit:
            raise DocumentSuspicious(f"{name}: {info.compress_size} bytes packed", name=self._name)
        self._read += len(data)
        return data

    def xml(self, name: str, *, faithfully: bool = False) -> etree._Element:
        """The root of a member in XML; entities are not expanded, and few mistakes are forgiven.

        ``faithfully``: to be written again, so no mistakes at all, and comments are kept.
        """
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
            recover=not faithfully,
            remove_comments=not faithfully,
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged(error) from error
        if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
            raise DocumentSuspicious(f"{name}: entities or depth beyond libxml2's limits", name=self._name)
        if root is None:
            raise self.damaged(ValueError(f"{name} has no root element"))
        return root

    def check_copy(self) -> None:
        """Raises what :meth:`copy` would, as far as the archive's directory tells."""
        total = 0
        for name, info in self._members.items():
            if info.flag_bits & _ENCRYPTED_FLAG:
                raise self.encrypted()
            total += info.file_size
            # No more comes out of a member than the directory says: zipfile stops there.
            if info.file_size > max(_SMALL, info.compress_size * _MAX_RATIO) or total > _MAX_COPY:
                raise DocumentSuspicious(f"{name}: {info.compress_size} bytes packed", name=self._name)

    def copy(self, changed: Mapping[str, bytes]) -> bytes:
        """The archive with other contents of some of its members; order, dates and packing stay."""
        file = io.BytesIO()
        try:
            with zipfile.ZipFile(file, "w") as target:
                for name, info in self._members.items():
                    member = zipfile.ZipInfo(info.filename, info.date_time)
                    member.compress_type, member.external_attr = info.compress_type, info.external_attr
                    member.comment, member.file_size = info.comment, info.file_size
                    if name in changed:
                        target.writestr(member, changed[name])
                    else:
                        with self._zip.open(info) as source, target.open(member, "w") as copy:
                            shutil.copyfileobj(source, copy)
        except _BROKEN as error:
            raise self.damaged(error) from error
        return file.getvalue()

    def encrypted(self) -> DocumentEncrypted:
        return DocumentEncrypted(name=self._name)

    def damaged(self, error: Exception) -> DocumentDamaged:
        return DocumentDamaged(repr(error), name=self._name, format=self._format)


def resolve(base: str, reference: str) -> str:
    """The member that ``reference``, found in the member ``base``, points to; fragments are dropped."""
    path = unquote(reference.partition("#")[0])
    parts: list[str] = []
    for part in (PurePosixPath(base).parent / path).parts if not path.startswith("/") else path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)
