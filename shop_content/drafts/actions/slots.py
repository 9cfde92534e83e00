"""Opening the slots that content will be written into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from shop_content.audit.actions import record
from shop_content.drafts.models import Draft, Status
from shop_content.shops.models import Shop

Slot = tuple[int, str, str, str]  # (product id, kind, locale, subject)

# In the order of the unique key: two requests for the same products wait for each other, never deadlock.
_OPEN = """
INSERT INTO drafts_draft
    (shop_id, product_id, kind, locale, subject, status, held_from, errors, warnings, run_id, created_at, updated_at)
SELECT product.shop_id, product.id, slot.kind, slot.locale, slot.subject, 'writing', '', 0, 0, %(run)s, now(), now()
  FROM (SELECT DISTINCT * FROM unnest(%(products)s::bigint[], %(kinds)s::text[], %(locales)s::text[], %(subjects)s::text[])
        AS wanted(product_id, kind, locale, subject)) AS slot
  JOIN catalogue_product AS product ON product.id = slot.product_id AND product.shop_id = %(shop)s
       AND product.archived_at IS NULL
 ORDER BY product.id, slot.kind, slot.locale, slot.subject
ON CONFLICT (product_id, kind, locale, subject) DO UPDATE SET run_id = COALESCE(EXCLUDED.run_id, drafts_draft.run_id)
RETURNING product_id, kind, locale, subject, id, (xmax = 0) AS inserted
"""

_FIND = """
SELECT draft.product_id, draft.kind, draft.locale, draft.subject, draft.id
  FROM unnest(%(products)s::bigint[], %(kinds)s::text[], %(locales)s::text[], %(subjects)s::text[])
       AS wanted(product_id, kind, locale, subject)
  JOIN drafts_draft AS draft USING (product_id, kind, locale, subject)
 WHERE draft.shop_id = %(shop)s
 ORDER BY draft.product_id, draft.kind, draft.locale, draft.subject
   FOR NO KEY UPDATE OF draft
"""


def open_drafts(shop_id: int, slots: Iterable[Slot], run_id: int | None = None) -> dict[Slot, int]:
    """The id of every slot's draft, in one statement; new ones are being written, others keep their status.

    Slots of products that are not this shop's, or were deleted, are left out. `run_id` is remembered as the run that asked last.
    """
    wanted = list(slots)
    if not wanted:
        return {}
    columns = _columns(wanted)
    with transaction.atomic(savepoint=False):
        with connection.cursor() as cursor:
            cursor.execute(_OPEN, {"shop": shop_id, "run": run_id, **columns})
            rows = cursor.fetchall()
        if opened := sum(inserted for *_, inserted in rows):
            record("draft.open", Shop(pk=shop_id), shop_id, count=opened, run=run_id)
    return {tuple(slot): pk for *slot, pk, _ in rows}


def _columns(slots: Sequence[Slot]) -> dict[str, list[Any]]:
    products, kinds, locales, subjects = (list(column) for column in zip(*slots, strict=True))
    return {"products": products, "kinds": kinds, "locales": locales, "subjects": subjects}


def drafts_of(shop_id: int, slots: Iterable[Slot]) -> dict[Slot, int]:
    """The drafts that `open_drafts` opened for these slots, locked until the transaction ends, but not written to.

    Those that were discarded meanwhile are opened again.
    """
    wanted = list(slots)
    if not wanted:
        return {}
    columns = _columns(wanted)
    with connection.cursor() as cursor:
        cursor.execute(_FIND, {"shop": shop_id, **columns})
        found: dict[Slot, int] = {tuple(slot): pk for *slot, pk in cursor.fetchall()}
    return found | open_drafts(shop_id, [slot for slot in wanted if slot not in found])


def open_draft(
    shop_id: int, product_id: int, kind: str, locale: str, run_id: int | None = None, subject: str = ""
) -> Draft:
    """One slot's draft. Raises Draft.DoesNotExist when the product is not this shop's."""
    slot = (product_id, kind, locale, subject)
    found = open_drafts(shop_id, [slot], run_id)
    if not found:
        raise Draft.DoesNotExist(f"no product {product_id} in shop {shop_id}")
    return Draft.objects.get(pk=found[slot])


def discard_unwritten(slots: Iterable[Slot]) -> int:
    """Close the drafts that were opened for writing and got no version: their job failed or was cancelled."""
    wanted = list(slots)
    if not wanted:
        return 0
    match = Q()
    for product_id, kind, locale, subject in wanted:
        match |= Q(product_id=product_id, kind=kind, locale=locale, subject=subject)
    return Draft.objects.filter(match, status=Status.WRITING, newest=None).delete()[0]
