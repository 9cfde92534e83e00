"""What the checks found in what was written in the period, by rule."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum

from shop_content.insights.models import Found
from shop_content.insights.period import Period
from shop_content.shops import access
from shop_content.shops.models import Member


@dataclass(frozen=True, slots=True)
class RuleCount:
    rule: str
    severity: str
    found: int
    waived: int


def findings(member: Member, period: Period) -> list[RuleCount]:
    """Most frequent first."""
    rows = access.rows(member, Found).filter(day__range=(period.first, period.last), **period.limits())
    counted = rows.order_by().values_list("rule", "severity").annotate(Sum("found"), Sum("waived"))
    found = (RuleCount(*row) for row in counted)
    return sorted((row for row in found if row.found > 0), key=lambda row: (-row.found, row.rule, row.severity))
