"""A guest reads, comments on and approves one batch through an address that expires, and can do nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from shop_content.audit.models import Event
from shop_content.drafts import actions
from shop_content.drafts.errors import BadField, BlockedByFindings, MayNotApprove
from shop_content.drafts.guests import actions as guests
from shop_content.drafts.models import Draft, GuestLink, GuestWord, Status
from shop_content.shops.models import Member, Role
from tests.drafts.conftest import ERROR
from tests.factories import DraftFactory, ProductFactory, VersionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(write):
    return write(findings=[])


@pytest.fixture
def opened(owner, version):
    return guests.open_link(owner, Draft.objects.all(), "  Anna,\n agency ", 7)


@pytest.fixture
def link(opened):
    return opened[0]


@pytest.fixture
def door(opened):
    return reverse("guest_review", args=[opened[1]])


def say(client, door, **values):
    return client.post(f"{door}say/", values, follow=True)


def test_a_link_shows_its_batch_and_nothing_else(client, owner, door, write):
    later = write(
        "bullets", of=ProductFactory(shop=owner.shop, title="Teapot"), fields={"bullets": ["Pours."]}, findings=[]
    )
    answer = client.get(door)
    text = answer.content.decode()
    assert "Norra Stoneware Mug, 350 ml" in text
    assert "Teapot" not in text
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]
    said = say(client, door, name="Anna", draft=later.draft_id, version=later.pk, approve="1")
    assert "no longer part" in said.content.decode()
    assert Draft.objects.get(pk=later.draft_id).status == Status.IN_REVIEW
    for address in (
        reverse("draft_list", args=[owner.shop_id]),
        reverse("draft_detail", args=[owner.shop_id, later.draft_id]),
    ):
        assert client.get(address).status_code == 302  # to the sign-in


def test_a_guest_approves_in_the_name_of_whoever_sent_the_link(client, owner, door, version, link):
    say(client, door, name=" Anna ", draft=version.draft_id, version=version.pk, approve="1")
    draft = Draft.objects.get(pk=version.draft_id)
    assert (draft.status, draft.approved_id) == (Status.APPROVED, version.pk)
    word = GuestWord.objects.get()
    assert (word.name, word.verb, word.version_id) == ("Anna", "approve", version.pk)
    assert draft.decisions.get().by == owner.user
    event = Event.objects.get(verb="draft.approve")
    assert (event.actor_id, event.actor) == (None, f"Anna (guest link {link.pk})")
    client.force_login(owner.user)
    assert "Anna" in client.get(reverse("draft_detail", args=[owner.shop_id, draft.pk])).content.decode()


def test_a_comment_reaches_the_desk(client, owner, door, version):
    say(
        client,
        door,
        name="Anna",
        draft=version.draft_id,
        version=version.pk,
        text="Please say <b>where</b> it is made.",
    )
    assert "Please say &lt;b&gt;where" in client.get(door).content.decode()
    client.force_login(owner.user)
    desk = client.get(reverse("draft_detail", args=[owner.shop_id, version.draft_id])).content.decode()
    assert "Please say &lt;b&gt;where" in desk


def test_all_at_once_leaves_out_what_something_stands_in_the_way_of(client, owner, write):
    good = write(findings=[])
    bad = write("bullets", fields={"bullets": ["Best ever."]}, findings=[ERROR])
    _link, token = guests.open_link(owner, Draft.objects.all(), "Anna", 1)
    door = reverse("guest_review", args=[token])
    seen = [f"{row.draft_id}.{row.pk}" for row in (good, bad)]
    text = say(client, door, name="Anna", all="1", seen=seen).content.decode()
    assert "1 draft approved." in text
    assert Draft.objects.get(pk=good.draft_id).status == Status.APPROVED
    assert Draft.objects.get(pk=bad.draft_id).status == Status.IN_REVIEW
    assert GuestWord.objects.count() == 1


def test_findings_stand_in_a_guests_way_as_in_anybodys(link, write):
    bad = write("title", findings=[ERROR])
    with pytest.raises(BlockedByFindings):
        guests.approve(link, bad.draft_id, bad.pk, "Anna")
    assert not GuestWord.objects.exists()


@pytest.mark.parametrize(
    "change", [{"revoked_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(seconds=1)}]
)
def test_a_closed_or_expired_link_opens_nothing(client, door, version, link, change):
    GuestLink.objects.update(**change)
    assert client.get(door).status_code == 404
    assert (
        client.post(
            f"{door}say/", {"name": "A", "draft": version.draft_id, "version": version.pk, "approve": "1"}
        ).status_code
        == 404
    )
    assert not GuestWord.objects.exists()


def test_a_suspended_shop_has_no_guests(client, door, owner):
    owner.shop.suspended_at = timezone.now()
    owner.shop.save()
    assert client.get(door).status_code == 404


def test_whoever_lost_the_right_to_approve_lends_it_no_longer(owner, approver, version):
    link, _token = guests.open_link(approver, Draft.objects.all(), "Anna", 1)
    Member.objects.filter(pk=approver.pk).update(role=Role.EDITOR)
    with pytest.raises(MayNotApprove):
        guests.approve(link, version.draft_id, version.pk, "Anna")


def test_editors_cannot_invite(editor, version):
    with pytest.raises(PermissionDenied):
        guests.open_link(editor, Draft.objects.all(), "Anna", 1)


@pytest.mark.parametrize(("label", "days", "field"), [(" ", 7, "label"), ("Anna", 400, "days")])
def test_bad_values_are_refused(owner, version, label, days, field):
    with pytest.raises(BadField) as refused:
        guests.open_link(owner, Draft.objects.all(), label, days)
    assert refused.value.field == field


def test_a_nameless_word_is_refused(client, door, version):
    text = say(client, door, name=" ", draft=version.draft_id, version=version.pk, text="Hm.").content.decode()
    assert "Enter your name" in text
    assert not GuestWord.objects.exists()


def test_other_shops_drafts_never_get_into_a_link(owner, version):
    foreign = DraftFactory()
    Draft.objects.filter(pk=foreign.pk).update(newest=VersionFactory(draft=foreign))
    link, _token = guests.open_link(owner, Draft.objects.all(), "Anna", 1)
    assert list(link.drafts.values_list("pk", flat=True)) == [version.draft_id]


def test_held_and_rejected_drafts_leave_the_page(owner, moderator, link, version):
    actions.hold(moderator, version.draft_id, "A complaint.")
    assert not guests.open_drafts(link).exists()


def test_a_guests_word_cannot_be_changed(link, version):
    word = guests.comment(link, version.draft_id, version.pk, "Anna", "Good.")
    with pytest.raises(DatabaseError), transaction.atomic():
        GuestWord.objects.filter(pk=word.pk).update(text="Bad.")
    with pytest.raises(DatabaseError), transaction.atomic():
        word.delete()


def test_a_picture_of_the_batch_is_shown_and_no_other(client, opened, owner, product):
    from django.core.files.base import ContentFile

    from shop_content.catalogue.models import Image, Photo

    def image(sha: str) -> Image:
        row = Image(shop=owner.shop, sha256=sha * 64, media_type="image/png", width=1, height=1, size=3)
        row.file.save("a.png", ContentFile(b"png"), save=False)
        row.thumbnail.save("a.webp", ContentFile(b"webp"), save=False)
        row.save()
        return row

    mine, other = image("a"), image("b")
    Photo.objects.create(product=product, image=mine)
    answer = client.get(reverse("guest_image", args=[opened[1], mine.pk]))
    assert (b"".join(answer.streaming_content), answer["Content-Type"]) == (b"webp", "image/webp")
    assert client.get(reverse("guest_image", args=[opened[1], other.pk])).status_code == 404


def test_from_the_queue_to_the_address(client, owner, version):
    client.force_login(owner.user)
    address = reverse("guest_create", args=[owner.shop_id])
    chosen = f"{version.draft_id}.{version.pk}"
    form = client.post(address, {"chosen": chosen}).content.decode()
    assert "Show 1 draft to a guest" in form
    assert client.post(address, {"chosen": chosen, "label": "", "days": "7"}).status_code == 422
    listed = client.post(address, {"chosen": chosen, "label": "Anna", "days": "7"}, follow=True).content.decode()
    token = listed.partition("/guest/")[2].partition("/")[0]
    assert guests.find(token) is not None
    assert token not in client.get(reverse("guest_list", args=[owner.shop_id])).content.decode()  # shown once
    link = GuestLink.objects.get()
    client.post(reverse("guest_revoke", args=[owner.shop_id, link.pk]))
    assert guests.find(token) is None
