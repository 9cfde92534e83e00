"""Somebody else is first: a competitor on a connection of its own acts after an action has read and before it writes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection

from shop_content.drafts import actions
from shop_content.drafts.actions import decisions, edits
from shop_content.drafts.errors import AlreadyDecided, HeldByModerator, StaleVersion
from shop_content.drafts.live import live_versions
from shop_content.drafts.models import Decision, DraftVersion, Status

pytestmark = pytest.mark.django_db(transaction=True)


def elsewhere(step: Callable[[], Any]) -> None:
    """Run and commit `step` on another connection."""
    failures: list[BaseException] = []

    def work() -> None:
        try:
            step()
        except BaseException as error:  # handed to the test's own thread
            failures.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(20)
    assert not thread.is_alive(), "the competitor waits for a lock that the action should not hold"
    if failures:
        raise failures[0]


@contextmanager
def competitor(module: Any, name: str, step: Callable[[], Any]) -> Iterator[None]:
    """`step` happens elsewhere, once, right after `module.name` has answered."""
    original, pending = getattr(module, name), [step]

    def and_then(*args: Any, **kwargs: Any) -> Any:
        answer = original(*args, **kwargs)
        if pending:
            elsewhere(pending.pop())
        return answer

    with patch.object(module, name, and_then):
        yield


def test_a_version_that_arrives_meanwhile_wins_over_the_approval(write, fresh, approver):
    old = write(job_id=1)
    with competitor(decisions, "_same_again", lambda: write(job_id=2)), pytest.raises(StaleVersion):
        actions.approve(approver, old.draft_id, old.pk)
    assert (fresh(old).status, fresh(old).approved_id) == (Status.IN_REVIEW, None)
    assert not Decision.objects.exists()


def test_the_slower_of_two_approvers_is_told_who_was_first(write, fresh, approver, owner):
    version = write()

    def rejection() -> None:
        actions.reject(owner, version.draft_id, version.pk, "Not true")

    with competitor(decisions, "_same_again", rejection), pytest.raises(AlreadyDecided) as refusal:
        actions.approve(approver, version.draft_id, version.pk)
    assert str(owner.user) in refusal.value.message
    assert fresh(version).status == Status.REJECTED
    assert list(Decision.objects.values_list("verb", flat=True)) == ["reject"]


def test_a_hold_that_comes_meanwhile_wins_over_the_approval(write, fresh, approver, moderator):
    version = write()

    def hold() -> None:
        actions.hold(moderator, version.draft_id, "A complaint")

    with competitor(decisions, "_same_again", hold), pytest.raises(HeldByModerator):
        actions.approve(approver, version.draft_id, version.pk)
    assert fresh(version).status == Status.HELD
    assert not live_versions().exists()


def test_two_clicks_at_the_same_time_are_one_decision(write, approver):
    version = write()

    def click() -> Decision:
        return actions.approve(approver, version.draft_id, version.pk)

    with competitor(decisions, "_same_again", click):
        assert click() == Decision.objects.get()


def test_the_second_of_two_editors_overwrites_nothing_and_gets_both_texts(write, fresh, owner, editor):
    base = write()

    def theirs() -> None:
        actions.save_edit(owner, base.draft_id, base.pk, {"title": "Norra Mug in Stoneware"})

    with competitor(edits, "_judged", theirs), pytest.raises(StaleVersion) as refusal:
        actions.save_edit(editor, base.draft_id, base.pk, {"title": "Norra Mug, 350 ml"})

    assert refusal.value.newest.fields == {"title": "Norra Mug in Stoneware"}
    assert refusal.value.mine == {"title": "Norra Mug, 350 ml"}
    assert fresh(base).newest_id == refusal.value.newest.pk
    assert DraftVersion.objects.count() == 2
