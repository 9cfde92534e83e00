"""The loop that writes rows on slots: what it shares and skips changes no token, whoever comes and goes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from generation.contract import Brief, Control, Request, Result, Sampling
from generation.engines import loading
from generation.engines.language_model import LanguageModel
from generation.engines.transformers import decoding, stems
from generation.engines.transformers.decoding import Counts
from generation.engines.transformers.forward import Forward, forward_of
from generation.engines.transformers_text import TransformersText
from generation.errors import Retryable
from tests.generation.tiny_models import THINGS, facts_of

KINDS = ("title", "bullets", "description", "seo")


def asked(kind: str, locale: str, seed: int, temperature: float = 1.2) -> Request:
    facts = facts_of(*THINGS[locale][seed % 6], 10 + seed)
    return Request(Brief(kind, locale, facts), Sampling(seed=seed, temperature=temperature))


MIXED = [asked(KINDS[seed % 4], ("en", "zh-Hans")[seed % 2], seed) for seed in range(10)]


def engine_of(folder: Path, options: str = "") -> TransformersText:
    made = TransformersText(f"transformers:{folder}{options}")
    made.load()
    return made


def answers(engine: TransformersText, requests: Sequence[Request], control: Control | None = None) -> list[Result]:
    given = engine.generate(requests, control or Control())
    assert all(isinstance(answer, Result) for answer in given), given
    return [answer for answer in given if isinstance(answer, Result)]


def texts(results: Sequence[Result]) -> list[str]:
    return [json.dumps(dict(result.content.fields), ensure_ascii=False) for result in results]


def counts(engine: TransformersText) -> Counts:
    assert engine._loaded is not None and engine._loaded.decoder is not None
    return engine._loaded.decoder.counts


@pytest.fixture(scope="module")
def engine(causal_lm: Path) -> TransformersText:
    return engine_of(causal_lm, "?batch=4")


@pytest.fixture(scope="module")
def expected(engine: TransformersText) -> list[str]:
    return texts(answers(engine, MIXED))


@pytest.fixture
def without_stems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LanguageModel, "stem", lambda *_: 0)


def test_a_shared_stem_changes_no_token(without_stems: None, causal_lm: Path, expected: list[str]) -> None:
    assert texts(answers(engine_of(causal_lm, "?batch=4"), MIXED)) == expected


def test_what_prompts_have_in_common_is_read_once(causal_lm: Path) -> None:
    engine = engine_of(causal_lm, "?batch=4")
    assert engine._loaded is not None and engine._loaded.stems is not None
    run = [asked("title", "en", seed) for seed in range(6)]
    results = answers(engine, run)
    lengths = [result.provenance.tokens_in for result in results]
    stem = engine._loaded.stems.computed
    assert stem > min(lengths) / 2
    assert counts(engine).shared == 6 * stem
    assert counts(engine).prefilled == sum(lengths) - 6 * stem
    answers(engine, [asked("title", "en", 9)])  # the run goes on in another batch
    assert engine._loaded.stems.computed == stem
    answers(engine, [asked("title", "zh-Hans", 9)])
    assert engine._loaded.stems.computed > stem


def test_stems_leave_when_they_take_too_much_memory(
    causal_lm: Path, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stems, "_KEPT", 1)
    engine = engine_of(causal_lm, "?batch=4")
    assert engine._loaded is not None and engine._loaded.stems is not None
    kept = engine._loaded.stems
    assert texts(answers(engine, MIXED)) == expected
    assert len(kept._known) == 1
    assert kept._held == next(iter(kept._known.values())).size > 0
    kept.clear()
    assert kept._held == 0


@pytest.mark.parametrize(("free", "slots"), [(1 << 40, 32), (0, 1)])
def test_rows_at_once_on_a_cpu_are_no_more_than_its_memory_holds(
    causal_lm: Path, monkeypatch: pytest.MonkeyPatch, free: int, slots: int
) -> None:
    engine = engine_of(causal_lm)
    monkeypatch.setattr(loading, "free_memory", lambda: free)
    rows = [engine._row(place, asked("title", "en", place)) for place in range(40)]
    assert engine._size(rows) == slots
    assert engine._loaded is not None and engine._loaded.language.forward is not None
    needed = (len(rows[0].tokens) + rows[0].room) * engine._loaded.language.forward.token_bytes
    monkeypatch.setattr(loading, "free_memory", lambda: 4 * 5 * needed + 1)
    assert engine._size(rows[:1]) == 5


@pytest.mark.parametrize("options", ["?batch=3&batching=continuous", "?batch=16&batching=continuous", "?batch=1"])
def test_rows_may_come_and_go(causal_lm: Path, expected: list[str], options: str) -> None:
    assert texts(answers(engine_of(causal_lm, options), MIXED)) == expected


def test_long_prompts_are_read_in_parts(
    engine: TransformersText, expected: list[str], without_stems: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "_PREFILL_CPU", 50)
    before = counts(engine).passes
    assert texts(answers(engine, MIXED)) == expected
    assert counts(engine).passes - before > sum(len(texts) for texts in MIXED[0].brief.facts.title) + 50


def test_forced_tokens_may_be_fed_together(
    engine: TransformersText, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a GPU: rows with names of fields before them take a wider step than the others."""
    monkeypatch.setattr(decoding.Decoder, "_most", 16)
    assert texts(answers(engine, MIXED)) == expected


def test_the_grammar_s_own_words_are_not_asked_for(causal_lm: Path) -> None:
    engine = engine_of(causal_lm)
    (result,) = answers(engine, [asked("seo", "en", 1)])
    assert counts(engine).forced > 5
    assert counts(engine).sampled + counts(engine).forced == result.provenance.tokens_out
    assert counts(engine).passes < result.provenance.tokens_out + 2


