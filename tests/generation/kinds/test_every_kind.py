"""The composer on every text kind: limits, truth, citations, tones, seeds, lengths, keywords, voice."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generation.checks import run_all
from generation.contract import LOCALES, TONES, Fact, Facts, Voice
from generation.errors import Refused
from generation.kinds import KINDS
from generation.occasions import OCCASIONS
from tests.generation.composer_products import ALL, BARE, KETTLE, MUG, RICH
from tests.generation.kinds.subjects import KINDS_OF_TEXT, brief_of, cited, text_of, write
from tests.generation.test_composer_limits import FACTS, OPTIONS, TITLES

PRAISE = re.compile(
    r"\b(?:best|perfect|ideal|luxur\w*|stylish|durable|high.quality|amazing|beautiful|must.have|hurry|exclusive|only today|free)\b"
    r"|完美|理想|优质|高端|奢华|耐用|精致|甄选|匠心|最(?![多大小高长低])|第一|抢购|限时|必备",
    re.I,
)
REFUSALS = {"facts.thin", "limits.too_tight", "photo.missing"}


@pytest.mark.parametrize("kind", KINDS_OF_TEXT)
def test_no_check_finds_an_error_in_any_tone_of_any_product(kind: str) -> None:
    written = 0
    for facts, locale, tone in itertools.product(ALL, LOCALES, TONES):
        brief = brief_of(kind, locale, facts, tone=tone)
        try:
            made = write(brief)
        except Refused as refusal:
            assert refusal.code in REFUSALS
            continue
        written += 1
        errors = [(f.rule, dict(f.params)) for f in run_all(brief, made.content, made.claims) if f.severity == "error"]
        assert errors == [], (errors, text_of(made.content))
        assert not PRAISE.search(text_of(made.content)), text_of(made.content)
        assert cited(made.claims) <= {fact.id for fact in brief.sources()}
    assert written > 0.7 * len(ALL) * len(LOCALES) * len(TONES)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    title=TITLES,
    brand=st.sampled_from(["", "Norra", "暖山", "N/A"]) | st.text(max_size=30),
    pairs=FACTS,
    options=OPTIONS,
    kind=st.sampled_from(KINDS_OF_TEXT),
    locale=st.sampled_from(LOCALES),
    tone=st.sampled_from(TONES),
    length=st.sampled_from(["short", "standard", "long"]),
    occasion=st.sampled_from(["", *OCCASIONS]),
    audience=st.sampled_from(["", "tea lovers", "爱茶的人", "{x} <b>"]) | st.text(max_size=50),
    keywords=st.lists(
        st.sampled_from(["kettle", "cotton", "颜色", "best ever", "x" * 80]) | st.text(max_size=20), max_size=3
    ),
    seed=st.integers(0, 9),
    variant=st.integers(0, 2),
)
def test_limits_hold_for_any_facts(
    title, brand, pairs, options, kind, locale, tone, length, occasion, audience, keywords, seed, variant
):
    items = tuple(Fact(f"f{place}", key, value, unit) for place, (key, value, unit) in enumerate(pairs))
    facts = Facts("sku", title, brand, "", options=options, items=items)
    brief = brief_of(
        kind, locale, facts, tone=tone, length=length, occasion=occasion, audience=audience, keywords=tuple(keywords)
    )
    try:
        made = write(brief, seed=seed, variant=variant)
    except Refused as refusal:
        assert refusal.code in REFUSALS
        return
    for spec in KINDS[kind].fields:
        limit, value = spec.limit(), made.content.fields[spec.name]
        pieces = [value] if isinstance(value, str) else list(value)
        assert not spec.is_list or limit.min_items <= len(pieces) <= limit.max_items
        for text in pieces:
            assert limit.min_chars <= limit.measured(text) <= (limit.max_chars or 10**9), text
            assert not set(text) & set(limit.forbidden)
            assert "<b>" not in text
    texts = {(field, index): text for field, index, text in made.content.spans()}
    known = {fact.id for fact in brief.sources()}
    for claim in made.claims:
        assert 0 <= claim.start < claim.end <= len(texts[claim.field, claim.index])
        assert claim.fact_ids
        assert set(claim.fact_ids) <= known


@pytest.mark.parametrize("kind", KINDS_OF_TEXT)
def test_the_same_request_gives_the_same_answer_and_variants_differ(kind: str) -> None:
    for facts, locale in itertools.product((KETTLE, MUG), LOCALES):
        brief = brief_of(kind, locale, facts)
        assert write(brief) == write(brief) or write(brief).content == write(brief).content
        assert write(brief, variant=1).content != write(brief).content


@pytest.mark.parametrize("kind", KINDS_OF_TEXT)
def test_temperature_zero_ignores_the_seed(kind: str) -> None:
    made = {text_of(write(brief_of(kind), seed=seed, temperature=0.0).content) for seed in range(4)}
    assert len(made) == 1


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS_OF_TEXT if kind not in ("alt_text", "campaign", "search_ad", "recommendation")]
)
def test_short_is_shorter_than_long(kind: str) -> None:
    for locale in LOCALES:
        short, long = (
            sum(len(text_of(write(brief_of(kind, locale, facts, length=length)).content)) for facts in RICH)
            for length in ("short", "long")
        )
        assert short < long, (kind, locale)


@pytest.mark.parametrize("kind", ["social_ad", "campaign", "social_post", "email", "search_ad"])
def test_the_occasion_is_named(kind: str) -> None:
    for locale, (key, names) in itertools.product(LOCALES, OCCASIONS.items()):
        text = text_of(write(brief_of(kind, locale, occasion=key)).content)
        if kind not in ("social_ad", "social_post"):  # those open with a scene of the occasion
            short = names[locale].removesuffix(" Festival").removesuffix("节")
            words = (short, "618", "黑五", "School Year", "as School", "夏", "新学期", "新春", "新年", "三八")
            assert any(word.lower() in text.lower() for word in words), text
        assert text != text_of(write(brief_of(kind, locale)).content)


def test_an_occasion_brings_no_offer_gift_or_date() -> None:
    for kind, locale, tone, key in itertools.product(("campaign", "email", "social_post"), LOCALES, TONES, OCCASIONS):
        brief = brief_of(kind, locale, MUG, occasion=key, tone=tone)
        made = write(brief)
        found = [f.rule for f in run_all(brief, made.content, made.claims) if f.severity == "error"]
        assert found == [], text_of(made.content)
        assert not re.search(
            r"\b(?:gift|present|deal|offer|sale|discount|today only)\b|礼物|礼品|优惠|特价", text_of(made.content), re.I
        )


def test_keywords_are_worked_in_only_where_a_fact_carries_them() -> None:
    asked = ("stainless steel kettle", "eco-friendly kettle", "cable")
    keywords = write(brief_of("seo", keywords=asked)).content.fields["keywords"]
    assert keywords[0] == "stainless steel kettle"
    assert not any("eco" in keyword for keyword in keywords)
    assert "75 cm" in text_of(write(brief_of("short_description", keywords=("cable",))).content)
    assert "StainlessSteelKettle" in write(brief_of("social_post", keywords=asked)).content.fields["hashtags"]
    assert (
        "不锈钢水壶"
        in write(brief_of("seo", "zh-Hans", keywords=("不锈钢水壶", "环保水壶"))).content.fields["keywords"][0]
    )


@pytest.mark.parametrize("kind", KINDS_OF_TEXT)
def test_banned_words_are_avoided_and_preferred_ones_used(kind: str) -> None:
    voice = Voice(
        banned=("page", "colleague", "Thank you"), preferred=(("kettle", "jug"),), glossary=(("norra", "NORRA"),)
    )
    for tone in TONES:
        brief = brief_of(kind, tone=tone, voice=voice)
        made = write(brief)
        text = text_of(made.content)
        assert "colleague" not in text
        assert " page" not in text
        assert not re.search(r"\bkettle\b", text, re.I)
        assert not re.search(r"\bNorra\b", text)
        texts = {(field, index): piece for field, index, piece in made.content.spans()}
        assert all(0 <= c.start < c.end <= len(texts[c.field, c.index]) for c in made.claims)


def test_a_glossary_term_keeps_its_spelling_in_chinese() -> None:
    facts = Facts(
        "T", "Rain Jacket", "Norra", items=(Fact("f1", "lining", "Cloud Foam"), Fact("f2", "colour", "ink blue"))
    )
    glossary = (("Cloud Foam", "Cloud Foam"), ("ink blue", "墨蓝"))
    text = text_of(write(brief_of("description", "zh-Hans", facts, voice=Voice(glossary=glossary))).content)
    assert "Cloud Foam" in text
    assert "墨蓝" in text


def test_the_person_of_the_voice_is_kept() -> None:
    you, we = re.compile(r"\byou(?:r|'ll)?\b", re.I), re.compile(r"\b(?:we|our|us)\b", re.I)
    texts = {
        person: " ".join(
            text_of(write(brief_of("email", facts=facts, tone="warm", voice=Voice(person=person))).content)
            for facts in RICH
        )
        for person in ("you", "neutral")
    }
    assert not we.search(texts["you"])
    assert not we.search(texts["neutral"])
    assert len(you.findall(texts["you"])) > 2 * len(you.findall(texts["neutral"]))


def test_an_audience_is_addressed_and_claims_nothing() -> None:
    made = write(brief_of("email", audience="parents of toddlers"))
    text = str(made.content.fields["body"])
    place = text.index("parents of toddlers")
    assert not any(c.field == "body" and c.start <= place < c.end for c in made.claims)
    for bad in ("Buy now at http://x.example", "100% best parents", "<b>x</b>"):
        assert bad not in text_of(write(brief_of("email", audience=bad)).content)


def test_a_thin_product_still_gets_honest_copy() -> None:
    for kind in ("short_description", "search_ad", "social_ad", "social_post", "email", "campaign"):
        text = text_of(write(brief_of(kind, facts=BARE)).content)
        assert "Instant" in text
        assert "listed" not in text
