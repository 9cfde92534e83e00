"""A segment of a version's text as the page marks it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from shop_content.drafts.differences import as_text
from shop_content.drafts.models import DraftVersion, Finding
from shop_content.drafts.reasons import reason_words
from shop_content.drafts.sheet import Sheet
from shop_content.drafts.spans import Segment
from shop_content.drafts.subjects import label
from shop_content.markup import has_markup, shown
from shop_content.shops.models import User

register = template.Library()
register.filter(reason_words)


EXCERPT = 220  # characters


@register.filter
def key(number: int | str | None) -> str:
    """A number for an attribute or an address: without the thousands separators that people read."""
    return str(int(number)) if number or number == 0 else ""


@register.filter
def rendered(text: str) -> SafeString:
    """As a storefront renders it, without what could run, be fetched or clicked."""
    return shown(text)


@register.filter
def marked_up(text: str) -> bool:
    return has_markup(text)


@register.filter
def split(text: str) -> list[str]:
    """Canned phrases, which translators see as one text parted by bars."""
    return str(text).split("|")


@register.filter
def minutes(span: timedelta) -> int:
    return max(1, round(span.total_seconds() / 60))


@register.filter
def subject_label(subject: str) -> str:
    return label(subject)


@register.filter
def person_name(user: User) -> str:
    return user.get_full_name() or user.email


ENGINES = {"composer": _lazy("Composer"), "studio": _lazy("Studio")}


@register.filter
def engine_name(provenance: Mapping[str, Any]) -> str:
    """An engine as people call it: its model's name, or for the embedded ones their own."""
    scheme = str(provenance.get("engine", "")).partition(":")[0]
    if scheme in ENGINES:
        return str(ENGINES[scheme])
    return str(provenance.get("model") or scheme or "—")


@register.filter
def excerpt(version: DraftVersion) -> str:
    """The beginning of a version's text on one line."""
    text = " · ".join(as_text(value) for value in version.fields.values())
    text = " · ".join(line.strip() for line in text.splitlines() if line.strip())
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"


@register.simple_tag
def segment_tag(segment: Segment, sheet: Sheet) -> SafeString:
    """A `<span>` that names its claims, facts and findings; the first of a claim takes the focus and says its support."""
    text = mark_safe(conditional_escape(segment.text).replace("\n", "<br>"))  # noqa: S308  # escaped just before
    if not segment.claims and not segment.findings:
        return format_html('<span data-start="{}">{}</span>', segment.start, text)
    claims = [sheet.claims[place] for place in segment.claims]
    facts = " ".join(dict.fromkeys(fact.id for claim in claims for fact in claim.facts))
    numbers = " ".join(str(place) for place in segment.findings)
    named = " ".join(str(place) for place in segment.claims)
    focus = (
        format_html(' tabindex="0" role="group" aria-label="{}"', _spoken(segment, sheet))
        if segment.leads is not None
        else ""
    )
    return format_html(
        '<span class="{}" data-start="{}" data-claims="{}" data-facts="{}" data-findings="{}"{}>{}</span>',
        _classes(segment, sheet),
        segment.start,
        named,
        facts,
        numbers,
        focus,
        text,
    )


def _classes(segment: Segment, sheet: Sheet) -> str:
    classes = ["seg"]
    if segment.claims and not any(sheet.claims[place].facts for place in segment.claims):
        classes.append("seg-unsupported")
    if any(sheet.claims[place].outdated for place in segment.claims):
        classes.append("seg-outdated")
    severities = {sheet.findings[place].row.severity for place in segment.findings}
    if Finding.Severity.ERROR in severities:
        classes.append("seg-error")
    elif severities:
        classes.append("seg-warning")
    return " ".join(classes)


def _spoken(segment: Segment, sheet: Sheet) -> str:
    facts = sheet.claims[segment.leads or 0].facts
    if not facts:
        return _("%(text)s (nothing supports this)") % {"text": segment.text}
    said = "; ".join(f"{fact.key}: {fact.said}" for fact in facts)
    if sheet.claims[segment.leads or 0].outdated:
        return _("%(text)s (rests on facts that have changed: %(facts)s)") % {"text": segment.text, "facts": said}
    return _("%(text)s (supported by %(facts)s)") % {"text": segment.text, "facts": said}
