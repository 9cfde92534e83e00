"""What engines write: slots, versions, which variant is shown, what becomes of the status."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from generation.contract import Claim, Provenance
from shop_content.audit.models import Event
from shop_content.catalogue.facts import facts_of
from shop_content.drafts import actions
from shop_content.drafts.actions import Writing
from shop_content.drafts.live import live_versions
from shop_content.drafts.models import Decision, Draft, DraftVersion, Finding, Status
from tests.drafts.conftest import ERROR, TITLE, WARNING
from tests.factories import MemberFactory, ProductFactory

pytestmark = pytest.mark.django_db


def test_slots_are_opened_once_and_only_for_the_shops_own_products(owner, product):
    foreign = ProductFactory()
    slots = [
        (product.pk, "title", "en", ""),
        (product.pk, "packshot", "", ""),
        (product.pk, "title", "en", ""),
        (foreign.pk, "title", "en", ""),
    ]

    first = actions.open_drafts(owner.shop_id, slots, run_id=7)
    again = actions.open_drafts(owner.shop_id, slots)

    assert set(first) == {(product.pk, "title", "en", ""), (product.pk, "packshot", "", "")}
    assert again == first
    assert set(Draft.objects.values_list("shop_id", "status", "run_id")) == {(owner.shop_id, Status.WRITING, 7)}
    assert [event.detail for event in Event.objects.filter(verb="draft.open")] == [{"count": 2, "run": 7}]
    with pytest.raises(Draft.DoesNotExist):
        actions.open_draft(owner.shop_id, foreign.pk, "title", "en")


def test_ten_thousand_slots_take_one_statement(owner):
    products = ProductFactory.create_batch(5, shop=owner.shop)
    slots = [
        (each.pk, kind, f"x{number}", "") for each in products for kind in ("title", "seo") for number in range(1000)
    ]
    with CaptureQueriesContext(connection) as queries:
        opened = actions.open_drafts(owner.shop_id, slots)
    assert len(opened) == 10_000
    assert len([query for query in queries if "drafts_draft" in query["sql"]]) == 1


def test_a_version_carries_all_that_is_needed_to_judge_and_to_repeat_it(write, fresh):
    version = write(findings=[ERROR, WARNING], job_id=5)
    draft = fresh(version)

    assert (draft.status, draft.newest_id, draft.errors, draft.warnings) == (Status.IN_REVIEW, version.pk, 1, 1)
    assert version.provenance["engine"] == "composer:" and version.provenance["sampling"] == {"temperature": 0.8}
    assert {fact["id"] for fact in version.facts} >= {"title", "brand", "f1", "f2", "f3"}
    assert version.claims == [
        {"field": "title", "index": 0, "start": 0, "end": len(TITLE), "fact_ids": ["brand", "f1", "f2"]}
    ]
    assert version.machine_made and version.author is None
    found = Finding.objects.get(version=version, severity="error")
    assert (found.rule, found.start, found.end, found.params) == ("characters.emoji", 0, 5, {"character": "☕"})


def test_a_batch_takes_the_same_number_of_statements_whatever_its_size(owner):
    def queries(count: int) -> int:
        drafts = [
            actions.open_draft(owner.shop_id, each.pk, "title", "en")
            for each in ProductFactory.create_batch(count, shop=owner.shop)
        ]
        with CaptureQueriesContext(connection) as captured:
            actions.add_versions(
                [Writing(draft.pk, {"title": "Mug"}, findings=[WARNING], job_id=draft.pk) for draft in drafts]
            )
        return len(captured)

    assert queries(2) == queries(20) <= 9


@pytest.mark.parametrize(
    ("findings", "shown"),
    [
        ([[], [], []], 0),
        ([[ERROR], [], []], 1),
        ([[ERROR], [ERROR], [WARNING]], 2),
        ([[ERROR, ERROR], [ERROR], [ERROR]], 1),
        ([[WARNING], [], []], 0),
    ],
)
def test_of_the_variants_of_one_job_the_first_without_errors_is_shown(write, fresh, findings, shown):
    versions = [write(findings=each, job_id=9, variant=place) for place, each in enumerate(findings)]
    draft = fresh(versions[0])
    assert draft.newest_id == versions[shown].pk
    assert draft.errors == sum(finding.severity == "error" for finding in findings[shown])
    assert [version.number for version in versions] == [1, 2, 3]


def test_a_later_job_replaces_what_is_shown_even_with_errors(write, fresh):
    write(job_id=1)
    second = write(job_id=2, findings=[ERROR])
    assert fresh(second).newest_id == second.pk


def test_a_newer_version_takes_no_approved_one_off_the_shelf(write, fresh, owner):
    first = write(job_id=1)
    actions.approve(owner, first.draft_id, first.pk)
    write(job_id=2)

    draft = fresh(first)
    assert (draft.status, draft.approved_id) == (Status.IN_REVIEW, first.pk)
    assert list(live_versions()) == [first]


def test_a_rejection_stands_against_everything_older(write, fresh, owner):
    first = write(job_id=1)
    actions.approve(owner, first.draft_id, first.pk)
    actions.reject(owner, first.draft_id, first.pk, "Not true")
    assert not live_versions().exists()
    write(job_id=2)
    assert (fresh(first).status, fresh(first).approved_id) == (Status.IN_REVIEW, None)
    assert not live_versions().exists()


def test_a_held_draft_stays_held_and_comes_back_into_review(write, fresh, owner, moderator):
    first = write(job_id=1)
    actions.approve(owner, first.draft_id, first.pk)
    actions.hold(moderator, first.draft_id, "A complaint")
    assert not live_versions().exists()

    second = write(job_id=2)
    assert (fresh(first).status, fresh(first).newest_id) == (Status.HELD, second.pk)
    actions.release(moderator, first.draft_id, "Checked")
    assert fresh(first).status == Status.IN_REVIEW
    assert list(live_versions()) == [first]


def test_a_deleted_products_versions_are_not_live(write, owner, product):
    from django.utils import timezone

    version = write()
    actions.approve(owner, version.draft_id, version.pk)
    type(product).everything.filter(pk=product.pk).update(archived_at=timezone.now())
    assert not live_versions().exists()


def test_the_same_answer_of_a_job_cannot_be_stored_twice(write):
    from django.db import IntegrityError, transaction

    write(job_id=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        write(job_id=3)
    assert DraftVersion.objects.count() == 1


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.parametrize("model", [DraftVersion, Decision])
def test_the_database_refuses_to_change_history(write, owner, model, statement):
    from django.db import transaction

    version = write()
    actions.approve(owner, version.draft_id, version.pk)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="pgtrigger: Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(model._meta.db_table))
    assert model.objects.count() == 1


def test_drafts_that_nobody_wrote_can_be_closed(owner, product, write):
    written = write()
    slots = [(product.pk, "title", "en", ""), (product.pk, "seo", "en", "")]
    actions.open_drafts(owner.shop_id, slots)
    actions.discard_unwritten(slots)
    assert list(Draft.objects.values_list("pk", flat=True)) == [written.draft_id]


def test_facts_and_claims_survive_in_any_script(owner):
    product = ProductFactory(
        shop=owner.shop,
        title="盖碗 ☕",
        facts=[{"id": "f1", "key": "材质", "value": "陶瓷", "unit": "", "source": "person"}],
    )
    draft = actions.open_draft(owner.shop_id, product.pk, "title", "zh-Hans")
    claim = Claim("title", 0, 0, 4, ("title", "f1"))
    version = actions.add_version(
        draft.pk,
        fields={"title": "盖碗 ☕"},
        claims=[claim],
        facts=facts_of(product),
        provenance=Provenance("composer:"),
    )
    version.refresh_from_db()
    assert version.fields == {"title": "盖碗 ☕"}
    assert version.facts[-1]["value"] == "陶瓷"


def test_another_shops_member_cannot_decide(write):
    version = write()
    with pytest.raises(Http404):
        actions.approve(MemberFactory(), version.draft_id, version.pk)
