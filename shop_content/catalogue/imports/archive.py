"""A ZIP of photos, looked at from outside first. Folders, links, hidden files and what leads outside are passed over."""

from __future__ import annotations

import posixpath
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from shop_content.catalogue.imports import limits
from shop_content.catalogue.imports.errors import CellRefused, ImportRefused

_HIDDEN = ("__macosx/", ".")
_NOISE = ("thumbs.db", "desktop.ini", ".ds_store")
_NESTED = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz")


class Archive:
    """The files of an open ZIP by path. Nothing is unpacked to disk; one file at a time is in memory."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._zip = opened
        self.entries: dict[str, zipfile.ZipInfo] = {}
        self.by_name: dict[str, list[str]] = {}
        for info in opened.infolist():
            if (path := _path(info)) and path not in self.entries:
                self.entries[path] = info
                self.by_name.setdefault(posixpath.basename(path).casefold(), []).append(path)

    def find(self, name: str) -> str | None:
        """The path for a name from a file's cell: the whole path if it is there, else the only file of that name."""
        wanted = name.lstrip("./")
        if wanted in self.entries:
            return wanted
        paths = self.by_name.get(posixpath.basename(wanted).casefold(), [])
        return paths[0] if paths else None

    def read(self, path: str) -> bytes:
        """Raises CellRefused for what is too large, damaged, encrypted, or another archive."""
        info = self.entries[path]
        if info.flag_bits & 1:
            raise CellRefused("photo_encrypted")
        if path.lower().endswith(_NESTED):
            raise CellRefused("photo_nested")
        if info.file_size > limits.PHOTO_BYTES:
            raise CellRefused("photo_too_big", limit=limits.PHOTO_BYTES // limits.MEGABYTE)
        try:
            with self._zip.open(info) as file:
                data = file.read(limits.PHOTO_BYTES + 1)  # the directory may lie about the size
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError):
            raise CellRefused("photo_damaged") from None
        if len(data) > limits.PHOTO_BYTES:
            raise CellRefused("photo_too_big", limit=limits.PHOTO_BYTES // limits.MEGABYTE)
        return data


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Raises ImportRefused for what is no ZIP, a bomb, or locked with a password."""
    try:
        with zipfile.ZipFile(path) as archive:
            _weigh(archive.infolist())
            yield Archive(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError):
        raise ImportRefused("photos_not_zip") from None


def _weigh(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > limits.PHOTO_ENTRIES:
        raise ImportRefused("photos_too_many", limit=limits.PHOTO_ENTRIES, count=len(entries))
    files = [entry for entry in entries if not entry.is_dir()]
    if files and all(entry.flag_bits & 1 for entry in files):
        raise ImportRefused("photos_encrypted")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.PHOTOS_UNPACKED_BYTES or any(map(_is_bomb, entries)) or _overlap(files):
        raise ImportRefused("photos_bomb", size=unpacked // limits.MEGABYTE)


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > limits.PHOTO_RATIO_FROM and entry.file_size > limits.PHOTO_RATIO * max(
        entry.compress_size, 1
    )


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Entries that share their packed bytes: how a small file unpacks to petabytes without nesting."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    return any(first.header_offset + first.compress_size > second.header_offset for first, second in pairwise(ordered))


def _path(info: zipfile.ZipInfo) -> str:
    """The entry's path, or "" for what is no file of the merchant's."""
    name = unicodedata.normalize("NFC", info.filename.replace("\\", "/"))
    mode = info.external_attr >> 16
    if (
        info.is_dir()
        or name.startswith("/")
        or ".." in name.split("/")
        or (mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG))
    ):
        return ""
    base = posixpath.basename(name).casefold()
    if name.casefold().startswith(_HIDDEN[0]) or base.startswith(_HIDDEN[1]) or base in _NOISE:
        return ""
    return name
