"""What a shop holds itself says so, and whoever may approve releases it from the desk."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from shop_content.drafts import actions
from shop_content.drafts.models import Draft, Status
from shop_content.drafts.reasons import MODERATED, reason_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(write, owner):
    version = write()
    actions.hold_in_shop(owner, version.draft_id, "Not before spring.")
    return Draft.objects.get(pk=version.draft_id)


def desk(client, member, draft: Draft) -> str:
    client.force_login(member.user)
    return client.get(reverse("draft_detail", args=[draft.shop_id, draft.pk])).content.decode()


def test_it_is_released_from_the_desk(client, owner, held):
    page = desk(client, owner, held)
    assert f"Held by {owner.user.email}:" in page and "Not before spring." in page
    assert "Held by a moderator" not in page
    address = reverse("draft_reopen", args=[held.shop_id, held.pk])
    assert page.count(f'action="{address}"') == 1
    client.post(address)
    held.refresh_from_db()
    assert (held.status, held.held_by_shop) == (Status.IN_REVIEW, False)


def test_editors_read_it_and_cannot_release_it(client, editor, held):
    assert reverse("draft_reopen", args=[held.shop_id, held.pk]) not in desk(client, editor, held)


def test_a_moderators_hold_offers_no_release(client, owner, moderator, held):
    actions.hold(moderator, held.pk, "A complaint.")
    page = desk(client, owner, held)
    assert "Held by a moderator" in page
    assert reverse("draft_reopen", args=[held.shop_id, held.pk]) not in page


def test_the_reason_of_a_rule_is_read_in_ones_own_language():
    with translation.override("zh-hans"):
        assert reason_words(MODERATED) != MODERATED
        assert reason_words("Not ours.") == "Not ours."
