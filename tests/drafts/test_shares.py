"""Who wrote what share of a text."""

from __future__ import annotations

import pytest

from shop_content.drafts import actions
from shop_content.drafts.history import history
from shop_content.drafts.shares import Text, owners
from tests.drafts.conftest import TITLE


@pytest.mark.parametrize(
    ("texts", "shares"),
    [
        ([(1, None, "A red mug")], {1: 7}),
        ([(1, None, "A red mug"), (2, 1, "A blue mug")], {1: 4, 2: 4}),
        ([(1, None, "红色马克杯"), (2, 1, "蓝色马克杯")], {1: 4, 2: 1}),
        ([(1, None, "A red mug"), (2, 1, "A blue mug"), (3, 2, "A blue mug for tea")], {1: 4, 2: 4, 3: 6}),
        ([(1, None, "A red mug"), (2, 1, "A blue cup"), (3, 2, "A red mug")], {1: 7}),  # put back
        ([(1, None, "A red mug"), (2, None, "A red mug")], {2: 7}),  # written anew, not edited
        ([(1, None, "A red mug"), (2, 1, "")], {}),
    ],
)
def test_every_word_is_its_who_first_wrote_it(texts, shares):
    found = owners(Text(pk, base, {"title": title}) for pk, base, title in texts)
    assert found[texts[-1][0]] == shares


def test_points_keep_their_authors_when_they_move():
    first = Text(1, None, {"bullets": ["Holds tea", "Is red"]})
    found = owners([first, Text(2, 1, {"bullets": ["Holds tea", "Made by hand", "Is red"]})])
    assert found[2] == {1: 13, 2: 10}


@pytest.mark.django_db
def test_the_history_names_engine_and_people_of_a_text_that_several_wrote(write, owner, editor, client):
    version = write()
    assert [moment.shares for moment in history(version.draft)] == [()]
    edited = actions.save_edit(editor, version.draft_id, version.pk, {"title": f"{TITLE}, green"})
    actions.save_edit(owner, version.draft_id, edited.pk, {"title": f"{TITLE}, green, new"})
    newest, middle, oldest = history(version.draft)
    assert oldest.shares == ()
    named = [(share.author, share.percent) for share in newest.shares]
    assert named == [(None, 69), (editor.user, 18), (owner.user, 12)] or sum(percent for _, percent in named) in (
        99,
        100,
        101,
    )
    assert [share.author for share in newest.shares] == [None, editor.user, owner.user]
    assert [share.author for share in middle.shares] == [None, editor.user]
    client.force_login(owner.user)
    page = client.get(f"/shops/{owner.shop_id}/drafts/{version.draft_id}/").content.decode()
    assert "Of the characters of this text" in page
