"""What changed since the last approved version and since the live one; a text with markup is rendered, and nothing of it runs."""

from __future__ import annotations

import pytest
from django.urls import reverse

from shop_content.drafts import actions
from shop_content.drafts.baselines import baselines_of
from shop_content.drafts.differences import Piece, blocks, difference
from shop_content.drafts.models import Draft
from shop_content.markup import html, shown

pytestmark = pytest.mark.django_db


def of(draft_id: int) -> dict[str, int | None]:
    draft = Draft.objects.select_related("newest").get(pk=draft_id)
    return {base.name: base.version.number if base.version else None for base in baselines_of(draft)}


def test_the_last_approved_and_the_live_version_are_told_apart(write, owner, moderator):
    first = write("description", fields={"description": "One."}, claims=())
    draft = first.draft_id
    assert of(draft) == {"approved": None, "live": None, "before": None}
    actions.approve(owner, draft, first.pk)
    assert of(draft) == {"approved": 1, "live": 1, "before": None}
    second = actions.save_edit(owner, draft, first.pk, {"description": "One and two."})
    assert of(draft) == {"approved": 1, "live": 1, "before": 1}
    actions.approve(owner, draft, second.pk)
    actions.save_edit(owner, draft, second.pk, {"description": "One, two, three."})
    assert of(draft) == {"approved": 2, "live": 2, "before": 2}
    actions.hold(moderator, draft, "Looked at")
    assert of(draft) == {"approved": 2, "live": None, "before": 2}
    actions.release(moderator, draft, "Fine")
    assert of(draft) == {"approved": 2, "live": 2, "before": 2}


def test_changes_requested_on_an_approved_version_take_it_off_but_it_was_approved_last(write, owner):
    first = write("description", fields={"description": "One."}, claims=())
    actions.approve(owner, first.draft_id, first.pk)
    actions.request_changes(owner, first.draft_id, first.pk, "Too long")
    assert of(first.draft_id) == {"approved": 1, "live": None, "before": None}


def test_an_approval_that_was_taken_back_does_not_count(write, owner):
    first = write("description", fields={"description": "One."}, claims=())
    actions.approve(owner, first.draft_id, first.pk)
    actions.reopen(owner, first.draft_id)
    assert of(first.draft_id) == {"approved": None, "live": None, "before": None}


def test_the_page_says_why_nothing_is_live_and_compares_with_what_there_is(write, owner, client):
    first = write("description", fields={"description": "A blue mug.\n\nIt holds 350 ml."}, claims=())
    actions.save_edit(owner, first.draft_id, first.pk, {"description": "A green mug.\n\nIt holds 350 ml."})
    client.force_login(owner.user)
    address = reverse("draft_compare", args=[owner.shop_id, first.draft_id])
    page = client.get(f"{address}?since=live").content.decode()
    assert "no version was approved yet" in page
    assert "<ins>" not in page
    page = client.get(f"{address}?since=approved").content.decode()
    assert "was ever approved" in page
    assert "<p>A <del>blue</del><ins>green</ins> mug.\n</p>" in page
    assert "<p>It holds 350 ml.\n</p>" in page
    assert client.get(f"{address}?since=nothing").status_code == 404


def test_a_text_with_markup_is_rendered_in_the_draft_and_in_the_difference_and_nothing_of_it_runs(write, owner, client):
    evil = '<p onclick="x()" style="color:red">A <b>blue</b> mug.</p><script>alert(1)</script><img src=//evil.example/a.png>'
    first = write("description", fields={"description": evil}, claims=())
    second = actions.save_edit(owner, first.draft_id, first.pk, {"description": evil.replace("blue", "green")})
    client.force_login(owner.user)
    desk = client.get(reverse("draft_detail", args=[owner.shop_id, first.draft_id])).content.decode()
    assert '<div class="rendered" lang="en"><p>A <b>green</b> mug.</p></div>' in desk
    address = reverse("draft_compare", args=[owner.shop_id, first.draft_id])
    page = client.get(f"{address}?from={first.pk}&to={second.pk}").content.decode()
    assert '<div class="rendered"><p>A <b>blue</b> mug.</p></div>' in page
    assert '<div class="rendered"><p>A <b>green</b> mug.</p></div>' in page
    preview = client.get(reverse("version_previews", args=[owner.shop_id, second.pk])).content.decode()
    assert "<p>A <b>green</b> mug.</p>" in preview
    for said in (desk, page, preview):
        assert "<script>alert" not in said
        assert "onclick" not in said.replace("onclick=&quot;", "")
        assert "<img src=//evil" not in said and 'src="//evil' not in said


def test_plain_text_is_rendered_as_paragraphs_and_its_signs_stay_signs():
    assert html("5 < 6 & 7\nnext\n\nThen.") == "<p>5 &lt; 6 &amp; 7<br>next</p><p>Then.</p>"
    assert shown('<a href="https://x.example">A</a> <b>mug</b>') == "A <b>mug</b>"


def test_a_difference_is_cut_where_paragraphs_and_points_end_and_a_new_break_is_marked():
    pieces = difference("One. Two.", "One.\n\nTwo.")
    assert blocks(pieces) == [
        [Piece("same", "One."), Piece("removed", " "), Piece("added", "¶")],
        [Piece("same", "Two.")],
    ]
    points = difference("a\nb", "a\nb\nc")
    assert blocks(points, lines=True) == [
        [Piece("same", "a")],
        [Piece("same", "b"), Piece("added", "¶")],
        [Piece("added", "c")],
    ]
