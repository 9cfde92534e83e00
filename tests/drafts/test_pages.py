"""The doors of the review desk without a script: lists, filters, forms, roles, and what nonsense does to them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from generation.contract import Finding
from shop_content.drafts import actions, queue
from shop_content.drafts.models import Decision, Draft
from tests.drafts.conftest import ERROR, TITLE, WARNING
from tests.factories import DraftFactory, MemberFactory, ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(client):
    """`at(member, "draft_list")`: the page as that person gets it."""

    def get(member, name, *args, query="", **extra):
        client.force_login(member.user)
        return client.get(reverse(name, args=[member.shop_id, *args]) + query, **extra)

    return get


@pytest.fixture
def send(client):
    def post(member, name, pk, data=None, script=False, query=""):
        client.force_login(member.user)
        headers = {"HX-Request": "true"} if script else {}
        return client.post(reverse(name, args=[member.shop_id, pk]) + query, data or {}, headers=headers)

    return post


def shown(response) -> list[int]:
    return [draft.pk for draft in response.context["rows"]]


def test_the_queue_shows_what_waits_and_filters_it(at, write, owner):
    title, seo = write(findings=[ERROR]), write("seo", "zh-Hans", findings=[WARNING])
    mug = write("bullets")
    actions.approve(owner, mug.draft_id, mug.pk)
    lamp = write(of=ProductFactory(shop=owner.shop, title="Linen Lamp", sku="LAMP-1"))

    def found(query):
        return shown(at(owner, "draft_list", query=query))

    assert found("") == [title.draft_id, seo.draft_id, lamp.draft_id]
    assert found("?status=approved") == [mug.draft_id]
    assert len(found("?status=all")) == 4
    assert found("?kind=seo") == found("?locale=zh-Hans") == found("?findings=warnings") == [seo.draft_id]
    assert found("?findings=errors") == [title.draft_id]
    assert found("?findings=clean") == found("?q=lamp") == found("?q=LAMP-1") == [lamp.draft_id]
    assert found("?q=nothing+like+it") == []
    Draft.objects.filter(pk=lamp.draft_id).update(run_id=12)
    assert found("?run=12") == [lamp.draft_id]


@pytest.mark.parametrize(
    "query",
    [
        "?status=nonsense",
        "?kind=%00",
        "?q=%00%00",
        "?run=99999999999999999999",
        "?run=x",
        "?after=-1",
        "?before=²",
        "?after=x&before=y",
    ],
)
def test_nonsense_in_the_address_is_passed_over(at, write, owner, query):
    version = write()
    response = at(owner, "draft_list", query=query)
    assert response.status_code == 200
    assert at(owner, "draft_detail", version.draft_id, query=query).status_code == 200


def test_pages_by_key_go_forth_and_back(at, owner, monkeypatch):
    monkeypatch.setattr(queue, "PAGE", 2)
    product = ProductFactory(shop=owner.shop)
    drafts = [DraftFactory(product=product, locale=f"x{number}") for number in range(5)]
    ids = [draft.pk for draft in drafts]

    first = at(owner, "draft_list")
    assert (shown(first), first.context["earlier"], first.context["later"]) == (ids[:2], None, ids[1])
    second = at(owner, "draft_list", query=f"?after={ids[1]}")
    assert (shown(second), second.context["earlier"], second.context["later"]) == (ids[2:4], ids[2], ids[3])
    last = at(owner, "draft_list", query=f"?after={ids[3]}")
    assert (shown(last), last.context["later"]) == (ids[4:], None)
    back = at(owner, "draft_list", query=f"?before={ids[2]}")
    assert (shown(back), back.context["earlier"], back.context["later"]) == (ids[:2], None, ids[1])


def test_pages_cost_the_same_however_many_drafts(at, write, owner):
    def queries(name, *args):
        with CaptureQueriesContext(connection) as captured:
            assert at(owner, name, *args).status_code == 200
        return len(captured)

    one = write(job_id=1)
    at(owner, "draft_list")  # signing in is not what is counted
    listed, opened = queries("draft_list"), queries("draft_detail", one.draft_id)
    for number in range(8):
        write(of=ProductFactory(shop=owner.shop), job_id=2, variant=number)
        write(job_id=1, variant=number + 1, findings=[WARNING])
    assert queries("draft_list") == listed
    assert queries("draft_detail", one.draft_id) <= opened + 1  # the findings' people


def test_empty_shops_and_finished_queues_say_what_to_do(at, write, owner):
    assert "Nothing has been written yet" in at(owner, "draft_list").content.decode()
    version = write()
    actions.approve(owner, version.draft_id, version.pk)
    assert "All reviewed" in at(owner, "draft_list").content.decode()
    assert "No draft matches" in at(owner, "draft_list", query="?q=nothing").content.decode()


def test_every_status_has_a_page(at, write, owner, moderator, product):
    version = write(findings=[WARNING])
    steps = [
        lambda: None,
        lambda: actions.request_changes(owner, version.draft_id, version.pk, "Too long"),
        lambda: actions.reject(owner, version.draft_id, version.pk, "Not true"),
        lambda: actions.reopen(owner, version.draft_id),
        lambda: actions.approve(owner, version.draft_id, version.pk),
        lambda: actions.hold(moderator, version.draft_id, "A complaint"),
    ]
    for step in steps:
        step()
        page = at(owner, "draft_detail", version.draft_id).content.decode()
        assert "Stoneware Mug" in page
    assert "A complaint" in page and "Approve" not in page.split("desk-actions")[1]
    empty = actions.open_draft(owner.shop_id, product.pk, "description", "en")
    assert "This is being written" in at(owner, "draft_detail", empty.pk).content.decode()


def test_texts_are_escaped_wherever_they_stand(at, write, owner):
    evil = "<script>alert(1)</script> & “ok”"
    version = write(
        fields={"title": evil},
        claims=(),
        findings=[Finding("wording.shouting", "warning", "title", 0, 0, 8, {"text": evil})],
    )
    second = write(fields={"title": evil + "!"}, claims=())
    for page in (
        at(owner, "draft_list", query="?status=all"),
        at(owner, "draft_detail", version.draft_id),
        at(owner, "draft_compare", version.draft_id, query=f"?from={version.pk}&to={second.pk}"),
    ):
        assert "<script>alert" not in page.content.decode()


def test_an_earlier_version_can_be_read_compared_and_brought_back(at, send, write, owner):
    old, new = write(job_id=1), write(job_id=2, fields={"title": "Norra Mug, 350 ml"})
    page = at(owner, "draft_detail", old.draft_id, query=f"?version={old.pk}").content.decode()
    assert "You are reading version 1" in page and 'data-key="a"' not in page
    diff = at(owner, "draft_compare", old.draft_id, query=f"?from={old.pk}").content.decode()
    assert "<del>Stoneware </del>" in diff or "<del> Stoneware</del>" in diff
    send(owner, "draft_restore", old.draft_id, {"version": old.pk, "base": new.pk})
    assert Draft.objects.get(pk=old.draft_id).newest.fields == old.fields
    assert at(owner, "draft_detail", old.draft_id, query="?version=1234567").status_code == 404
    assert at(owner, "draft_compare", old.draft_id, query="?from=x").status_code == 404


def test_a_decision_without_a_script_goes_on_to_the_next_draft(send, write, owner):
    first = write()
    second = write(of=ProductFactory(shop=owner.shop))
    answer = send(owner, "draft_approve", first.draft_id, {"version": first.pk})
    assert answer.url == reverse("draft_detail", args=[owner.shop_id, second.draft_id])
    answer = send(owner, "draft_reject", second.draft_id, {"version": second.pk, "reason": "Not true"})
    assert answer.url == reverse("draft_list", args=[owner.shop_id])


def test_the_filter_is_kept_from_draft_to_draft(send, write, owner):
    first = write()
    write(of=ProductFactory(shop=owner.shop), locale="zh-Hans")
    third = write(of=ProductFactory(shop=owner.shop))
    answer = send(owner, "draft_approve", first.draft_id, {"version": first.pk}, query="?locale=en")
    assert answer.url == reverse("draft_detail", args=[owner.shop_id, third.draft_id]) + "?locale=en"


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("draft_approve", {"version": "x"}, 409),
        ("draft_approve", {"version": ""}, 409),
        ("draft_request_changes", {"reason": ""}, 422),
        ("draft_reject", {"reason": "x" * 501}, 422),
        ("draft_reopen", {"decision": "²"}, 409),
        ("draft_edit", {"title": "a\x00b"}, 422),
        ("draft_edit", {"title": "Mine", "base": "x"}, 409),
        ("draft_restore", {"version": "x"}, 404),
    ],
)
def test_nonsense_in_a_form_gets_a_message_and_changes_nothing(send, write, owner, name, data, status):
    version = write()
    answer = send(owner, name, version.draft_id, {"version": version.pk, **data}, script=True)
    assert answer.status_code == status
    assert status == 404 or answer.json()["message"]
    assert not Decision.objects.exists()
    assert Draft.objects.get().versions.count() == 1


def test_a_conflict_without_a_script_shows_both_texts(send, write, owner):
    old = write(job_id=1)
    write(job_id=2, fields={"title": "Theirs"})
    answer = send(owner, "draft_edit", old.draft_id, {"base": old.pk, "title": "Mine"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs" in page and "Mine" in page and f'name="base" value="{Draft.objects.get().newest_id}"' in page


def test_numbers_beyond_a_thousand_stay_numbers(at, write, owner):
    """Thousands separators are for people; an address or a form with "1,234" would lead nowhere."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER SEQUENCE drafts_draftversion_id_seq RESTART WITH 1234567")
    old, new = (
        write("description", fields={"description": "One."}, claims=()),
        write("description", fields={"description": "Two."}, claims=()),
    )
    page = at(owner, "draft_detail", new.draft_id).content.decode()
    assert f'name="version" value="{new.pk}"' in page and f'name="base" value="{new.pk}"' in page
    assert f"?newest={new.pk}&" in page and f"?from={old.pk}&amp;to={new.pk}" in page
    assert 'data-limit="2,' not in page and "1,234,567" not in page


