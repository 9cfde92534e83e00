"""What tests of translations share: the things that the tiny model has learnt, with approved texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generation.claims import attribute
from generation.contract import Content
from shop_content.catalogue.facts import facts_of
from shop_content.catalogue.models import Product
from shop_content.drafts import actions as drafts
from shop_content.drafts.models import DraftVersion
from shop_content.shops.models import Member
from tests.factories import MemberFactory, ProductFactory
from tests.generation.tiny_models import answer_of
from tests.generation.tiny_translators import facts_about

Approve = Callable[..., DraftVersion]


@pytest.fixture
def member() -> Member:
    return MemberFactory.create()


@pytest.fixture
def products(member: Member) -> list[Product]:
    """The things that the tiny model has learnt to name."""
    made = []
    for thing in range(3):
        facts = facts_about("en", thing)
        rows = [
            {"id": fact.id, "key": fact.key, "value": fact.value, "unit": fact.unit, "source": "person"}
            for fact in facts.items
        ]
        made.append(
            ProductFactory.create(
                shop=member.shop, title=facts.title, brand=facts.brand, category="", price=None, currency="", facts=rows
            )
        )
    return made


@pytest.fixture
def approve(member: Member) -> Approve:
    """`approve(product, thing, "description")`: an English text of what the model has learnt, approved."""

    def make(product: Product, thing: int, kind: str = "title") -> DraftVersion:
        fields = answer_of(kind, "en", facts_about("en", thing))
        facts = facts_of(product)
        draft = drafts.open_draft(member.shop_id, product.pk, kind, "en")
        claims = attribute(Content(fields), facts, "en")
        version = drafts.add_version(draft.pk, fields=fields, claims=claims, facts=facts, source_hash="0" * 64)
        drafts.approve(member, draft.pk, version.pk)
        return version

    return make
