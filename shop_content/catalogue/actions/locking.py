"""One product, held by one person at a time."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from shop_content.catalogue.errors import ProductGone
from shop_content.catalogue.models import Product
from shop_content.shops.models import Member


def locked(member: Member, product_id: int) -> Product:
    """The shop's product, its row locked until the transaction ends. Raises `ProductGone` for a deleted or foreign one."""
    product = Product.objects.select_for_update().filter(shop_id=member.shop_id, pk=product_id).first()
    if product is None:
        raise ProductGone
    return product


def touch(product: Product, fields: Iterable[str] = ()) -> None:
    """Write `fields` and count the revision. Only under `locked`."""
    product.revision += 1
    product.updated_at = timezone.now()
    product.save(update_fields=[*fields, "revision", "updated_at"])
