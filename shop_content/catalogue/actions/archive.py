"""Deleting products, and bringing them back. Their drafts are history that cannot be deleted, so products step aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from shop_content.audit.actions import record
from shop_content.catalogue.models import Product
from shop_content.shops.models import Member

NAMED = 1000  # products that the trail names one by one


@dataclass(frozen=True, slots=True)
class Archived:
    count: int
    at: datetime  # what `restore_products` asks for


@dataclass(frozen=True, slots=True)
class Restored:
    count: int
    blocked: tuple[str, ...]  # SKUs (at most 20) that stay deleted: another product has the SKU or handle by now


@transaction.atomic
def archive_products(member: Member, products: QuerySet[Product]) -> Archived:
    """Delete the products of the member's shop that `products` (unsliced) names."""
    moment = timezone.now()
    chosen = Product.objects.filter(shop_id=member.shop_id, pk__in=products.order_by().values("pk"))
    count = chosen.update(archived_at=moment, revision=F("revision") + 1)
    if count:
        gone = Product.everything.filter(shop_id=member.shop_id, archived_at=moment)
        skus = list(gone.order_by("pk").values_list("sku", flat=True)[:NAMED])
        record("product.archive", member.shop, member.shop_id, count=count, at=moment.isoformat(), skus=skus)
    return Archived(count, moment)


@transaction.atomic
def restore_products(member: Member, at: datetime) -> Restored:
    """Undo one deletion. Products whose SKU or handle is taken by now stay deleted and are named."""
    gone = Product.everything.filter(shop_id=member.shop_id, archived_at=at)
    live = Product.objects.filter(shop_id=member.shop_id)
    same_sku = Exists(live.filter(sku=OuterRef("sku")))
    same_handle = Exists(live.filter(handle=OuterRef("handle")).exclude(handle=""))
    free = gone.exclude(same_sku).exclude(same_handle)
    try:
        with transaction.atomic():
            count = free.update(archived_at=None, revision=F("revision") + 1)
    except (
        IntegrityError
    ):  # an SKU was taken between the look and the write: nothing came back, the person may try again
        count = 0
    blocked = tuple(gone.order_by("sku").values_list("sku", flat=True)[:20])
    if count:
        record("product.restore", member.shop, member.shop_id, count=count, at=at.isoformat(), blocked=list(blocked))
    return Restored(count, blocked)
