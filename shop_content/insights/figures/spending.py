"""What engines took to write: tokens, seconds, and money by the prices of the settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Sum

from shop_content.insights.models import Production
from shop_content.insights.period import Period
from shop_content.insights.prices import cost
from shop_content.jobs.models import Run
from shop_content.shops import access
from shop_content.shops.models import Member


@dataclass(frozen=True, slots=True)
class RunCost:
    """What was written in the period for one run; `run` is None for what belongs to none. `seconds` are the engine's own."""

    run: Run | None
    versions: int
    tokens_in: int
    tokens_out: int
    seconds: float
    money: float

    @property
    def took(self) -> float | None:
        """Seconds from the request to the end of the run; None while it goes on."""
        return (
            (self.run.finished_at - self.run.created_at).total_seconds() if self.run and self.run.finished_at else None
        )


def runs(member: Member, period: Period) -> list[RunCost]:
    """The latest first."""
    rows = access.rows(member, Production).filter(day__range=(period.first, period.last), **period.limits())
    sums = [Sum(name) for name in ("versions", "tokens_in", "tokens_out", "seconds")]
    by_run: dict[int, RunCost] = {}
    for run_id, engine, model, *taken in rows.order_by().values_list("run_id", "engine", "model").annotate(*sums):
        versions, tokens_in, tokens_out, seconds = taken
        known = by_run.get(run_id) or RunCost(None, 0, 0, 0, 0.0, 0.0)
        by_run[run_id] = replace(
            known,
            versions=known.versions + versions,
            tokens_in=known.tokens_in + tokens_in,
            tokens_out=known.tokens_out + tokens_out,
            seconds=known.seconds + seconds,
            money=known.money + cost(engine, model, tokens_in, tokens_out),
        )
    found = access.rows(member, Run).select_related("requested_by").in_bulk(list(by_run))
    return [replace(by_run[pk], run=found.get(pk)) for pk in sorted(by_run, reverse=True)]


def in_all(rows: Sequence[RunCost]) -> RunCost:
    sums = {
        name: sum(getattr(row, name) for row in rows)
        for name in ("versions", "tokens_in", "tokens_out", "seconds", "money")
    }
    return RunCost(None, **sums)


def engines(member: Member) -> list[str]:
    """Every engine that has written for the shop."""
    rows = access.rows(member, Production).order_by("engine")
    return list(rows.values_list("engine", flat=True).distinct())
