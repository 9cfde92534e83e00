"""What the triggers write and the figures say of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from generation.contract import Provenance
from shop_content.drafts import actions
from shop_content.drafts.models import Finding
from shop_content.insights import charts, figures
from shop_content.insights.actions import measure_edits, merge
from shop_content.insights.distance import changed_share
from shop_content.insights.figures.outcomes import Counts, Day
from shop_content.insights.models import Found, Outcome, Production
from shop_content.insights.period import LONGEST, Period
from shop_content.jobs.models import Run
from tests.drafts.conftest import ERROR, TITLE, WARNING
from tests.factories import MemberFactory, ProductFactory

pytestmark = pytest.mark.django_db

MODEL = Provenance(engine="transformers:small", model="small", tokens_in=100, tokens_out=20, seconds=2.0)


def period(**query: str) -> Period:
    return Period.read(query)


def test_an_approval_as_written_and_one_after_an_edit_are_told_apart(write, owner, approver):
    plain = write()
    other = write(of=ProductFactory(shop=owner.shop), provenance=MODEL)
    actions.approve(approver, plain.draft_id, plain.pk)
    edited = actions.save_edit(owner, other.draft_id, other.pk, {"title": TITLE.replace("350", "400")})
    Finding.objects.filter(version=edited).delete()
    actions.approve(approver, other.draft_id, edited.pk)

    outcome = Outcome.objects.get(version_id=edited.pk)
    assert (outcome.written_id, outcome.engine, outcome.model) == (other.pk, "transformers:small", "small")
    assert (outcome.edited, outcome.changed, outcome.written_at) == (True, None, other.created_at)
    assert measure_edits() == 1
    assert measure_edits() == 0
    found = figures.outcomes(owner, period())
    assert (found.all.approved, found.all.untouched, found.all.edited) == (2, 1, 1)
    words = len(TITLE.split()) + 1  # the comma is one
    assert found.all.changed_where_edited == pytest.approx(1 / words)
    assert found.all.changed == pytest.approx(1 / words / 2)
    assert {(row.engine, row.counts.untouched) for row in found.edits} == {("composer:", 1), ("transformers:small", 0)}


def test_a_text_that_was_edited_and_put_back_is_as_written(write, owner, approver):
    version = write()
    edited = actions.save_edit(owner, version.draft_id, version.pk, {"title": "Norra Mug"})
    restored = actions.restore(owner, version.draft_id, edited.pk, version.pk)
    actions.approve(approver, version.draft_id, restored.pk)
    outcome = Outcome.objects.get()
    assert (outcome.written_id, outcome.edited, outcome.changed) == (version.pk, False, 0)


def test_what_was_taken_back_does_not_count(write, owner, approver):
    version = write()
    decision = actions.approve(approver, version.draft_id, version.pk)
    actions.reopen(approver, version.draft_id, decision.pk)
    assert figures.outcomes(owner, period()).all == Counts()
    actions.reject(approver, version.draft_id, version.pk, "Not our style")
    assert figures.outcomes(owner, period()).all == Counts(rejected=1)


def test_the_time_to_approve_is_half_and_nine_of_ten(write, owner, approver):
    for hours in range(1, 12):
        version = write(of=ProductFactory(shop=owner.shop))
        actions.approve(approver, version.draft_id, version.pk)
        written = Outcome.objects.get(version_id=version.pk).at - timedelta(hours=hours)
        Outcome.objects.filter(version_id=version.pk).update(written_at=written)
    overall = figures.outcomes(owner, period()).overall
    assert overall is not None
    assert (round(overall.median), round(overall.slow)) == (6 * 3600, 10 * 3600)


def test_days_are_the_shop_s(write, owner, approver):
    version = write()
    actions.approve(approver, version.draft_id, version.pk)
    at = datetime(2026, 3, 1, 23, 30, tzinfo=ZoneInfo("UTC"))
    Outcome.objects.update(at=at)
    with timezone.override(ZoneInfo("Asia/Shanghai")):
        span = period(span="custom", **{"from": "2026-03-01", "to": "2026-03-02"})
        assert [row.day for row in figures.outcomes(owner, span).days] == [date(2026, 3, 2)]
    only = period(span="custom", **{"from": "2026-03-02", "to": "2026-03-02"})
    assert figures.outcomes(owner, only).days == []


def test_findings_are_counted_waived_and_taken_back(write, owner, approver):
    version = write(findings=[ERROR, WARNING])
    write(of=ProductFactory(shop=owner.shop), findings=[WARNING])
    assert [(row.rule, row.found, row.waived) for row in figures.findings(owner, period())] == [
        (WARNING.rule, 2, 0),
        (ERROR.rule, 1, 0),
    ]
    actions.waive(approver, Finding.objects.get(rule=ERROR.rule).pk, "An official name")
    Finding.objects.filter(version=version, rule=WARNING.rule).delete()
    merge("found")
    assert [(row.rule, row.found, row.waived) for row in figures.findings(owner, period())] == [
        (ERROR.rule, 1, 1),
        (WARNING.rule, 1, 0),
    ]


def test_a_run_costs_what_its_versions_took(write, owner, product, settings):
    run = Run.objects.create(shop=owner.shop, request_key="a", kinds=["title"], locales=["en"])
    jobs = [
        run.jobs.create(product=each, kind="title", locale="en", queue="text")
        for each in (product, ProductFactory(shop=owner.shop))
    ]
    for job in jobs:
        write(of=job.product, job_id=job.pk, provenance=MODEL)
    actions.save_edit(owner, product.drafts.get().pk, product.drafts.get().newest_id, {"title": "Norra Mug"})
    settings.TOKEN_PRICES = {"transformers": [1_000, 10_000], "small": [10_000, 100_000]}
    (cost,) = figures.runs(owner, period())
    assert (cost.run, cost.versions, cost.tokens_in, cost.tokens_out, cost.seconds) == (run, 2, 200, 40, 4.0)
    assert cost.money == pytest.approx(2 + 4)


def test_merging_twice_changes_no_figure_and_keeps_one_row_by_key(write, owner):
    for _number in range(3):
        write(of=ProductFactory(shop=owner.shop), provenance=MODEL, findings=[WARNING])
    before = figures.runs(owner, period()), figures.findings(owner, period())
    assert (merge("production"), merge("found")) == (3, 3)
    write(of=ProductFactory(shop=owner.shop), provenance=MODEL, findings=[WARNING])
    assert (merge("production"), merge("found")) == (1, 1)
    assert (merge("production"), merge("found")) == (0, 0)
    assert (Production.objects.get().versions, Found.objects.get().found) == (4, 4)
    assert before[0][0].versions == 3
    assert before[1][0].found == 3


def test_another_shop_s_rows_are_never_in_it(write, owner, approver):
    version = write(findings=[WARNING])
    actions.approve(approver, version.draft_id, version.pk)
    stranger = MemberFactory()
    assert figures.outcomes(stranger, period()).all == Counts()
    assert figures.findings(stranger, period()) == []
    assert figures.runs(stranger, period()) == []
    assert figures.waiting(stranger, period()).drafts == 0
    assert figures.engines(stranger) == []


def test_what_was_there_before_the_triggers_is_filled_in_once(write, owner, approver):
    version = write(findings=[ERROR], provenance=MODEL)
    actions.waive(approver, Finding.objects.get().pk, "An official name")
    actions.approve(approver, version.draft_id, version.pk)
    other = write(of=ProductFactory(shop=owner.shop))
    decision = actions.approve(approver, other.draft_id, other.pk)
    actions.reopen(approver, other.draft_id, decision.pk)
    known = _figures(owner)
    for model in (Outcome, Production, Found):
        model.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE insights_before AS SELECT 'drafts_decision' AS table_name, max(id) AS last FROM drafts_decision"
            " UNION ALL SELECT 'drafts_draftversion', max(id) FROM drafts_draftversion"
            " UNION ALL SELECT 'drafts_finding', max(id) FROM drafts_finding"
        )
    import_module("shop_content.insights.migrations.0003_fill").fill(None, None)
    assert _figures(owner) == known


def _figures(member):
    return (
        figures.outcomes(member, period()),
        figures.findings(member, period()),
        figures.runs(member, period()),
    )


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [
        ({"title": "A red mug"}, {"title": "A red mug"}, 0),
        ({"title": "A red mug"}, {"title": "A blue mug"}, 1 / 3),
        ({"title": "红色马克杯"}, {"title": "蓝色马克杯"}, 1 / 5),
        ({"bullets": ["Holds tea", "Is red"]}, {"bullets": ["Holds tea"]}, 1 / 2),
        ({"title": ""}, {"title": "New"}, 1),
        ({}, {}, 0),
    ],
)
def test_the_share_of_changed_words(before, after, share):
    assert changed_share(before, after) == pytest.approx(share)


@pytest.mark.parametrize(
    ("query", "span", "days"),
    [
        ({}, "30", 30),
        ({"span": "7"}, "7", 7),
        ({"span": "8"}, "30", 30),
        ({"span": "custom", "from": "2026-01-01", "to": "2026-01-31"}, "custom", 31),
        ({"span": "custom", "from": "2026-01-31", "to": "2026-01-01"}, "custom", 31),
        ({"span": "custom", "from": "1926-01-31", "to": "2026-01-01"}, "custom", LONGEST),
        ({"span": "custom", "from": "yesterday", "to": "2026-01-01"}, "30", 30),
        ({"span": "custom", "from": "2026-02-31", "to": "2026-03-01"}, "30", 30),
        ({"span": "custom", "from": "9000-01-01", "to": "9999-12-31"}, "custom", 1),
    ],
)
def test_a_period_is_read_from_the_address(query, span, days):
    read = Period.read(query)
    assert (read.span, (read.last - read.first).days + 1) == (span, days)


def test_columns_stand_on_one_another_and_end_below_the_top():
    day = Day(date(2026, 1, 2), Counts(approved=5, untouched=3, rejected=2))
    drawn = charts.columns([day], Period("7", date(2026, 1, 1), date(2026, 1, 7)))
    assert (len(drawn.columns), drawn.top, drawn.weekly) == (7, 10, False)
    assert [(part.series, part.value, part.y, part.height) for part in drawn.columns[1].parts] == [
        ("untouched", 3, 140, 60),
        ("edited", 2, 100, 40),
        ("rejected", 2, 60, 40),
    ]
    assert drawn.highest is drawn.columns[1]
    year = charts.columns([day], Period("custom", date(2026, 1, 1), date(2026, 12, 31)))
    assert (len(year.columns), year.weekly, year.columns[0].total) == (53, True, 7)
    assert charts.columns([], Period("7", date(2026, 1, 1), date(2026, 1, 7))).highest is None
