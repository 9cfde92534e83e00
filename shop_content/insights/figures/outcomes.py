"""What people decided, how soon, and how much they had changed before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from shop_content.insights.period import Period
from shop_content.shops.models import Member

# One look at the rows of the period: hashed by what the tables add up by, so that nothing is sorted.
_STATEMENT = """
SELECT (at AT TIME ZONE %(zone)s)::date AS day, kind, engine, model,
       count(*) FILTER (WHERE verb = 'approve'), count(*) FILTER (WHERE verb = 'approve' AND NOT edited),
       count(*) FILTER (WHERE verb = 'request_changes'), count(*) FILTER (WHERE verb = 'reject'),
       count(*) FILTER (WHERE verb = 'approve' AND NOT seen),
       count(changed) FILTER (WHERE verb = 'approve'), COALESCE(sum(changed) FILTER (WHERE verb = 'approve'), 0),
       count(changed) FILTER (WHERE verb = 'approve' AND edited)
  FROM insights_outcome
 WHERE shop_id = %(shop)s AND stands AND at >= %(begins)s AND at < %(ends)s {limits}
 GROUP BY 1, 2, 3, 4
"""
# Medians want the rows in order: their own statement sorts numbers alone, and kinds by their bytes.
_SPEED = """
SELECT kind, count(*), percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY seconds)
  FROM (SELECT kind COLLATE "C" AS kind, extract(epoch FROM at - written_at)::float8 AS seconds
          FROM insights_outcome
         WHERE shop_id = %(shop)s AND stands AND verb = 'approve' AND at >= %(begins)s AND at < %(ends)s {limits}) AS row
 GROUP BY GROUPING SETS ((kind), ())
"""
_SORTED_IN_MEMORY = "SET LOCAL work_mem = '32MB'"


@dataclass(frozen=True, slots=True)
class Counts:
    """`untouched` of the `approved` are word for word what the engine wrote; `unseen` of them went with a batch or a sample.

    Of `measured` approved texts, `measured_edited` of them edited, the shares of changed words add up to `changes`.
    """

    approved: int = 0
    untouched: int = 0
    changes_requested: int = 0
    rejected: int = 0
    unseen: int = 0
    measured: int = 0
    changes: float = 0.0
    measured_edited: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def edited(self) -> int:
        return self.approved - self.untouched

    @property
    def untouched_share(self) -> float | None:
        return self.untouched / self.approved if self.approved else None

    @property
    def changed(self) -> float | None:
        """The share of words that were changed, on average over all approved texts, 0 to 1; None where nothing was measured."""
        return self.changes / self.measured if self.measured else None

    @property
    def changed_where_edited(self) -> float | None:
        return self.changes / self.measured_edited if self.measured_edited else None


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    counts: Counts


@dataclass(frozen=True, slots=True)
class Edits:
    """Of one kind, and of one engine and model, "" being people."""

    kind: str
    engine: str
    model: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds from the moment that a text came to its approval: half of them took `median` or less, nine of ten `slow`. kind "": all."""

    kind: str
    approved: int
    median: float
    slow: float


@dataclass(frozen=True, slots=True)
class Outcomes:
    all: Counts
    days: Sequence[Day]
    edits: Sequence[Edits]
    speed: Sequence[Speed]
    overall: Speed | None


def outcomes(member: Member, period: Period) -> Outcomes:
    limits = period.limits()
    params: dict[str, Any] = {
        "shop": member.shop_id,
        "zone": str(timezone.get_current_timezone()),
        "begins": period.begins,
        "ends": period.ends,
        **limits,
    }
    narrowed = "".join(f" AND {name} = %({name})s" for name in limits)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SORTED_IN_MEMORY)
        cursor.execute(_STATEMENT.format(limits=narrowed), params)
        rows = [(*row[:4], Counts(*row[4:])) for row in cursor.fetchall()]
        cursor.execute(_SPEED.format(limits=narrowed), params)
        speeds = [Speed(kind or "", count, *quantiles) for kind, count, quantiles in cursor.fetchall() if quantiles]
    days: dict[date, Counts] = defaultdict(Counts)
    hands: dict[tuple[str, str, str], Counts] = defaultdict(Counts)
    for day, kind, engine, model, counts in rows:
        days[day] += counts
        hands[kind, engine, model] += counts
    edits = (Edits(*hand, counts) for hand, counts in hands.items() if counts.approved)
    return Outcomes(
        all=sum(days.values(), Counts()),
        days=[Day(day, days[day]) for day in sorted(days)],
        edits=sorted(edits, key=lambda row: (-row.counts.approved, row.kind, row.engine, row.model)),
        speed=sorted((speed for speed in speeds if speed.kind), key=lambda row: -row.approved),
        overall=next((speed for speed in speeds if not speed.kind), None),
    )
