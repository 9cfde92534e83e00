"""Asking for translations: jobs for what is approved, by the translation engine, bound to what they translate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from generation import pipeline
from shop_content.catalogue.models import Product
from shop_content.drafts import actions as drafts
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.drafts.rewriting import Spot, whole_sentences
from shop_content.jobs import work
from shop_content.jobs.actions import Wish, request_rewrite, request_run
from shop_content.jobs.briefs import briefs_of
from shop_content.jobs.errors import RunError
from shop_content.jobs.models import Job, Run
from shop_content.shops.models import Member
from tests.generation.tiny_models import answer_of
from tests.generation.tiny_translators import facts_about
from tests.jobs.conftest import Approve

pytestmark = pytest.mark.django_db

TITLES = Wish(("title",), ("en", "zh-Hans"), settings={"original": "en"})


@pytest.fixture
def _translating(settings: Any, translation_model: Path) -> None:
    settings.TRANSLATION_ENGINE = f"seq2seq:{translation_model}"


def test_only_what_is_approved_is_asked_for_and_the_rest_is_counted(
    settings: Any, client: Any, member: Member, products: list[Product], approve: Approve
) -> None:
    settings.TRANSLATION_ENGINE = "seq2seq:any"
    approve(products[0], 0)
    approve(products[1], 1)
    drafts.reject(member, (version := approve(products[2], 2)).draft_id, version.pk, "not true")

    run = request_run(member, Product.objects.all(), TITLES, "key")

    jobs = set(run.jobs.values_list("product_id", "kind", "locale"))
    assert jobs == {(product.pk, "title", "zh-Hans") for product in products[:2]}
    assert (run.total, run.settings) == (2, {"original": "en", "left_out": {"title": 1}})
    client.force_login(member.user)
    page = client.get(reverse("run_detail", args=[member.shop_id, run.pk])).content.decode()
    assert "Left out, because nothing is approved in English" in page and "Title – 1 product." in page
    assert "Translated from" in page


@pytest.mark.parametrize(
    ("engine", "wish", "code"),
    [
        ("", TITLES, "no_translation"),
        ("seq2seq:any?from=zh-Hans&to=en", TITLES, "no_translation"),
        ("seq2seq:any", Wish(("title",), ("en",), settings={"original": "en"}), "no_other_locale"),
        ("seq2seq:any", Wish(("title",), ("en",), settings={"original": "fr"}), "bad_request"),
        ("seq2seq:any", TITLES, "no_originals"),
    ],
)
def test_what_cannot_be_translated_is_refused(
    settings: Any, member: Member, products: list[Product], engine: str, wish: Wish, code: str
) -> None:
    settings.TRANSLATION_ENGINE = engine
    with pytest.raises(RunError, match=code):
        request_run(member, Product.objects.all(), wish, "key")
    assert not Run.objects.exists()


@pytest.mark.usefixtures("_translating")
def test_a_translation_is_a_version_that_names_what_it_translates(
    member: Member, products: list[Product], approve: Approve
) -> None:
    originals = {product.pk: approve(product, thing, "description") for thing, product in enumerate(products)}
    run = request_run(
        member, Product.objects.all(), Wish(("description",), ("zh-Hans",), settings={"original": "en"}), "k"
    )

    while jobs := work.claim("text"):
        work.perform(jobs)

    run.refresh_from_db()
    assert (run.status, set(run.jobs.values_list("status", "error_detail"))) == ("finished", {("done", "")})
    for thing, product in enumerate(products):
        draft = Draft.objects.get(product=product, locale="zh-Hans")
        version = draft.newest
        assert version is not None
        assert version.fields == answer_of("description", "zh-Hans", facts_about("zh-Hans", thing))
        assert version.original_id == originals[product.pk].pk
        assert [claim["fact_ids"] for claim in version.claims] == [
            claim["fact_ids"] for claim in originals[product.pk].claims
        ]
        assert version.provenance["engine"].startswith("seq2seq:")
        assert version.provenance["asked"]["from"] == "en"
        assert not version.findings.filter(rule__startswith="translation.").exists()


@pytest.mark.usefixtures("_translating")
def test_an_original_that_was_replaced_meanwhile_is_translated_anew(
    monkeypatch: pytest.MonkeyPatch, member: Member, products: list[Product], approve: Approve
) -> None:
    approve(products[0], 0)
    run = request_run(member, Product.objects.all(), TITLES, "key")
    whole, newer = pipeline.run, []

    def slow(*arguments: Any) -> Any:
        outcomes = whole(*arguments)
        if not newer:
            newer.append(approve(products[0], 1))
        return outcomes

    monkeypatch.setattr(pipeline, "run", slow)
    work.perform(work.claim("text"))
    assert (
        run.jobs.get().status == Job.State.QUEUED and not DraftVersion.objects.filter(draft__locale="zh-Hans").exists()
    )
    work.perform(work.claim("text"))
    assert DraftVersion.objects.get(draft__locale="zh-Hans").original_id == newer[0].pk


@pytest.mark.usefixtures("_translating")
def test_an_original_that_was_taken_back_fails_with_what_to_do(
    client: Any, member: Member, products: list[Product], approve: Approve
) -> None:
    version = approve(products[0], 0)
    run = request_run(member, Product.objects.all(), TITLES, "key")
    drafts.reject(member, version.draft_id, version.pk, "not true")
    work.perform(work.claim("text"))
    assert run.jobs.get().error_code == "original.missing"
    client.force_login(member.user)
    page = client.get(reverse("run_detail", args=[member.shop_id, run.pk])).content.decode()
    assert "no longer approved. Approve it or a newer one, then retry." in page


def test_the_form_offers_what_the_engine_serves(
    settings: Any, client: Any, member: Member, products: list[Product], approve: Approve
) -> None:
    client.force_login(member.user)
    address = reverse("run_create", args=[member.shop_id])
    page = client.get(address, {"product": products[0].pk}).content.decode()
    assert "no translation engine is set up (TRANSLATION_ENGINE)" in page and 'value="en" id="id_original' not in page
    settings.TRANSLATION_ENGINE = "seq2seq:any?to=zh-Hans"
    approve(products[0], 0)
    page = client.get(address, {"product": products[0].pk}).content.decode()
    assert "Translated from the approved text in English" in page and "Approved: Title 1" in page
    assert "approved text in Simplified Chinese" not in page
    asked = {
        "product": products[0].pk,
        "request_key": "k" * 16,
        "kinds": ["title", "packshot"],
        "locales": ["zh-Hans"],
        "original": "en",
        "tone": "plain",
        "variants": 1,
        "shadow": "contact",
    }
    assert client.post(address, asked).status_code == 302
    assert list(Job.objects.values_list("kind", "locale")) == [("title", "zh-Hans")]
    refused = client.post(address, {**asked, "request_key": "m" * 16, "kinds": ["packshot"]})
    assert refused.status_code == 422 and "Pictures are not translated" in refused.content.decode()
    refused = client.post(address, {**asked, "request_key": "n" * 16, "locales": ["en"]})
    assert refused.status_code == 422 and "language other than that" in refused.content.decode()


def test_a_link_says_what_is_to_be_translated(
    settings: Any, client: Any, member: Member, products: list[Product]
) -> None:
    settings.TRANSLATION_ENGINE = "seq2seq:any"
    client.force_login(member.user)
    given = {"product": products[0].pk, "original": "en", "kind": "bullets", "locale": "zh-Hans"}
    form = client.get(reverse("run_create", args=[member.shop_id]), given).context["form"]
    assert (form["original"].value(), form["kinds"].value(), form["locales"].value()) == (
        "en",
        ["bullets"],
        ["zh-Hans"],
    )


@pytest.mark.usefixtures("_translating")
def test_a_rewritten_sentence_of_a_translation_is_compared_with_the_original(
    member: Member, products: list[Product], approve: Approve
) -> None:
    original = approve(products[0], 0, "description")
    run = request_run(
        member,
        Product.objects.filter(pk=products[0].pk),
        Wish(("description",), ("zh-Hans",), settings={"original": "en"}),
        "k",
    )
    while jobs := work.claim("text"):
        work.perform(jobs)
    assert run.jobs.get().product_id == products[0].pk
    version = Draft.objects.get(product=products[0], locale="zh-Hans").newest
    assert version is not None and version.original_id == original.pk

    spot = whole_sentences(version, Spot("description", 0, 0, 1))
    assert spot is not None
    request_rewrite(member, version.pk, spot, "", "again")
    (job,) = work.claim("text")
    (brief,) = briefs_of([job])

    assert brief.original is not None and brief.original.id == str(original.pk) and not brief.translates
    work.perform([job])
    newest = Draft.objects.get(product=products[0], locale="zh-Hans").newest
    job.refresh_from_db()
    assert job.status == "done", job.error_code
    assert newest is not None and newest != version and newest.original_id == original.pk
    assert newest.provenance["asked"]["original"] == str(original.pk)
