"""Tokens a second of `transformers:` as the text worker asks it, as a ratio to the library's own `generate`.

`python -m tests.bench.bench_text_engine [REQUESTS [ANSWERS [JOBS]]]`. A Qwen3-shaped model of five million random weights, one thread.
Random weights never stop by themselves, so the engine is made to end each answer at about its kind's expected length, and `generate`
is given the same prompts and told the same lengths. It then writes freely, one by one and in static batches of 16 sorted by the
expected length, with neither grammar nor seeds; every side counts the tokens of the engine's answers and nothing else. Then:
how many of ANSWERS keep their schema when random weights write them, and the memory over JOBS.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generation.contract import Control, Request, Result, Sampling

TEXT_BATCH = 32  # jobs that a worker claims at once
STATIC = 16
ALONE = 4  # one request in so many is answered by `generate` alone
SHORT = 8  # tokens after which an answer must close, where only its form or the memory counts
RUNS = 2  # of each side, interleaved; the best counts, as whatever else the machine does only makes it slower


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
    with expected_lengths():
        for start in range(0, len(asked), TEXT_BATCH):
            answers += engine.generate(asked[start : start + TEXT_BATCH], Control())
    seconds = time.process_time() - started
    wrong = [answer for answer in answers if not isinstance(answer, Result)]
    assert not wrong, wrong[:3]
    return seconds, answers


def by_generate(model: Any, tokenizer: Any, told: Sequence[tuple[str, int]], rows: int) -> float:
    """CPU seconds of `generate` on (prompt, length of the answer), `rows` at a time in the order given."""
    import torch
    from transformers import GenerationConfig, StoppingCriteriaList

    started = time.process_time()
    for start in range(0, len(told), rows):
        some = told[start : start + rows]
        prompts = [prompt for prompt, _ in some]
        padded = tokenizer(prompts, return_tensors="pt", padding=True, padding_side="left", add_special_tokens=False)
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


def resident() -> float:
    """MiB of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20


def speed(folder: Path, count: int) -> None:
    """Every side's best tokens a CPU second, and the ratios."""
    import torch
    from transformers import AutoModelForCausalLM

    from generation.engines.transformers_text import TransformersText

    asked = requests(count)
    engines = {name: TransformersText(f"transformers:{folder}?batching={name}") for name in ("static", "continuous")}
    for engine in engines.values():
        by_engine(engine, asked[:TEXT_BATCH])
    answers = by_engine(engines["static"], asked)[1]
    loaded = engines["static"]._loaded
    assert loaded is not None
    tokenizer, full = loaded.language.tokenizer, loaded.language.model
    half = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.bfloat16).eval()
    told = [(answer.provenance.prompt, answer.provenance.tokens_out) for answer in answers]
    told = [told[place] for place in sorted(range(count), key=lambda place: expected(asked[place]))]
    some = told[::ALONE]
    rates: dict[str, list[float]] = {}

    def note(side: str, tokens: int, seconds: float) -> None:
        rates.setdefault(side, []).append(tokens / seconds)

    for _ in range(RUNS):
        for name, engine in engines.items():
            seconds, written = by_engine(engine, asked)
            note(name, sum(answer.provenance.tokens_out for answer in written), seconds)
        note("one by one", sum(length for _, length in some), by_generate(full, tokenizer, some, 1))
        for name, model in (("float32", full), ("bfloat16", half)):
            note(f"batches, {name}", sum(length for _, length in told), by_generate(model, tokenizer, told, STATIC))
    best = {side: max(seen) for side, seen in rates.items()}
    batches = max(best["batches, float32"], best["batches, bfloat16"])
    print("tokens a CPU second:", ", ".join(f"{side} {rate:.0f}" for side, rate in best.items()))
    for name in engines:
        print(
            f"engine, {name}: {best[name] / best['one by one']:.2f} x one by one, {best[name] / batches:.2f} x static batches"
        )


def valid(folder: Path, count: int) -> None:
    """Answers of random weights to every kind in both languages: how many keep the schema."""
    from generation.engines import transformers_text

    engine = transformers_text.TransformersText(f"transformers:{folder}?batching=continuous")
    real = transformers_text.token_budget
    transformers_text.token_budget = lambda _kind: SHORT
    try:
        asked = requests(count)
        kept = sum(isinstance(answer, Result) for answer in engine.generate(asked, Control()))
    finally:
        transformers_text.token_budget = real
    print(f"schema kept in {kept:,} of {count:,} answers")


def memory(folder: Path, count: int) -> None:
    """What the process holds after a first tenth of the jobs, and after all."""
    from generation.engines import transformers_text

    engine = transformers_text.TransformersText(f"transformers:{folder}")
    real, asked = transformers_text.token_budget, requests(count)
    transformers_text.token_budget = lambda _kind: SHORT
    try:
        held = []
        for start in range(0, count, TEXT_BATCH):
            engine.generate(asked[start : start + TEXT_BATCH], Control())
            held.append(resident())
    finally:
        transformers_text.token_budget = real
    print(f"memory over {count:,} jobs: {held[len(held) // 10]:.0f} MiB after a tenth, {held[-1]:.0f} MiB at the end")


def expected(request: Request) -> int:
    from generation.kinds import KINDS

    return KINDS[request.brief.kind].expected_tokens


def main(count: int = 68, many: int = 1000, jobs: int = 2000) -> None:
    import torch

    from tests.generation.tiny_models import FIVE_MILLION, build_causal_lm

    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        speed(build_causal_lm(Path(folder) / "five_million", shape=FIVE_MILLION), count)
        tiny = build_causal_lm(Path(folder) / "tiny")
        valid(tiny, many)
        memory(tiny, jobs)


if __name__ == "__main__":
    os.environ["TORCH_THREADS"] = "1"
    main(*(int(argument) for argument in sys.argv[1:]))
