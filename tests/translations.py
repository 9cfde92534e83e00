"""Every text of the interface, found in templates and Python; brings the Chinese catalogue up to date without gettext's programs.

python -m tests.translations        adds new texts with empty translations, drops those that are gone
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "shop_content" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    name.removesuffix("_lazy") + suffix: spec
    for name, spec in {
        "_": None,
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
        "gettext_noop": None,
    }.items()
    for suffix in ("", "_lazy")
}

Message = tuple[str | tuple[str, str], str | None, str, int]  # (msgid or (singular, plural), context, file, line)


def messages() -> Iterator[Message]:
    yield from _python()
    yield from _templates()


def _python() -> Iterator[Message]:
    for path in sorted((ROOT / "shop_content").rglob("*.py")):
        if "migrations" not in path.parts:
            yield from _extract(path, path.read_bytes())


def _templates() -> Iterator[Message]:
    import django

    django.setup()
    from django.utils.translation import templatize

    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".html", ".txt"}:
            # What is no text comes back as filler words; their indentation would mean something to Python.
            lines = templatize(path.read_text(), origin=str(path)).splitlines()
            yield from _extract(path, "\n".join(line.strip() for line in lines).encode())


def _extract(path: Path, source: bytes) -> Iterator[Message]:
    found = extract("python", io.BytesIO(source), keywords=KEYWORDS, options={"encoding": "utf-8"})
    for line, message, _comments, context in found:
        if message:
            yield message, context, str(path.relative_to(ROOT)), line


def read() -> Catalog:
    if not PO.exists():
        return Catalog("zh_Hans")
    with PO.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def update() -> tuple[int, int]:
    """Rewrite the file; returns how many texts there are and how many wait for a translation."""
    known = read()
    fresh = Catalog("zh_Hans", project="Shop Content", charset="utf-8", fuzzy=False)  # a fuzzy file is not compiled
    for message, context, path, _line in messages():
        old = known.get(message if isinstance(message, str) else message[0], context)
        fresh.add(
            message,
            old.string if old and _same_shape(old.id, message) else None,
            context=context,
            locations=[(path, 0)],
        )
    with PO.open("wb") as file:
        write_po(file, fresh, width=0, sort_output=True, omit_header=False, include_lineno=False)
    texts = [message for message in fresh if message.id]
    return len(texts), sum(not is_translated(message.string) for message in texts)


def _same_shape(old: object, new: object) -> bool:
    return isinstance(old, str) == isinstance(new, str)


def is_translated(string: object) -> bool:
    return all(string) if isinstance(string, list | tuple) else bool(string)


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop_content.settings")
    os.environ.setdefault("SECRET_KEY", "only for this")
    total, empty = update()
    print(f"{total} texts, {empty} without a translation")