def test_roles(send, write, editor, approver):
    version = write(findings=[ERROR])
    finding = version.findings.get()
    for name in ("draft_approve", "draft_request_changes", "draft_reject", "draft_reopen"):
        assert send(editor, name, version.draft_id).status_code == 403
    assert send(editor, "finding_waive", finding.pk).status_code == 403
    assert send(approver, "draft_edit", version.draft_id).status_code == 403
    assert send(approver, "draft_restore", version.draft_id).status_code == 403


def test_another_shops_rows_do_not_exist(at, send, write):
    version = write(findings=[ERROR])
    stranger = MemberFactory()
    for name in ("draft_detail", "draft_news", "draft_compare"):
        assert at(stranger, name, version.draft_id).status_code == 404
    for name in (
        "draft_approve",
        "draft_request_changes",
        "draft_reject",
        "draft_reopen",
        "draft_edit",
        "draft_restore",
    ):
        assert send(stranger, name, version.draft_id, {"version": version.pk, "reason": "Because"}).status_code == 404
    assert send(stranger, "finding_waive", version.findings.get().pk, {"reason": "Because"}).status_code == 404
    assert at(stranger, "product_drafts", version.draft.product_id).status_code == 404
    assert shown(at(stranger, "draft_list", query="?status=all")) == []
    assert not Decision.objects.exists()


