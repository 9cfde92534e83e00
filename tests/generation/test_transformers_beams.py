"""Beam search: rows take each other's places, and the grammar of each goes with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generation.contract import Brief, Control, Request, Result, Sampling
from generation.engines.json_schema import closing_tokens, schema_of
from generation.engines.transformers.grammar import Grammars, RowGrammar
from generation.engines.transformers_text import TransformersText
from generation.errors import Cancelled
from generation.kinds import KINDS
from tests.generation.tiny_models import THINGS, facts_of


@pytest.fixture(scope="module")
def engine(causal_lm: Path) -> TransformersText:
    made = TransformersText(f"transformers:{causal_lm}?batch=8")
    made.load()
    return made


def asked(kind: str, locale: str = "en", thing: int = 0, beams: int = 3) -> Request:
    return Request(Brief(kind, locale, facts_of(*THINGS[locale][thing], 14)), Sampling(temperature=0, beams=beams))


def test_beams_write_valid_answers_and_the_same_each_time(engine: TransformersText) -> None:
    wanted = [asked(kind, locale) for kind in ("title", "bullets", "seo") for locale in ("en", "zh-Hans")]
    first, again = engine.generate(wanted, Control()), engine.generate(wanted, Control())
    for one, other in zip(first, again, strict=True):
        assert isinstance(one, Result), one
        assert isinstance(other, Result)
        assert one.content == other.content
        assert one.provenance.sampling["beams"] == 3
        assert one.provenance.decode_seconds > 0


def test_beams_and_single_rows_in_one_call(engine: TransformersText) -> None:
    wanted = [asked("title", thing=thing, beams=1 + thing % 2) for thing in range(6)]
    together = engine.generate(wanted, Control())
    for request, answer in zip(wanted, together, strict=True):
        (alone,) = engine.generate([request], Control())
        assert isinstance(answer, Result) and isinstance(alone, Result)
        assert answer.content == alone.content


def test_the_best_beam_is_at_least_as_likely_as_the_greedy_answer(engine: TransformersText) -> None:
    """By the mean over the tokens, which is what the search compares."""
    assert engine._loaded is not None
    language = engine._loaded.language

    def likelihood(result: Result) -> float:
        import json

        import torch

        answer = json.dumps(dict(result.content.fields), ensure_ascii=False, separators=(",", ":"))
        prompt = language.tokenizer(result.provenance.prompt, add_special_tokens=False)["input_ids"]
        tokens = language.tokenizer(answer, add_special_tokens=False)["input_ids"]
        with torch.inference_mode():
            logits = language.model(input_ids=torch.tensor([[*prompt, *tokens]])).logits[0, len(prompt) - 1 : -1]
        return float(logits.log_softmax(-1).gather(1, torch.tensor(tokens).unsqueeze(1)).mean())

    better = 0
    for thing in range(4):
        greedy, searched = (
            engine.generate([asked("title", thing=thing, beams=beams)], Control())[0] for beams in (1, 4)
        )
        assert isinstance(greedy, Result) and isinstance(searched, Result)
        better += likelihood(searched) >= likelihood(greedy) - 1e-4
    assert better >= 3  # tokens that the grammar forces may be cut otherwise by the tokenizer


def test_cancelling_stops_a_search(engine: TransformersText) -> None:
    calls: list[int] = []
    with pytest.raises(Cancelled):
        engine.generate([asked("description")], Control(cancelled=lambda: bool(calls.append(1)) or len(calls) > 3))
    assert len(calls) == 4


def test_a_search_shows_its_text(engine: TransformersText, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generation.engines.transformers.search._GLANCE", 0.0)
    seen: list[tuple[int, str]] = []
    (result,) = engine.generate([asked("title")], Control(text=lambda place, text: seen.append((place, text))))
    assert isinstance(result, Result)
    assert len(seen) > 3 and seen[-1] == (0, result.content.fields["title"])


def grammars(engine: TransformersText) -> Grammars:
    assert engine._loaded is not None
    language = engine._loaded.language
    return Grammars(language.grammar_tokenizer, language.ends, "cpu")


def allowed(made: Grammars, row: RowGrammar) -> list[int]:
    import torch

    scores = made.masked([row], torch.zeros(1, 2000))
    return [int(token) for token in scores[0].isfinite().nonzero().flatten()]


def test_a_row_becomes_any_other(engine: TransformersText) -> None:
    made, kind = grammars(engine), KINDS["bullets"]
    assert engine._loaded is not None
    tokenizer = engine._loaded.language.tokenizer

    def tokens(text: str) -> list[int]:
        return list(tokenizer(text, add_special_tokens=False)["input_ids"])

    end = [tokenizer.eos_token_id]
    lives = [
        tokens('{"bullets":["Made of steel"'),
        tokens('{"bullets":["Made of glass","14 cm'),
        tokens('{"bullets":["Made of glass","14 cm high"]}'),
        tokens('{"bullets":["Made of glass","14 cm high"]}') + end + [0, 0],
        tokens('{"bullets":["'),
        tokens('{"bullets":[') + tokens("never"),  # what only a beam without any chance takes
        tokens('{"bullets":["Made'),
        [],
    ]
    moved = made.row(schema_of(kind, ""), 1000)
    for life in lives:
        moved.become(life)
        fresh = made.row(schema_of(kind, ""), 1000)
        fresh.become(life)
        assert (moved.ended, moved.tokens) == (fresh.ended, fresh.tokens)
        assert allowed(made, moved) == allowed(made, fresh)


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.medium == "text"], ids=lambda kind: kind.name)
def test_any_answer_can_be_closed_with_the_tokens_kept_for_it(engine: TransformersText, kind: object) -> None:
    """The longest way: the tokens are those with the fewest bytes."""
    import random

    from generation.kinds import Kind

    assert isinstance(kind, Kind) and engine._loaded is not None
    made, chance = grammars(engine), random.Random(0)
    tokenizer = engine._loaded.language.grammar_tokenizer
    for room in (0, 5, 17):
        row = made.row(schema_of(kind, ""), room)
        while not row.ended:
            choices = sorted(allowed(made, row), key=lambda token: len(tokenizer.decode_bytes([token])))
            row.take([chance.choice(choices[:40])])
        assert len(row.tokens) <= room + closing_tokens(kind, "")
        assert row.matcher.is_accepting()


def test_more_beams_than_rows_fit_still_search(causal_lm: Path) -> None:
    narrow = TransformersText(f"transformers:{causal_lm}?batch=2")
    answers = narrow.generate([asked("title", thing=thing, beams=4) for thing in range(2)], Control())
    assert all(isinstance(answer, Result) for answer in answers)
