"""A policy term that is saved reaches the texts that were written before; trying it changes nothing."""

from __future__ import annotations

import pytest

from generation.contract import PolicyTerm as Term
from shop_content.audit.models import Event
from shop_content.drafts import actions, policing
from shop_content.drafts.errors import BlockedByFindings
from shop_content.drafts.models import Draft, Finding, Status
from shop_content.policy.actions import retire_term, save_term
from shop_content.policy.models import PolicyTerm
from tests.factories import ProductFactory

pytestmark = pytest.mark.django_db

TEXT = "A mug that is simply peerless. It holds 350 ml."


@pytest.fixture(autouse=True)
def no_other_terms():
    PolicyTerm.objects.all().delete()


@pytest.fixture
def described(write):
    return write("description", fields={"description": TEXT}, claims=[])


def save(**changes):
    values = {"locale": "en", "pattern": r"\bpeerless\b", "severity": "error", "reason": "Nobody can prove it."}
    return save_term(**{**values, **changes})


def test_a_new_term_flags_what_is_written_and_blocks_its_approval(described, owner, fresh):
    save()
    assert actions.police_all() == 1

    [finding] = Finding.objects.filter(version=described)
    assert (finding.rule, TEXT[finding.start : finding.end]) == ("policy.term", "peerless")
    assert fresh(described).errors == 1
    assert Event.objects.filter(verb="draft.flag", target_id=described.draft_id).count() == 1
    with pytest.raises(BlockedByFindings):
        actions.approve(owner, described.draft_id, described.pk)


def test_a_published_text_stays_published_and_shows_as_flagged(described, owner, fresh):
    actions.approve(owner, described.draft_id, described.pk)
    save()
    actions.police_all()
    draft = fresh(described)
    assert (draft.status, draft.approved_id, draft.errors) == (Status.APPROVED, described.pk, 1)


def test_looking_again_adds_nothing(described, fresh):
    term = save()
    actions.police_all()
    PolicyTerm.objects.filter(pk=term.pk).update(reached=0)
    actions.police_all()
    assert Finding.objects.count() == 1
    assert Event.objects.filter(verb="draft.flag").count() == 1


def test_a_term_that_is_milder_narrower_or_retired_takes_its_findings_back(described, fresh):
    term = save()
    actions.police_all()

    save(term_id=term.pk, severity="warning")
    actions.police_all()
    assert (fresh(described).errors, fresh(described).warnings) == (0, 1)

    save(term_id=term.pk, pattern=r"\bpeerless knife\b")
    actions.police_all()
    assert (fresh(described).errors, fresh(described).warnings) == (0, 0)

    save(term_id=term.pk)
    actions.police_all()
    retire_term(term.pk)
    actions.police_all()
    assert not Finding.objects.exists()


def test_a_waived_finding_stays_waived(described, owner, fresh):
    term = save()
    actions.police_all()
    actions.waive(owner, Finding.objects.get().pk, "It is our slogan, and registered.")
    PolicyTerm.objects.filter(pk=term.pk).update(reached=0)
    actions.police_all()
    assert Finding.objects.count() == 1
    assert fresh(described).errors == 0


def test_other_languages_and_rejected_drafts_are_left_alone(write, owner):
    write("description", "zh-Hans", fields={"description": TEXT}, claims=[])
    rejected = write("title", fields={"title": "Peerless mug"}, claims=[])
    actions.reject(owner, rejected.draft_id, rejected.pk, "Says too much.")
    save()
    actions.police_all()
    assert not Finding.objects.exists()


def test_it_goes_on_where_a_killed_worker_stopped(write, owner, monkeypatch):
    from shop_content.drafts.actions import policing as work

    monkeypatch.setattr(work, "AT_ONCE", 2)
    versions = [
        write("description", of=ProductFactory(shop=owner.shop), fields={"description": TEXT}, claims=[])
        for _ in range(5)
    ]
    term = save()
    work.police()
    term.refresh_from_db()
    assert term.reached == versions[1].draft_id
    assert actions.police_all() == 3
    term.refresh_from_db()
    assert term.reached is None
    assert Finding.objects.count() == 5


def test_a_word_of_the_law_that_a_fact_states_is_no_error(write, product):
    product.facts = [
        *product.facts,
        {"id": "f9", "key": "series", "value": "Peerless Home", "unit": "", "source": "person"},
    ]
    product.save()
    write("title", fields={"title": "Peerless Home mug"}, claims=[])
    save()
    actions.police_all()
    assert Finding.objects.get().rule == "policy.term_in_fact"


def test_a_trial_says_what_would_be_found_and_writes_nothing(described, owner):
    actions.approve(owner, described.draft_id, described.pk)
    trial = policing.trial(Term("", r"\bpeerless\b", "en", "error"), Draft.objects.all())
    assert (trial.found, trial.live, trial.looked_at, trial.of) == (1, 1, 1, 1)
    assert trial.hits[0].severity == "error"
    assert not Finding.objects.exists()


def test_spots_of_a_text_of_the_moderators_own():
    term = Term("", "best|first", "en", "error")
    assert policing.spots(term, "The best of the First") == [(4, 8), (16, 21)]
