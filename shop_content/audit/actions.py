"""Writing to the trail. Called by every action, inside its transaction."""

from __future__ import annotations

from typing import Any

from django.db import models

from shop_content.audit.actor import current
from shop_content.audit.models import Event


def record(verb: str, target: models.Model, shop_id: int | None, **detail: Any) -> Event:
    """One action, one event: `record("draft.approve", draft, draft.shop_id, version=3)`."""
    actor = current()
    return Event.objects.create(
        actor_id=actor.id,
        actor=actor.name,
        address=actor.address,
        shop_id=shop_id,
        verb=verb,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        detail=detail,
    )
