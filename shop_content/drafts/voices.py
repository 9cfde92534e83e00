"""What the shop has said before: examples of its voice, and the texts that a new one should not resemble."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet

from generation.contract import Voice
from generation.scores import Known
from shop_content.drafts.models import Draft
from shop_content.shops.models import BrandVoice
from shop_content.shops.voices import voice_of

EXAMPLES = 3  # approved texts of a kind that a voice is shown
LONGEST_EXAMPLE = 1200  # characters
COMPARED = 50  # approved texts of a kind that a new one is held against

Slot = tuple[str, str]  # (kind, locale)


def voices(shop_id: int, slots: Collection[Slot]) -> dict[Slot, Voice]:
    """The shop's voice in each language, with examples of each kind; two queries, and one for every slot."""
    rows = {row.locale: row for row in BrandVoice.objects.filter(shop_id=shop_id)}
    return {
        (kind, locale): voice_of(rows.get(locale), _examples(shop_id, kind, locale, rows.get(locale)))
        for kind, locale in slots
    }


def voice(shop_id: int, kind: str, locale: str) -> Voice:
    return voices(shop_id, [(kind, locale)])[kind, locale]


def approved(shop_id: int, kind: str, locale: str) -> QuerySet[Draft]:
    """The drafts of a kind and language whose approved version stands, the newest approval first."""
    drafts = Draft.objects.filter(shop_id=shop_id, kind=kind, locale=locale, approved__isnull=False)
    return drafts.exclude(status__in=("held", "rejected")).order_by("-approved_id")


def _examples(shop_id: int, kind: str, locale: str, row: BrandVoice | None) -> tuple[str, ...]:
    chosen = approved(shop_id, kind, locale).exclude(approved_id__in=row.left_out if row else [])
    texts = chosen.values_list("approved__fields", flat=True)[:EXAMPLES]
    return tuple(text_of(fields)[:LONGEST_EXAMPLE] for fields in texts)


def known(shop_id: int, slots: Collection[Slot]) -> Known:
    """The newest approved texts of each kind and language: one query a slot, for a whole batch of answers."""
    return Known.of((slot, sku, text) for slot in slots for sku, text in _approved_texts(shop_id, *slot))


def _approved_texts(shop_id: int, kind: str, locale: str) -> Iterator[tuple[str, str]]:
    rows = approved(shop_id, kind, locale).values_list("product__sku", "approved__fields")[:COMPARED]
    return ((sku, text_of(fields)) for sku, fields in rows)


def text_of(fields: Mapping[str, Any]) -> str:
    """Stored fields as one text, a line each."""
    return "\n".join(value if isinstance(value, str) else "\n".join(value) for value in fields.values())
