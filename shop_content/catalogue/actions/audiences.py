"""Naming segments and single shoppers, and forgetting shoppers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from shop_content.audit.actions import record
from shop_content.catalogue.errors import AudienceError
from shop_content.catalogue.models import Audience, ShopperEvent
from shop_content.catalogue.pseudonyms import pseudonym
from shop_content.shops.models import Member

MAX_AUDIENCES = 200  # of one shop: each is counted when the page is opened
PRUNED = 20_000  # events in one statement

_PRUNE = """
DELETE FROM catalogue_shopperevent
 WHERE id IN (SELECT id FROM catalogue_shopperevent WHERE at < %s ORDER BY at LIMIT %s FOR UPDATE SKIP LOCKED)
"""


def create_segment(member: Member, **rule: Any) -> Audience:
    """`rule` by the model's columns. Raises AudienceError: audience.name_taken, audience.too_many."""
    return _create(Audience(shop=member.shop, **rule))


def add_shopper(member: Member, person: str) -> Audience:
    """One shopper as an audience, by the code or name that the shop's own system has. Raises AudienceError: audience.unknown, …"""
    shopper = pseudonym(member.shop_id, person)
    if not shopper or not ShopperEvent.objects.filter(shop_id=member.shop_id, shopper=shopper).exists():
        raise AudienceError("audience.unknown")
    known = Audience.objects.filter(shop_id=member.shop_id, shopper=shopper).first()
    return known or _create(Audience(shop=member.shop, shopper=shopper))


def _create(audience: Audience) -> Audience:
    if Audience.objects.filter(shop_id=audience.shop_id).count() >= MAX_AUDIENCES:
        raise AudienceError("audience.too_many", limit=MAX_AUDIENCES)
    try:
        with transaction.atomic():
            audience.save(force_insert=True)
            record("audience.create", audience, audience.shop_id, name=audience.name)
    except IntegrityError:
        raise AudienceError("audience.name_taken") from None
    return audience


@transaction.atomic
def delete_audience(member: Member, audience_id: int) -> bool:
    """What was written for it stays. False when it is gone already."""
    audience = Audience.objects.select_for_update().filter(shop_id=member.shop_id, pk=audience_id).first()
    if audience is None:
        return False
    record("audience.delete", audience, member.shop_id, name=audience.name)
    audience.delete()
    return True


@transaction.atomic
def forget_shopper(member: Member, person: str) -> int:
    """Delete all that is known of one shopper, named as the shop's own system has it; answers how many events there were.

    The trail says that somebody was forgotten, and not who.
    """
    mine = {"shop_id": member.shop_id, "shopper": pseudonym(member.shop_id, person)}
    if not mine["shopper"]:
        return 0
    Audience.objects.filter(**mine).delete()
    count: int = ShopperEvent.objects.filter(**mine).delete()[0]
    record("shopper.forget", member.shop, member.shop_id, events=count)
    return count


def prune_events() -> int:
    """Delete the events that are older than `SHOPPER_EVENT_DAYS`, some thousands at a time; answers how many."""
    before = timezone.now() - timedelta(days=settings.SHOPPER_EVENT_DAYS)
    pruned = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(_PRUNE, [before, PRUNED])
            pruned += int(cursor.rowcount)
            if cursor.rowcount < PRUNED:
                return pruned
