"""The grammar that a kind's schema becomes: which answers a model can write at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generation.engines.json_schema import RUNS, content_of, schema_of, token_budget
from generation.errors import Retryable
from generation.kinds import KINDS


@pytest.fixture(scope="module")
def tokenizer(causal_lm: Path) -> Any:
    import llguidance.hf
    from transformers import AutoTokenizer

    return llguidance.hf.from_tokenizer(AutoTokenizer.from_pretrained(causal_lm))


def writable(tokenizer: Any, kind: str, channel: str, answer: object) -> bool:
    """Whether the grammar lets every token of the answer through and takes it as finished."""
    import llguidance

    grammar = llguidance.LLMatcher.grammar_from_json_schema(
        schema_of(KINDS[kind], channel), defaults={"whitespace_flexible": False}
    )
    matcher = llguidance.LLMatcher(tokenizer, grammar, log_level=0)
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    tokens = tokenizer.tokenize_str(text)
    return bool(
        matcher.validate_tokens(tokens) == len(tokens) and matcher.consume_tokens(tokens) and matcher.is_accepting()
    )


@pytest.mark.parametrize(
    ("kind", "channel", "answer"),
    [
        ("title", "", {"title": "Norra Mug – 350 ml, “Sage”"}),
        ("title", "google", {"title": "Mug! New?"}),
        ("title", "", {"title": "陶瓷马克杯"}),
        ("description", "", {"description": 'First paragraph here.\n\nSecond "quoted" one.'}),
        ("bullets", "", {"bullets": ["Holds 350 ml", "Made of stoneware"]}),
        (
            "seo",
            "",
            {"seo_title": "Mug", "meta_description": "A mug for tea.", "keywords": ["mug", "tea mug", "big mug"]},
        ),
    ],
)
def test_good_answers_can_be_written(tokenizer: Any, kind: str, channel: str, answer: object) -> None:
    assert writable(tokenizer, kind, channel, answer)


@pytest.mark.parametrize(
    ("kind", "channel", "answer"),
    [
        ("title", "", {"title": "Mug! New?"}),  # characters that Amazon refuses
        ("title", "", {"title": ""}),
        ("title", "", {"title": " Mug"}),
        ("title", "", {"title": "Mug\nnew"}),
        ("title", "", {"title": "Mug\u200bnew"}),
        ("title", "", {"title": "Mug 😀 new"}),
        ("title", "", {"title": "x" * 151}),
        ("title", "", {"title": "Mug", "more": "x"}),
        ("title", "", {}),
        ("description", "", {"description": "Mug"}),
        ("bullets", "", {"bullets": ["Only one"]}),
        ("bullets", "", {"bullets": ["a b"] * 6}),
        ("bullets", "", {"bullets": ["Norra™ mug", "Second"]}),
        (
            "seo",
            "",
            {"meta_description": "A mug for tea.", "seo_title": "Mug", "keywords": ["mug", "tea mug", "big mug"]},
        ),
        ("seo", "", {"seo_title": "Mug", "meta_description": "A mug for tea.", "keywords": ["mug"]}),
    ],
)
def test_bad_answers_cannot(tokenizer: Any, kind: str, channel: str, answer: object) -> None:
    assert not writable(tokenizer, kind, channel, answer)


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.medium == "text"], ids=lambda kind: kind.name)
def test_runs_change_no_mask(causal_lm: Path, kind: Any) -> None:
    """They only save walking through the vocabulary token by token."""
    import llguidance.hf
    import llguidance.numpy
    import numpy as np
    from transformers import AutoTokenizer

    plain = AutoTokenizer.from_pretrained(causal_lm)
    grammar = llguidance.LLMatcher.grammar_from_json_schema(
        schema_of(kind, ""), defaults={"whitespace_flexible": False}
    )
    tokenizers = [llguidance.hf.from_tokenizer(plain, slices=slices) for slices in (RUNS, [])]
    matchers = [llguidance.LLMatcher(tokenizer, grammar, log_level=0) for tokenizer in tokenizers]
    masks = [np.zeros((1, (tokenizer.vocab_size + 31) // 32), dtype=np.int32) for tokenizer in tokenizers]
    chance = np.random.default_rng(0)
    for _ in range(200):
        for matcher, mask in zip(matchers, masks, strict=True):
            llguidance.numpy.fill_next_token_bitmask(matcher, mask, 0)
        assert (masks[0] == masks[1]).all()
        allowed = np.flatnonzero(np.unpackbits(masks[0].view(np.uint8), bitorder="little"))
        token = int(chance.choice(allowed))
        if not all(matcher.consume_token(token) for matcher in matchers) or matchers[0].is_stopped():
            break


def test_a_field_has_room_for_spaces_that_are_cut_off_later(tokenizer: Any) -> None:
    assert writable(tokenizer, "title", "", {"title": "Norra Mug "})
    assert content_of(KINDS["title"], '{"title":"Norra Mug "}').fields == {"title": "Norra Mug"}


def test_an_answer_that_was_cut_short_may_be_retried() -> None:
    for answer in ('{"title":"Nor', '{"name":"x"}', "[]", '{"title":["x"]}', ""):
        with pytest.raises(Retryable) as refused:
            content_of(KINDS["title"], answer)
        assert refused.value.code == "engine.malformed"


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.medium == "text"], ids=lambda kind: kind.name)
def test_the_budget_holds_the_examples_several_times(kind: Any) -> None:
    for examples in kind.examples.values():
        for _, answer in examples:
            assert content_of(kind, answer).fields
            assert token_budget(kind) > 2 * len(answer.encode()) / 4
