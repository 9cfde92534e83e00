"""What people write is judged by the same checks, and is a version of its own."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from generation.contract import Claim
from shop_content.audit.models import Event
from shop_content.drafts import actions
from shop_content.drafts.errors import BadField, NotEditable, NothingChanged, StaleVersion
from shop_content.drafts.live import live_versions
from shop_content.drafts.models import DraftVersion, Status
from tests.drafts.conftest import ERROR, TITLE

pytestmark = pytest.mark.django_db


def test_an_edit_is_a_new_version_by_a_person_from_the_one_they_saw(write, fresh, editor):
    base = write(findings=[ERROR])
    version = actions.save_edit(editor, base.draft_id, base.pk, {"title": "Norra Mug, 350 ml"})

    draft = fresh(base)
    assert (draft.newest_id, draft.errors, draft.status) == (version.pk, 0, Status.IN_REVIEW)
    assert (version.number, version.author_id, version.base_id) == (2, editor.user_id, base.pk)
    assert version.machine_made, "an edited machine text is still declared as one"
    assert version.provenance == {} and len(version.source_hash) == 64
    assert {fact["id"] for fact in version.facts} >= {"brand", "f2"}
    base.refresh_from_db()
    assert base.fields == {"title": TITLE}
    assert Event.objects.filter(verb="draft.edit").count() == 1


def test_the_checks_judge_people_too(write, fresh, editor):
    base = write()
    version = actions.save_edit(editor, base.draft_id, base.pk, {"title": "Norra Mug!!! 900 ml"})
    rules = set(version.findings.values_list("rule", flat=True))
    assert {"characters.forbidden", "numbers.unsupported"} <= rules
    assert fresh(base).errors >= 2


def test_an_approved_draft_that_is_edited_is_unapproved_again_but_stays_live(write, fresh, owner):
    base = write()
    actions.approve(owner, base.draft_id, base.pk)
    actions.save_edit(owner, base.draft_id, base.pk, {"title": "Norra Mug, 350 ml"})
    assert fresh(base).status == Status.IN_REVIEW
    assert list(live_versions()) == [base]


def test_a_variant_that_is_not_shown_may_be_edited_too(write, fresh, editor):
    first, second = write(job_id=1), write(job_id=1, variant=1, fields={"title": "Mug by Norra, 350 ml"})
    version = actions.save_edit(editor, first.draft_id, second.pk, {"title": "Mug by Norra, 350 ml, sage green"})
    assert version.base_id == second.pk
    assert fresh(first).newest_id == version.pk


def test_an_edit_of_an_older_version_is_refused_with_both_texts(write, fresh, editor):
    old, new = write(job_id=1), write(job_id=2, fields={"title": "Newer"})
    with pytest.raises(StaleVersion) as refusal:
        actions.save_edit(editor, old.draft_id, old.pk, {"title": "Mine"})
    assert (refusal.value.newest, refusal.value.mine) == (new, {"title": "Mine"})
    assert DraftVersion.objects.count() == 2

    kept = actions.save_edit(editor, old.draft_id, new.pk, refusal.value.mine)
    assert (kept.base_id, fresh(old).newest_id) == (new.pk, kept.pk)


def test_nothing_changed_is_no_version(write, editor):
    base = write()
    with pytest.raises(NothingChanged):
        actions.save_edit(editor, base.draft_id, base.pk, {"title": f"  {TITLE}\r\n"})
    assert DraftVersion.objects.count() == 1


def test_lists_lose_their_blank_lines_and_browsers_line_ends(write, editor):
    base = write("bullets", fields={"bullets": ["One", "Two"]}, claims=())
    version = actions.save_edit(editor, base.draft_id, base.pk, {"bullets": ["One", " ", "Two\r\nhalves", ""]})
    assert version.fields == {"bullets": ["One", "Two\nhalves"]}


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "x" * 20_001])
def test_what_cannot_be_stored_is_refused_by_field(write, editor, text):
    base = write()
    with pytest.raises(BadField) as refusal:
        actions.save_edit(editor, base.draft_id, base.pk, {"title": text})
    assert refusal.value.field == "title" and refusal.value.message
    with pytest.raises(BadField):
        actions.save_edit(editor, write("bullets").draft_id, None, {"bullets": ["x"] * 101})


def test_a_person_may_write_what_no_engine_has(editor, product, fresh):
    draft = actions.open_draft(editor.shop_id, product.pk, "title", "en")
    version = actions.save_edit(editor, draft.pk, None, {"title": "Norra Mug, 350 ml"})
    assert (version.number, version.base, version.machine_made) == (1, None, False)
    assert fresh(draft).status == Status.IN_REVIEW


def test_a_held_draft_can_be_mended_but_stays_held(write, fresh, editor, moderator):
    base = write()
    actions.hold(moderator, base.draft_id, "A complaint")
    version = actions.save_edit(editor, base.draft_id, base.pk, {"title": "Norra Mug"})
    assert (fresh(base).status, fresh(base).newest_id) == (Status.HELD, version.pk)


def test_an_earlier_text_comes_back_as_a_new_version(write, fresh, editor):
    first = write(job_id=1)
    second = write(job_id=2, fields={"title": "Norra Mug"})
    restored = actions.restore(editor, first.draft_id, second.pk, first.pk)
    assert (restored.fields, restored.number, restored.base_id) == (first.fields, 3, second.pk)
    assert Event.objects.filter(verb="draft.restore").count() == 1


def test_pictures_are_not_edited_and_approvers_do_not_write(write, approver, editor):
    picture = write("packshot", "", fields={}, claims=())
    with pytest.raises(NotEditable):
        actions.save_edit(editor, picture.draft_id, picture.pk, {})
    text = write()
    with pytest.raises(PermissionDenied):
        actions.save_edit(approver, text.draft_id, text.pk, {"title": "Mine"})


def test_unchanged_sentences_keep_their_claims_and_changed_ones_are_attributed_anew(write, editor, product):
    text = "Made of stoneware. Ready for tea."
    claims = [Claim("description", 0, 0, 18, ("f1",)), Claim("description", 0, 19, 33, ("f2", "f3"))]
    base = write("description", fields={"description": text}, claims=claims)

    version = actions.save_edit(editor, base.draft_id, base.pk, {"description": "It holds 350 ml. Ready for tea."})
    said = {version.fields["description"][c["start"] : c["end"]]: c["fact_ids"] for c in version.claims}
    assert said["Ready for tea."] == ["f2", "f3"], "no check would find these by itself; the engine's word is kept"
    assert said["It holds 350 ml."] == ["f2"]

    product.facts[1]["value"] = "400"
    product.save()
    later = actions.save_edit(editor, base.draft_id, version.pk, {"description": "Ready for tea. Sage green."})
    said = {later.fields["description"][c["start"] : c["end"]]: c["fact_ids"] for c in later.claims}
    assert "f2" not in said["Ready for tea."], "the fact that supported it says something else today"
