"""How many statements a decision and a draft's desk take: each one is felt between two drafts."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.drafts import many

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "more", "most"), [("draft_approve", {}, 14), ("draft_reject", {"reason": "Not needed"}, 14)]
)
def test_a_decision_takes_few_statements(client, owner, path, more, most):
    rows = many.drafts(owner.shop_id, 5)
    client.force_login(owner.user)
    for draft, version in rows[:2]:  # the second one, when everything is read in
        with CaptureQueriesContext(connection) as asked:
            address = reverse(path, args=[owner.shop_id, draft])
            answer = client.post(f"{address}?kind=title", {"version": version, **more}, headers={"HX-Request": "true"})
        assert answer.status_code == 200
    said = [query["sql"] for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]]
    assert len(said) <= most, "\n".join(said)


def test_the_desk_of_a_draft_takes_few_statements(client, owner):
    rows = many.drafts(owner.shop_id, 5)
    client.force_login(owner.user)
    for draft, _version in rows[:2]:
        with CaptureQueriesContext(connection) as asked:
            client.get(
                reverse("draft_detail", args=[owner.shop_id, draft]) + "?kind=title", headers={"HX-Request": "true"}
            )
    said = [query["sql"] for query in asked.captured_queries]
    assert len(said) <= 19, "\n".join(said)
