"""One sentence of a version is written anew by an engine; the rest stays, and nothing newer is overwritten."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from generation import pipeline
from generation.contract import Claim, Provenance
from shop_content.audit.models import Event
from shop_content.catalogue import actions as catalogue
from shop_content.drafts import actions as drafts
from shop_content.drafts.errors import NotEditable, StaleVersion
from shop_content.drafts.models import Draft, DraftVersion, Status
from shop_content.drafts.rewriting import Spot, rewritten, spot_of_claim, whole_sentences
from shop_content.jobs import actions, work
from shop_content.jobs.errors import RunError
from shop_content.jobs.forms import remembered
from shop_content.jobs.models import Job, Run
from shop_content.shops.models import Role
from tests.drafts.conftest import editor, owner, product, write  # noqa: F401
from tests.factories import MemberFactory

pytestmark = pytest.mark.django_db

TEXT = "A mug made of stoneware. It holds 350 ml. It comes in sage green."
CLAIMS = [
    Claim("description", 0, 0, 24, ("f1",)),
    Claim("description", 0, 25, 41, ("f2",)),
    Claim("description", 0, 42, 65, ("f3",)),
]
MADE = Provenance("composer:", asked={"tone": "warm", "length": "short", "keywords": ["mug"]})


@pytest.fixture(autouse=True)
def _calm_heart(settings) -> None:
    """A beat from another connection does not see what a test's transaction holds."""
    settings.HEARTBEAT_SECONDS = 60


@pytest.fixture
def version(write):  # noqa: F811
    return write("description", fields={"description": TEXT}, claims=CLAIMS, provenance=MADE)


@pytest.fixture
def ask(owner, version):  # noqa: F811
    """`ask()`: to write the second sentence anew; `ask("Shorter", place=0)`."""

    def request(instruction: str = "", place: int = 1, key: str = "key", member=owner) -> Run:
        spot = spot_of_claim(version, place)
        return actions.request_rewrite(member, version.pk, spot, instruction, key)

    return request


def perform() -> None:
    work.perform(work.claim("text"))


def text_of(draft: Draft) -> str:
    return str(Draft.objects.get(pk=draft.pk).newest.fields["description"])


def test_the_changed_fact_is_said_and_the_rest_stays(ask, version, owner):  # noqa: F811
    catalogue.edit_fact(owner, version.draft.product_id, "f2", "capacity", "400", "ml")
    drafts.compare_all()
    run = ask()
    perform()

    made = Draft.objects.get(pk=version.draft_id).newest
    text = made.fields["description"]
    assert text.startswith("A mug made of stoneware. ")
    assert text.endswith(" It comes in sage green.")
    assert "400 ml" in text
    assert "350" not in text
    assert (made.author, made.base_id, made.number) == (None, version.pk, 2)
    assert made.provenance["asked"]["passage"]["words"] == "It holds 350 ml."
    assert made.provenance["asked"]["tone"] == "warm"
    assert [claim["fact_ids"] for claim in made.claims] == [["f1"], ["f2"], ["f3"]]
    assert Draft.objects.get(pk=version.draft_id).status == Status.IN_REVIEW
    assert not Draft.objects.get(pk=version.draft_id).outdated
    assert run.jobs.get().status == Job.State.DONE
    assert "".join(piece.text for piece in rewritten(made).pieces if piece.change != "added") == "It holds 350 ml."


def test_the_wish_reaches_the_engine_and_the_trail(ask, version):
    ask("  mention\nthe colour ", place=1)
    perform()
    made = Draft.objects.get(pk=version.draft_id).newest
    assert {"f2", "f3"} <= set(made.claims[1]["fact_ids"])
    assert made.provenance["asked"]["passage"]["instruction"] == "mention the colour"
    event = Event.objects.get(verb="run.request")
    assert event.detail["draft"] == version.draft_id
    assert event.detail["passage"]["words"] == "It holds 350 ml."


def test_a_double_click_is_one_run_and_every_further_wish_another(ask, version):
    assert ask().pk == ask().pk
    assert ask(key="other").pk != ask().pk
    assert Job.objects.count() == 2


def test_a_newer_version_is_never_overwritten(ask, version, owner, monkeypatch):  # noqa: F811
    run = ask()
    original = pipeline.run

    def overtaken(*arguments):
        outcomes = original(*arguments)
        drafts.save_edit(owner, version.draft_id, version.pk, {"description": "Mine."})
        return outcomes

    monkeypatch.setattr(pipeline, "run", overtaken)
    perform()
    job = run.jobs.get()
    assert (job.status, job.error_code) == ("failed", "passage.overtaken")
    assert text_of(version.draft) == "Mine."
    assert DraftVersion.objects.count() == 2


def test_facts_that_change_while_the_engine_works_send_the_job_back(ask, version, owner, monkeypatch):  # noqa: F811
    run = ask()
    original = pipeline.run

    def changed(*arguments):
        outcomes = original(*arguments)
        catalogue.edit_fact(owner, version.draft.product_id, "f2", "capacity", "500", "ml")
        return outcomes

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "run", changed)
        perform()
    assert run.jobs.get().status == "queued"
    perform()
    assert "500 ml" in text_of(version.draft)


