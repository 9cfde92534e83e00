"""Posters from asking to approving: only approved words, in their language, stale once others are approved."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from PIL import Image as Pillow

from generation.checks.poster import printed_words
from shop_content.catalogue.actions import add_photos
from shop_content.catalogue.actions.brand import Logo, save_brand_kit
from shop_content.catalogue.models import Image, Product
from shop_content.drafts import actions as drafts
from shop_content.drafts.actions.staleness import compare_all
from shop_content.drafts.errors import CopyChanged, FactsChanged, KitChanged
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.jobs import work
from shop_content.jobs.actions import Wish, more_like, request_run
from shop_content.jobs.errors import RunError
from shop_content.jobs.messages import failure
from shop_content.jobs.models import Job
from shop_content.shops.models import Member
from tests.factories import MemberFactory, ProductFactory

pytestmark = pytest.mark.django_db(transaction=True)

PHOTO = Path(__file__).parents[2] / "shop_content/catalogue/sample/photos/bottle-1-hero.jpg"
CAMPAIGN = {"campaign_title": "Cold for a day", "slogan": "350 ml of stoneware, in sage green."}
CHINESE = {"campaign_title": "一整天都清凉", "slogan": "350 毫升陶杯，鼠尾草绿。"}


@pytest.fixture
def member() -> Member:
    return MemberFactory.create()


@pytest.fixture
def product(member: Member) -> Product:
    made = ProductFactory.create(shop=member.shop, price=Decimal("1299.50"), currency="EUR")
    add_photos(member, made.pk, [("bottle.jpg", PHOTO.read_bytes())])
    return made


def approved(
    member: Member, product: Product, kind: str, fields: dict[str, Any], locale: str = "en", subject: str = ""
) -> DraftVersion:
    draft = drafts.open_draft(member.shop_id, product.pk, kind, locale, subject=subject)
    version = drafts.add_version(draft.pk, fields=fields, source_hash="0" * 64)
    drafts.approve(member, draft.pk, version.pk)
    return version


def asked(
    member: Member, product: Product, locales: tuple[str, ...] = ("en",), key: str = "key", **settings: Any
) -> list[Draft]:
    """The posters that a run makes."""
    products = Product.objects.filter(pk=product.pk)
    run = request_run(member, products, Wish(("poster",), locales, settings=settings), key)
    assert work.work_off("image", 300) is False
    assert set(run.jobs.values_list("status", flat=True)) == {"done"}, list(
        run.jobs.values_list("error_code", "error_detail")
    )
    return list(
        Draft.objects.filter(product=product, kind="poster").select_related("newest").order_by("locale", "subject")
    )


def test_approved_words_become_posters_in_their_language_and_for_their_places(member: Member, product: Product) -> None:
    english, chinese = (
        approved(member, product, "campaign", CAMPAIGN),
        approved(member, product, "campaign", CHINESE, "zh-Hans"),
    )
    save_brand_kit(member, [], {"en": "Incl. VAT.", "zh-Hans": "含税。"})

    made = asked(member, product, ("en", "zh-Hans"), placements=["square", "story"], layout="split")

    slots = [(draft.locale, draft.subject) for draft in made]
    assert slots == [(locale, f"placement:{place}") for locale in ("en", "zh-Hans") for place in ("square", "story")]
    first, last = made[0].newest, made[-1].newest
    assert first is not None and last is not None
    assert first.fields == {
        "headline": "Cold for a day",
        "sub_line": CAMPAIGN["slogan"],
        "price": "€1,299.50",
        "legal": "Incl. VAT.",
    }
    assert last.fields == {
        "headline": "一整天都清凉",
        "sub_line": CHINESE["slogan"],
        "price": "€1,299.50",
        "legal": "含税。",
    }
    assert first.copied == [english.pk] and last.copied == [chinese.pk]
    assert (first.image.width, first.image.height, last.image.height) == (1080, 1080, 1920)
    assert first.picture["digital_source_type"] == "compositeCapture"
    assert first.picture["measures"]["colour_mean"] < 1 and first.picture["measures"]["overlap"] == 0
    assert not first.findings.exists() and made[0].errors == 0
    with first.editable.file.open("rb") as file:
        printed = printed_words(file.read())
    assert (
        printed["sub_line"].replace(" ", "") == CAMPAIGN["slogan"].replace(" ", "") and printed["price"] == "€1,299.50"
    )
    drafts.approve(member, made[0].pk, first.pk)


def test_without_approved_words_there_is_no_poster(member: Member, product: Product) -> None:
    draft = drafts.open_draft(member.shop_id, product.pk, "campaign", "en")
    drafts.add_version(draft.pk, fields=CAMPAIGN, source_hash="0" * 64)
    with pytest.raises(RunError) as refused:
        asked(member, product)
    assert refused.value.code == "no_copy"
    approved(member, product, "title", {"title": "Stoneware Mug"}, "zh-Hans")
    with pytest.raises(RunError):
        asked(member, product, key="another")


def test_words_that_are_taken_back_before_the_worker_comes_end_the_job(member: Member, product: Product) -> None:
    version = approved(member, product, "campaign", CAMPAIGN)
    run = request_run(member, Product.objects.all(), Wish(("poster",), ("en",)), "key")
    drafts.request_changes(member, version.draft_id, version.pk, "Say what it is made of.")
    work.work_off("image", 300)
    job = Job.objects.get(run=run)
    assert (job.status, job.error_code) == ("failed", "copy.missing")
    assert (
        "Approve a title" in failure(job.error_code) and not DraftVersion.objects.filter(draft__kind="poster").exists()
    )


def test_a_title_takes_its_first_short_point_along_and_an_occasion_its_own_words(
    member: Member, product: Product
) -> None:
    title = approved(member, product, "title", {"title": "Norra Stoneware Mug"})
    bullets = approved(member, product, "bullets", {"bullets": ["Long " * 30, "Holds 350 ml", "Stoneware"]})
    [plain] = asked(member, product, price="hidden")
    assert plain.newest is not None
    assert plain.newest.fields == {"headline": "Norra Stoneware Mug", "sub_line": "Holds 350 ml"}
    assert plain.newest.copied == [title.pk, bullets.pk]
    with pytest.raises(RunError):
        asked(member, product, key="another", occasion="christmas")
    approved(
        member,
        product,
        "campaign",
        {"campaign_title": "Christmas with Norra", "slogan": "A mug of stoneware."},
        subject="occasion:christmas",
    )
    made = asked(member, product, key="third", occasion="christmas")
    assert [draft.subject for draft in made] == ["placement:square", "placement:square:christmas"]
    assert made[1].newest is not None and made[1].newest.fields["headline"] == "Christmas with Norra"


def test_another_approved_text_makes_the_poster_stale(member: Member, product: Product) -> None:
    version = approved(member, product, "campaign", CAMPAIGN)
    [draft] = asked(member, product)
    poster = draft.newest
    assert poster is not None
    again = drafts.add_version(version.draft_id, fields=CAMPAIGN, source_hash="1" * 64)
    drafts.approve(member, version.draft_id, again.pk)
    compare_all()
    draft.refresh_from_db()
    assert draft.stale == []  # the same words

    other = drafts.add_version(
        version.draft_id, fields={**CAMPAIGN, "campaign_title": "Warm all night"}, source_hash="2" * 64
    )
    drafts.approve(member, version.draft_id, other.pk)
    assert compare_all() >= 1
    draft.refresh_from_db()
    assert draft.stale == [poster.pk]
    with pytest.raises(CopyChanged):
        drafts.approve(member, draft.pk, poster.pk)


def test_another_brand_kit_makes_the_poster_stale_and_says_what_changed(
    member: Member, product: Product, client: Client
) -> None:
    approved(member, product, "campaign", CAMPAIGN)
    save_brand_kit(member, ["#0a4d8c"], {"en": "Incl. VAT.", "zh-Hans": "含税。"})
    [draft] = asked(member, product)
    save_brand_kit(member, ["#0a4d8c"], {"en": "Incl. VAT.", "zh-Hans": "价格含税。"})  # another language's
    compare_all()
    draft.refresh_from_db()
    assert draft.stale == []

    save_brand_kit(member, ["#a01030"], {"en": "Prices incl. VAT."})
    assert compare_all() == 1
    draft.refresh_from_db()
    assert draft.stale == [draft.newest_id]
    with pytest.raises(KitChanged):
        drafts.approve(member, draft.pk, draft.newest_id)
    client.force_login(member.user)
    with override("en"):
        page = client.get(reverse("draft_detail", args=[member.shop_id, draft.pk])).content.decode()
    assert "The brand kit has changed since this poster was made: colours, small print." in page
    assert "Ask for a new poster" in page
    assert 'data-state="late"' in page and 'aria-disabled="true"' in page

    save_brand_kit(member, ["#0a4d8c"], {"en": "Incl. VAT."})  # taken back
    compare_all()
    draft.refresh_from_db()
    assert draft.stale == []
    drafts.approve(member, draft.pk, draft.newest_id)


def test_another_price_makes_the_poster_stale(member: Member, product: Product) -> None:
    approved(member, product, "campaign", CAMPAIGN)
    [draft] = asked(member, product)
    Product.objects.filter(pk=product.pk).update(price=Decimal("999.00"))
    compare_all()
    draft.refresh_from_db()
    assert draft.stale == [draft.newest_id]
    with pytest.raises(FactsChanged):
        drafts.approve(member, draft.pk, draft.newest_id)


def test_the_layers_are_a_download_for_the_shop_and_nobody_else(
    member: Member, product: Product, client: Client
) -> None:
    approved(member, product, "campaign", CAMPAIGN)
    logo = io.BytesIO()
    Pillow.new("RGBA", (300, 90), (180, 20, 60, 255)).save(logo, "PNG")
    kit = save_brand_kit(member, ["#0a4d8c", "#ffcc00"], {}, Logo("logo.png", logo.getvalue()))
    [draft] = asked(member, product)
    layers = draft.newest.editable if draft.newest else None
    assert layers is not None and kit.logo is not None
    client.force_login(member.user)
    answer = client.get(reverse("photo_file", args=[member.shop_id, layers.pk]))
    assert answer["Content-Type"] == "image/svg+xml" and answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"] and answer["X-Content-Type-Options"] == "nosniff"
    assert b"<svg" in b"".join(answer.streaming_content)
    with override("en"):
        page = client.get(reverse("draft_detail", args=[member.shop_id, draft.pk])).content.decode()
    assert "Campaign title and slogan, version 1" in page and "SVG, in layers" in page

    stranger = MemberFactory.create()
    client.force_login(stranger.user)
    for image in (layers, kit.logo):
        assert client.get(reverse("photo_file", args=[stranger.shop_id, image.pk])).status_code == 404
        assert client.get(reverse("photo_file", args=[member.shop_id, image.pk])).status_code == 404
    assert client.get(reverse("brand_kit", args=[member.shop_id])).status_code == 404


def test_more_like_a_poster_is_its_words_in_other_layouts(member: Member, product: Product) -> None:
    approved(member, product, "campaign", CHINESE, "zh-Hans")
    [draft] = asked(member, product, ("zh-Hans",), placements=["landscape"], layout="band", price="hidden")
    assert draft.newest is not None
    more_like(member, draft.newest, "more")
    assert work.work_off("image", 300) is False
    made = draft.versions.exclude(pk=draft.newest_id)
    assert [version.provenance["sampling"]["layout"] for version in made.order_by("variant")] == [
        "band",
        "classic",
        "split",
        "diagonal",
    ]
    assert {version.fields["headline"] for version in made} == {CHINESE["campaign_title"]}
    assert all("price" not in version.fields and version.image.width == 1200 for version in made)


def test_the_page_of_the_brand_kit(member: Member, client: Client) -> None:
    client.force_login(member.user)
    page = reverse("brand_kit", args=[member.shop_id])
    logo = io.BytesIO()
    Pillow.new("RGBA", (300, 90), (180, 20, 60, 255)).save(logo, "PNG")
    logo.name = "logo.png"
    logo.seek(0)
    values = {
        "own_colours": "on",
        "colour": "#0A4D8C",
        "second_colour": "#ffcc00",
        "legal_en": " Incl.  VAT. ",
        "legal_zh_Hans": "含税。",
    }
    assert client.post(page, {**values, "logo": logo}).status_code == 302
    kit = member.shop.brand_kit
    assert (kit.colours, kit.legal) == (
        ["#0a4d8c", "#ffcc00"],
        {"en": "Incl. VAT.", "zh-Hans": "含税。"},
    ) and kit.logo is not None
    assert client.post(page, {**values, "logo": io.BytesIO(b"no picture")}).status_code == 422
    assert client.post(page, {**values, "legal_en": "x" * 201}).status_code == 422
    assert client.post(page, {"remove_logo": "on"}).status_code == 302
    kit.refresh_from_db()
    assert (kit.colours, kit.legal, kit.logo) == ([], {}, None)


def test_a_poster_is_no_picture_of_a_feed(member: Member, product: Product, client: Client) -> None:
    """Neither among its images nor at their address, approved as it is: shops refuse pictures with words."""
    from shop_content.storefronts import actions
    from shop_content.storefronts.feeds import Feed, stream

    approved(member, product, "title", {"title": "Norra Stoneware Mug"})
    [draft] = asked(member, product)
    assert draft.newest is not None
    drafts.approve(member, draft.pk, draft.newest_id)
    for form in ("google", "jsonl", "shopify"):
        storefront = actions.create(member.shop, {"name": form, "format": form, "locale": "en"})
        said = b"".join(stream(Feed(storefront, "https://content.example"))).decode()
        for image in (draft.newest.image, draft.newest.editable):
            assert image.sha256 not in said
            extension = image.file.name.rpartition(".")[2]
            assert client.get(f"/feeds/{storefront.token}/images/{image.sha256}.{extension}").status_code == 404
    assert Image.objects.filter(shop=member.shop, media_type="image/svg+xml").exists()
