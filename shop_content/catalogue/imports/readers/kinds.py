"""What a file really is, by its first bytes; its name only helps to say what is wrong."""

from __future__ import annotations

import zipfile
from pathlib import Path

from shop_content.catalogue.imports.errors import ImportRefused

HEAD = 4096  # bytes
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Excel files and of encrypted new ones

_FOREIGN = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)


def kind_of(path: Path) -> str:
    """ "text" or "xlsx". Raises ImportRefused for anything else, naming what it is."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise ImportRefused("empty_file")
    if head.startswith(_COMPOUND):
        raise ImportRefused("encrypted_sheet" if _is_encrypted(path) else "old_excel")
    if head.startswith(b"PK"):
        return _kind_of_zip(path)
    for magic, name in _FOREIGN:
        if head.startswith(magic):
            raise ImportRefused("not_a_table", kind=name)
    if _is_markup(head):
        raise ImportRefused("not_a_table", kind="HTML")
    return "text"


def _is_encrypted(path: Path) -> bool:
    """An encrypted workbook is a compound file with a stream of this name (MS-OFFCRYPTO 2.3.4.4)."""
    with path.open("rb") as file:
        return "EncryptedPackage".encode("utf-16-le") in file.read(1024 * 1024)


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        raise ImportRefused("damaged_file") from None
    if any(name.startswith("xl/workbook") for name in names):
        return "xlsx"
    if "mimetype" in names or "content.xml" in names:
        raise ImportRefused("not_a_table", kind="OpenDocument")
    if "word/document.xml" in names:
        raise ImportRefused("not_a_table", kind="Word")
    raise ImportRefused("zip_as_table")


def _is_markup(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<svg", b"<script"))
