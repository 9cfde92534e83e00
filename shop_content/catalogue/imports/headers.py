"""Header rows: made unique, compared, remembered."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

MAX_NAME = 255


def clean(header: list[str]) -> list[str]:
    """Every column has a name, and no two have the same: blanks are named by their place, repeats are numbered."""
    while header and not header[-1].strip():
        header = header[:-1]
    names: list[str] = []
    taken: set[str] = set()
    for position, raw in enumerate(header, start=1):
        base = " ".join(raw.replace("\x00", "").split())[: MAX_NAME - 10] or f"({position})"
        name, number = base, 1
        while name in taken:
            number += 1
            name = f"{base} ({number})"
        taken.add(name)
        names.append(name)
    return names


def repeats(columns: Iterable[str]) -> dict[str, str]:
    """Columns that `clean` had to number, with the name they share: {"Size (2)": "Size"}."""
    known = set(columns)
    found = {}
    for column in known:
        match = re.fullmatch(r"(.+) \((\d+)\)", column)
        if match and match[1] in known:
            found[column] = match[1]
    return found


def normal(name: str) -> str:
    """What two spellings of one header share: "Variant SKU", "variant_sku" and "ＶＡＲＩＡＮＴ－ＳＫＵ" are alike."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(re.sub(r"[\W_]+", " ", folded).split())


def signature(columns: list[str], what: str = "products") -> str:
    """SHA-256 of the header row, blind to case and punctuation, not to order; of its own for each kind of file."""
    lines = [normal(column) for column in columns]
    return hashlib.sha256("\n".join(lines if what == "products" else [f"({what})", *lines]).encode()).hexdigest()
