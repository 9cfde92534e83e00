"""Products and their own columns."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shop_content.audit.actions import record
from shop_content.catalogue.actions.locking import locked, touch
from shop_content.catalogue.errors import Stale
from shop_content.catalogue.models import Product
from shop_content.catalogue.money import validate_currency
from shop_content.shops.models import Member

EDITABLE = frozenset(
    {"sku", "handle", "gtin", "title", "brand", "category", "price", "currency", "link", "source_text"}
)
SKU_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that look alike
AUDITED = 200  # characters of an old or new value that the trail keeps


def create_product(member: Member, values: Mapping[str, Any]) -> Product:
    """A new product of the member's shop; without an SKU it gets one. Raises `ValidationError` by field."""
    product = Product(shop_id=member.shop_id, **{name: values[name] for name in EDITABLE & values.keys()})
    product.sku = product.sku or f"P-{''.join(secrets.choice(SKU_LETTERS) for _place in range(8))}"
    if product.price is not None and not product.currency:
        product.currency = member.shop.currency
    _check(product, EDITABLE)
    with transaction.atomic():
        _save(product, force_insert=True)
        record("product.create", product, product.shop_id, sku=product.sku, title=product.title[:AUDITED])
    return product


@transaction.atomic
def update_product(
    member: Member, product_id: int, changes: Mapping[str, Any], *, revision: int, base: Mapping[str, Any]
) -> Product:
    """Change some columns of a product that the person saw at `revision`, with the values `base`.

    What others changed elsewhere in the product meanwhile is left alone. Raises `Stale` where they changed the very same field, and
    `ValidationError` by field; nothing is saved then.
    """
    product = locked(member, product_id)
    fields = sorted(EDITABLE & changes.keys())
    before = {name: getattr(product, name) for name in fields}
    if product.revision != revision:
        _refuse_conflicts(before, changes, base)
    changed = [name for name in fields if before[name] != changes[name]]
    if not changed:
        return product
    for name in changed:
        setattr(product, name, changes[name])
    _check(product, changed)
    _save(product, changed)
    detail = {name: [_audited(before[name]), _audited(changes[name])] for name in changed}
    record("product.update", product, product.shop_id, changes=detail, revision=product.revision)
    return product


def _refuse_conflicts(current: Mapping[str, Any], changes: Mapping[str, Any], base: Mapping[str, Any]) -> None:
    conflicts = {
        name: (theirs, changes[name])
        for name, theirs in current.items()
        if theirs != changes[name] and (name not in base or theirs != base[name])
    }
    if conflicts:
        raise Stale(conflicts)


def _check(product: Product, fields: Any) -> None:
    untouched = {field.name for field in Product._meta.fields} - set(fields)
    product.clean_fields(exclude=untouched)
    if not product.title.strip():
        raise ValidationError({"title": ValidationError(_("A product needs a title."), code="required")})
    if product.currency:
        try:
            validate_currency(product.currency)
        except ValidationError as error:
            raise ValidationError({"currency": error}) from error


def _save(product: Product, fields: Any = (), *, force_insert: bool = False) -> None:
    """The database alone knows, race or no race, whether an SKU is free."""
    try:
        with transaction.atomic():
            if force_insert:
                product.save(force_insert=True)
            else:
                touch(product, fields)
    except IntegrityError as error:
        constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
        if constraint == "product_sku_once_a_shop":
            raise ValidationError(
                {"sku": _taken(product, "sku", _("Another product of this shop has this SKU: %(title)s."))}
            ) from error
        if constraint == "product_handle_once_a_shop":
            text = _("Another product of this shop has this handle: %(title)s.")
            raise ValidationError({"handle": _taken(product, "handle", text)}) from error
        raise


def _taken(product: Product, field: str, text: Any) -> ValidationError:
    holder = Product.objects.filter(shop_id=product.shop_id, **{field: getattr(product, field)}).first()
    params = {"title": holder.title if holder else "", "id": holder.pk if holder else None}
    return ValidationError(text, code=f"{field}_taken", params=params)


def _audited(value: Any) -> str:
    return "" if value is None else str(value)[:AUDITED]
