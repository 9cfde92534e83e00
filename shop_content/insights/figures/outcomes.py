"""What people decided, how soon, and how much they had changed before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from shop_content.insights.period import Period
from shop_content.shops.models import Member

# One look at the rows of the period, added up by three keys at once: by day, by who wrote it, and in all.
_STATEMENT = """
SELECT GROUPING(day, engine), day, kind, engine, model,
       count(*) FILTER (WHERE verb = 'approve'), count(*) FILTER (WHERE verb = 'approve' AND NOT edited),
       count(*) FILTER (WHERE verb = 'request_changes'), count(*) FILTER (WHERE verb = 'reject'),
       count(*) FILTER (WHERE verb = 'approve' AND NOT seen),
       avg(changed) FILTER (WHERE verb = 'approve'), avg(changed) FILTER (WHERE verb = 'approve' AND edited)
  FROM (SELECT (at AT TIME ZONE %(zone)s)::date AS day, kind, engine, model, verb, edited, seen, changed
          FROM insights_outcome
         WHERE shop_id = %(shop)s AND stands AND at >= %(begins)s AND at < %(ends)s {limits}) AS row
 GROUP BY GROUPING SETS ((day), (kind, engine, model), ())
"""
# Medians want the rows in order: their own statement sorts seconds alone.
_SPEED = """
SELECT kind, count(*), percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM at - written_at))
  FROM insights_outcome
 WHERE shop_id = %(shop)s AND stands AND verb = 'approve' AND at >= %(begins)s AND at < %(ends)s {limits}
 GROUP BY GROUPING SETS ((kind), ())
"""
BY_DAY, BY_ENGINE, IN_ALL = 0b01, 0b10, 0b11  # which of day and engine a row is not grouped by


@dataclass(frozen=True, slots=True)
class Counts:
    """`untouched` of the `approved` are word for word what the engine wrote; `unseen` of them went with a batch or a sample.

    `changed`: the share of words that were changed, over all approved texts; `changed_where_edited`: over those that were edited; 0 to 1,
    None where nothing was measured.
    """

    approved: int = 0
    untouched: int = 0
    changes_requested: int = 0
    rejected: int = 0
    unseen: int = 0
    changed: float | None = None
    changed_where_edited: float | None = None

    @property
    def edited(self) -> int:
        return self.approved - self.untouched

    @property
    def untouched_share(self) -> float | None:
        return self.untouched / self.approved if self.approved else None


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
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT.format(limits=narrowed), params)
        rows = cursor.fetchall()
        cursor.execute(_SPEED.format(limits=narrowed), params)
        speeds = [Speed(kind or "", count, *quantiles) for kind, count, quantiles in cursor.fetchall() if quantiles]
    by: dict[int, list[Any]] = {BY_DAY: [], BY_ENGINE: [], IN_ALL: []}
    for grouping, *row in rows:
        by[grouping].append((*row[:4], Counts(*row[4:])))
    return Outcomes(
        all=by[IN_ALL][0][4],
        days=sorted((Day(day, counts) for day, *_, counts in by[BY_DAY]), key=lambda row: row.day),
        edits=sorted(
            (Edits(kind, engine, model, counts) for _, kind, engine, model, counts in by[BY_ENGINE] if counts.approved),
            key=lambda row: (-row.counts.approved, row.kind, row.engine),
        ),
        speed=sorted((speed for speed in speeds if speed.kind), key=lambda row: -row.approved),
        overall=next((speed for speed in speeds if not speed.kind), None),
    )
