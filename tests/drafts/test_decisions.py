"""Approve, request changes, reject, reopen, hold, release, waive: the rules."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from shop_content.audit.models import Event
from shop_content.drafts import actions
from shop_content.drafts.errors import (
    AlreadyDecided,
    AlreadyWaived,
    BlockedByFindings,
    HeldByModerator,
    NotHeld,
    NotWritten,
    ReasonNeeded,
    ReasonTooLong,
    StaleVersion,
)
from shop_content.drafts.live import live_versions
from shop_content.drafts.models import Decision, Finding, Status
from tests.drafts.conftest import ERROR, WARNING

pytestmark = pytest.mark.django_db


def test_approving_names_the_version_and_leaves_one_event_and_one_decision(write, fresh, approver):
    version = write(findings=[WARNING])
    decision = actions.approve(approver, version.draft_id, version.pk)

    draft = fresh(version)
    assert (draft.status, draft.approved_id) == (Status.APPROVED, version.pk)
    assert (decision.verb, decision.version_id, decision.by_id) == ("approve", version.pk, approver.user_id)
    assert Event.objects.filter(verb="draft.approve").count() == 1
    assert list(live_versions()) == [version]


def test_a_second_click_is_the_same_decision(write, approver):
    version = write()
    first = actions.approve(approver, version.draft_id, version.pk)
    assert actions.approve(approver, version.draft_id, version.pk) == first
    assert Decision.objects.count() == 1
    assert Event.objects.filter(verb="draft.approve").count() == 1


def test_errors_block_until_each_is_waived(write, fresh, approver):
    version = write(findings=[ERROR, ERROR])
    with pytest.raises(BlockedByFindings) as refusal:
        actions.approve(approver, version.draft_id, version.pk)
    assert refusal.value.count == 2 and "2 errors are open" in refusal.value.message

    for finding in Finding.objects.filter(version=version):
        actions.waive(approver, finding.pk, "An official name")
    assert fresh(version).errors == 0
    actions.approve(approver, version.draft_id, version.pk)
    assert fresh(version).status == Status.APPROVED
    assert set(Decision.objects.values_list("verb", flat=True)) == {"waive", "approve"}


def test_a_finding_is_waived_once_with_a_reason(write, approver, owner):
    finding = Finding.objects.get(version=write(findings=[ERROR]))
    with pytest.raises(ReasonNeeded):
        actions.waive(approver, finding.pk, "  ")
    actions.waive(approver, finding.pk, "Proved")
    with pytest.raises(AlreadyWaived):
        actions.waive(owner, finding.pk, "Me too")
    finding.refresh_from_db()
    assert (finding.waived_by_id, finding.waived_reason) == (approver.user_id, "Proved")


def test_a_variant_may_be_chosen_and_becomes_what_is_shown(write, fresh, approver):
    first, second = write(job_id=4), write(job_id=4, variant=1, findings=[WARNING])
    actions.approve(approver, first.draft_id, second.pk)
    draft = fresh(first)
    assert (draft.approved_id, draft.newest_id, draft.warnings) == (second.pk, second.pk, 1)


def test_an_older_version_cannot_be_approved(write, fresh, approver):
    old, new = write(job_id=1), write(job_id=2)
    with pytest.raises(StaleVersion) as refusal:
        actions.approve(approver, old.draft_id, old.pk)
    assert refusal.value.newest == new
    assert fresh(old).status == Status.IN_REVIEW
    assert not Decision.objects.exists()


def test_asking_for_changes_on_the_approved_version_takes_it_off_the_shelf(write, fresh, approver):
    version = write()
    actions.approve(approver, version.draft_id, version.pk)
    actions.request_changes(approver, version.draft_id, version.pk, "Too long")
    assert (fresh(version).status, fresh(version).approved_id) == (Status.CHANGES_REQUESTED, None)


def test_asking_for_changes_on_a_newer_version_leaves_the_approved_one_live(write, fresh, approver):
    first = write(job_id=1)
    actions.approve(approver, first.draft_id, first.pk)
    second = write(job_id=2)
    actions.request_changes(approver, second.draft_id, second.pk, "Too long")
    assert fresh(first).status == Status.CHANGES_REQUESTED
    assert list(live_versions()) == [first]


@pytest.mark.parametrize("reason", ["", "  ", "\x00\x00\x00", "no"])
def test_changes_and_rejections_need_a_reason(write, approver, reason):
    version = write()
    for action in (actions.request_changes, actions.reject):
        with pytest.raises(ReasonNeeded):
            action(approver, version.draft_id, version.pk, reason)
    with pytest.raises(ReasonTooLong):
        actions.reject(approver, version.draft_id, version.pk, "x" * 501)
    assert not Decision.objects.exists()


def test_reopening_takes_the_last_word_back(write, fresh, approver):
    first = write(job_id=1)
    actions.approve(approver, first.draft_id, first.pk)
    second = write(job_id=2)
    undone = actions.approve(approver, second.draft_id, second.pk)
    assert list(live_versions()) == [second]

    actions.reopen(approver, second.draft_id, undone.pk)
    assert fresh(first).status == Status.IN_REVIEW
    assert list(live_versions()) == [first], "the approval that was replaced stands again"

    actions.reject(approver, second.draft_id, second.pk, "Not true")
    assert not live_versions().exists()
    actions.reopen(approver, second.draft_id)
    assert list(live_versions()) == [first]


def test_the_first_approval_taken_back_leaves_nothing_live(write, approver):
    version = write()
    actions.approve(approver, version.draft_id, version.pk)
    actions.reopen(approver, version.draft_id)
    assert not live_versions().exists()


def test_an_undo_does_not_take_back_what_somebody_else_decided_since(write, fresh, approver, owner):
    version = write()
    mine = actions.approve(approver, version.draft_id, version.pk)
    actions.reject(owner, version.draft_id, version.pk, "Not true")
    with pytest.raises(AlreadyDecided):
        actions.reopen(approver, version.draft_id, mine.pk)
    assert fresh(version).status == Status.REJECTED


def test_what_is_in_review_cannot_be_reopened_nor_what_is_unwritten_decided(write, approver, owner, product):
    version = write()
    with pytest.raises(AlreadyDecided):
        actions.reopen(approver, version.draft_id)
    empty = actions.open_draft(owner.shop_id, product.pk, "seo", "en")
    with pytest.raises(NotWritten):
        actions.approve(approver, empty.pk, version.pk)


def test_holding_and_releasing_are_for_moderators_and_come_back_to_where_it_was(write, fresh, approver, moderator):
    version = write()
    actions.approve(approver, version.draft_id, version.pk)
    with pytest.raises(PermissionDenied):
        actions.hold(approver.user, version.draft_id, "I am no moderator")
    actions.hold(moderator, version.draft_id, "A complaint")
    with pytest.raises(HeldByModerator):
        actions.hold(moderator, version.draft_id, "Once more")
    with pytest.raises(HeldByModerator):
        actions.request_changes(approver, version.draft_id, version.pk, "Too long")
    assert not live_versions().exists()
    actions.release(moderator, version.draft_id, "Checked")
    assert fresh(version).status == Status.APPROVED
    assert list(live_versions()) == [version]
    with pytest.raises(NotHeld):
        actions.release(moderator, version.draft_id, "Once more")
    assert [event.verb for event in Event.objects.filter(verb__in=["draft.hold", "draft.release"]).order_by("id")] == [
        "draft.hold",
        "draft.release",
    ]


def test_an_editor_decides_nothing(write, editor):
    version = write(findings=[ERROR])
    for act in (
        lambda: actions.approve(editor, version.draft_id, version.pk),
        lambda: actions.reject(editor, version.draft_id, version.pk, "Not true"),
        lambda: actions.waive(editor, Finding.objects.get().pk, "Because"),
        lambda: actions.reopen(editor, version.draft_id),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not Decision.objects.exists()
