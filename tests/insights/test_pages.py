"""The page of figures and its files, as a merchant gets them."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from generation.contract import Finding
from shop_content.drafts import actions
from shop_content.insights.views import FILES
from shop_content.shops.models import Member
from tests.drafts.conftest import WARNING
from tests.factories import ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(approver: Member) -> Client:
    client = Client()
    client.force_login(approver.user)
    return client


@pytest.fixture
def worked(write, owner, approver):
    """One text approved, one that waits with a warning."""
    version = write()
    actions.approve(approver, version.draft_id, version.pk)
    return write(of=ProductFactory(shop=owner.shop), findings=[WARNING])


def read(client: Client, shop_id: int, table: str, query: str = "") -> list[list[str]]:
    answer = client.get(reverse("insights_csv", args=[shop_id, table]) + query)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_page_says_what_waits_what_was_approved_and_what_was_found(client, owner, worked):
    page = client.get(reverse("insights", args=[owner.shop_id]))
    assert page.status_code == 200
    text = page.content.decode()
    assert "Waiting now, the oldest for" in text
    assert "100 %" in text
    assert "claims.uncited" in text
    assert f"{reverse('draft_list', args=[owner.shop_id])}?kind=title&amp;locale=en" in text


def test_a_new_shop_is_told_what_will_stand_here(client, owner):
    text = client.get(reverse("insights", args=[owner.shop_id])).content.decode()
    assert "Nothing to tell about these days" in text


def test_the_chart_tells_its_figures_to_those_who_do_not_see_it(client, owner, worked):
    text = client.get(reverse("insights", args=[owner.shop_id])).content.decode()
    assert 'role="img" aria-labelledby="chart-title chart-desc"' in text
    assert "Approved as written: 1." in text
    assert "The same as a table" in text


@pytest.mark.parametrize("table", FILES)
def test_every_table_is_a_file(client, owner, worked, table):
    rows = read(client, owner.shop_id, table)
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 1


def test_the_files_hold_plain_numbers(client, owner, worked):
    assert read(client, owner.shop_id, "waiting")[1:] == [["Title", "English", "1"]]
    assert read(client, owner.shop_id, "edits")[1:] == [["Title", "composer:", "", "1", "1.0000", "0.0000", ""]]
    assert read(client, owner.shop_id, "days", "?kind=seo")[1:] == []


def test_nothing_in_a_file_is_taken_for_a_formula(client, owner, write):
    write(findings=[Finding("=cmd|' /C calc'!A0", "warning", "title")])
    (row,) = read(client, owner.shop_id, "rules")[1:]
    assert row[0].startswith("'=")
    assert row[1].startswith("'=")


def test_an_unknown_file_does_not_exist(client, owner):
    assert client.get(reverse("insights_csv", args=[owner.shop_id, "secrets"])).status_code == 404
