"""Stopping a kind of content or an engine for all shops, and letting it go on. What waits is kept, and made then."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from generation.kinds import KINDS
from shop_content.audit.actions import record
from shop_content.jobs import wake
from shop_content.jobs.models import Suspension
from shop_content.shops.actions.reasons import reasoned
from shop_content.shops.errors import AlreadySo
from shop_content.shops.models import User


def suspend(user: User, what: str, name: str, reason: str) -> Suspension:
    """Workers finish the batch in hand and claim no more of it. Raises `ReasonNeeded`, `BadValue`, `AlreadySo`."""
    why = reasoned(reason)
    try:
        with transaction.atomic():
            row = Suspension.objects.create(what=what, name=name, reason=why, by=user)
            record("suspension.begin", row, None, what=what, name=name, reason=why)
    except IntegrityError as error:
        raise AlreadySo from error
    return row


def lift(pk: int, reason: str) -> None:
    """Raises `ReasonNeeded`, `BadValue`, `AlreadySo`."""
    why = reasoned(reason)
    with transaction.atomic():
        if not Suspension.objects.filter(pk=pk, lifted_at=None).update(lifted_at=timezone.now()):
            raise AlreadySo
        row = Suspension.objects.get(pk=pk)
        record("suspension.lift", row, None, what=row.what, name=row.name, reason=why)
        transaction.on_commit(lambda: wake.everyone(KINDS), robust=True)
