"""Which storefronts carry a draft, which version each of them gives out today, and which one was there when it was fetched last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from shop_content.drafts.approvals import standing
from shop_content.drafts.live import live_versions
from shop_content.drafts.models import Decision, Draft, DraftVersion
from shop_content.storefronts.feeds import FORMATS, ready
from shop_content.storefronts.models import Storefront

Verb = Decision.Verb


@dataclass(frozen=True, slots=True)
class Place:
    """`gives`: what a fetch would get today; `gap`: why the product is left out of it. `fetched`: what the last fetch got."""

    storefront: Storefront
    gives: DraftVersion | None
    gap: str = ""
    fetched: DraftVersion | None = None


def places_of(draft: Draft) -> Sequence[Place]:
    """None for a kind, or a subject, that no storefront of the shop carries. Two queries, and two for each storefront."""
    if draft.subject:
        return []
    rows = Storefront.objects.filter(shop_id=draft.shop_id).order_by("id")
    carrying = [row for row in rows if draft.kind in FORMATS[row.format].kinds and draft.locale in ("", row.locale)]
    if not carrying:
        return []
    live = live_versions().filter(draft=draft).first()
    decisions = list(draft.decisions.order_by("id"))
    versions = {row.pk: row for row in DraftVersion.objects.filter(pk__in={each.version_id for each in decisions})}
    return [_place(row, draft, live, decisions, versions) for row in carrying]


def _place(
    storefront: Storefront,
    draft: Draft,
    live: DraftVersion | None,
    decisions: Sequence[Decision],
    versions: dict[int, DraftVersion],
) -> Place:
    gap = _gap(storefront, draft.product_id)
    if storefront.fetched_at is None:
        return Place(storefront, None if gap else live, gap)
    known = [each for each in decisions if each.at <= storefront.fetched_at]
    return Place(storefront, None if gap else live, gap, versions.get(standing_then(known) or 0))


def standing_then(decisions: Sequence[Decision]) -> int | None:
    """Id of the version that a fetch got after `decisions` (oldest first): the one approved, unless the draft was held or rejected."""
    moves = [each.verb for each in decisions if each.verb in (Verb.HOLD, Verb.RELEASE)]
    if moves and moves[-1] == Verb.HOLD:
        return None
    last = next((each.verb for each in reversed(decisions) if each.verb in _STATUS), "")
    return None if last == Verb.REJECT else standing(decisions)


_STATUS = (Verb.APPROVE, Verb.REQUEST_CHANGES, Verb.REJECT, Verb.REOPEN)


def _gap(storefront: Storefront, product_id: int) -> str:
    expression, parameters = ready.gap(storefront)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {expression} FROM catalogue_product p WHERE p.id = %s", [*parameters, product_id])
        return str(cursor.fetchone()[0] or "")
