"""Who belongs to an audience, how many they are, and which product speaks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.utils import timezone

from generation.contract import Shopper
from shop_content.catalogue.models import Audience, Product, ShopperEvent, Verb

SHOWN = 8  # products of a profile, each of viewed and bought


def events(audience: Audience) -> QuerySet[ShopperEvent]:
    """What makes somebody a member; all that the shopper did, for an audience of one."""
    found = ShopperEvent.objects.filter(shop_id=audience.shop_id, product__archived_at=None)
    if audience.shopper:
        return found.filter(shopper=audience.shopper)
    found = found.filter(verb=audience.verb, at__gte=timezone.now() - timedelta(days=audience.days))
    if audience.by == Audience.By.CATEGORY:
        found = found.filter(product__category__istartswith=audience.value)
    elif audience.by == Audience.By.BRAND:
        found = found.filter(product__brand__iexact=audience.value)
    elif audience.by == Audience.By.PRODUCT:
        found = found.filter(product__sku=audience.value)
    if audience.unless:
        did = ShopperEvent.objects.filter(
            shop_id=audience.shop_id, shopper=OuterRef("shopper"), product=OuterRef("product"), verb=audience.unless
        )
        found = found.filter(~Exists(did))
    return found


def size(audience: Audience) -> int:
    """How many shoppers belong to it today."""
    return events(audience).aggregate(count=Count("shopper", distinct=True))["count"]


def anchor(audience: Audience) -> Product | None:
    """What a recommendation starts from: the product that the shopper viewed last, or that most members of the segment viewed."""
    found = events(audience)
    if audience.shopper:
        viewed = found.order_by("-at", "-product_id").select_related("product")
        latest = viewed.filter(verb=Verb.VIEW).first() or viewed.first()
        return latest.product if latest else None
    most = found.values("product_id").annotate(people=Count("shopper", distinct=True)).order_by("-people", "product_id")
    first = most.first()
    return Product.objects.filter(pk=first["product_id"]).first() if first else None


def profile(audience: Audience) -> Shopper:
    return profiles([audience])[audience.pk]


def profiles(audiences: Iterable[Audience]) -> dict[int, Shopper]:
    """As the engines see them: SKUs, never a person. One shopper's latest first; of a segment, those of most members.

    One statement for all single shoppers, two for each segment, whose rule is its own.
    """
    rows = list(audiences)
    done = _done_by_one([row for row in rows if row.shopper])
    for row in rows:
        if not row.shopper:
            done[row.pk, Verb.VIEW], done[row.pk, Verb.BUY] = (
                _done_by_most(row, Verb.VIEW),
                _done_by_most(row, Verb.BUY),
            )
    return {
        row.pk: Shopper(
            row.subject, row.name, viewed=tuple(done[row.pk, Verb.VIEW]), bought=tuple(done[row.pk, Verb.BUY])
        )
        for row in rows
    }


def _done_by_one(audiences: Sequence[Audience]) -> defaultdict[tuple[int, str], list[str]]:
    """SKUs by (audience, verb), the latest first."""
    found: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    if not audiences:
        return found
    numbers = {(row.shop_id, row.shopper): row.pk for row in audiences}
    rows = ShopperEvent.objects.filter(
        shop_id__in={row.shop_id for row in audiences},
        shopper__in={row.shopper for row in audiences},
        verb__in=[Verb.VIEW, Verb.BUY],
        product__archived_at=None,
    )
    latest = rows.values("shop_id", "shopper", "verb", "product__sku").annotate(latest=Max("at"))
    for row in latest.order_by("-latest", "-product_id").values_list("shop_id", "shopper", "verb", "product__sku"):
        shop_id, shopper, verb, sku = row
        skus = found[numbers.get((shop_id, shopper), 0), verb]
        if len(skus) < SHOWN and sku not in skus:
            skus.append(sku)
    return found


def _done_by_most(audience: Audience, verb: str) -> list[str]:
    members = events(audience).values("shopper")
    since = timezone.now() - timedelta(days=audience.days)
    done = ShopperEvent.objects.filter(
        shop_id=audience.shop_id, shopper__in=members, verb=verb, at__gte=since, product__archived_at=None
    )
    most = done.values("product__sku").annotate(people=Count("shopper", distinct=True))
    return list(most.order_by("-people", "product__sku").values_list("product__sku", flat=True)[:SHOWN])
