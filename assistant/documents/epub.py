"""EPUB books: the chapters in the order of the spine (EPUB 3.3, W3C), read as HTML pages."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from assistant.documents import html
from assistant.documents.archive import Archive, resolve
from assistant.documents.document import Document, DocumentBuilder
from assistant.documents.encoding import decode
from assistant.documents.errors import ChaptersMissing

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
# Fonts are often obfuscated by these; that hides no text.
_FONT_OBFUSCATION = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})


def read(path: Path) -> Document:
    """Raises :class:`DocumentError` and :class:`OSError`."""
    with Archive(path, "EPUB") as archive:
        check_protection(archive)
        name = package_name(archive)
        package = archive.xml(name)
        builder = DocumentBuilder()
        missing = 0
        for chapter in spine(package, name):
            if chapter in archive:
                html.add(builder, decode(archive.read(chapter), path.name).text, path.name)
            else:
                missing += 1
    return builder.build(
        "epub",
        title=package.findtext(".//{http://purl.org/dc/elements/1.1/}title") or "",
        language=package.findtext(".//{http://purl.org/dc/elements/1.1/}language"),
        warnings=(ChaptersMissing(count=missing),) if missing else (),
    )


def check_protection(archive: Archive) -> None:
    """Raises :class:`DocumentEncrypted`."""
    if _ENCRYPTION in archive and _hides_text(archive.xml(_ENCRYPTION)):
        raise archive.encrypted()


def package_name(archive: Archive) -> str:
    """The member that lists the others."""
    rootfile = archive.xml(_CONTAINER).find(".//{*}rootfile")
    name = rootfile.get("full-path") if rootfile is not None else None
    if not name:
        raise archive.damaged(ValueError("no package document"))
    return name


def _hides_text(encryption: etree._Element) -> bool:
    methods = (
        method.get("Algorithm") for method in encryption.iterfind(".//{*}EncryptedData/{*}EncryptionMethod")
    )
    return any(method not in _FONT_OBFUSCATION for method in methods)


def spine(package: etree._Element, package_name: str) -> list[str]:
    """The names of the members that hold the chapters, without the table of contents."""
    pages = {
        item.get("id"): resolve(package_name, item.get("href", ""))
        for item in package.iterfind(".//{*}manifest/{*}item")
        if item.get("media-type") in _PAGES and "nav" not in item.get("properties", "").split()
    }
    references = (reference.get("idref") for reference in package.iterfind(".//{*}spine/{*}itemref"))
    return [pages[reference] for reference in references if reference in pages]
