"""A shop's marks as the engines take them."""

from __future__ import annotations

from generation.contract import House, Photo
from shop_content.catalogue.models import BrandKit


def house_of(shop_id: int, locale: str) -> House:
    """Reads the logo from the storage. Raises `OSError` (or the storage's own error) when it cannot be read."""
    kit = BrandKit.objects.select_related("logo").filter(shop_id=shop_id).first()
    if kit is None:
        return House()
    logo = None
    if kit.logo is not None:
        with kit.logo.file.open("rb") as file:
            logo = Photo(f"logo:{kit.logo_id}", kit.logo.sha256, file.read(), kit.logo.media_type)
    return House(tuple(kit.colours), str(kit.legal.get(locale, "")), logo)
