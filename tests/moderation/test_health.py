"""The health page says how servers, workers, queues and engines are, and never fails because one of them does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from shop_content.jobs.models import Job, Run, Suspension
from shop_content.moderation.condition import condition
from tests.factories import ProductFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def job():
    product = ProductFactory()
    run = Run.objects.create(shop=product.shop, request_key="a", kinds=["title"], total=1)
    return Job.objects.create(run=run, product=product, kind="title", locale="en", queue="text")


def queue(name: str):
    return next(one for one in condition().queues if one.name == name)


def test_rows_that_wait_without_a_worker_are_pointed_out(job):
    found = queue("text")
    assert (found.waiting, found.running, found.workers, found.late) == (1, 0, 0, True)
    assert not queue("image").late


def test_dead_workers_and_failures_are_counted(job):
    gone = timezone.now() - timedelta(minutes=1)
    Job.objects.update(status="running", lease_until=gone)
    assert queue("text").lost == 1
    Job.objects.update(status="failed", finished_at=gone, error_code="engine.failed")
    found = condition()
    assert queue("text").failed == 1
    assert [failed.pk for failed in found.failures] == [job.pk]


def test_the_page_shows_all_of_it(client, settings, job):
    settings.REQUIRE_MODERATOR_2FA = False
    user = UserFactory(is_staff=True)
    client.force_login(user)
    Suspension.objects.create(what="engine", name=settings.TEXT_ENGINE, reason="It is ill.", by=user)
    text = client.get(reverse("admin:health")).content.decode()
    for words in ("Postgres", "Redis", "nobody works on it", settings.IMAGE_ENGINE, "It is ill."):
        assert words in text


def test_it_stands_without_redis(client, settings, job):
    settings.REQUIRE_MODERATOR_2FA = False
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    client.force_login(UserFactory(is_staff=True))
    text = client.get(reverse("admin:health")).content.decode()
    assert "Workers cannot be asked while Redis is away." in text
