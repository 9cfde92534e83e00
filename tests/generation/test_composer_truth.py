"""Every sentence cites, every offset is exact, and nothing is said that no fact says."""

from __future__ import annotations

import re

import pytest

from generation.checks import run_all
from generation.claims import sentences
from generation.contract import TONES, Brief, Sampling
from tests.generation.composer_products import (
    ALL,
    KETTLE,
    LANTERN,
    LOCALES,
    MUG,
    SHIRT,
    TEXT_KINDS,
    answer,
    product,
    text_of,
)

PRAISE = re.compile(
    r"\b(?:best|perfect|ideal|premium|luxur\w*|stylish|durable|high.quality|amazing|great|beautiful|comfortable|lightweight|crafted)\b"
    r"|完美|理想|优质|高端|奢华|耐用|舒适|精致|甄选|匠心|最佳"
)


def every_answer(seeds=(0,)):
    for facts in ALL:
        for locale in LOCALES:
            for kind in TEXT_KINDS:
                for tone in TONES:
                    for seed in seeds:
                        yield (
                            facts,
                            locale,
                            kind,
                            tone,
                            answer(facts, kind, locale, tone=tone, sampling=Sampling(seed=seed)),
                        )


def test_every_sentence_is_cited_at_its_exact_place():
    for facts, locale, _, _, result in every_answer():
        known = {fact.id for fact in facts.citable()}
        for field, index, text in result.content.spans():
            claims = [c for c in result.claims if (c.field, c.index) == (field, index)]
            covered = "".join(text[c.start : c.end] for c in claims)
            assert re.sub(r"\s", "", covered) == re.sub(r"\s", "", text)
            assert all(c.fact_ids and set(c.fact_ids) <= known for c in claims)
            starts = {c.start for c in claims}
            if field in ("description", "meta_description") and locale == "en":
                assert starts <= {start for start, _ in sentences(text, locale)}


def test_the_checks_find_nothing_in_any_tone():
    for facts, locale, kind, tone, result in every_answer():
        found = run_all(Brief(kind, locale, facts, tone=tone), result.content, result.claims)
        assert [(f.rule, dict(f.params)) for f in found if f.severity == "error"] == [], text_of(result)


def test_no_praise_and_no_number_that_the_facts_do_not_have():
    for facts, _, _, _, result in every_answer(seeds=(1,)):
        source = " ".join(f"{fact.value} {fact.unit}" for fact in facts.citable())
        known = set(re.findall(r"\d+", source.replace(",", ".")))
        text = text_of(result)
        assert not PRAISE.search(text), text
        assert set(re.findall(r"\d+", text)) <= known, text


def test_price_is_never_stated():
    priced = product("P", "Mug", "Lumo", "Mugs", (("material", "stoneware"), ("price", "19.90")))
    for kind in TEXT_KINDS[:3]:
        assert "19" not in text_of(answer(priced, kind))


def test_a_denied_property_is_denied():
    for variant in range(4):
        text = text_of(answer(MUG, variant=variant)).lower()
        assert "not microwave-safe" in text
        assert "microwave-safe and" not in text.replace("not microwave-safe", "")


def test_prose_gives_facts_but_not_its_praise():
    text = text_of(answer(SHIRT)) + text_of(answer(SHIRT, "bullets"))
    assert "wide collar" in text
    assert "two chest pockets" in text
    assert "long evenings" not in text
    assert "perfect" not in text.lower()
    assert "stylish" not in text.lower()
    assert {i for c in answer(SHIRT).claims for i in c.fact_ids} == {"title", "source_text"}


def test_prose_is_read_for_quantities_in_both_languages():
    assert "480 g" in text_of(answer(LANTERN))
    assert "20 hours" in text_of(answer(LANTERN))
    assert "480 克" in text_of(answer(LANTERN, locale="zh-Hans"))
    assert "20 小时" in text_of(answer(LANTERN, locale="zh-Hans"))


def test_prose_never_contradicts_a_fact():
    facts = product(
        "Q", "Silk Scarf", facts=(("material", "viscose"),), text="Scarf in pure silk with long fringes. Silk scarf."
    )
    text = text_of(answer(facts))
    assert "viscose" in text
    assert "made of silk" not in text
    assert "made from silk" not in text


@pytest.mark.parametrize(
    "prose", ["Jacket without hood.", "Does it have deep pockets?", "Not a leather jacket.", "Faux leather jacket."]
)
def test_denied_asked_and_qualified_prose_is_left_alone(prose):
    facts = product("R", "Field Jacket", "Norra", "Clothing", text=prose)
    text = text_of(answer(facts)).lower()
    assert "hood" not in text
    assert "pockets" not in text
    assert "leather" not in text


def test_descriptions_of_different_products_share_no_sentence():
    for locale in LOCALES:
        seen: dict[str, str] = {}
        for facts in ALL:
            text = text_of(answer(facts, locale=locale))
            for start, end in sentences(text, locale):
                other = seen.setdefault(text[start:end], facts.sku)
                assert other == facts.sku, text[start:end]


def test_facts_that_fit_are_all_said():
    said = {i for c in answer(KETTLE).claims for i in c.fact_ids}
    assert said >= {fact.id for fact in KETTLE.items}
