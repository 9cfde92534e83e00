"""A text appears on the open pages while it is written, to its own shop only, and is gone when the job ends."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import redis
from django.db import connection
from django.test import Client
from django.urls import reverse

from shop_content.catalogue.models import Product
from shop_content.drafts.models import Draft
from shop_content.jobs import actions, live, work
from shop_content.jobs.actions import Wish, cancel_run, request_run
from shop_content.jobs.models import Job, Run
from shop_content.shops.models import Member
from tests.factories import MemberFactory, ProductFactory
from tests.generation.tiny_models import build_causal_lm

SHOWN = 'class="writing-text"'


@pytest.fixture
def member() -> Member:
    return MemberFactory()


@pytest.fixture
def run(member: Member) -> Run:
    ProductFactory(shop=member.shop)
    wish = Wish(("description",), ("en",), settings={"temperature": 1.0})
    return request_run(member, Product.objects.all(), wish, "key")


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "PAUSE_SECONDS", 0.0)


def pages(run: Run) -> dict[str, str]:
    """The three pages that show what is being written."""
    job = run.jobs.get()
    draft = Draft.objects.filter(product_id=job.product_id, kind=job.kind).first()
    return {
        "run": reverse("run_detail", args=[run.shop_id, run.pk]),
        "product": reverse("product_runs", args=[run.shop_id, job.product_id]),
        **({"draft": reverse("draft_writing", args=[run.shop_id, draft.pk])} if draft else {}),
    }


def client_of(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def seen(client: Client, run: Run) -> dict[str, str]:
    return {name: client.get(address).content.decode() for name, address in pages(run).items()}


def held(run: Run) -> list[Job]:
    jobs = work.claim("text")
    actions.begin(jobs)
    assert [job.run_id for job in jobs] == [run.pk]
    return jobs


@pytest.mark.django_db(transaction=True)
class TestWithAModel:
    """A tiny real model that has learnt nothing writes long texts."""

    @pytest.fixture(scope="class")
    def model(self, tmp_path_factory: pytest.TempPathFactory) -> Path:
        return build_causal_lm(tmp_path_factory.mktemp("live_lm"))

    @pytest.fixture
    def at_work(self, run: Run, model: Path, settings: Any) -> Callable[[], threading.Thread]:
        settings.TEXT_ENGINE, settings.ANSWER_TRIES = f"transformers:{model}", 1
        settings.HEARTBEAT_SECONDS = 0.3

        def write() -> None:
            try:
                work.work_off("text", 5)
            finally:
                connection.close()

        def start() -> threading.Thread:
            thread = threading.Thread(target=write)
            thread.start()
            return thread

        return start

    def text_appears(self, client: Client, run: Run) -> dict[str, str]:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if SHOWN in client.get(pages(run)["run"]).content.decode():
                return seen(client, run)
        raise AssertionError(run.jobs.values())

    def test_it_grows_on_every_page_and_ends_with_the_job(self, run, member, at_work) -> None:
        client, stranger = client_of(member), client_of(MemberFactory())
        seen(client, run)  # a page's first time takes as long as the model writes
        thread = at_work()
        found = self.text_appears(client, run)
        assert {name for name, page in found.items() if SHOWN in page} == {"run", "product", "draft"}
        assert {stranger.get(address).status_code for address in pages(run).values()} == {404}
        thread.join(120)
        assert run.jobs.get().status == "done"
        assert not any(SHOWN in page for page in seen(client, run).values())
        assert Draft.objects.get().newest is not None

    def test_a_cancelled_run_shows_nothing_more(self, run, member, at_work) -> None:
        client = client_of(member)
        seen(client, run)
        thread = at_work()
        self.text_appears(client, run)
        cancel_run(run)
        assert not any(SHOWN in page for page in seen(client, run).values())
        thread.join(120)
        assert run.jobs.get().status == "cancelled"
        assert live.texts(run.jobs.all()) == {}


@pytest.mark.django_db
class TestOnItsWay:
    def test_markup_is_text(self, run, member, eager) -> None:
        with live.Showing(held(run), [0]) as showing:
            showing.text(0, "<b>Norra</b> & mug")
            for page in seen(client_of(member), run).values():
                assert "&lt;b&gt;Norra&lt;/b&gt; &amp; mug" in page

    def test_only_the_first_variant_is_shown(self, run, eager) -> None:
        jobs = held(run)
        with live.Showing(jobs, [0, None]) as showing:
            showing.text(1, "the second variant")
            assert live.texts(jobs) == {}
            showing.text(0, "the first")
            assert live.texts(jobs) == {jobs[0].pk: "the first"}
        assert live.texts(jobs) == {}

    def test_a_batch_is_told_of_twice_a_second(self, run) -> None:
        jobs = held(run)
        with live.Showing(jobs, [0]) as showing:
            showing.text(0, "too early")
            assert live.texts(jobs) == {}
            time.sleep(live.PAUSE_SECONDS)
            showing.text(0, "in time")
            showing.text(0, "too early again")
            assert live.texts(jobs) == {jobs[0].pk: "in time"}

    def test_what_a_dead_worker_wrote_is_not_shown_for_its_successor(self, run, eager) -> None:
        jobs = held(run)
        with live.Showing(jobs, [0]) as showing:
            showing.text(0, "half a text")
            taken = Job.objects.get(pk=jobs[0].pk)
            taken.lease_token = None
            assert live.texts([taken]) == {}

    def test_without_redis_nothing_is_shown_and_nobody_waits(self, run, member, eager, settings, monkeypatch) -> None:
        dead = redis.Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=0.2)
        monkeypatch.setattr(live, "_client", lambda: dead)
        monkeypatch.setattr(live, "_silent_until", 0.0)
        jobs = held(run)
        started = time.monotonic()
        with live.Showing(jobs, [0]) as showing:
            for _ in range(50):
                showing.text(0, "nobody hears it")
            assert live.texts(jobs) == {}
        assert time.monotonic() - started < 2
        assert client_of(member).get(pages(run)["run"]).status_code == 200


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_open_draft_follows_and_then_shows_the_version(page, sign_in, run, member, eager) -> None:
    from playwright.sync_api import expect

    jobs = held(run)
    address = f"{sign_in(member)}/shops/{member.shop_id}/drafts/{Draft.objects.get().pk}/"
    with live.Showing(jobs, [0]) as showing:
        page.goto(address)
        showing.text(0, "A mug made of")
        expect(page.locator(".writing-text")).to_have_text("A mug made of", timeout=10_000)
        showing.text(0, "A mug made of stoneware <i>")
        expect(page.locator(".writing-text")).to_have_text("A mug made of stoneware <i>", timeout=10_000)
        assert page.locator("[aria-live] .writing-text, [role=status] .writing-text").count() == 0
    expect(page.locator(".writing-text")).to_have_count(0, timeout=10_000)
    work.perform(jobs)
    expect(page.locator(".said")).to_contain_text("stoneware", timeout=15_000)
