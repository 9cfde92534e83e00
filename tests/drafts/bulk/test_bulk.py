"""One act on many drafts: what is chosen, what is done to each, what could not be, stopping, going on, taking back."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.urls import reverse

from shop_content.drafts import actions
from shop_content.drafts.bulk import actions as bulks
from shop_content.drafts.bulk import refusals, work
from shop_content.drafts.bulk.actions import Wish, request_bulk
from shop_content.drafts.bulk.errors import BulkError
from shop_content.drafts.bulk.selection import Selection, forecast
from shop_content.drafts.errors import NotAMember, ReasonNeeded
from shop_content.drafts.models import Bulk, BulkItem, Decision, Draft, Status
from shop_content.drafts.queue import Filter
from shop_content.jobs.actions import request_again
from shop_content.shops.models import Role
from tests.drafts import many
from tests.drafts.conftest import ERROR, WARNING
from tests.factories import MemberFactory, VersionFactory

pytestmark = pytest.mark.django_db

ALL = Selection(Filter())


def asked(member: Any, act: str, selection: Selection = ALL, **wish: Any) -> Bulk:
    return request_bulk(member, selection, Wish(act, **wish), f"{act}-{Bulk.objects.count()}")


def ended(bulk: Bulk) -> dict[str, int]:
    states = list(bulk.items.values_list("state", flat=True))
    return {state: states.count(state) for state in set(states)}


def test_what_may_be_done_is_done_and_the_rest_has_a_reason(write, approver, fresh):
    good, broken, warned = write(), write("seo", findings=[ERROR]), write("description", findings=[WARNING])
    bulk = asked(approver, "approve")
    assert work.work_off("review") == 1
    bulk.refresh_from_db()
    assert (bulk.status, ended(bulk)) == ("done", {"done": 2, "refused": 1})
    assert {fresh(good).status, fresh(warned).status} == {Status.APPROVED}
    item = bulk.items.get(state="refused")
    assert item.draft_id == broken.draft_id
    assert refusals.words(item.code, item.params).startswith("1 error is open.")
    assert bulk.items.filter(state="done", decision__verb="approve").count() == 2


def test_the_version_that_was_chosen_is_meant(write, approver, fresh):
    version = write(job_id=1)
    bulk = asked(approver, "approve", Selection(seen={version.draft_id: version.pk}))
    write(job_id=2)
    work.work_off("review")
    assert bulk.items.get().code == "newer"
    assert fresh(version).status == Status.IN_REVIEW


def test_reject_hold_assign_and_request_changes(write, owner, editor, fresh):
    version = write()
    asked(owner, "assign", assignee=editor.user_id)
    asked(owner, "request_changes", reason="Too long")
    asked(owner, "reject", reason="Not true")
    asked(owner, "hold", reason="Wait for the price")
    work.work_off("review")
    draft = fresh(version)
    assert (draft.status, draft.assignee_id, draft.held_by_shop) == (Status.HELD, editor.user_id, True)
    assert [decision.verb for decision in draft.decisions.order_by("id")] == ["request_changes", "reject", "hold"]
    assert Bulk.objects.filter(status="done").count() == 4
    actions.reopen(owner, draft.pk)
    assert (fresh(version).status, fresh(version).held_by_shop) == (Status.REJECTED, False)


def test_a_moderators_hold_outweighs_the_shops(write, owner, moderator, fresh):
    version = write()
    actions.hold_in_shop(owner, version.draft_id, "Wait for the price")
    actions.hold(moderator, version.draft_id, "Complaint")
    bulk = asked(owner, "reject", Selection(Filter(status="")), reason="Not true")
    work.work_off("review")
    assert refusals.words("held", bulk.items.get().params) == "A moderator holds it, and only a moderator releases it."
    actions.release(moderator, version.draft_id, "Settled")
    assert fresh(version).status == Status.IN_REVIEW


def test_who_may_not_decide_may_assign(editor, write, owner):
    write()
    with pytest.raises(PermissionDenied):
        asked(editor, "approve")
    asked(editor, "assign", assignee=owner.user_id)
    work.work_off("review")
    assert Draft.objects.get().assignee_id == owner.user_id
    with pytest.raises(NotAMember):
        asked(editor, "assign", assignee=MemberFactory().user_id)


def test_a_reason_is_asked_for_and_nothing_is_no_bulk(write, owner):
    with pytest.raises(BulkError):
        asked(owner, "approve")
    write()
    with pytest.raises(ReasonNeeded):
        asked(owner, "reject", reason=" ")
    assert not Bulk.objects.exists()


def test_foreign_drafts_are_not_chosen(owner, write):
    write()
    foreign = VersionFactory()
    with pytest.raises(BulkError):
        asked(owner, "approve", Selection(seen={foreign.draft_id: foreign.pk}))


def test_whoever_lost_the_right_meanwhile_changes_nothing(write, approver, fresh):
    version = write()
    bulk = asked(approver, "approve")
    type(approver).objects.filter(pk=approver.pk).update(role=Role.EDITOR)
    work.work_off("review")
    assert (bulk.items.get().code, fresh(version).status) == ("role", Status.IN_REVIEW)
    bulk = asked(MemberFactory(shop=approver.shop), "approve")
    type(approver).objects.filter(user=bulk.requested_by).delete()
    work.work_off("review")
    assert bulk.items.get().code == "role"


def test_stopped_between_two_drafts_and_gone_on(owner):
    many.drafts(owner.shop_id, 30)
    bulk = asked(owner, "approve")
    carry_out = work.carry_out

    def then_stop(*args: Any) -> None:
        carry_out(*args)
        if Decision.objects.count() == 10:
            assert bulks.stop(owner, bulk.pk)

    with patch.object(work, "AT_ONCE", 5), patch.object(work, "carry_out", then_stop):
        work.work_off("review")
    bulk.refresh_from_db()
    assert (bulk.status, ended(bulk)) == ("cancelled", {"done": 10, "waiting": 20})
    assert Draft.objects.filter(status=Status.APPROVED).count() == 10
    assert not bulks.stop(owner, bulk.pk)
    assert work.work_off("review") == 0

    assert bulks.go_on(owner, bulk.pk) and not bulks.go_on(owner, bulk.pk)
    work.work_off("review")
    bulk.refresh_from_db()
    assert (bulk.status, ended(bulk)) == ("done", {"done": 30})
    assert Decision.objects.count() == 30


def test_a_long_one_lets_another_have_its_turn(owner):
    many.drafts(owner.shop_id, 12)
    other = MemberFactory()
    many.drafts(other.shop_id, 3)
    long, short = asked(owner, "approve"), asked(other, "approve")
    order: list[int] = []
    turn = work._turn

    def noted(bulk: Bulk, beat: Any) -> None:
        order.append(bulk.pk)
        turn(bulk, beat)

    with patch.object(work, "TURN_SECONDS", 0.0), patch.object(work, "AT_ONCE", 5), patch.object(work, "_turn", noted):
        work.work_off("review")
    assert order[:2] == [long.pk, short.pk] and set(Bulk.objects.values_list("status", flat=True)) == {"done"}


def test_a_fault_of_one_draft_does_not_end_the_others(owner):
    (first, _version), *_rest = many.drafts(owner.shop_id, 3)
    bulk = asked(owner, "approve")
    approve = actions.approve

    def broken(member: Any, draft_id: int, *rest: Any) -> Decision:
        if draft_id == first:
            raise ValueError("a defect")
        return approve(member, draft_id, *rest)

    with patch.object(actions, "approve", broken):
        work.work_off("review")
    assert ended(bulk) == {"done": 2, "refused": 1}
    assert refusals.words(bulk.items.get(state="refused").code, {}).startswith("Open the draft")


def test_what_was_decided_is_taken_back_but_not_what_was_decided_since(write, owner, fresh):
    first, second = write(), write("seo")
    bulk = asked(owner, "approve")
    with pytest.raises(BulkError):
        bulks.take_back(owner, bulk, "early")
    work.work_off("review")
    bulk.refresh_from_db()
    actions.reject(owner, second.draft_id, second.pk, "Not true")
    back = bulks.take_back(owner, bulk, "back")
    work.work_off("review")
    assert (fresh(first).status, fresh(second).status) == (Status.IN_REVIEW, Status.REJECTED)
    assert back.items.get(state="refused").code == "decided"


def test_a_choice_travels_by_its_form(write, owner):
    version = write()
    seen = Selection.read(QueryDict(f"chosen={version.draft_id}.{version.pk},x,9.&chosen=8&query=kind%3Dtitle"))
    assert seen.seen == {version.draft_id: version.pk, 9: None, 8: None}
    assert Selection.read(QueryDict(f"chosen={seen.chosen}")).seen == seen.seen
    every = Selection.read(QueryDict("selection=filter&query=kind%3Dseo"))
    assert (every.seen, every.wanted.kind, every.drafts(owner).count()) == (None, "seo", 0)


def test_the_forecast_says_what_an_approval_will_meet(write, owner):
    write()
    write("seo", findings=[ERROR])
    write("description", findings=[WARNING])
    rejected = write("bullets")
    actions.reject(owner, rejected.draft_id, rejected.pk, "Not true")
    found = forecast(Selection(Filter(status="")).drafts(owner))
    assert (found.total, found.errors, found.warnings, found.outdated, found.elsewhere) == (4, 1, 1, 0, 1)


def test_drafts_are_written_anew_each_in_its_own_language(write, owner):
    write(), write("seo", "zh-Hans"), write("bullets")
    chosen = Selection.read(QueryDict("selection=filter&query=status%3Dall"))
    run = request_again(owner, chosen, "plain", "key")
    assert request_again(owner, chosen, "plain", "key").pk == run.pk
    jobs = set(run.jobs.values_list("kind", "locale", "queue"))
    assert jobs == {("title", "en", "text"), ("seo", "zh-Hans", "text"), ("bullets", "en", "text")}
    assert (run.total, run.products, run.locales) == (3, 1, ["en", "zh-Hans"])


def test_a_few_ticked_drafts_are_approved_while_one_waits(client, write, owner):
    version, broken = write(), write("seo", findings=[ERROR])
    client.force_login(owner.user)
    address = reverse("bulk_create", args=[owner.shop_id])
    one = client.post(address, {"act": "approve", "chosen": f"{version.draft_id}.{version.pk}"}, follow=True)
    assert [str(message) for message in one.context["messages"]] == ["1 draft approved."]
    two = client.post(address, {"act": "approve", "chosen": f"{broken.draft_id}.{broken.pk}"}, follow=True)
    assert "1 error is open" in two.content.decode()


def test_the_pages_ask_show_and_steer(client, write, owner):
    write(), write("seo", findings=[ERROR])
    client.force_login(owner.user)
    address = reverse("bulk_create", args=[owner.shop_id])
    ask = client.post(address, {"act": "reject", "selection": "filter", "query": ""})
    assert "Reject 2 drafts?" in ask.content.decode()
    key = ask.context["key"]
    refused = client.post(address, {"act": "reject", "selection": "filter", "request_key": key, "reason": "x"})
    assert refused.status_code == 422 and "Say why" in refused.content.decode()
    given = {"act": "reject", "selection": "filter", "request_key": key, "reason": "Not our style"}
    page = client.post(address, given, follow=True).content.decode()
    bulk = Bulk.objects.get()
    assert "“Not our style”" in page and 'hx-trigger="every 1s"' in page
    client.post(reverse("bulk_steer", args=[owner.shop_id, bulk.pk, "stop"]))
    assert "Go on" in client.get(reverse("bulk_detail", args=[owner.shop_id, bulk.pk])).content.decode()
    client.post(reverse("bulk_steer", args=[owner.shop_id, bulk.pk, "go-on"]))
    work.work_off("review")
    polled = client.get(reverse("bulk_detail", args=[owner.shop_id, bulk.pk]), headers={"HX-Request": "true"})
    assert polled.status_code == 286 and "All of it is done." in polled.content.decode()
    client.post(reverse("bulk_steer", args=[owner.shop_id, bulk.pk, "take-back"]))
    work.work_off("review")
    assert set(Draft.objects.values_list("status", flat=True)) == {Status.IN_REVIEW}
    assert client.get(reverse("bulk_list", args=[owner.shop_id])).content.decode().count("/bulks/") >= 2
    assert BulkItem.objects.filter(state="waiting").count() == 0
