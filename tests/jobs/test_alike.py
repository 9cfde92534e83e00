"""A picture made anew along a person's mask, and more like one that is there: through the real studio and worker."""

from __future__ import annotations

import io

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse

from generation.pictures import grey_png
from shop_content.catalogue import actions as catalogue
from shop_content.catalogue.models import Image, Photo, Product
from shop_content.catalogue.pictures import ingest
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.jobs import actions, work
from shop_content.jobs.actions import Wish, request_run
from shop_content.jobs.errors import RunError
from shop_content.jobs.models import Run
from shop_content.shops.models import Member
from tests.factories import MemberFactory, ProductFactory
from tests.generation.scenes import mug

pytestmark = pytest.mark.django_db(transaction=True)  # the heartbeat of a slow batch looks from a connection of its own


@pytest.fixture
def owner() -> Member:
    return MemberFactory.create()


@pytest.fixture
def picture(owner: Member) -> Image:
    scene = mug(size=420, span=0.8)
    image = ingest(owner.shop_id, scene.photo().data, "mug.png")
    Photo.objects.create(product=ProductFactory.create(shop=owner.shop), image=image)
    return image


def made(member: Member, kind: str, variants: int = 1, **settings: object) -> Draft:
    request_run(member, Product.objects.all(), Wish((kind,), variants=variants, settings=settings), "first")
    work.perform(work.claim("image"))
    return Draft.objects.get(kind=kind)


def together(draft: Draft) -> list[DraftVersion]:
    draft.refresh_from_db()
    assert draft.newest is not None
    return list(draft.versions.filter(job_id=draft.newest.job_id).order_by("variant"))


def draw(member: Member, picture: Image) -> None:
    plane = np.zeros((picture.height, picture.width), np.uint8)
    plane[100:300, 120:320] = 255
    catalogue.save_mask(member, picture, io.BytesIO(grey_png(plane)), 0)


def test_a_picture_keeps_the_plane_it_was_cut_with(owner: Member, picture: Image) -> None:
    version = together(made(owner, "packshot"))[0]
    assert version.cutout is not None
    left, top, right, bottom = version.picture["placement"]["source"]
    assert (version.cutout.width, version.cutout.height) == (right - left, bottom - top)


def test_a_new_mask_makes_the_picture_anew_from_the_same_wishes(owner: Member, picture: Image) -> None:
    draft = made(owner, "scene", 2, backdrop="marble", shape="wide")
    before = together(draft)
    draw(owner, picture)
    run = actions.remake(owner, draft, "again")
    work.perform(work.claim("image"))
    after = together(draft)
    assert run.variants == 2
    assert [version.number for version in after] == [3, 4]
    assert [version.provenance["seed"] for version in after] == [version.provenance["seed"] for version in before]
    for version in after:
        assert version.provenance["sampling"]["backdrop"] == "marble"
        assert version.provenance["sampling"]["mask"]
        assert version.picture["measures"]["confidence"] == 1.0
        assert version.image_id not in {old.image_id for old in before}
    left, top, right, bottom = after[0].picture["placement"]["source"]
    assert max(abs(left - 120), abs(top - 100), abs(right - 320), abs(bottom - 300)) <= 3


def test_a_mask_that_is_drawn_while_the_engine_works_sends_its_answer_back(
    owner: Member, picture: Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generation import pipeline

    original = pipeline.run

    def slow(*arguments: object) -> object:
        outcomes = original(*arguments)  # type: ignore[arg-type]
        draw(owner, picture)
        return outcomes

    monkeypatch.setattr(pipeline, "run", slow)
    request_run(owner, Product.objects.all(), Wish(("packshot",)), "first")
    work.perform(work.claim("image"))
    assert not DraftVersion.objects.exists()
    monkeypatch.undo()
    work.perform(work.claim("image"))
    assert DraftVersion.objects.get().picture["measures"]["by_person"] == 1.0


def test_more_like_a_scene_keep_its_backdrop_and_take_the_seeds_after_its_own(owner: Member, picture: Image) -> None:
    draft = made(owner, "scene", 3)
    chosen = together(draft)[2]
    actions.more_like(owner, chosen, "more")
    work.perform(work.claim("image"))
    after = together(draft)
    seed = chosen.provenance["seed"]
    assert [version.provenance["seed"] for version in after] == [seed, seed + 1, seed + 2, seed + 3]
    backdrop = chosen.provenance["sampling"]["backdrop"]
    assert {version.provenance["sampling"]["backdrop"] for version in after} == {backdrop}
    assert after[0].image_id == chosen.image_id
    assert len({version.image_id for version in after}) == 4


def test_more_like_a_packshot_keep_its_photo_shadow_and_ground(owner: Member, picture: Image) -> None:
    draft = made(owner, "packshot", 1, shadow="reflection", ground="#f0eee8")
    chosen = together(draft)[0]
    actions.more_like(owner, chosen, "more")
    work.perform(work.claim("image"))
    after = together(draft)
    assert len(after) == 4
    assert after[0].image_id == chosen.image_id
    for version in after:
        sampling = version.provenance["sampling"]
        assert (sampling["shadow"], sampling["ground"], sampling["photo"]) == ("reflection", "#f0eee8", picture.sha256)


def test_one_click_on_the_desk(owner: Member, picture: Image, client: Client) -> None:
    draft = made(owner, "scene")
    version = together(draft)[0]
    client.force_login(owner.user)
    desk = reverse("draft_detail", args=[owner.shop_id, draft.pk])
    page = client.get(desk).content.decode()
    address = reverse("version_more", args=[owner.shop_id, version.pk])
    assert address in page
    assert (
        f"{reverse('mask_edit', args=[owner.shop_id, picture.pk])}?draft={draft.pk}&amp;cutout={version.cutout_id}"
        in page
    )
    assert f'<dd class="number">{version.provenance["seed"]}</dd>' in page
    for _ in range(2):  # a double click is one run
        answer = client.post(address, {"request_key": "one"}, headers={"HX-Request": "true"})
        assert answer.json()["address"] == desk
    assert Run.objects.count() == 2
    writing = client.get(reverse("draft_writing", args=[owner.shop_id, draft.pk])).content.decode()
    assert "A new picture waits for a worker." in writing


def test_a_text_has_nothing_alike(owner: Member, picture: Image) -> None:
    request_run(owner, Product.objects.all(), Wish(("title",), ("en",)), "first")
    work.perform(work.claim("text"))
    draft = Draft.objects.get(kind="title")
    with pytest.raises(RunError):
        actions.remake(owner, draft, "again")
    assert draft.newest is not None
    with pytest.raises(RunError):
        actions.more_like(owner, draft.newest, "more")
