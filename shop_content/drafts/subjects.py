"""What a draft is about beside its product, in words."""

from __future__ import annotations

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from generation.occasions import OCCASIONS
from shop_content.catalogue.models import CustomerReview, ShopperQuestion
from shop_content.drafts.models import Draft

SHAPE_NAMES = {
    "square": gettext_lazy("Square 1:1"),
    "portrait": gettext_lazy("Portrait 4:5"),
    "wide": gettext_lazy("Wide 16:9"),
    "story": gettext_lazy("Story 9:16"),
}
PLACEMENT_NAMES = {
    "square": gettext_lazy("Feed, square 1:1"),
    "portrait": gettext_lazy("Feed, portrait 4:5"),
    "tall": gettext_lazy("Feed, tall 3:4"),
    "story": gettext_lazy("Story 9:16"),
    "landscape": gettext_lazy("Link and ad, 1.91:1"),
    "banner": gettext_lazy("Web banner 4:1"),
}


def label(subject: str) -> str:
    """ "occasion:black_friday" as people call it, in the reader's language; "" stays ""."""
    kind, _colon, key = subject.partition(":")
    if kind == "occasion" and key in OCCASIONS:
        return OCCASIONS[key]["zh-Hans" if (get_language() or "").startswith("zh") else "en"]
    if kind == "shape":
        return str(SHAPE_NAMES.get(key, key))
    if kind == "placement":
        place, _colon, occasion = key.partition(":")
        names = (str(PLACEMENT_NAMES.get(place, place)), label(f"occasion:{occasion}") if occasion else "")
        return " · ".join(filter(None, names))
    if kind == "question":
        return _("Question %(number)s") % {"number": key}
    if kind == "review":
        return _("Review %(number)s") % {"number": key}
    if kind == "shopper":
        return _("Shoppers %(number)s") % {"number": key}
    return subject


def customers_words(draft: Draft) -> CustomerReview | ShopperQuestion | None:
    """The review or the question that a reply is about, of the draft's product; hidden ones too."""
    kind, _colon, key = draft.subject.partition(":")
    model = {"review": CustomerReview, "question": ShopperQuestion}.get(kind)
    if model is None or not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    found: CustomerReview | ShopperQuestion | None = model.objects.filter(
        pk=int(key), product_id=draft.product_id
    ).first()
    return found
