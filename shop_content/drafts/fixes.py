"""Fix once, apply everywhere: what an edit replaced, and which other drafts say the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.lookups import DataContains
from django.db.models import F, JSONField, QuerySet, Value

from shop_content.drafts.differences import Piece, as_text, difference
from shop_content.drafts.models import Draft, DraftVersion, Status
from shop_content.drafts.words import DraftWords
from shop_content.shops import access
from shop_content.shops.models import Member

LONGEST = 300  # characters of a phrase
FOUND = 1_000  # drafts that are looked through for a phrase, and so changed at most together
OPEN = (Status.IN_REVIEW, Status.CHANGES_REQUESTED, Status.APPROVED)


@dataclass(frozen=True, slots=True)
class Fix:
    """Write `new` for `old`, wherever `old` stands between word boundaries."""

    old: str
    new: str

    def applied(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: self._in(value) if isinstance(value, str) else [self._in(item) for item in value]
            for name, value in fields.items()
        }

    def _in(self, text: str) -> str:
        fixed = _pattern(self.old).sub(lambda _match: self.new, text)
        return fixed if self.new or fixed == text else re.sub(r"[ \t]{2,}", " ", fixed).strip()

    def stands_in(self, fields: Mapping[str, Any]) -> bool:
        return any(_pattern(self.old).search(as_text(value)) for value in fields.values())


def _pattern(old: str) -> re.Pattern[str]:
    """Letters and digits at the phrase's ends are no parts of longer words; Chinese characters may be."""
    before = r"(?<![0-9A-Za-zÀ-ɏ])" if re.match(r"[0-9A-Za-zÀ-ɏ]", old) else ""
    after = r"(?![0-9A-Za-zÀ-ɏ])" if re.search(r"[0-9A-Za-zÀ-ɏ]$", old) else ""
    return re.compile(before + re.escape(old) + after)


def proposed(version: DraftVersion) -> list[Fix]:
    """What a person replaced in `version`, longest first; what was merely added replaces nothing."""
    if version.base is None or version.author_id is None:
        return []
    fixes: dict[str, Fix] = {}
    for name, value in version.fields.items():
        for old, new in _replaced(difference(as_text(version.base.fields.get(name, "")), as_text(value))):
            if re.search(r"\w", old) and len(old) <= LONGEST and "\n" not in old + new:
                fixes.setdefault(old, Fix(old, new))
    return sorted(fixes.values(), key=lambda fix: -len(fix.old))


def _replaced(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    """Removed text with what came in its place. Changes that only a blank parts are one."""
    pairs: list[tuple[str, str]] = []
    old = new = ""
    for piece in [*pieces, Piece("same", "\n")]:
        if piece.change == "removed":
            old += piece.text
        elif piece.change == "added":
            new += piece.text
        elif (old or new) and not piece.text.strip(" ") and piece.text:
            old, new = old + piece.text, new + piece.text
        else:
            if old.strip():
                pairs.append((old.strip(), new.strip()))
            old = new = ""
    return pairs


def siblings(member: Member, fix: Fix, locale: str, but: int = 0) -> list[Draft]:
    """The shop's drafts of a language whose newest version says `fix.old`, of which at most `FOUND` candidates are looked at."""
    if not fix.old.strip():
        return []
    found = _candidates(member, fix.old, locale, but)[:FOUND]
    return [draft for draft in found if draft.newest and fix.stands_in(draft.newest.fields)]


def _candidates(member: Member, phrase: str, locale: str, but: int) -> QuerySet[Draft]:
    said = DraftWords(F("newest__fields"))
    asked = DraftWords(Value({"": phrase}, JSONField()))
    rows = access.rows(member, Draft).filter(DataContains(said, asked), locale=locale, archived=False, status__in=OPEN)
    heavy = ("newest__claims", "newest__facts", "newest__provenance", "product__facts", "product__source_text")
    return rows.exclude(pk=but).select_related("product", "newest").defer(*heavy).order_by("pk")
