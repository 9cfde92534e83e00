"""What tests of the review desk share: a shop with its people, a product, a written draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from generation.contract import Claim, Finding, Provenance
from shop_content.catalogue.facts import facts_of
from shop_content.catalogue.models import Product
from shop_content.drafts import actions
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.shops.models import Member, Role, User
from tests.factories import MemberFactory, ProductFactory, UserFactory

Write = Callable[..., DraftVersion]

TITLE = "Norra Stoneware Mug, 350 ml"
ERROR = Finding("characters.emoji", "error", "title", 0, 0, 5, {"character": "☕"})
WARNING = Finding("claims.uncited", "warning", "title", 0, 0, 5, {"text": "Norra"})


@pytest.fixture
def owner() -> Member:
    return MemberFactory()


@pytest.fixture
def editor(owner: Member) -> Member:
    return MemberFactory(shop=owner.shop, role=Role.EDITOR)


@pytest.fixture
def approver(owner: Member) -> Member:
    return MemberFactory(shop=owner.shop, role=Role.APPROVER)


@pytest.fixture
def moderator() -> User:
    return UserFactory(is_staff=True)


@pytest.fixture
def product(owner: Member) -> Product:
    return ProductFactory(shop=owner.shop)


@pytest.fixture
def write(product: Product) -> Write:
    """`write()`: an engine's title, ready for review; `write(findings=[ERROR], job_id=7, variant=1)`."""

    def write_version(kind: str = "title", locale: str = "en", of: Product = product, **parts: Any) -> DraftVersion:
        draft = actions.open_draft(of.shop_id, of.pk, kind, locale)
        defaults = {
            "fields": {"title": TITLE},
            "claims": [Claim("title", 0, 0, len(TITLE), ("brand", "f1", "f2"))],
            "provenance": Provenance(engine="composer:", seed=7, sampling={"temperature": 0.8}),
            "facts": facts_of(of),
            "source_hash": "0" * 64,
        }
        version = actions.add_version(draft.pk, **{**defaults, **parts})
        version.refresh_from_db()
        return version

    return write_version


@pytest.fixture
def row(write: Write, owner: Member) -> Callable[..., list[DraftVersion]]:
    """`row("One", "Two")`: drafts of as many products, in the order of the queue."""

    def make(*texts: str) -> list[DraftVersion]:
        return [write(of=ProductFactory(shop=owner.shop), fields={"title": text}, claims=()) for text in texts]

    return make


@pytest.fixture
def fresh() -> Callable[[DraftVersion | Draft], Draft]:
    """The draft as the database has it now."""

    def read(of: DraftVersion | Draft) -> Draft:
        return Draft.objects.get(pk=of.pk if isinstance(of, Draft) else of.draft_id)

    return read


@pytest.fixture
def desk(page: Page, sign_in: Callable[[Member], str]) -> Callable[..., None]:
    """`desk(member, draft_id)`: that person's browser at that draft."""

    def open_draft(member: Member, draft_id: int, query: str = "") -> None:
        page.goto(f"{sign_in(member)}/shops/{member.shop_id}/drafts/{draft_id}/{query}")
        page.wait_for_selector("[data-desk-root][data-ready]", state="attached")

    return open_draft


@pytest.fixture(autouse=True)
def _no_heartbeat(settings: Any) -> None:
    """Its thread has a connection of its own, which does not see the rows of a test's open transaction."""
    settings.HEARTBEAT_SECONDS = 600


def settle(page: Page) -> None:
    """The next draft is fetched ahead by now, and this one has been looked at."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)
