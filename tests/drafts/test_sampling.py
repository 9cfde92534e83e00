"""Sample approval: the size by exact counting, a pass, a failure, a reopening, and what the trail says of who saw what."""

from __future__ import annotations

from fractions import Fraction
from math import comb, floor
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from shop_content.audit.models import Event
from shop_content.drafts import actions, queue
from shop_content.drafts.bulk.work import work_off
from shop_content.drafts.errors import BadField
from shop_content.drafts.models import Bulk, BulkItem, Decision, Draft, Sample, SampleItem, Status
from shop_content.drafts.queue import Filter
from shop_content.drafts.sampling import missed, size
from tests.drafts import many
from tests.drafts.conftest import ERROR, WARNING


def exact(total: int, limit: Fraction, confidence: Fraction) -> int:
    """The same, counted in whole numbers."""
    bad = floor(limit * total) + 1
    looked = 1
    while looked <= total - bad and Fraction(comb(total - bad, looked), comb(total, looked)) > 1 - confidence:
        looked += 1
    return looked


@pytest.mark.parametrize("total", [1, 2, 3, 10, 37, 100, 500])
@pytest.mark.parametrize("limit", ["0", "0.01", "0.05", "0.2"])
@pytest.mark.parametrize("confidence", ["0.8", "0.95", "0.99"])
def test_the_size_is_the_smallest_that_shows_it(total, limit, confidence):
    assert size(total, float(limit), float(confidence)) == exact(total, Fraction(limit), Fraction(confidence))


def test_known_sizes():
    assert size(10_000, 0.01, 0.95) == 291  # 101 of them are wrong, or fewer
    assert size(1_000_000, 0.01, 0.95) == 298
    assert size(100, 0.0, 0.95) == 95 and size(20, 0.01, 0.95) == 19 and size(0, 0.01, 0.95) == 0
    assert missed(10, 1, 4) == pytest.approx(0.6) and missed(10, 4, 7) == 0.0


pytestmark_db = pytest.mark.django_db


def decide_all(member: Any, sample: Sample, leave: int = 0) -> None:
    unseen = sample.items.filter(chosen=True, verdict="").order_by("pk")
    for item in list(unseen)[: unseen.count() - leave]:
        actions.approve(member, item.draft_id, item.version_id)


def drawn(member: Any, limit: float = 0.1, key: str = "key") -> Sample:
    return actions.request_sample(member, queue.matching(member, Filter()), limit, 0.95, key)


@pytestmark_db
def test_a_sample_that_is_good_approves_the_batch_and_the_trail_says_who_saw_what(owner, write):
    many.drafts(owner.shop_id, 60)
    write(findings=[WARNING]), write("seo", findings=[ERROR])
    sample = drawn(owner)
    assert (sample.total, sample.size) == (60, size(60, 0.1, 0.95))
    assert drawn(owner).pk == sample.pk
    decide_all(owner, sample, leave=1)
    assert not Bulk.objects.exists() and Draft.objects.filter(status=Status.APPROVED).count() == sample.size - 1
    decide_all(owner, sample)
    sample.refresh_from_db()
    assert sample.status == "passed"
    work_off("review")
    assert not BulkItem.objects.exclude(state="done").values_list("state", "code", "params")
    assert Draft.objects.filter(status=Status.APPROVED).count() == 60
    assert Decision.objects.filter(seen=True).count() == sample.size
    assert Decision.objects.filter(seen=False).count() == 60 - sample.size
    unseen = Event.objects.filter(verb="draft.approve", detail__seen=False, detail__sample=sample.pk)
    assert unseen.count() == 60 - sample.size
    request = Event.objects.get(verb="sample.request").detail
    assert request["drafts"] == sorted(sample.items.filter(chosen=True).values_list("draft", flat=True))
    assert sample.items.filter(chosen=True, seen_by=owner.user, verdict="good").count() == sample.size


@pytestmark_db
@pytest.mark.parametrize("how", ["reject", "request_changes", "edit", "hold"])
def test_one_that_is_not_good_ends_it(owner, how):
    many.drafts(owner.shop_id, 40)
    sample = drawn(owner)
    item = sample.items.filter(chosen=True).first()
    if how == "edit":
        edited = actions.save_edit(owner, item.draft_id, item.version_id, {"title": "A better title"})
        for finding in edited.findings.filter(severity="error"):
            actions.waive(owner, finding.pk, "It is a test")
        actions.approve(owner, item.draft_id, edited.pk)
    elif how == "hold":
        actions.hold_in_shop(owner, item.draft_id, "Not now")
    else:
        getattr(actions, how)(owner, item.draft_id, item.version_id, "Not true")
    sample.refresh_from_db()
    assert sample.status == "failed" and sample.items.filter(verdict="bad").count() == 1
    decide_all(owner, sample)
    assert not Bulk.objects.exists() and Event.objects.filter(verb="sample.failed").count() == 1