def test_attention_by_hand_writes_the_same(causal_lm: Path, expected: list[str]) -> None:
    eager = engine_of(causal_lm, "?attn=eager&batch=4")
    assert counts(eager) == Counts()
    assert texts(answers(eager, MIXED)) == expected


def test_the_library_s_own_loop_writes_the_same(
    causal_lm: Path, monkeypatch: pytest.MonkeyPatch, engine: TransformersText
) -> None:
    greedy = [asked(KINDS[seed % 4], ("en", "zh-Hans")[seed % 2], seed, temperature=0) for seed in range(8)]
    monkeypatch.setattr("generation.engines.language_model.forward_of", lambda _model: None)
    fallback = engine_of(causal_lm, "?batch=4")
    assert fallback._loaded is not None and fallback._loaded.decoder is None
    assert texts(answers(fallback, greedy)) == texts(answers(engine, greedy))


def test_times_are_told_apart(engine: TransformersText) -> None:
    for result in answers(engine, MIXED):
        made = result.provenance
        assert made.prefill_seconds > 0 and made.decode_seconds > 0
        assert made.seconds == pytest.approx(made.prefill_seconds + made.decode_seconds)


def test_the_text_is_shown_while_it_is_written(engine: TransformersText, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "_GLANCE", 0.0)
    seen: dict[int, list[str]] = defaultdict(list)
    results = answers(engine, MIXED, Control(text=lambda place, text: seen[place].append(text)))
    assert sorted(seen) == list(range(len(MIXED)))
    for place, result in enumerate(results):
        values = [
            part for value in result.content.fields.values() for part in ([value] if isinstance(value, str) else value)
        ]
        assert seen[place][-1] == "\n".join(values)
        assert len(seen[place]) > 3
        for shorter, longer in zip(seen[place], seen[place][1:], strict=False):
            assert longer.startswith(shorter)


def test_the_text_is_shown_three_times_a_second_at_most(engine: TransformersText) -> None:
    seen: list[int] = []
    answers(engine, [asked("title", "en", 1, 0)], Control(text=lambda place, _: seen.append(place)))
    assert len(seen) <= 3  # the last word, and what a slow machine may add


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Memory for two rows; what was tried."""
    tried: list[int] = []
    real = Forward.__call__

    def call(self: Forward, cache: Any, rows: Sequence[int], *given: Any) -> Any:
        tried.append(len(rows))
        if len(rows) > 2:
            raise RuntimeError("CUDA out of memory. Tried to allocate 2 GiB")
        return real(self, cache, rows, *given)

    monkeypatch.setattr(Forward, "__call__", call)
    yield tried


@pytest.mark.parametrize("batching", ["static", "continuous"])
def test_rows_that_do_not_fit_together_are_written_fewer_at_a_time(
    causal_lm: Path, expected: list[str], narrow: list[int], batching: str
) -> None:
    assert texts(answers(engine_of(causal_lm, f"?batch=8&batching={batching}"), MIXED)) == expected
    assert {8, 4, 2} <= set(narrow)


def test_a_row_that_does_not_fit_alone_may_be_retried(causal_lm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engine_of(causal_lm)

    def call(*_: object) -> object:
        raise MemoryError

    monkeypatch.setattr(Forward, "__call__", call)
    for answer in engine.generate(MIXED[:3], Control()):
        assert isinstance(answer, Retryable)
        assert answer.code == "engine.out_of_memory"


def test_memory_stays_flat(causal_lm: Path) -> None:
    def resident() -> int:
        """MiB."""
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 >> 20

    engine = engine_of(causal_lm)
    rounds = [
        [asked(kind, "en", seed * 100 + step, 1.0) for kind in KINDS[:2] for step in range(16)] for seed in range(6)
    ]
    for requests in rounds[:3]:
        answers(engine, requests)
    before = resident()
    for requests in rounds[3:]:
        answers(engine, requests)
    assert resident() - before < 16


def qwen(**different: Any) -> Any:
    import torch
    from transformers import Qwen3Config, Qwen3ForCausalLM

    torch.manual_seed(0)
    shape = {"vocab_size": 64, "hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "head_dim": 16}
    heads = {"num_attention_heads": 2, "num_key_value_heads": 1, "bos_token_id": None, "eos_token_id": 0}
    return Qwen3ForCausalLM(Qwen3Config(**shape, **heads, **different)).eval()


@pytest.mark.parametrize("sliding", [0, 1, 2])
def test_layers_that_see_a_window_only_agree_too(sliding: int) -> None:
    kinds = ["sliding_attention"] * sliding + ["full_attention"] * (2 - sliding)
    model = qwen(use_sliding_window=True, sliding_window=3, layer_types=kinds)
    assert model.config.layer_types == kinds
    assert forward_of(model) is not None


def test_a_model_with_another_memory_is_left_to_the_library() -> None:
    from transformers import BloomConfig, BloomForCausalLM, MambaConfig, MambaForCausalLM

    bloom = BloomForCausalLM(BloomConfig(vocab_size=64, hidden_size=32, n_layer=2, n_head=2))
    mamba = MambaForCausalLM(MambaConfig(vocab_size=64, hidden_size=32, num_hidden_layers=2, state_size=4))
    assert forward_of(bloom.eval()) is None
    assert forward_of(mamba.eval()) is None


def test_a_pass_that_disagrees_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    assert forward_of(qwen()) is not None
    monkeypatch.setattr(
        Forward, "_mask", lambda self, positions, width: self._form(positions.unsqueeze(-1).expand(-1, -1, width) > -1)
    )
    assert forward_of(qwen()) is None
