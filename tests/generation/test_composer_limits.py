"""Any facts at all: limits of every channel hold, claims fit, and the engine answers or refuses; it never breaks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generation.contract import TONES, Fact, Facts, Sampling
from generation.errors import Refused
from generation.kinds import KINDS
from tests.generation.composer_products import LOCALES, RICH, TEXT_KINDS, answer

KEYS = st.sampled_from(
    [
        "material",
        "Colour",
        "capacity",
        "screen size",
        "care",
        "features",
        "dimensions",
        "size",
        "age",
        "weight",
        "waterproof",
        "材质",
        "颜色",
        "尺寸",
    ]
) | st.text(max_size=40)
VALUES = st.sampled_from(
    [
        "yes",
        "no",
        "1.5 l",
        "12 x 3 cm",
        "cotton, linen and silk",
        "<b>bold</b>",
        "🎉 wow 🎉",
        "مرحبا بالعالم",
        "3+ years",
        "$5!",
        "{v}",
        "[a|b]",
        "a~ b",
        "x" * 10_000,
        "word " * 2_000,
        "Wash. Dry. Iron.",
        "黑色、白色",
        "是",
        "1/2 in",
        "≈ 5 kg",
        "−4 °C",
        "NaN",
        "()",
        "...",
    ]
) | st.text(max_size=60)
FACTS = st.lists(st.tuples(KEYS, VALUES, st.sampled_from(["", "cm", "kg", "个", "%", "zorb"])), max_size=8)
TITLES = st.sampled_from(
    ["Kettle", "保温杯", "Mug with Lid", "WIRELESS MOUSE 2.4G USB", "a" * 300, "🎁", "Tea, green - 50 bags | organic"]
) | st.text(min_size=1, max_size=120)
OPTIONS = st.lists(
    st.tuples(st.sampled_from(["Size", "Color", "Title", "口味"]), st.lists(VALUES, max_size=12).map(tuple)), max_size=2
).map(tuple)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    title=TITLES,
    brand=st.sampled_from(["", "Norra", "暖山", "N/A", "my-shop-demo"]) | st.text(max_size=30),
    pairs=FACTS,
    options=OPTIONS,
    prose=st.text(max_size=200)
    | st.sampled_from(["", "Cotton shirt with long sleeves. $9!", "纯棉衬衫,采用纯棉制成,配有胸袋。"]),
    kind=st.sampled_from(TEXT_KINDS),
    locale=st.sampled_from(LOCALES),
    tone=st.sampled_from(TONES),
    channel=st.sampled_from(["", "google", "amazon", "shopify", "meta"]),
    seed=st.integers(0, 9),
    variant=st.integers(0, 2),
)
def test_limits_hold_for_any_facts(title, brand, pairs, options, prose, kind, locale, tone, channel, seed, variant):
    items = tuple(Fact(f"f{place}", key, value, unit) for place, (key, value, unit) in enumerate(pairs))
    facts = Facts("sku", title, brand, "", options=options, source_text=prose, items=items)
    try:
        result = answer(facts, kind, locale, tone=tone, channel=channel, variant=variant, sampling=Sampling(seed=seed))
    except Refused as refusal:
        assert refusal.code in ("facts.thin", "limits.too_tight")
        return
    for field, value in result.content.fields.items():
        limit = KINDS[kind].spec(field).limit(channel)
        pieces = [value] if isinstance(value, str) else list(value)
        if not isinstance(value, str):
            assert limit.min_items <= len(pieces) <= (limit.max_items or 99)
        for index, text in enumerate(pieces):
            assert limit.min_chars <= len(text) <= (limit.max_chars or 10**9)
            assert not set(text) & set(limit.forbidden)
            assert "<b>" not in text
            assert "🎉" not in text
            spans = sorted((c.start, c.end) for c in result.claims if (c.field, c.index) == (field, index))
            assert spans
            assert spans[0][0] == 0
            assert spans[-1][1] == len(text)
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert all(one[1] <= other[0] for one, other in pairwise(spans))
    known = {fact.id for fact in facts.citable()}
    assert all(claim.fact_ids and set(claim.fact_ids) <= known for claim in result.claims)


@pytest.mark.parametrize("channel", ["", "google", "amazon"])
def test_no_word_is_cut(channel):
    for facts in RICH:
        for kind in ("seo", "title"):
            for name, text in answer(facts, kind, channel=channel).content.fields.items():
                source = " ".join(f"{fact.value} {fact.unit}" for fact in facts.citable()).lower()
                last = str(text).rstrip(".").split()[-1].lower()
                assert (
                    not isinstance(text, str)
                    or name == "meta_description"
                    or last.strip("()|") in source
                    or last.isalnum()
                )


def test_a_crowded_product_keeps_its_most_important_facts():
    pairs = [(f"Detail number {n}", "some plain words of a value that takes room") for n in range(24)]
    items = (Fact("m", "material", "oak"), *(Fact(f"f{n}", key, value) for n, (key, value) in enumerate(pairs)))
    result = answer(Facts("C", "Shelf", "Norra", "Furniture", items=items))
    assert len(str(result.content.fields["description"])) <= 2000
    assert "m" in {i for c in result.claims for i in c.fact_ids}