@pytestmark_db
def test_a_draft_of_the_sample_that_is_found_wrong_later_reopens_the_batch(owner, approver):
    many.drafts(owner.shop_id, 40)
    sample = drawn(owner)
    decide_all(owner, sample)
    work_off("review")
    unseen = SampleItem.objects.filter(sample=sample, chosen=False)
    decided_since = unseen.first()
    actions.reject(approver, decided_since.draft_id, decided_since.version_id, "Not our style")
    item = sample.items.filter(chosen=True).first()
    actions.reopen(approver, item.draft_id)
    sample.refresh_from_db()
    assert sample.status == "reopened"
    work_off("review")
    assert Draft.objects.get(pk=decided_since.draft_id).status == Status.REJECTED
    back = Draft.objects.filter(pk__in=unseen.values("draft"), status=Status.IN_REVIEW).count()
    assert back == 40 - sample.size - 1
    assert Draft.objects.filter(status=Status.APPROVED).count() == sample.size - 1


@pytestmark_db
def test_a_bulk_is_no_look_at_the_sample(owner):
    from shop_content.drafts.bulk.actions import Wish, request_bulk
    from shop_content.drafts.bulk.selection import Selection

    many.drafts(owner.shop_id, 30)
    sample = drawn(owner)
    request_bulk(owner, Selection(Filter()), Wish("approve"), "bulk")
    work_off("review")
    sample.refresh_from_db()
    assert sample.status == "open" and not sample.items.exclude(verdict="").exists()


@pytestmark_db
def test_what_makes_no_sense_is_refused(owner, editor, write):
    write(findings=[WARNING])
    with pytest.raises(BadField):
        drawn(owner)
    assert not Sample.objects.filter(total__gt=0).exists()
    with pytest.raises(PermissionDenied):
        drawn(editor)
    for limit, confidence in ((0.0, 0.95), (0.5, 0.95), (0.01, 0.5), (0.01, 1.0)):
        with pytest.raises(BadField):
            actions.request_sample(owner, queue.matching(owner, Filter()), limit, confidence, "x")


@pytestmark_db
def test_the_pages_say_it_in_words_and_lead_through_the_sample(client, owner):
    many.drafts(owner.shop_id, 100)
    client.force_login(owner.user)
    address = reverse("sample_create", args=[owner.shop_id])
    chosen = {"selection": "filter", "query": ""}
    ask = client.post(address, {**chosen, "limit": "5", "confidence": "95"})
    words = f"You look at {size(100, 0.05, 0.95)} of 100 drafts, chosen at random."
    assert words in ask.content.decode() and "at most 5% of the batch are wrong: 5 drafts" in ask.content.decode()
    given = {**chosen, "limit": "5", "confidence": "95", "request_key": ask.context["key"]}
    assert client.post(address, {**given, "limit": "x"}).status_code == 422
    page = client.post(address, given, follow=True)
    sample = Sample.objects.get()
    assert words in page.content.decode() and "Look at the sample" in page.content.decode()
    first = client.get(reverse("draft_next", args=[owner.shop_id]) + f"?sample={sample.pk}")
    assert f"sample={sample.pk}" in first.url
    item = sample.items.filter(chosen=True)
    for number, each in enumerate(item.order_by("pk"), 1):
        done = client.post(
            reverse("draft_approve", args=[owner.shop_id, each.draft_id]) + f"?sample={sample.pk}",
            {"version": each.version_id},
            headers={"HX-Request": "true"},
        ).json()
        assert (done["address"] == reverse("sample_detail", args=[owner.shop_id, sample.pk])) == (number == sample.size)
    work_off("review")
    assert f"{100 - sample.size} done, 0 could not be done" in client.get(done["address"]).content.decode()
    other = SampleItem.objects.filter(chosen=False).first()
    assert "not opened" in client.get(reverse("draft_detail", args=[owner.shop_id, other.draft_id])).content.decode()


@pytest.mark.django_db
def test_the_list_says_how_far_each_sample_is(client, owner):
    many.drafts(owner.shop_id, 30)
    sample = actions.request_sample(owner, queue.drafts(owner, Filter()), 0.05, 0.9, "key")
    item = sample.items.filter(chosen=True)[0]
    actions.approve(owner, item.draft_id, item.version_id)
    client.force_login(owner.user)
    page = client.get(reverse("sample_list", args=[owner.shop_id])).content.decode()
    assert f"1 of {sample.size}" in page
    assert reverse("sample_detail", args=[owner.shop_id, sample.pk]) in page
    assert "Being looked at" in page
    assert "No sample yet" in client.get(reverse("sample_list", args=[owner.shop_id]) + "?before=1").content.decode()
