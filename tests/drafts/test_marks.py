"""Spots marked on a picture: kept with their version, shown to the next person and in the history."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow

from generation.contract import Asset
from shop_content.catalogue.pictures import keep_all
from shop_content.drafts import actions
from shop_content.drafts.errors import BadField
from shop_content.drafts.marks import Mark
from shop_content.drafts.models import Comment, DraftVersion
from shop_content.shops.models import Member
from tests.drafts.conftest import Write

pytestmark = pytest.mark.django_db


def asset(shade: int = 200) -> Asset:
    out = io.BytesIO()
    Pillow.new("RGB", (64, 48), (9, 9, shade)).save(out, "JPEG")
    return Asset(out.getvalue(), "image/jpeg", 64, 48, "compositeCapture")


@pytest.fixture
def picture(write: Write, owner: Member) -> DraftVersion:
    made = asset()
    return write("packshot", "", fields={}, claims=[], asset=made, **keep_all(owner.shop_id, made))


def test_a_comment_names_a_spot(picture: DraftVersion, editor: Member, approver: Member, client: Client) -> None:
    actions.comment(editor, picture.draft_id, picture.pk, "The handle is cut off", mark=Mark(0.7, 0.25, 0.2, 0.5))
    client.force_login(approver.user)
    page = client.get(reverse("draft_comments", args=[approver.shop_id, picture.draft_id])).content.decode()
    assert 'data-mark="0.7 0.25 0.2 0.5"' in page
    assert f'data-mark-of="{picture.pk}"' in page
    assert "80 % from the left, 50 % from the top" in page


def test_changes_are_requested_with_a_mark(picture: DraftVersion, approver: Member, client: Client) -> None:
    client.force_login(approver.user)
    address = reverse("draft_request_changes", args=[approver.shop_id, picture.draft_id])
    answer = client.post(
        address,
        {"version": picture.pk, "reason": "A grey edge here", "mark": "0.5 0.5 0 0"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200
    comment = Comment.objects.get()
    assert (comment.mark, comment.text, comment.version) == ([0.5, 0.5, 0.0, 0.0], "A grey edge here", picture)
    assert comment.decision is not None
    assert comment.decision.verb == "request_changes"
    page = client.get(reverse("draft_detail", args=[approver.shop_id, picture.draft_id])).content.decode()
    assert f'data-mark-show="{comment.pk}"' in page


def test_it_stays_with_its_version_when_a_newer_one_comes(
    picture: DraftVersion, write: Write, owner: Member, client: Client
) -> None:
    actions.comment(owner, picture.draft_id, picture.pk, "The handle is cut off", mark=Mark(0.7, 0.25))
    newer = asset(90)
    write("packshot", "", fields={}, claims=[], asset=newer, **keep_all(owner.shop_id, newer))
    client.force_login(owner.user)
    page = client.get(reverse("draft_comments", args=[owner.shop_id, picture.draft_id])).content.decode()
    assert f'data-mark-of="{picture.pk}"' in page
    assert f"?version={picture.pk}#comments" in page
    assert "on version 1" in page


@pytest.mark.parametrize("text", ["0.5", "a b c d", "-0.1 0 0.1 0.1", "0.9 0 0.2 0.1", "nan 0 0 0", "1e9 0 0 0"])
def test_a_mark_beside_the_picture_is_refused(text: str, picture: DraftVersion, owner: Member, client: Client) -> None:
    with pytest.raises(BadField):
        Mark.read(text)
    client.force_login(owner.user)
    address = reverse("draft_comments", args=[owner.shop_id, picture.draft_id])
    answer = client.post(address, {"version": picture.pk, "text": "Here", "mark": text})
    assert answer.status_code == 422
    assert "Draw it once more" in answer.content.decode()
    assert not Comment.objects.exists()


def test_a_text_takes_no_mark(write: Write, owner: Member) -> None:
    version = write()
    assert actions.comment(owner, version.draft_id, version.pk, "Shorter", mark=Mark(0.1, 0.1)).mark is None
