"""Variants, as one table: what the table does not show any more is removed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shop_content.audit.actions import record
from shop_content.catalogue.actions.locking import locked, touch
from shop_content.catalogue.errors import Stale
from shop_content.catalogue.models import Product, Variant
from shop_content.shops.models import Member

MAX_VARIANTS = 500  # a product
MAX_OPTIONS = 3  # Size, Color, Material: no storefront takes more


@dataclass(frozen=True, slots=True)
class VariantRow:
    """One row of the table; `id` is None for a new one."""

    id: int | None = None
    sku: str = ""
    gtin: str = ""
    options: dict[str, str] = field(default_factory=dict)  # {"Size": "M"}, in order
    price: Decimal | None = None


def fingerprint(product: Product) -> str:
    """SHA-256 of the product's variants as they are now."""
    rows = [[v.pk, v.sku, v.gtin, v.options, str(v.price)] for v in product.variants.all()]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def set_variants(
    member: Member, product_id: int, rows: Sequence[VariantRow], *, base: str | None = None
) -> list[Variant]:
    """Make the product's variants these rows, in this order. `base` is the `fingerprint` that the person started from.

    Raises `Stale` when someone changed the variants since, `ValidationError` with a list of sentences, each with its row number.
    """
    product = locked(member, product_id)
    if base is not None and base != fingerprint(product):
        raise Stale({"variants": (list(product.variants.all()), list(rows))})
    known = {variant.pk: variant for variant in product.variants.all()}
    variants = [
        _filled(known.get(row.id or 0) or Variant(product=product), row, place) for place, row in enumerate(rows)
    ]
    _check(variants)
    kept = {variant.pk for variant in variants if variant.pk}
    product.variants.exclude(pk__in=kept).delete()
    # Two rows may swap their SKUs: free them all first.
    product.variants.filter(pk__in=kept).update(sku="")
    for variant in variants:
        variant.save()
    touch(product)
    record("variants.set", product, product.shop_id, count=len(variants), removed=len(known) - len(kept))
    return variants


def _filled(variant: Variant, row: VariantRow, place: int) -> Variant:
    variant.sku, variant.gtin, variant.price, variant.position = row.sku.strip(), row.gtin, row.price, place
    variant.options = {
        name.strip(): value.strip() for name, value in row.options.items() if name.strip() and value.strip()
    }
    return variant


def _check(variants: Sequence[Variant]) -> None:
    if len(variants) > MAX_VARIANTS:
        raise ValidationError(
            _("A product has at most %(limit)s variants."), code="variants_too_many", params={"limit": MAX_VARIANTS}
        )
    errors: list[ValidationError] = []
    skus: dict[str, int] = {}
    shapes: dict[str, int] = {}
    for number, variant in enumerate(variants, start=1):
        errors += [_at(number, error) for error in _own_errors(variant)]
        for seen, value in ((skus, variant.sku), (shapes, json.dumps(variant.options, sort_keys=True))):
            twin = seen.setdefault(value, number) if value and value != "{}" else number
            if twin != number:
                text = (
                    _("has the same SKU as row %(twin)s.")
                    if seen is skus
                    else _("has the same options as row %(twin)s.")
                )
                errors.append(_at(number, ValidationError(text, code="variant_twice", params={"twin": twin})))
    if errors:
        raise ValidationError(errors)


def _own_errors(variant: Variant) -> list[ValidationError]:
    errors: list[ValidationError] = []
    if not variant.options:
        errors.append(ValidationError(_("needs at least one option value, such as a size."), code="variant_empty"))
    if len(variant.options) > MAX_OPTIONS:
        text = _("has more than %(limit)s options; no storefront takes more.")
        errors.append(ValidationError(text, code="options_too_many", params={"limit": MAX_OPTIONS}))
    try:
        variant.clean_fields(exclude={"product", "options", "position"})
    except ValidationError as error:
        errors += [inner for found in error.error_dict.values() for inner in found]
    return errors


def _at(number: int, error: ValidationError) -> ValidationError:
    text = " ".join(error.messages)
    return ValidationError(_("Row %(row)s: %(text)s"), code=error.code, params={"row": number, "text": text})
