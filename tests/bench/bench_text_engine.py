"""Tokens a second of `transformers:` as the text worker asks it, as a ratio to the library's own `generate`.

`python -m tests.bench.bench_text_engine [REQUESTS [ANSWERS [JOBS]]]`. Qwen3-shaped models of random weights, one thread. Requests
come as a worker claims them, 32 of one kind, in two languages. Random weights never stop by themselves, so the engine is made to
end each answer at about its kind's expected length, and `generate` is given the same prompts and told the same lengths. It then
writes freely, one by one and in static batches of 16 sorted by the expected length, with neither grammar nor seeds; every side
counts the tokens of the engine's answers and nothing else. Then: how many of ANSWERS keep their schema when random weights write
them, and the memory over JOBS.
"""

from __future__ import annotations

import json
import os
import random
import re
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
ALONE = 8  # one request in so many is answered by `generate` alone
CLAIMED = ("bullets", "description")
SHORT = 8  # tokens after which an answer must close, where only its form or the memory counts
RUNS = 2  # of each side, interleaved; the best counts, as whatever else the machine does only makes it slower
HALF = 16  # requests that bfloat16 is tried on: few CPUs compute in it, and on the others it takes twice the time


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


def requests(count: int, kinds: Sequence[str], claimed: int = 1) -> list[Request]:
    """`claimed` of a kind after each other, half of them in English."""
    from generation.contract import Brief
    from tests.generation.tiny_models import THINGS, facts_of

    made = []
    for number in range(count):
        locale = ("en", "zh-Hans")[number % 2]
        facts = facts_of(*THINGS[locale][number % 6], 10 + number)
        made.append(Request(Brief(kinds[number // claimed % len(kinds)], locale, facts), Sampling(seed=number)))
    return made


def every_kind() -> list[str]:
    from generation.kinds import KINDS

    return [kind.name for kind in KINDS.values() if kind.medium == "text"]


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


def speed(name: str, folder: Path, count: int) -> None:
    """Every side's best tokens a CPU second, and the ratios."""
    import torch
    from transformers import AutoModelForCausalLM

    from generation.engines.transformers_text import TransformersText

    asked = requests(count, CLAIMED, TEXT_BATCH)
    engines = {mode: TransformersText(f"transformers:{folder}?batching={mode}") for mode in ("continuous", "static")}
    answers = {mode: by_engine(engine, asked)[1] for mode, engine in engines.items()}["static"]
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
        for mode, engine in engines.items():
            seconds, written = by_engine(engine, asked)
            note(mode, sum(answer.provenance.tokens_out for answer in written), seconds)
        note("one by one", sum(length for _, length in some), by_generate(full, tokenizer, some, 1))
        note("batches, float32", sum(length for _, length in told), by_generate(full, tokenizer, told, STATIC))
    some = told[len(told) // 2 - HALF // 2 :][:HALF]
    note("batches, bfloat16", sum(length for _, length in some), by_generate(half, tokenizer, some, STATIC))
    best = {side: max(seen) for side, seen in rates.items()}
    batches = max(best["batches, float32"], best["batches, bfloat16"])
    print(f"{name}: tokens a CPU second:", ", ".join(f"{side} {rate:.0f}" for side, rate in best.items()), flush=True)
    for mode in engines:
        alone, together = best[mode] / best["one by one"], best[mode] / batches
        print(f"{name}, {mode}: {alone:.2f} x one by one, {together:.2f} x static batches", flush=True)


def valid(folder: Path, count: int) -> None:
    """Answers of random weights to every kind in both languages: how many keep the schema, read by rules of its own."""
    from generation.engines import transformers_text

    engine = transformers_text.TransformersText(f"transformers:{folder}")
    budget, content_of = transformers_text.token_budget, transformers_text.content_of
    seen: list[bool] = []

    def read(kind: Any, answer: str) -> Any:
        seen.append(keeps(kind, answer))
        return content_of(kind, answer)

    transformers_text.token_budget, transformers_text.content_of = lambda _kind: SHORT, read
    try:
        engine.generate(requests(count, every_kind(), claimed=2), Control())
    finally:
        transformers_text.token_budget, transformers_text.content_of = budget, content_of
    print(f"schema kept in {sum(seen):,} of {count:,} answers", flush=True)


def keeps(kind: Any, answer: str) -> bool:
    """The fields in their order and nothing else, as many items and characters as the schema says, none that it refuses."""
    from generation.engines.json_schema import schema_of

    schema = schema_of(kind, "")
    try:
        given = json.loads(answer)
    except ValueError:
        return False
    return list(given) == schema["required"] and all(
        fits(given[name], field) for name, field in schema["properties"].items()
    )


def fits(value: Any, field: dict[str, Any]) -> bool:
    if field["type"] == "string":
        return isinstance(value, str) and re.fullmatch(field["pattern"], value) is not None
    fewest, most = field["minItems"], field["maxItems"]
    return isinstance(value, list) and fewest <= len(value) <= most and all(fits(one, field["items"]) for one in value)


def memory(folder: Path, count: int) -> None:
    """What the process holds once every kind was asked for, after all jobs, and the slope between by least squares."""
    from generation.engines import transformers_text

    engine = transformers_text.TransformersText(f"transformers:{folder}")
    real, asked = transformers_text.token_budget, requests(count, every_kind(), TEXT_BATCH)
    transformers_text.token_budget = lambda _kind: SHORT
    try:
        held = []
        for start in range(0, count, TEXT_BATCH):
            engine.generate(asked[start : start + TEXT_BATCH], Control())
            held.append(resident())
    finally:
        transformers_text.token_budget = real
    warm = held[len(every_kind()) :]  # until then each kind brings its grammar, and what its prompts begin with
    middle, mean = (len(warm) - 1) / 2, sum(warm) / len(warm)
    spread = sum((place - middle) ** 2 for place in range(len(warm))) or 1
    slope = sum((place - middle) * (now - mean) for place, now in enumerate(warm)) / spread / TEXT_BATCH * 1000
    print(
        f"memory over {count:,} jobs: {warm[0]:.0f} MiB once every kind was asked for, {warm[-1]:.0f} MiB at the end, "
        f"{slope:+.1f} MiB a thousand jobs"
    )


def expected(request: Request) -> int:
    from generation.kinds import KINDS

    return KINDS[request.brief.kind].expected_tokens


def main(count: int = 64, many: int = 1000, jobs: int = 2000) -> None:
    import torch

    from tests.generation.tiny_models import EIGHT_LAYERS, FIVE_MILLION, build_causal_lm

    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        for name, shape in (("4 layers", FIVE_MILLION), ("8 layers", EIGHT_LAYERS)):
            speed(name, build_causal_lm(Path(folder) / name, shape=shape), count)
        tiny = build_causal_lm(Path(folder) / "tiny")
        valid(tiny, many)
        memory(tiny, jobs)


if __name__ == "__main__":
    os.environ["TORCH_THREADS"] = "1"
    main(*(int(argument) for argument in sys.argv[1:]))