def test_what_the_composer_cannot_do_is_said(ask, version):
    run = ask("mention the warranty")
    perform()
    job = run.jobs.get()
    assert (job.status, job.error_code, job.error_detail) == ("failed", "passage.no_fact", "warranty")
    assert text_of(version.draft) == TEXT


def test_an_older_version_is_refused(ask, version, owner):  # noqa: F811
    drafts.save_edit(owner, version.draft_id, version.pk, {"description": "Mine."})
    with pytest.raises(StaleVersion):
        ask()
    assert not Run.objects.exists()


def test_only_those_who_write_may_ask(ask, version, owner):  # noqa: F811
    with pytest.raises(PermissionDenied):
        ask(member=MemberFactory(shop=owner.shop, role=Role.APPROVER))
    with pytest.raises(PermissionDenied):
        ask(member=MemberFactory())
    with pytest.raises(RunError):
        ask("x" * 301)


def test_a_picture_has_no_sentences(write, owner):  # noqa: F811
    picture = write("packshot", "", fields={}, claims=())
    with pytest.raises(NotEditable):
        actions.request_rewrite(owner, picture.pk, Spot("title", 0, 0, 1), "", "key")


def test_the_form_for_new_content_remembers_no_rewrite(ask, owner):  # noqa: F811
    ask()
    assert "kinds" not in remembered(owner)


class TestSpots:
    def test_a_word_means_its_sentence(self, version):
        assert whole_sentences(version, Spot("description", 0, 30, 33)) == Spot("description", 0, 25, 41)

    def test_a_caret_means_the_sentence_that_it_stands_in(self, version):
        assert whole_sentences(version, Spot("description", 0, 50, 50)) == Spot("description", 0, 42, 65)

    def test_a_selection_over_two_sentences_means_both_and_no_neighbour(self, version):
        assert whole_sentences(version, Spot("description", 0, 24, 50)) == Spot("description", 0, 25, 65)

    def test_it_stays_in_its_paragraph(self, write):  # noqa: F811
        version = write("description", fields={"description": "One 😀. Two.\n\nThree."}, claims=())
        assert whole_sentences(version, Spot("description", 0, 8, 17)) == Spot("description", 0, 7, 11)

    @pytest.mark.parametrize("spot", [("description", 1, 0, 1), ("title", 0, 0, 1), ("description", 0, 900, 901)])
    def test_where_there_is_no_text_there_is_nothing_to_rewrite(self, version, spot):
        assert whole_sentences(version, Spot(*spot)) is None


class TestPages:
    @pytest.fixture
    def address(self, version):
        return reverse("draft_rewrite", args=[version.draft.shop_id, version.draft_id])

    @pytest.fixture
    def browser(self, client, editor):  # noqa: F811
        client.force_login(editor.user)
        return client

    def test_the_form_names_the_sentence_and_what_may_be_mentioned(self, browser, address, version):
        place = {"version": version.pk, "field": "description", "index": 0, "start": 30, "end": 30}
        page = browser.get(address, place).content.decode()
        assert "It holds 350 ml." in page
        assert "Mention brand" in page
        assert "Mention capacity" not in page

    def test_it_is_asked_for_awaited_and_shown(self, browser, address, version, editor):  # noqa: F811
        asked = {"version": version.pk, "claim": 1, "request_key": "k", "instruction": "Shorter"}
        page = browser.post(address, asked, headers={"HX-Request": "true"}).content.decode()
        run = Run.objects.get()
        awaited = reverse("rewrite_progress", args=[run.shop_id, run.pk])
        assert awaited in page
        assert "Waiting for a worker" in page
        perform()
        run.jobs.update(status="done")
        page = browser.get(awaited).content.decode()
        assert "data-rewritten" in page or 'role="alert"' in page

    def test_cancelled(self, browser, address, version):
        browser.post(address, {"version": version.pk, "claim": 1, "request_key": "k"})
        run = Run.objects.get()
        page = browser.post(reverse("rewrite_progress", args=[run.shop_id, run.pk])).content.decode()
        assert "Cancelled. Nothing was changed." in page
        assert run.jobs.get().status == "cancelled"
        assert 'hx-trigger="every' not in page

    def test_a_refusal_comes_back_with_the_form_and_the_wish(self, browser, address, version):
        asked = {"version": version.pk, "claim": 1, "request_key": "k", "instruction": "mention the warranty"}
        browser.post(address, asked, headers={"HX-Request": "true"})
        perform()
        run = Run.objects.get()
        page = browser.get(reverse("rewrite_progress", args=[run.shop_id, run.pk])).content.decode()
        assert "No fact tells of “warranty”" in page
        assert 'value="mention the warranty"' in page
        assert "mention the warranty" in browser.get(reverse("run_detail", args=[run.shop_id, run.pk])).content.decode()

    def test_another_shops_draft_does_not_exist(self, client, address, version):
        client.force_login(MemberFactory().user)
        assert client.post(address, {"version": version.pk, "claim": 1}).status_code == 404

    def test_another_drafts_version_does_not_exist(self, browser, address, write):  # noqa: F811
        assert browser.post(address, {"version": write().pk, "claim": 0}).status_code == 404
        assert browser.post(address, {"version": "x", "claim": 0}).status_code == 404
