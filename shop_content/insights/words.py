"""Figures as people read them."""

from __future__ import annotations

from urllib.parse import parse_qs

from django.conf import settings
from django.utils.translation import gettext as _

from shop_content.drafts.models import ContentKind

MINUTE, HOUR, DAY = 60, 3_600, 86_400
NONE = "–"


def number(value: float) -> str:
    return f"{value:,.0f}"


def share(value: float | None) -> str:
    return NONE if value is None else f"{100 * value:.0f} %" if value >= 0.1 or not value else f"{100 * value:.1f} %"


def duration(seconds: float | None) -> str:
    """Two units at most: "3 d 4 h", "12 min"."""
    if seconds is None:
        return NONE
    if seconds < MINUTE:
        return _("%(seconds)s s") % {"seconds": f"{seconds:.1f}" if 0 < seconds < 10 else f"{seconds:.0f}"}
    whole = round(seconds / MINUTE)
    if whole < 60:
        return _("%(minutes)s min") % {"minutes": whole}
    if whole < 24 * 60:
        return _("%(hours)s h %(minutes)s min") % {"hours": whole // 60, "minutes": whole % 60}
    hours = round(seconds / HOUR)
    return _("%(days)s d %(hours)s h") % {"days": hours // 24, "hours": hours % 24}


def money(value: float) -> str:
    return (
        f"{value:,.2f} {settings.TOKEN_CURRENCY}"
        if value >= 0.01 or not value
        else f"{value:.4f} {settings.TOKEN_CURRENCY}"
    )


def kind_name(kind: str) -> str:
    return str(ContentKind(kind).label) if kind in ContentKind.values else kind


def locale_name(locale: str) -> str:
    return str(dict(settings.CONTENT_LOCALES).get(locale, locale)) if locale else _("Pictures")


def engine_name(engine: str) -> str:
    """Its scheme and the last part of what it loads: "transformers: qwen3-4b"."""
    if not engine:
        return _("A person")
    scheme, _colon, rest = engine.partition(":")
    options = parse_qs(rest.partition("?")[2])
    named = options.get("model", [rest.partition("?")[0]])[0]
    short = named.rstrip("/").rpartition("/")[2]
    return f"{scheme}: {short}" if short else scheme