def test_news_is_silent_until_there_is_some(at, write, owner):
    version = write(job_id=1)
    seen = f"?newest={version.pk}&status=in_review"
    assert at(owner, "draft_news", version.draft_id, query=seen).status_code == 204
    write(job_id=2)
    assert "A newer version arrived" in at(owner, "draft_news", version.draft_id, query=seen).content.decode()
    newest = Draft.objects.get().newest_id
    actions.approve(owner, version.draft_id, newest)
    told = at(owner, "draft_news", version.draft_id, query=f"?newest={newest}&status=in_review").content.decode()
    assert owner.user.email in told and "Approved" in told


def test_fragments_for_other_pages(at, write, owner, product):
    assert "No drafts yet" in at(owner, "draft_counts").content.decode()
    assert "Nothing has been written" in at(owner, "product_drafts", product.pk).content.decode()
    version = write(findings=[ERROR])
    write("packshot", "", fields={}, claims=())
    counts = at(owner, "draft_counts").content.decode()
    assert "<b>2</b>" in counts and "Start reviewing" in counts
    grid = at(owner, "product_drafts", product.pk).content.decode()
    assert reverse("draft_detail", args=[owner.shop_id, version.draft_id]) in grid and "1 error" in grid


def test_start_reviewing_leads_to_the_first_that_waits(at, write, owner):
    assert at(owner, "draft_next").url == reverse("draft_list", args=[owner.shop_id])
    first = write()
    write("seo")
    assert at(owner, "draft_next").url == reverse("draft_detail", args=[owner.shop_id, first.draft_id])


def test_facts_that_changed_since_are_pointed_out(at, write, owner, product):
    version = write()
    product.facts = [{**product.facts[0]}, {**product.facts[1], "value": "400"}]
    product.save()
    page = at(owner, "draft_detail", version.draft_id).content.decode()
    assert "facts changed after this was written" in page
    assert "now: 400 ml" in page and "no longer a fact" in page
    assert TITLE in page
