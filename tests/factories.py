"""Rows for tests, each with the least that makes it valid."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import factory

from shop_content.catalogue.models import Audience, CustomerReview, Product, ShopperEvent, ShopperQuestion, Variant
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


class ReviewFactory(factory.django.DjangoModelFactory[CustomerReview]):
    class Meta:
        model = CustomerReview

    product = factory.SubFactory(ProductFactory)
    shop = factory.SelfAttribute("product.shop")
    external_id = factory.Sequence(lambda n: f"R-{n}")
    rating = 4
    text = "Holds a lot of tea and feels good in the hand."
    locale = "en"
    written_at = datetime(2026, 3, 31, tzinfo=UTC)


class QuestionFactory(factory.django.DjangoModelFactory[ShopperQuestion]):
    class Meta:
        model = ShopperQuestion

    product = factory.SubFactory(ProductFactory)
    shop = factory.SelfAttribute("product.shop")
    external_id = factory.Sequence(lambda n: f"Q-{n}")
    text = "How much does it hold?"
    locale = "en"
    asked_at = datetime(2026, 3, 31, tzinfo=UTC)


class EventFactory(factory.django.DjangoModelFactory[ShopperEvent]):
    class Meta:
        model = ShopperEvent

    product = factory.SubFactory(ProductFactory)
    shop = factory.SelfAttribute("product.shop")
    shopper = factory.Sequence(lambda n: f"{n:032x}")
    verb = "view"
    at = datetime(2026, 11, 1, tzinfo=UTC)


class AudienceFactory(factory.django.DjangoModelFactory[Audience]):
    class Meta:
        model = Audience

    shop = factory.SubFactory(ShopFactory)
    name = factory.Sequence(lambda n: f"Audience {n}")
    by = ""


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
