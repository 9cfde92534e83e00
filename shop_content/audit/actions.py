"""Writing to the trail. Called by every action, inside its transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from shop_content import rows
from shop_content.audit.actor import current
from shop_content.audit.models import Event


def record(verb: str, target: models.Model, shop_id: int | None, **detail: Any) -> Event:
    """One action, one event: `record("draft.approve", draft, draft.shop_id, version=3)`."""
    event = _event(verb, target, shop_id, detail)
    event.save(force_insert=True)
    return event


def record_all(entries: Iterable[tuple[str, models.Model, int | None, dict[str, Any]]]) -> None:
    """Many actions that commit together, in one statement: `(verb, target, shop_id, detail)` each."""
    rows.store([_event(*entry) for entry in entries])


def _event(verb: str, target: models.Model, shop_id: int | None, detail: dict[str, Any]) -> Event:
    actor = current()
    return Event(
        actor_id=actor.id,
        actor=actor.name,
        address=actor.address,
        shop_id=shop_id,
        verb=verb,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        detail=detail,
    )
