"""Moderators stop a kind or an engine from the admin site, and let it go on."""

from __future__ import annotations

import pytest
from django.urls import reverse

from shop_content.jobs.models import Suspension
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def moderator(client, settings):
    settings.REQUIRE_MODERATOR_2FA = False
    user = UserFactory(email="mod@example.com", is_staff=True)
    client.force_login(user)
    return user


def test_stop_and_let_go_on(client, moderator):
    address = reverse("admin:jobs_suspension_add")
    assert "composer:" in client.get(address).content.decode()
    client.post(address, {"subject": "kind:title", "reason": "It shouts."})
    row = Suspension.objects.get()
    assert (row.what, row.name, row.by) == ("kind", "title", moderator)
    assert "kind:title" not in client.get(address).content.decode()  # stopped already

    page = client.get(reverse("admin:jobs_suspension_change", args=[row.pk]))
    assert "It shouts." in page.content.decode()
    client.post(reverse("admin:jobs_suspension_act", args=["lift"]), {"id": row.pk, "reason": "All is well."})
    row.refresh_from_db()
    assert row.lifted_at is not None


@pytest.mark.parametrize(
    "values", [{"subject": "kind:nonsense", "reason": "Because."}, {"subject": "kind:title", "reason": " x "}]
)
def test_what_cannot_be_stopped_is_said_beside_the_field(client, values):
    answer = client.post(reverse("admin:jobs_suspension_add"), values)
    assert answer.status_code == 200
    assert answer.context["errors"]
    assert not Suspension.objects.exists()
