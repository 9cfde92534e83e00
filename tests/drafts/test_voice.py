"""A shop's voice: saved by revision, heard in edits and requests, shown in a preview, learnt from approved texts."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from shop_content.audit.models import Event
from shop_content.drafts import actions, voices
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.drafts.scores import MEANINGS
from shop_content.jobs.forms import GROUPS, remembered
from shop_content.shops.actions import leave_out, save_voice
from shop_content.shops.errors import BadValue, StaleVoice
from shop_content.shops.models import BrandVoice, Member

pytestmark = pytest.mark.django_db

VALUES = {
    "tone": "warm",
    "reader": "parents",
    "person": "you",
    "banned": "cheap, 爆款\nbuy now",
    "strict": True,
    "preferred": "utilise -> use",
    "glossary": "Norra\nstone ware → stoneware",
}


def test_a_voice_is_kept_by_revision_and_the_trail_has_all_of_it(owner: Member) -> None:
    first = save_voice(owner, "en", 0, **VALUES)  # type: ignore[arg-type]
    assert (first.revision, first.banned) == (1, ["cheap", "爆款", "buy now"])
    assert first.glossary == [["Norra", "Norra"], ["stone ware", "stoneware"]]
    assert save_voice(owner, "en", 1, **VALUES).revision == 1  # type: ignore[arg-type]  # nothing changed
    with pytest.raises(StaleVoice):
        save_voice(owner, "en", 0, **{**VALUES, "reader": "students"})  # type: ignore[arg-type]
    (event,) = Event.objects.filter(verb="voice.change")
    assert event.detail["preferred"] == [["utilise", "use"]]


@pytest.mark.parametrize(
    ("field", "value"), [("preferred", "utilise"), ("banned", "x" * 61), ("tone", "loud"), ("person", "they")]
)
def test_what_cannot_be_kept_is_said_at_its_field(owner: Member, field: str, value: str) -> None:
    with pytest.raises(BadValue) as refused:
        save_voice(owner, "en", 0, **{**VALUES, field: value})  # type: ignore[arg-type]
    assert refused.value.field == field
    assert not BrandVoice.objects.exists()


def test_a_person_s_edit_is_judged_and_scored_in_the_voice(owner: Member, write: object) -> None:
    save_voice(owner, "en", 0, **VALUES)  # type: ignore[arg-type]
    version = write()  # type: ignore[operator]
    edited = actions.save_edit(owner, version.draft_id, version.pk, {"title": "Cheap Norra Stoneware Mug, 350 ml"})
    assert list(edited.findings.filter(rule="voice.banned").values_list("severity", flat=True)) == ["error"]
    assert 0 < edited.scores["total"] < 1
    assert edited.scores["tone"] < 1


def test_approved_texts_are_examples_until_they_are_left_out(owner: Member, write: object) -> None:
    version = write()  # type: ignore[operator]
    assert voices.voice(owner.shop_id, "title", "en").examples == ()
    actions.approve(owner, version.draft_id, version.pk)
    assert voices.voice(owner.shop_id, "title", "en").examples == (version.fields["title"],)
    assert voices.known(owner.shop_id, [("title", "en")]).share(("title", "en"), "other", version.fields["title"]) == 1
    leave_out(owner, "en", version.pk, True)
    assert voices.voice(owner.shop_id, "title", "en").examples == ()


def test_of_equal_errors_the_higher_score_is_shown_first(owner: Member, write: object, product: object) -> None:
    low = write(job_id=1, scores={"total": 0.6})  # type: ignore[operator]
    high = write(job_id=1, variant=1, scores={"total": 0.9}, fields={"title": "Better"}, claims=())  # type: ignore[operator]
    write(job_id=1, variant=2, scores={"total": 0.7}, fields={"title": "Between"}, claims=())  # type: ignore[operator]
    assert Draft.objects.get(pk=low.draft_id).newest_id == high.pk


def test_the_preview_follows_the_form_and_saves_nothing(client: Client, owner: Member, product: object) -> None:
    client.force_login(owner.user)
    address = reverse("voice_preview", args=[owner.shop_id, "en"])
    assert "Live preview" in client.get(address).content.decode()
    sample = client.post(address, {**VALUES, "banned": "stoneware", "kind": "title"}).content.decode()
    assert "Stoneware" in sample and "brand voice never uses" in sample
    assert "is no pair" in client.post(address, {**VALUES, "preferred": "x"}).content.decode()
    assert not BrandVoice.objects.exists()


def test_the_page_saves_and_says_when_somebody_else_was_first(client: Client, owner: Member) -> None:
    client.force_login(owner.user)
    address = reverse("shop_voice", args=[owner.shop_id, "en"])
    assert client.post(address, {**VALUES, "revision": 0}).status_code == 302
    stale = client.post(address, {**VALUES, "reader": "students", "revision": 0})
    assert stale.status_code == 422
    assert "Somebody else saved the brand voice" in stale.content.decode()
    assert remembered(owner)["tone"] == "warm"


def test_the_desk_shows_scores_with_their_meaning_the_plan_and_the_variants(
    client: Client, owner: Member, write: object
) -> None:
    client.force_login(owner.user)
    version = write(job_id=1, scores={"total": 0.9, "fidelity": 1.0, "coverage": 0.4})  # type: ignore[operator]
    write(job_id=1, variant=1, scores={"total": 0.5}, fields={"title": "Other"}, claims=())  # type: ignore[operator]
    page = client.get(reverse("draft_detail", args=[owner.shop_id, version.draft_id])).content.decode()
    for said in ("90 of 100", str(MEANINGS["coverage"][1]), "There is no prompt", "2 variants side by side"):
        assert said in page
    assert DraftVersion.objects.count() == 2


def test_every_kind_stands_in_one_group_and_every_part_has_its_meaning() -> None:
    from generation.kinds import KINDS
    from generation.scores import PARTS

    assert sorted(kind for _, kinds in GROUPS for kind in kinds) == sorted(KINDS)
    assert list(MEANINGS) and set(MEANINGS) == {part.name for part in PARTS}
