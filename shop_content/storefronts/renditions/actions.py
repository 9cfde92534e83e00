"""Making a market's rendition of an approved picture, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from generation.contract import Asset
from generation.errors import Refused
from generation.renditions import MARKETS, Producer, rendition
from generation.renditions.credentials import Ingredient, sealed
from generation.xmp import GENERATED
from shop_content.audit.actions import record
from shop_content.catalogue.models import Image
from shop_content.catalogue.pictures import keep
from shop_content.drafts.live import live_versions
from shop_content.drafts.models import DraftVersion
from shop_content.storefronts.models import Rendition
from shop_content.storefronts.renditions.errors import RenditionRefused
from shop_content.storefronts.renditions.seal import seal

WORDED = frozenset({"poster"})  # kinds with words set on the picture


def needs_label(version: DraftVersion, market: str) -> bool:
    """Whether this market wants the picture itself to say that a model made it."""
    return MARKETS[market].labelled and version.picture.get("digital_source_type") in GENERATED


def rendition_of(version: DraftVersion, market: str) -> Image:
    """The stored file of an approved picture for `market`; made now if nobody asked before. Raises `RenditionRefused`."""
    if not live_versions().filter(pk=version.pk).exists():
        raise RenditionRefused("rendition.not_approved")
    by = seal()
    try:
        key = {"version": version, "market": market, "sealed_by": by.fingerprint}
    except Refused as error:
        raise RenditionRefused(error.code) from error
    if made := Rendition.objects.select_related("image").filter(**key).first():
        return made.image
    if version.image is None:
        raise RenditionRefused("rendition.not_approved")
    try:
        with version.image.file.open("rb") as file:
            data = file.read()
        found = rendition(
            data,
            market,
            producer_of(version),
            product=product_in(version),
            worded=version.draft.kind in WORDED,
        )
        declared = version.picture["digital_source_type"]
        if by:
            title = f"{version.draft.product.sku} {version.draft.kind}"
            given = ingredients_of(version)
            found = replace(found, data=sealed(found.data, found.media_type, declared, by, title, given))
    except OSError as error:
        raise RenditionRefused("rendition.lost") from error
    except Refused as error:
        raise RenditionRefused(error.code) from error
    asset = Asset(found.data, found.media_type, found.width, found.height, declared)
    image = keep(version.draft.shop_id, asset) if found.changed or by else version.image
    return _kept(key, image, found.labelled)


@transaction.atomic
def _kept(key: Mapping[str, Any], image: Image, labelled: bool) -> Image:
    """Two people who ask at once get the same file."""
    row, created = Rendition.objects.get_or_create(**key, defaults={"image": image})
    if created:
        version, told = key["version"], {"market": key["market"], "sealed": bool(key["sealed_by"])}
        record("rendition.make", version, version.draft.shop_id, **told, image=image.pk, labelled=labelled)
    return row.image


def ingredients_of(version: DraftVersion) -> list[Ingredient]:
    """The photo that the picture's product was cut out of."""
    sha256 = version.picture.get("placement", {}).get("photo", "")
    image = Image.objects.filter(shop_id=version.draft.shop_id, sha256=sha256).first() if sha256 else None
    if image is None:
        return []
    with image.file.open("rb") as file:
        return [Ingredient(f"photo {sha256[:12]}", image.media_type, file.read())]


def producer_of(version: DraftVersion) -> Producer:
    """Who made it: `AIGC_PRODUCER` where the installation has a name of its own, else the shop, which spreads it in any case."""
    shop = version.draft.shop
    number = f"{urlsplit(settings.PUBLIC_URL).hostname}-version-{version.pk}"
    return Producer(settings.AIGC_PRODUCER or shop.name, number, shop.name, number)


def product_in(version: DraftVersion) -> tuple[int, int, int, int] | None:
    """The box that the product fills in the picture."""
    target = version.picture.get("placement", {}).get("target")
    return (target[0], target[1], target[2], target[3]) if target else None
