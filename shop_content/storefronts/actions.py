"""What people do with a storefront. Every action is one transaction and one event."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from shop_content.audit.actions import record
from shop_content.shops.models import Shop
from shop_content.storefronts.models import Storefront

EDITABLE = frozenset({"market", "name", "locale", "unapproved", "availability", "link_pattern"})


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _new_token(storefront: Storefront) -> None:
    storefront.token = secrets.token_urlsafe(32)
    storefront.token_hash = token_hash(storefront.token)
    storefront.rotated_at = timezone.now()


@transaction.atomic
def create(shop: Shop, values: Mapping[str, Any]) -> Storefront:
    """`values`: format and the editable fields, already validated."""
    storefront = Storefront(shop=shop, **{key: values[key] for key in EDITABLE | {"format"} if key in values})
    _new_token(storefront)
    storefront.save()
    record("storefront.create", storefront, shop.pk, format=storefront.format, locale=storefront.locale)
    return storefront


@transaction.atomic
def update(storefront: Storefront, values: Mapping[str, Any]) -> Storefront:
    changed = {key: values[key] for key in EDITABLE if key in values and values[key] != getattr(storefront, key)}
    if changed:
        for key, value in changed.items():
            setattr(storefront, key, value)
        storefront.save(update_fields=list(changed))
        record("storefront.update", storefront, storefront.shop_id, changed=sorted(changed))
    return storefront


@transaction.atomic
def rotate(storefront: Storefront) -> Storefront:
    """A new secret address; the old one is dead when this returns."""
    _new_token(storefront)
    storefront.save(update_fields=["token", "token_hash", "rotated_at"])
    record("storefront.rotate", storefront, storefront.shop_id)
    return storefront


@transaction.atomic
def revoke(storefront: Storefront) -> Storefront:
    """No address at all, until someone rotates. Downloads by members still work."""
    storefront.token, storefront.token_hash = "", None
    storefront.save(update_fields=["token", "token_hash"])
    record("storefront.revoke", storefront, storefront.shop_id)
    return storefront


@transaction.atomic
def delete(storefront: Storefront) -> None:
    record("storefront.delete", storefront, storefront.shop_id, name=storefront.name, format=storefront.format)
    storefront.delete()


def note_fetch(storefront: Storefront, fingerprint: str) -> Storefront:
    """Remember what the feed holds and that it was fetched: at most one write a minute, unless the content changed.

    No event: a machine read it, nobody decided anything. `changed_at` moves by a second at least, because HTTP dates
    count whole seconds and two states must not share one.
    """
    now = timezone.now()
    if storefront.fingerprint != fingerprint:
        changed_at = max(now, storefront.changed_at + timedelta(seconds=1))
        Storefront.objects.filter(pk=storefront.pk).update(
            fingerprint=fingerprint, changed_at=changed_at, fetched_at=now
        )
        storefront.fingerprint, storefront.changed_at, storefront.fetched_at = fingerprint, changed_at, now
    else:
        stale = Q(fetched_at=None) | Q(fetched_at__lt=now - timedelta(minutes=1))
        Storefront.objects.filter(stale, pk=storefront.pk).update(fetched_at=now)
    return storefront
