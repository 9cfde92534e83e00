"""Several people, one draft: claims, assignment with a day, comments on passages, mentions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from shop_content.audit.models import Event
from shop_content.drafts import actions, queue
from shop_content.drafts.errors import BadField
from shop_content.drafts.models import Claim, Comment, Mention
from shop_content.drafts.passages import Place, find
from shop_content.drafts.queue import Filter
from tests.factories import MemberFactory

pytestmark = pytest.mark.django_db

TEXT = "A mug for every day. It holds 350 ml. A mug for every guest."


def test_the_queue_leads_others_past_a_draft_that_somebody_has_open(write, owner, approver):
    first, second = write(), write("seo")
    assert actions.claim(owner, first.draft_id).by == owner.user
    assert queue.to_review(owner, Filter()) == first.draft_id
    assert queue.to_review(approver, Filter()) == second.draft_id
    assert actions.claim(approver, first.draft_id).by == owner.user, "it stays with whoever was first"
    Claim.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert queue.to_review(approver, Filter()) == first.draft_id
    assert actions.claim(approver, first.draft_id).by == approver.user
    assert not actions.let_go(owner, first.draft_id) and actions.let_go(approver, first.draft_id)


def test_taking_over_is_told_and_kept(client, write, owner, approver, editor):
    version = write()
    actions.claim(owner, version.draft_id)
    client.force_login(approver.user)
    address = reverse("draft_claim", args=[owner.shop_id, version.draft_id])
    assert owner.user.email in client.post(address).json()["other"]
    assert client.post(address, {"over": "1"}).json() == {"other": ""}
    assert Event.objects.get(verb="draft.take_over").detail == {"before": owner.user_id}
    assert Claim.objects.get().by == approver.user
    other = write("seo")
    client.post(reverse("draft_claim", args=[owner.shop_id, other.draft_id]), {"left": str(version.draft_id)})
    assert Claim.objects.get().draft_id == other.draft_id
    actions.claim(owner, version.draft_id)
    client.post(address, {"left": str(version.draft_id)})
    client.post(reverse("draft_claim", args=[owner.shop_id, other.draft_id]), {"leave": "1"})
    assert Claim.objects.get().by == owner.user, "only one's own is let go"
    with pytest.raises(PermissionDenied):
        actions.claim(editor, version.draft_id)


def test_a_draft_is_due_on_a_day(client, write, owner, editor):
    today = timezone.localdate()
    late, soon, free = write(), write("seo"), write("bullets")
    actions.assign(owner, late.draft_id, editor.user_id, today - timedelta(days=1))
    assert actions.assign(owner, soon.draft_id, None, today + timedelta(days=3))
    assert not actions.assign(owner, soon.draft_id, None, today + timedelta(days=3))
    found = {due: set(queue.matching(owner, Filter(due=due)).values_list("pk", flat=True)) for due in queue.DUE}
    both = {late.draft_id, soon.draft_id}
    assert found == {"overdue": {late.draft_id}, "week": both, "any": both}
    client.force_login(owner.user)
    address = reverse("draft_assign", args=[owner.shop_id, free.draft_id])
    client.post(address, {"assignee": editor.user_id, "due_on": "2027-01-31"})
    free.draft.refresh_from_db()
    assert (free.draft.assignee_id, free.draft.due_on) == (editor.user_id, date(2027, 1, 31))
    page = client.get(reverse("draft_list", args=[owner.shop_id])).content.decode()
    assert "badge-bad" in page and editor.user.email in page
    stranger = {"assignee": MemberFactory().user_id}
    assert client.post(address, stranger, headers={"HX-Request": "true"}).status_code == 409


@pytest.mark.parametrize(
    ("fields", "quote", "near", "expected"),
    [
        ({"description": TEXT}, "A mug for every", None, Place("description", 0, 0, 15)),
        ({"description": TEXT}, "A mug for every", Place("description", 0, 30, 45), Place("description", 0, 38, 53)),
        ({"description": "It  holds\n350 ml."}, "holds 350 ml", None, Place("description", 0, 4, 16)),
        ({"bullets": ["Sage green", "350 ml"]}, "350 ml", Place("bullets", 0, 0, 6), Place("bullets", 1, 0, 6)),
        ({"title": "杯子容量 350 毫升 😀 釉面"}, "釉面", None, Place("title", 0, 14, 16)),
        ({"title": "Mug (big)"}, "(big)", None, Place("title", 0, 4, 9)),
        ({"title": "Mug"}, "holds", None, None),
        ({"title": "Mug"}, "  ", None, None),
    ],
)
def test_a_passage_is_found_where_it_stands_now(fields, quote, near, expected):
    assert find(fields, quote, near) == expected


def test_a_comment_goes_with_its_passage_to_the_next_version(client, write, owner):
    version = write("description", fields={"description": TEXT})
    comment = actions.comment(owner, version.draft_id, version.pk, "Which glaze?", "It holds  350 ml.")
    assert (comment.field, comment.start, comment.quote) == ("description", 21, "It holds 350 ml.")
    client.force_login(owner.user)
    address = reverse("draft_comments", args=[owner.shop_id, version.draft_id])
    actions.save_edit(owner, version.draft_id, version.pk, {"description": "New. " + TEXT})
    carried = client.get(address)
    assert carried.context["open"][0].place == Place("description", 0, 26, 42)
    assert (
        'data-passage="It holds 350 ml."' in carried.content.decode()
        and "said of version 1" in carried.content.decode()
    )
    version.draft.refresh_from_db()
    actions.save_edit(owner, version.draft_id, version.draft.newest_id, {"description": "All new."})
    assert "no longer in the text" in client.get(address).content.decode()


def test_whoever_is_called_is_told_until_they_have_seen_it(client, write, owner, approver):
    version = write()
    approver.user.email = "ada.lovelace@example.com"
    approver.user.save()
    name = approver.user.email.partition("@")[0]
    actions.comment(
        owner, version.draft_id, version.pk, f"@{name}, and @{name}@example.com. @nobody @{owner.user.email}"
    )
    assert list(Mention.objects.values_list("user", flat=True)) == [approver.user_id]
    client.force_login(approver.user)
    assert "You were called" in client.get(reverse("draft_list", args=[owner.shop_id])).content.decode()
    assert "badge-accent" in client.get(reverse("mention_list", args=[owner.shop_id])).content.decode()
    client.get(reverse("draft_comments", args=[owner.shop_id, version.draft_id]))
    assert Mention.objects.get().seen_at is not None
    assert "You were called" not in client.get(reverse("draft_list", args=[owner.shop_id])).content.decode()


def test_comments_are_written_refused_settled_and_brought_back(client, write, editor):
    version = write()
    client.force_login(editor.user)
    address = reverse("draft_comments", args=[editor.shop_id, version.draft_id])
    refused = client.post(address, {"text": " ", "quote": "Norra"})
    assert refused.status_code == 422 and "Write what you want to say" in refused.content.decode()
    with pytest.raises(BadField):
        actions.comment(editor, version.draft_id, version.pk, "x" * 2_001)
    assert (
        "Shorter?"
        in client.post(address, {"text": "Shorter?", "version": version.pk, "quote": "Norra"}).content.decode()
    )
    comment = Comment.objects.get()
    assert comment.quote == "Norra"
    settle = reverse("comment_settle", args=[editor.shop_id, comment.pk])
    assert "1 settled comment" in client.post(settle).content.decode()
    client.post(settle)
    assert "settled comment" not in client.post(settle, {"back": "1"}).content.decode()
    verbs = ["draft.comment", "draft.comment_settle", "draft.comment_open"]
    assert (
        list(Event.objects.filter(verb__startswith="draft.comment").order_by("pk").values_list("verb", flat=True))
        == verbs
    )
