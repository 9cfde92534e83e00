"""Which drafts a person means: those that were ticked, on whatever page, or all that a filter lets through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from shop_content.drafts import queue
from shop_content.drafts.models import Draft, Status
from shop_content.drafts.queue import Filter
from shop_content.drafts.staleness import OUTDATED
from shop_content.shops import access
from shop_content.shops.models import Member

MOST = 100_000  # drafts of one bulk


@dataclass(frozen=True, slots=True)
class Selection:
    """`seen`: the ticked drafts' ids and the version of each that the person saw. None: all that `wanted` lets through, as they are now."""

    wanted: Filter = field(default_factory=Filter)
    seen: Mapping[int, int | None] | None = None

    @classmethod
    def read(cls, given: QueryDict) -> Selection:
        """Parameters: `selection=filter` and `query`; else `chosen`, once or more, each `draft.version` or several, parted by commas."""
        wanted = Filter.read(QueryDict(given.get("query", "")))
        if given.get("selection") == "filter":
            return cls(wanted)
        pairs = (_pair(text) for several in given.getlist("chosen") for text in several.split(","))
        return cls(wanted, dict(pair for pair in pairs if pair))

    def drafts(self, member: Member) -> QuerySet[Draft]:
        if self.seen is None:
            return queue.drafts(member, self.wanted)
        return access.rows(member, Draft).filter(pk__in=list(self.seen)).order_by("id")

    @property
    def chosen(self) -> str:
        """As `read` takes it again; "" for a filter."""
        return ",".join(f"{pk}.{version or ''}" for pk, version in (self.seen or {}).items())


def _pair(text: str) -> tuple[int, int | None] | None:
    pk, _dot, version = text.strip().partition(".")
    if not _is_key(pk):
        return None
    return int(pk), int(version) if _is_key(version) else None


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


@dataclass(frozen=True, slots=True)
class Forecast:
    """What an approval of these drafts would meet, as they are now."""

    total: int
    errors: int
    warnings: int
    outdated: int
    elsewhere: int  # not waiting for a decision


def forecast(drafts: QuerySet[Draft]) -> Forecast:
    waiting = Q(status__in=[Status.IN_REVIEW, Status.CHANGES_REQUESTED])
    found = drafts.order_by().aggregate(
        of_all=Count("id"),
        with_errors=Count("id", filter=waiting & Q(errors__gt=0)),
        with_warnings=Count("id", filter=waiting & Q(errors=0, warnings__gt=0)),
        with_old_facts=Count("id", filter=waiting & Q(errors=0) & OUTDATED),
        closed=Count("id", filter=~waiting),
    )
    return Forecast(
        found["of_all"], found["with_errors"], found["with_warnings"], found["with_old_facts"], found["closed"]
    )
