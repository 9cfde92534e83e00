"""A shop with content in every state, and feeds read to their end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile

from shop_content.catalogue.models import Image, Photo, Product
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.shops.models import Member, Shop
from shop_content.storefronts import actions
from shop_content.storefronts.feeds import Feed, stream
from shop_content.storefronts.models import Storefront
from tests.factories import DraftFactory, MemberFactory, ProductFactory, UserFactory, VersionFactory

BASE = "https://content.example"


@pytest.fixture
def owner(db: None) -> Member:
    return MemberFactory(shop__name="Norra & Finch", shop__website="https://norra.example")


@pytest.fixture
def shop(owner: Member) -> Shop:
    return owner.shop


@pytest.fixture
def feed(shop: Shop) -> Callable[..., Storefront]:
    def make(format: str = "google", **values: Any) -> Storefront:
        return actions.create(shop, {"name": "Feed", "format": format, "locale": "en", **values})

    return make


def read(storefront: Storefront) -> str:
    return b"".join(stream(Feed(storefront, BASE))).decode()


def approve(
    product: Product, kind: str, fields: dict[str, Any], *, person: bool = False, **values: Any
) -> DraftVersion:
    """An approved version: by an engine, or last edited by a person."""
    locale = values.pop("locale", "" if kind == "packshot" else "en")
    draft = DraftFactory(product=product, kind=kind, locale=locale)
    author = UserFactory() if person else None
    version: DraftVersion = VersionFactory(draft=draft, fields=fields, author=author, **values)
    Draft.objects.filter(pk=draft.pk).update(status="approved", newest=version, approved=version)
    return version


def picture(shop: Shop, name: str, media_type: str = "image/jpeg") -> Image:
    sha256 = (name.encode().hex() * 64)[:64]
    image = Image(shop=shop, sha256=sha256, media_type=media_type, width=1600, height=1600, size=3)
    image.file.save("x", ContentFile(name.encode()), save=False)
    image.thumbnail.save("x", ContentFile(b"t"), save=False)
    image.save()
    return image


def photo(product: Product, name: str, position: int = 0) -> Image:
    image = picture(product.shop, name)
    Photo.objects.create(product=product, image=image, position=position)
    return image


@pytest.fixture
def mug(shop: Shop) -> Product:
    """A product that lacks nothing: approved title and description by an engine, a photo, a link, a price."""
    product: Product = ProductFactory(shop=shop, sku="MUG-1", handle="mug", link="https://norra.example/mug")
    approve(product, "title", {"title": "Norra Stoneware Mug, 350 ml"})
    approve(product, "description", {"description": "It holds 350 ml.\n\nMade of stoneware & glazed."})
    photo(product, "hero")
    return product
