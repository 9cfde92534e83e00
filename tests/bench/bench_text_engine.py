"""Tokens a second of `transformers:` as the text worker asks it, as a ratio to the library's own `generate`.

`python -m tests.bench.bench_text_engine [REQUESTS]`. A Qwen3-shaped model of five million random weights, one thread. Random
weights never stop by themselves, so the engine is made to end each answer at about its kind's expected length, and `generate`
is given the same prompts and told the same lengths. It then writes freely, one by one and in static batches of 16 sorted by the
expected length, with neither grammar nor seeds; every side counts the tokens of the engine's answers and nothing else.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generation.contract import Control, Request, Result, Sampling

TEXT_BATCH = 32  # jobs that a worker claims at once
STATIC = 16
RUNS = 3  # of each side, interleaved; the best counts, as whatever else the machine does only makes it slower


@contextmanager
def expected_lengths() -> Iterator[None]:
    """Answers of half to one and a half times the length that their kind expects."""
    from generation.engines import transformers_text

    chance, real = random.Random(0), transformers_text.token_budget
    transformers_text.token_budget = lambda kind: int(kind.expected_tokens * chance.uniform(0.5, 1.5))
    try:
        yield
    finally:
        transformers_text.token_budget = real


def requests(count: int) -> list[Request]:
    from generation.contract import Brief
    from generation.kinds import KINDS
    from tests.generation.tiny_models import THINGS, facts_of

    kinds = [kind for kind in KINDS.values() if kind.medium == "text"]
    made = []
    for number in range(count):
        locale = ("en", "zh-Hans")[number // len(kinds) % 2]
        facts = facts_of(*THINGS[locale][number % 6], 10 + number)
        made.append(Request(Brief(kinds[number % len(kinds)].name, locale, facts), Sampling(seed=number)))
    return made


def by_engine(engine: Any, asked: Sequence[Request]) -> tuple[float, list[Result]]:
    """CPU seconds, and the answers."""
    started, answers = time.process_time(), []
    for start in range(0, len(asked), TEXT_BATCH):
        with expected_lengths():
            answers += engine.generate(asked[start : start + TEXT_BATCH], Control())
    seconds = time.process_time() - started
    wrong = [answer for answer in answers if not isinstance(answer, Result)]
    assert not wrong, wrong[:3]
    return seconds, answers


def by_generate(model: Any, tokenizer: Any, asked: Sequence[tuple[str, int]], rows: int) -> float:
    """CPU seconds of `generate` on (prompt, length of the answer), `rows` at a time in the order given."""
    import torch
    from transformers import GenerationConfig, StoppingCriteriaList

    started = time.process_time()
    for start in range(0, len(asked), rows):
        some = asked[start : start + rows]
        padded = tokenizer(
            [prompt for prompt, _ in some], return_tensors="pt", padding=True, padding_side="left", add_special_tokens=False
        )
        width, lengths = padded["input_ids"].shape[1], torch.tensor([length for _, length in some])
        config = GenerationConfig(
            max_new_tokens=int(lengths.max()), do_sample=True, temperature=0.8, top_k=50, top_p=0.95, pad_token_id=0
        )

        def done(input_ids: Any, scores: Any, width: int = width, lengths: Any = lengths, **_: Any) -> Any:
            return input_ids.shape[1] - width >= lengths

        with torch.inference_mode():
            model.generate(
                input_ids=padded["input_ids"],
                attention_mask=padded["attention_mask"],
                generation_config=config,
                stopping_criteria=StoppingCriteriaList([done]),
            )
    return time.process_time() - started


def expected(request: Request) -> int:
    from generation.kinds import KINDS

    return KINDS[request.brief.kind].expected_tokens


def sides(folder: Path, asked: Sequence[Request]) -> dict[str, Callable[[], float]]:
    """What is compared: each answers with its CPU seconds."""
    import torch
    from transformers import AutoModelForCausalLM

    from generation.engines.transformers_text import TransformersText

    static = TransformersText(f"transformers:{folder}")
    continuous = TransformersText(f"transformers:{folder}?batching=continuous")
    answers = by_engine(static, asked)[1]
    by_engine(continuous, asked[:TEXT_BATCH])
    tokenizer = static._loaded.language.tokenizer  # type: ignore[union-attr]
    half = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.bfloat16).eval()
    full = static._loaded.language.model  # type: ignore[union-attr]
    told = [(answer.provenance.prompt, answer.provenance.tokens_out) for answer in answers]
    ordered = [told[place] for place in sorted(range(len(asked)), key=lambda place: expected(asked[place]))]
    return {
        "engine, static": lambda: by_engine(static, asked)[0],
        "engine, continuous": lambda: by_engine(continuous, asked)[0],
        "one by one, float32": lambda: by_generate(full, tokenizer, ordered[::4], 1) * len(ordered) / len(ordered[::4]),
        "batches of 16, float32": lambda: by_generate(full, tokenizer, ordered, STATIC),
        "batches of 16, bfloat16": lambda: by_generate(half, tokenizer, ordered, STATIC),
        "tokens": lambda: float(sum(length for _, length in told)),
    }
