"""Seed, variant, sampling and tone settle every word, and really change it."""

from __future__ import annotations

import itertools

import pytest

from generation.contract import TONES, Control, Sampling
from generation.engines.composer import Composer
from generation.engines.composer.choice import Chooser
from generation.errors import Cancelled, Refused
from tests.generation.composer_products import ALL, BARE, LOCALES, MUG, RICH, TEXT_KINDS, answer, product, text_of


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", TEXT_KINDS)
def test_the_same_request_gives_the_same_answer(kind, locale):
    for facts in ALL:
        assert answer(facts, kind, locale).content == answer(facts, kind, locale).content


@pytest.mark.parametrize("locale", LOCALES)
def test_variants_of_a_description_differ_clearly(locale):
    for facts in RICH:
        texts = [text_of(answer(facts, "description", locale, variant=variant)) for variant in range(3)]
        for one, other in itertools.combinations(texts, 2):
            shared = set(one.replace("\n", " ").split(". ")) & set(other.replace("\n", " ").split(". "))
            assert one != other
            assert len(shared) <= 0.7 * len(one.replace("\n", " ").split(". "))


@pytest.mark.parametrize("temperature", [0, 0.8])
@pytest.mark.parametrize("kind", ["title", "bullets", "seo"])
def test_variants_of_the_short_kinds_differ(kind, temperature):
    for facts in RICH:
        texts = {text_of(answer(facts, kind, variant=n, sampling=Sampling(temperature=temperature))) for n in range(2)}
        assert len(texts) == 2, facts.title


def test_seeds_differ_when_the_temperature_allows_it():
    texts = {text_of(answer(MUG, sampling=Sampling(seed=seed, temperature=1.0))) for seed in range(12)}
    assert len(texts) > 5


def test_temperature_zero_and_top_k_one_ignore_the_seed():
    for sampling in ({"temperature": 0.0}, {"top_k": 1}, {"top_p": 0.01}):
        texts = {text_of(answer(MUG, sampling=Sampling(seed=seed, **sampling))) for seed in range(6)}
        assert len(texts) == 1, sampling


def test_a_chooser_draws_from_the_nucleus_only():
    picks = {Chooser(Sampling(seed=seed, top_k=2), 0, "x").pick("abcdef") for seed in range(60)}
    assert picks == {"a", "b"}
    hot = [Chooser(Sampling(seed=seed, temperature=5.0, top_p=1.0), 0, "x").pick("abcdef") for seed in range(200)]
    cool = [Chooser(Sampling(seed=seed, temperature=0.1), 0, "x").pick("abcdef") for seed in range(200)]
    assert len(set(hot)) == 6
    assert cool.count("a") > 150 > hot.count("a")


def test_variants_are_draws_without_replacement():
    picks = [Chooser(Sampling(seed=3), variant, "x").pick("abcd") for variant in range(4)]
    assert sorted(picks) == list("abcd")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_tone_has_its_own_voice(locale):
    for facts in RICH:
        texts = {tone: text_of(answer(facts, "description", locale, tone=tone)) for tone in TONES}
        assert len(set(texts.values())) == len(TONES), facts.title


def test_tone_changes_no_claim():
    for facts in RICH:
        told = [{i for c in answer(facts, "description", tone=tone).claims for i in c.fact_ids} for tone in TONES]
        assert all(ids == told[0] for ids in told), facts.title


def test_products_without_facts_still_get_honest_copy():
    text = text_of(answer(BARE))
    assert "Snapfold" in text
    assert "Instant Camera" in text
    assert len(answer(BARE, "bullets").content.fields["bullets"]) >= 2


def test_nothing_but_a_title_is_refused_with_a_hint():
    with pytest.raises(Refused) as refusal:
        answer(product("X", "Tent"), "bullets")
    assert refusal.value.code == "facts.thin"
    assert refusal.value.detail


@pytest.mark.parametrize(("kind", "locale"), [("packshot", "en"), ("title", "de")])
def test_what_it_does_not_write_is_refused(kind, locale):
    with pytest.raises(Refused):
        answer(MUG, kind, locale)


def test_cancelling_stops_between_requests():
    with pytest.raises(Cancelled):
        Composer().generate([None], Control(cancelled=lambda: True))  # type: ignore[list-item]
