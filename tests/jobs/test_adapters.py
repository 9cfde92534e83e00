"""A shop's LoRA adapter: given by a moderator, carried by its runs, worn by the engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse

from shop_content.audit.models import Event
from shop_content.catalogue.models import Product
from shop_content.drafts.models import DraftVersion
from shop_content.jobs import work
from shop_content.jobs.actions import Wish, request_run
from shop_content.jobs.briefs import briefs_of
from shop_content.jobs.models import Job
from shop_content.shops.models import Member, Shop
from tests.factories import MemberFactory, ProductFactory, UserFactory
from tests.generation.tiny_models import build_adapter, build_causal_lm

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Member:
    return MemberFactory()


@pytest.fixture
def moderator(client: Client, settings: Any) -> Client:
    settings.REQUIRE_MODERATOR_2FA = False
    client.force_login(UserFactory(is_staff=True))
    return client


def act(moderator: Client, shop: Shop, name: str, reason: str = "the shop's own voice") -> str:
    address = reverse("admin:shops_shop_act", args=[name])
    return moderator.post(address, {"id": shop.pk, "reason": reason}, follow=True).content.decode()


def asked(member: Member, key: str) -> Job:
    member.refresh_from_db()
    products = Product.objects.filter(shop=member.shop)
    run = request_run(Member.objects.get(pk=member.pk), products, Wish(("title",), ("en",)), key)
    return run.jobs.select_related("run").get()


def test_moderators_give_a_shop_an_adapter_that_the_server_offers(
    moderator: Client, member: Member, settings: Any
) -> None:
    settings.ADAPTERS = {"tea": "/models/tea"}
    ProductFactory(shop=member.shop)
    page = moderator.get(reverse("admin:shops_shop_change", args=[member.shop_id])).content.decode()
    assert "Write with the adapter “tea”" in page
    assert "Write without an adapter" not in page
    assert (
        moderator.get(reverse("admin:shops_shop_act", args=["adapter-sport"]), {"id": member.shop_id}).status_code
        == 404
    )
    act(moderator, member.shop, "adapter-tea", reason=" ")
    assert Shop.objects.get().adapter == ""
    act(moderator, member.shop, "adapter-tea")
    assert Shop.objects.get().adapter == "tea"
    assert Event.objects.get(verb="shop.adapt").detail == {"reason": "the shop's own voice", "adapter": ["", "tea"]}
    job = asked(member, "with")
    assert job.run.settings["adapter"] == "tea"
    assert briefs_of([job])[0].options == {"adapter": "/models/tea"}
    act(moderator, member.shop, "no-adapter")
    assert "adapter" not in asked(member, "without").run.settings
    assert briefs_of([job])[0].options == {"adapter": "/models/tea"}  # as it was asked for


def test_a_run_writes_with_its_shops_adapter_or_not_at_all(member: Member, settings: Any, tmp_path: Path) -> None:
    model = build_causal_lm(tmp_path / "model")
    adapter = str(build_adapter(model, tmp_path / "tea", seed=1))
    settings.TEXT_ENGINE, settings.ANSWER_TRIES = f"transformers:{model}?device=cpu", 1
    settings.ADAPTERS, settings.HEARTBEAT_SECONDS = {"tea": adapter}, 600
    ProductFactory(shop=member.shop)
    Shop.objects.update(adapter="tea")
    asked(member, "first")
    work.perform(work.claim("text"))
    sampling = DraftVersion.objects.get().provenance["sampling"]
    assert (sampling["adapter"], len(sampling["adapter_revision"])) == (adapter, 64)
    settings.ADAPTERS = {}
    job = asked(member, "second")
    work.perform(work.claim("text"))
    job.refresh_from_db()
    assert (job.status, job.error_code) == (Job.State.FAILED, "engine.adapter_unusable")
    assert "tea (not in ADAPTERS)" in job.error_detail


@pytest.mark.parametrize(("adapters", "wrong"), [({"tea": "/x"}, 0), ({"te a": "/x"}, 1), ({"tea": " "}, 1)])
def test_the_setting_is_verified_at_start(settings: Any, adapters: dict[str, str], wrong: int) -> None:
    settings.ADAPTERS = adapters
    assert sum(found.id == "shop_content.E013" for found in run_checks()) == wrong
