"""What the figures are about: some days, and where a person narrows it, one kind, language or engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_date

from shop_content.drafts.models import ContentKind

SPANS = ("7", "30", "90")  # days
USUAL = "30"
CUSTOM = "custom"
LONGEST = 731  # days of a custom span


@dataclass(frozen=True, slots=True)
class Period:
    """`first` to `last`, both included, as the shop's days. "" limits nothing; the locale "none" is that of pictures."""

    span: str
    first: date
    last: date
    kind: str = ""
    locale: str = ""
    engine: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Period:
        """Values that mean nothing are left out. Called while the shop's time zone is active."""
        today = timezone.localdate()
        span = query.get("span", USUAL)
        first, last = _day(query.get("from", "")), _day(query.get("to", ""))
        if span == CUSTOM and first and last:
            first, last = min(first, last), min(max(first, last), today)
            first = max(min(first, last), last - timedelta(days=LONGEST - 1))
        else:
            span = span if span in SPANS else USUAL
            first, last = today - timedelta(days=int(span) - 1), today
        kind, locale = query.get("kind", ""), query.get("locale", "")
        return cls(
            span,
            first,
            last,
            kind if kind in ContentKind.values else "",
            locale if locale in ("none", *dict(settings.CONTENT_LOCALES)) else "",
            query.get("engine", "").replace("\x00", "")[:300],
        )

    def but(self, **changes: str) -> Period:
        return replace(self, **changes)

    @property
    def query(self) -> str:
        given = {"span": self.span}
        if self.span == CUSTOM:
            given |= {"from": self.first.isoformat(), "to": self.last.isoformat()}
        given |= {name: getattr(self, name) for name in ("kind", "locale", "engine") if getattr(self, name)}
        return urlencode(given)

    @property
    def begins(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.first, time.min))

    @property
    def ends(self) -> datetime:
        """The moment after the last of it."""
        return timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time.min))

    def limits(self, *, engine: bool = True) -> dict[str, str]:
        """Columns and what they must be."""
        given = {"kind": self.kind, "engine": self.engine if engine else ""}
        found = {name: value for name, value in given.items() if value}
        return found | ({"locale": self.locale.replace("none", "")} if self.locale else {})


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
