"""A shop says what its posters bear: colours, small print, a logo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from generation.frames import rgb_of
from shop_content.audit.actions import record
from shop_content.catalogue.models import BrandKit
from shop_content.catalogue.pictures import ingest
from shop_content.shops.errors import BadValue
from shop_content.shops.models import Member

MOST_COLOURS = 2
LONGEST_LEGAL = 200  # characters


@dataclass(frozen=True, slots=True)
class Logo:
    """A file that was chosen, or the wish to have none any more."""

    name: str = ""
    data: bytes | BinaryIO = b""
    remove: bool = False


def save_brand_kit(
    member: Member, colours: Sequence[str], legal: Mapping[str, str], logo: Logo | None = None
) -> BrandKit:
    """The kit with these values; without `logo`, with the logo that it has. Raises `BadValue` and `ImageError`.

    The file is decoded before the transaction.
    """
    values: dict[str, Any] = {"colours": _colours(colours), "legal": _legal(legal)}
    image = ingest(member.shop_id, logo.data, logo.name, of_product=False) if logo and not logo.remove else None
    with transaction.atomic():
        type(member.shop).objects.select_for_update().get(pk=member.shop_id)
        kit = BrandKit.objects.filter(shop_id=member.shop_id).first() or BrandKit(shop_id=member.shop_id)
        values["logo_id"] = image.pk if image else None if logo else kit.logo_id
        changed = {name: value for name, value in values.items() if getattr(kit, name) != value}
        if not changed and not kit._state.adding:
            return kit
        for name, value in values.items():
            setattr(kit, name, value)
        kit.save()
        record("brand_kit.change", kit, member.shop_id, **values)
    return kit


def _colours(given: Sequence[str]) -> list[str]:
    found = [colour.strip().lower() for colour in given if colour.strip()]
    try:
        for colour in found[:MOST_COLOURS]:
            rgb_of(colour)
    except ValueError as error:
        raise BadValue("colour", _("Write a colour as # and six digits, for example #0a6cff.")) from error
    return found[:MOST_COLOURS]


def _legal(given: Mapping[str, str]) -> dict[str, str]:
    known, found = dict(settings.CONTENT_LOCALES), {}
    for locale, text in given.items():
        line = " ".join(text.replace("\x00", "").split())
        if len(line) > LONGEST_LEGAL:
            problem = _("The small print has more than %(limit)s characters. Shorten it.")
            raise BadValue(f"legal_{locale.replace('-', '_')}", problem % {"limit": LONGEST_LEGAL})
        if line and locale in known:
            found[locale] = line
    return found
