"""Rows for tests, each with the least that makes it valid."""

from __future__ import annotations

from decimal import Decimal

import factory

from shop_content.catalogue.models import Product, Variant
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.shops.models import Member, Role, Shop, User


class UserFactory(factory.django.DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.com")
    password = factory.django.Password("correct horse battery")


class ShopFactory(factory.django.DjangoModelFactory[Shop]):
    class Meta:
        model = Shop

    name = factory.Sequence(lambda n: f"Shop {n}")


class MemberFactory(factory.django.DjangoModelFactory[Member]):
    class Meta:
        model = Member

    shop = factory.SubFactory(ShopFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.OWNER


class ProductFactory(factory.django.DjangoModelFactory[Product]):
    class Meta:
        model = Product

    shop = factory.SubFactory(ShopFactory)
    sku = factory.Sequence(lambda n: f"SKU-{n}")
    title = "Stoneware Mug"
    brand = "Norra"
    category = "Home & Garden > Kitchen & Dining > Tableware > Drinkware > Mugs"
    price = Decimal("18.00")
    currency = "USD"
    facts = factory.LazyFunction(
        lambda: [
            {"id": "f1", "key": "material", "value": "stoneware", "unit": "", "source": "person"},
            {"id": "f2", "key": "capacity", "value": "350", "unit": "ml", "source": "person"},
            {"id": "f3", "key": "colour", "value": "sage green", "unit": "", "source": "person"},
        ]
    )
    next_fact = 4


class VariantFactory(factory.django.DjangoModelFactory[Variant]):
    class Meta:
        model = Variant

    product = factory.SubFactory(ProductFactory)
    sku = factory.Sequence(lambda n: f"VAR-{n}")
    options = factory.LazyFunction(lambda: {"Size": "M"})


class DraftFactory(factory.django.DjangoModelFactory[Draft]):
    class Meta:
        model = Draft

    product = factory.SubFactory(ProductFactory)
    shop = factory.SelfAttribute("product.shop")
    kind = "title"
    locale = "en"
    status = "in_review"


class VersionFactory(factory.django.DjangoModelFactory[DraftVersion]):
    class Meta:
        model = DraftVersion

    draft = factory.SubFactory(DraftFactory)
    number = 1
    fields = factory.LazyFunction(lambda: {"title": "Norra Stoneware Mug, 350 ml"})
    source_hash = "0" * 64
