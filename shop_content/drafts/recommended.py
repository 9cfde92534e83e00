"""The products that a recommendation names, each with the reason why it is recommended today."""

from __future__ import annotations

from django.utils.translation import gettext as _

from shop_content.catalogue.models import Audience, Product
from shop_content.catalogue.offers import Reason, reasons
from shop_content.catalogue.recommend import Wanted
from shop_content.drafts.ground import offered
from shop_content.drafts.models import Draft, DraftVersion


def recommended(draft: Draft, version: DraftVersion | None) -> list[Reason]:
    """Those that the version was written to recommend; without one, those that go best today. Nothing for other kinds."""
    kind, _colon, key = draft.subject.partition(":")
    if draft.kind != "recommendation" or kind != "shopper" or not (key.isascii() and key.isdigit() and len(key) < 19):
        return []
    audience = Audience.objects.filter(pk=int(key), shop_id=draft.shop_id).first()
    today = reasons(draft.shop_id, [Wanted(draft.product_id, audience.shopper)])[0] if audience else []
    skus = offered(version)
    if not skus:
        return today
    told = {reason.product.sku: reason for reason in today}
    by_sku = {product.sku: product for product in Product.objects.filter(shop_id=draft.shop_id, sku__in=skus)}
    gone = _("was recommended when this was written; today others go better")
    return [told.get(sku) or Reason(by_sku[sku], gone) for sku in skus if sku in told or sku in by_sku]
