"""The fact that a finding misses is added from the desk, with its source; the text is judged by it, what was waived stays waived."""

from __future__ import annotations

import pytest
from django.urls import reverse

from generation.contract import Finding
from shop_content.audit.models import Event
from shop_content.catalogue.errors import FactError
from shop_content.catalogue.models import Product
from shop_content.drafts import actions
from shop_content.drafts.errors import BadField, StaleVersion
from shop_content.drafts.models import DraftVersion
from shop_content.drafts.models import Finding as Row
from shop_content.drafts.stating import Statement, statement_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(write):
    """`found("Made of walnut.", "materials.unsupported", "walnut", material="walnut")`: that finding of a description."""

    def make(
        text: str, rule: str, words: str, /, severity: str = "error", locale: str = "en", more=(), **params: str
    ) -> Row:
        start = text.index(words)
        finding = Finding(rule, severity, "description", 0, start, start + len(words), params)
        version = write("description", locale, fields={"description": text}, claims=(), findings=[finding, *more])
        return version.findings.get(rule=rule)

    return make


@pytest.mark.parametrize(
    ("text", "rule", "words", "params", "said"),
    [
        (
            "It weighs 1.2 kg.",
            "numbers.unsupported",
            "1.2 kg",
            {"quantity": "1.2 kg"},
            Statement("weight", "1.2", "kg"),
        ),
        ("Norra, 900 g", "numbers.unsupported", "900 g", {"quantity": "900 g"}, Statement("weight", "900", "g")),
        (
            "The bowl is of walnut wood.",
            "materials.unsupported",
            "walnut",
            {"material": "walnut"},
            Statement("material", "walnut", "", "material: stoneware"),
        ),
        (
            "Made in Portugal.",
            "origins.unsupported",
            "Made in Portugal",
            {"text": "Made in Portugal"},
            Statement("origin", "Portugal", ""),
        ),
        (
            "It won the Red Dot Award.",
            "awards.unsupported",
            "Red Dot Award",
            {"text": "Red Dot Award"},
            Statement("", "Red Dot Award", ""),
        ),
        (
            "Loved by everyone.",
            "claims.uncited",
            "Loved by everyone.",
            {"text": "Loved"},
            Statement("", "Loved by everyone.", ""),
        ),
    ],
)
def test_the_passage_is_offered_as_a_fact(found, product, text, rule, words, params, said):
    assert statement_of(found(text, rule, words, **params), product) == said


def test_a_chinese_passage_of_a_chinese_product_is_named_in_chinese(found, product):
    product.facts = [{"id": "f1", "key": "容量", "value": "300", "unit": "毫升"}]
    row = found("采用胡桃木制成。", "materials.unsupported", "胡桃木", locale="zh-Hans", material="胡桃木")
    assert statement_of(row, product) == Statement("材质", "胡桃木", "")


def test_the_fact_is_kept_with_its_source_and_the_finding_is_gone(found, owner, fresh):
    row = found("Norra mug. It weighs 340 g.", "numbers.unsupported", "340 g", quantity="340 g")
    version = actions.support(owner, row.pk, "weight", "340", "g", "Supplier's data sheet")
    assert Product.objects.get().facts[-1] == {
        "id": "f4", "key": "weight", "value": "340", "unit": "g", "source": "person", "stated": "Supplier's data sheet"
    }  # fmt: skip
    assert (version.number, version.author, version.fields) == (2, owner.user, row.version.fields)
    assert not version.findings.filter(rule="numbers.unsupported").exists()
    assert version.facts[-1]["value"] == "340"
    assert fresh(version).newest == version
    assert fresh(version).errors == 0
    verbs = list(Event.objects.order_by("-pk").values_list("verb", flat=True)[:2])
    assert verbs == ["draft.check_again", "fact.add"]


def test_a_fact_that_does_not_bear_it_out_leaves_the_finding_open(found, owner, fresh, client):
    row = found("Norra mug. It weighs 340 g.", "numbers.unsupported", "340 g", quantity="340 g")
    client.force_login(owner.user)
    given = {"key": "weight", "value": "500", "unit": "g", "stated": "Measured by us"}
    answer = client.post(
        reverse("finding_support", args=[owner.shop_id, row.pk]), given, headers={"HX-Request": "true"}
    )
    assert "still open" in answer.json()["message"]
    assert answer.json()["tone"] == "warn"
    assert fresh(row.version).errors == 1


def test_what_was_waived_in_the_same_text_stays_waived(found, owner, fresh):
    text = "Norra mug of walnut. It weighs 340 g."
    start = text.index("340 g")
    weight = Finding("numbers.unsupported", "error", "description", 0, start, start + 5, {"quantity": "340 g"})
    row = found(text, "materials.unsupported", "walnut", material="walnut", more=[weight])
    actions.waive(owner, row.version.findings.get(rule="numbers.unsupported").pk, "The sheet is being mended")
    version = actions.support(owner, row.pk, "wood", "walnut", "", "Printed on the product")
    kept = version.findings.get(rule="numbers.unsupported")
    assert (kept.waived_by, kept.waived_reason) == (owner.user, "The sheet is being mended")
    assert not version.findings.filter(rule="materials.unsupported").exists()
    assert fresh(version).errors == 0
    edited = actions.save_edit(owner, version.draft_id, version.pk, {"description": f"{text} It is new."})
    assert edited.findings.get(rule="numbers.unsupported").waived_at is None  # another text is judged anew


def test_without_a_source_nothing_is_kept(found, owner):
    row = found("It weighs 340 g.", "numbers.unsupported", "340 g", quantity="340 g")
    with pytest.raises(BadField):
        actions.support(owner, row.pk, "weight", "340", "g", "  ")
    assert len(Product.objects.get().facts) == 3
    assert DraftVersion.objects.count() == 1


def test_a_fact_of_an_overtaken_version_is_not_kept(found, owner):
    row = found("It weighs 340 g.", "numbers.unsupported", "340 g", quantity="340 g")
    actions.save_edit(owner, row.version.draft_id, row.version_id, {"description": "A mug of stoneware."})
    with pytest.raises(StaleVersion):
        actions.support(owner, row.pk, "weight", "340", "g", "Measured by us")
    assert len(Product.objects.get().facts) == 3


def test_a_fact_that_is_there_already_is_refused_and_no_version_is_made(found, owner, client):
    row = found("It is of stoneware.", "materials.unsupported", "stoneware", material="stoneware")
    with pytest.raises(FactError):
        actions.support(owner, row.pk, "material", "stoneware", "", "Measured by us")
    client.force_login(owner.user)
    given = {"key": "material", "value": "stoneware", "unit": "", "stated": "Measured by us"}
    answer = client.post(
        reverse("finding_support", args=[owner.shop_id, row.pk]), given, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 422
    assert "already" in answer.json()["message"]
    assert DraftVersion.objects.count() == 1


def test_an_approver_who_may_not_write_gets_no_form(found, approver, client):
    row = found("It weighs 340 g.", "numbers.unsupported", "340 g", quantity="340 g")
    client.force_login(approver.user)
    page = client.get(reverse("draft_detail", args=[approver.shop_id, row.version.draft_id])).content.decode()
    assert ("data-state-fact" in page) == approver.may("write")
