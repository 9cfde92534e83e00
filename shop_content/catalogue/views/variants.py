"""The table of variants: shown, edited as a whole."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shop_content.catalogue import actions, gtin
from shop_content.catalogue.actions.variants import MAX_OPTIONS, MAX_VARIANTS, VariantRow, fingerprint
from shop_content.catalogue.errors import ProductGone, Stale
from shop_content.catalogue.facts import options_of
from shop_content.catalogue.models import Product
from shop_content.catalogue.money import parse_amount
from shop_content.shops import access
from shop_content.shops.access import MemberRequest


@require_http_methods(["GET", "POST"])
@access.requires("view")
def variant_table(request: MemberRequest, pk: int) -> HttpResponse:
    """GET shows the table, with `edit` the form; POST saves it."""
    member = request.member
    product = access.get(member, Product, pk)
    may_write = member.may("write")
    if request.method == "GET":
        template = "catalogue/variants_form.html" if "edit" in request.GET and may_write else "catalogue/variants.html"
        return render(request, template, _context(product, may_write))
    if not may_write:
        raise PermissionDenied("write")
    names, typed = _typed(request)
    context = _context(product, may_write)
    try:
        actions.set_variants(member, pk, _rows(names, typed), base=request.POST.get("base", ""))
    except ValidationError as error:
        context |= {"names": names, "rows": typed, "errors": error.messages}
    except Stale:
        text = _(
            "Someone else changed the variants while you edited them. Below is your table; save again to replace theirs with it."
        )
        context |= {"names": names, "rows": typed, "errors": [text], "theirs": context["variants"]}
    except ProductGone as error:
        raise Http404 from error
    else:
        product = access.get(member, Product, pk)
        return render(request, "catalogue/variants.html", {**_context(product, may_write), "saved": True})
    return render(request, "catalogue/variants_form.html", context)


def _context(product: Product, can_write: bool) -> dict[str, Any]:
    variants = list(product.variants.all())
    names = [name for name, _values in options_of(product)]
    rows = [
        {
            "id": v.pk,
            "values": [v.options.get(name, "") for name in names],
            "sku": v.sku,
            "gtin": v.gtin,
            "price": v.price,
        }
        for v in variants
    ]
    return {
        "product": product,
        "variants": variants,
        "names": names or [_("Size")],
        "rows": rows,
        "fingerprint": fingerprint(product),
        "can_write": can_write,
        "max_options": MAX_OPTIONS,
        "max_variants": MAX_VARIANTS,
    }


def _typed(request: MemberRequest) -> tuple[list[str], list[dict[str, Any]]]:
    """The form's columns: `name` once per option, then per row `id`, `sku`, `gtin`, `price` and one `value` per option."""
    names = [name.strip()[:60] for name in request.POST.getlist("name")][:MAX_OPTIONS]
    columns = {key: request.POST.getlist(key) for key in ("id", "sku", "gtin", "price")}
    values = request.POST.getlist("value")
    rows = []
    for index, row_id in enumerate(columns["id"][: MAX_VARIANTS + 1]):
        row: dict[str, Any] = {
            key: (given[index].strip() if index < len(given) else "") for key, given in columns.items()
        }
        row["id"] = int(row_id) if row_id.isascii() and row_id.isdigit() else None
        row["values"] = [value.strip()[:200] for value in values[index * len(names) : (index + 1) * len(names)]]
        if any([row["sku"], row["gtin"], row["price"], *row["values"]]):
            rows.append(row)
    return names, rows


def _rows(names: list[str], typed: list[dict[str, Any]]) -> list[VariantRow]:
    """Raises `ValidationError` for prices that are none and for two options of one name."""
    given = [name for name in names if name]
    if len(set(given)) < len(given):
        raise ValidationError(_("Two options have the same name. Rename one, or clear it."))
    rows = []
    for number, row in enumerate(typed, start=1):
        try:
            price = parse_amount(row["price"], get_language() or "en") if row["price"] else None
        except ValidationError as error:
            raise ValidationError(
                _("Row %(row)s: %(text)s") % {"row": number, "text": " ".join(error.messages)}
            ) from error
        options = dict(zip(names, row["values"], strict=False))
        rows.append(VariantRow(row["id"], row["sku"][:100], gtin.normalized(row["gtin"]), options, price))
    return rows
