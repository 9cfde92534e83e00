"""Cells that hold several things: `key=value|key=value`, lists of file names."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from urllib.parse import unquote, urlsplit

from generation.checks.units import COUNT, units_of
from shop_content.catalogue.imports.errors import CellRefused
from shop_content.catalogue.imports.limits import MAX_FACTS, MAX_OPTIONS, MAX_PHOTOS

MAX_KEY = 80
MAX_VALUE = 2_000
MAX_UNIT = 20
MAX_NAME = 255
Fact = dict[str, str]  # {"key", "value", "unit"}
_NUMBER_UNIT = re.compile(r"^([+-]?\d[\d.,]*)\s*([^\d\s.,][^\d,]{0,20})$")
_HEADER_UNIT = re.compile(r"^(.+?)\s*[(（\[]\s*([^()（）\[\]]{1,12})\s*[)）\]]$")
_SPLIT = re.compile(r"[|｜\n]")
_MARK = re.compile(r"[=＝:：]")
_EQUALS = re.compile(r"[=＝]")
_FILES = re.compile(r"[|｜\n;；]|,\s+|,(?=[^,]*\.\w{3,4}\b)|，")


def facts(value: str) -> list[Fact]:
    """`material=steel|capacity=350 ml`. Both = and : may stand between, also in full width."""
    found: list[Fact] = []
    for piece in _SPLIT.split(value):
        if not piece.strip():
            continue
        key, said = _pair(piece)
        found.append(fact(key, said))
    if len(found) > MAX_FACTS:
        raise CellRefused("too_many_facts", limit=MAX_FACTS)
    return found


def fact(key: str, said: str, unit: str = "") -> Fact:
    """One fact; a known unit behind a number is told apart from it."""
    key, said = " ".join(key.split()), " ".join(said.split())
    if len(key) > MAX_KEY:
        raise CellRefused("key_too_long", limit=MAX_KEY)
    if len(said) > MAX_VALUE:
        raise CellRefused("too_long", limit=MAX_VALUE, length=len(said))
    if not unit:
        said, unit = with_unit(said)
    return {"key": key, "value": said, "unit": unit}


def with_unit(said: str) -> tuple[str, str]:
    """("350", "ml") for "350 ml"; (text, "") where no known unit stands behind one number."""
    match = _NUMBER_UNIT.match(said)
    if match and len(match[2]) <= MAX_UNIT and _is_unit(match[2].strip()):
        return match[1], match[2].strip()
    return said, ""


def header_unit(column: str) -> tuple[str, str]:
    """("weight", "g") for a column called "weight (g)"."""
    match = _HEADER_UNIT.match(column)
    if match and _is_unit(match[2]):
        return match[1], match[2]
    return column, ""


@cache
def _is_unit(text: str) -> bool:
    return any(unit.dimension != COUNT for unit in units_of(text))


def options(value: str) -> dict[str, str]:
    """`size=M|colour=black`. A name may carry a code behind a colon, `size:shoe-size=40`: the code is dropped."""
    found: dict[str, str] = {}
    for piece in _SPLIT.split(value):
        if not piece.strip():
            continue
        name, said = _pair(piece, _EQUALS if _EQUALS.search(piece) else _MARK)
        name = name.partition(":")[0].strip() or name
        found[name[:MAX_KEY]] = said[:MAX_NAME]
    if len(found) > MAX_OPTIONS:
        raise CellRefused("too_many_options", limit=MAX_OPTIONS)
    return found


def _pair(piece: str, mark: re.Pattern[str] = _MARK) -> tuple[str, str]:
    parts = mark.split(piece, maxsplit=1)
    if len(parts) != 2 or not parts[0].strip() or not parts[1].strip():
        raise CellRefused("not_a_pair", piece=piece.strip()[:60])
    return " ".join(parts[0].split()), " ".join(parts[1].split())


def file_names(value: str) -> list[str]:
    """Names, paths or addresses of pictures; of an address the last part counts."""
    names = [name for piece in _FILES.split(value) if (name := _file_name(piece.strip()))]
    if len(names) > MAX_PHOTOS:
        raise CellRefused("too_many_photos", limit=MAX_PHOTOS)
    return list(dict.fromkeys(names))


def _file_name(text: str) -> str:
    if text.lower().startswith(("http://", "https://", "//")):
        try:
            text = unquote(urlsplit(text).path).rsplit("/", 1)[-1]
        except ValueError:
            return ""
    return unicodedata.normalize("NFC", text.replace("\\", "/").strip())[:MAX_NAME]
