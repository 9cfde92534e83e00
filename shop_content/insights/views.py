"""The page of figures, and its tables as files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from shop_content.drafts.models import ContentKind
from shop_content.insights import charts, figures, tables
from shop_content.insights.figures import spending
from shop_content.insights.period import CUSTOM, SPANS, Period
from shop_content.insights.tables import Table
from shop_content.insights.words import duration, engine_name, money, number, share
from shop_content.shops import access
from shop_content.shops.access import MemberRequest
from shop_content.shops.models import Member

SHOWN = 25  # rows of a long table on the page; its file has all

FILES: dict[str, Callable[[Member, Period], Table]] = {
    "days": lambda member, period: tables.days(figures.outcomes(member, period).days),
    "waiting": lambda member, period: tables.waiting(figures.waiting(member, period).kinds, member.shop_id),
    "speed": lambda member, period: tables.speed(figures.outcomes(member, period).speed),
    "edits": lambda member, period: tables.edits(figures.outcomes(member, period).edits),
    "rules": lambda member, period: tables.rules(figures.findings(member, period), member.shop_id),
    "runs": lambda member, period: tables.runs(figures.runs(member, period)),
}
SERIES = {
    "untouched": gettext_lazy("Approved as written"),
    "edited": gettext_lazy("Approved with edits"),
    "changes_requested": gettext_lazy("Changes requested"),
    "rejected": gettext_lazy("Rejected"),
}


@access.requires("view")
@require_GET
@never_cache
def insights(request: MemberRequest) -> HttpResponse:
    member, period = request.member, Period.read(request.GET)
    decided, standing = figures.outcomes(member, period), figures.waiting(member, period)
    found, spent = figures.findings(member, period), figures.runs(member, period)
    total = spending.in_all(spent)
    context: dict[str, Any] = {
        "period": period,
        "spans": [(span, _("%(days)s days") % {"days": span}, period.but(span=span).query) for span in SPANS],
        "custom": period.span == CUSTOM,
        "kinds": ContentKind.choices,
        "locales": [*settings.CONTENT_LOCALES, ("none", _("Pictures"))],
        "engines": [(engine, engine_name(engine)) for engine in figures.engines(member)],
        "standing": standing,
        "since": duration((timezone.now() - standing.since).total_seconds()) if standing.since else "",
        "tiles": [
            (number(decided.all.approved), _("Approved")),
            (duration(decided.overall.median if decided.overall else None), _("Half approved within")),
            (share(decided.all.untouched_share), _("Approved as written")),
            (share(decided.all.changed), _("Words changed before approval")),
            (number(total.versions), _("Versions written by engines")),
            (money(total.money), _("Cost"))
            if settings.TOKEN_PRICES
            else (duration(total.seconds), _("Time of the engines")),
        ],
        "chart": charts.columns(decided.days, period),
        "series": [(name, label, getattr(decided.all, name)) for name, label in SERIES.items()],
        "decisions": decided.all.approved + decided.all.changes_requested + decided.all.rejected,
        "days": tables.days(decided.days),
        "waiting": tables.waiting(standing.kinds, member.shop_id),
        "speed": tables.speed(decided.speed),
        "edits": tables.edits(decided.edits),
        "rules": tables.rules(found, member.shop_id),
        "runs": tables.runs(spent),
        "shown": SHOWN,
        "priced": bool(settings.TOKEN_PRICES),
        "empty": not (decided.days or standing.drafts or found or spent),
    }
    return render(request, "insights/insights.html", context)


@access.requires("view")
@require_GET
@never_cache
def insights_csv(request: MemberRequest, table: str) -> StreamingHttpResponse:
    if table not in FILES:
        raise Http404
    period = Period.read(request.GET)
    rows = list(FILES[table](request.member, period).csv())
    response = StreamingHttpResponse(iter(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{table}-{period.first}-{period.last}.csv"'
    return response
