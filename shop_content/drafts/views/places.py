"""Addresses within the queue: a draft under the filter that a person came with."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.dateparse import parse_date

from shop_content.drafts.models import Draft
from shop_content.drafts.queue import Filter, to_review
from shop_content.shops.models import Member


def day(text: str) -> date | None:
    """Of a date field; None for what is no day."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def draft_url(shop_id: int, pk: int | None, wanted: Filter) -> str:
    """ "" where there is no draft."""
    return _with(reverse("draft_detail", args=[shop_id, pk]), wanted) if pk else ""


def list_url(shop_id: int, wanted: Filter) -> str:
    return _with(reverse("draft_list", args=[shop_id]), wanted)


def next_url(member: Member, wanted: Filter, draft: Draft, own: str = "") -> str:
    """Where to go on after a decision: the next draft to review, else the list, which says that all is done. `own`: as in `queue.keys`."""
    following = to_review(member, wanted, draft, own)
    if not following and wanted.sample:
        return reverse("sample_detail", args=[member.shop_id, wanted.sample])
    review = wanted.but(status="in_review")
    return draft_url(member.shop_id, following, review) if following else list_url(member.shop_id, review)


def _with(address: str, wanted: Filter) -> str:
    return f"{address}?{wanted.query}" if wanted.query else address
