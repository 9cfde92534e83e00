"""The claim ledger and all checks over descriptions of 150 words, on one core: seconds, and the ratio to splitting them into words.

`python -m tests.bench.bench_checks [DESCRIPTIONS]`. The descriptions are put together from the labelled sentences, true and wrong ones,
each about its own product: no two are alike, so what was read of one answers for no other, but for the product's facts. Half of what
they say is wrong, which is more work than a good text makes.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable

from generation import claims
from generation.checks import run_all
from generation.contract import Brief, Content, Facts
from tests.generation.labelled import PARTS, products, sentences

WORDS = 150  # of a description; in Chinese as many characters
_WORD = re.compile(r"\w+")


def descriptions(locale: str, count: int) -> list[tuple[Brief, Content]]:
    chooser = random.Random(0)
    facts: dict[str, Facts] = {sku: found for part in PARTS for sku, found in products(part).items()}
    said: dict[str, list[str]] = defaultdict(list)
    for sentence in (sentence for part in PARTS for sentence in sentences(part)):
        if sentence.locale == locale:
            said[sentence.product].append(sentence.text)
    made = []
    for number in range(count):
        sku = sorted(said)[number % len(said)]
        texts = chooser.sample(said[sku], len(said[sku]))
        text, place = "", 0
        while _size(text, locale) < WORDS:
            text += ("" if locale != "en" else " ") + texts[place % len(texts)]
            place += 1
        made.append((Brief("description", locale, facts[sku]), Content({"description": f"{text.strip()} {number}"})))
    return made


def _size(text: str, locale: str) -> int:
    return len(text.split()) if locale == "en" else len(text)


def judge(brief: Brief, content: Content) -> None:
    run_all(brief, content, claims.attribute(content, brief.facts, brief.locale))


def best(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def main(count: int) -> None:
    for locale in ("en", "zh-Hans"):
        some = descriptions(locale, count + 40)
        for brief, content in some[:40]:
            judge(brief, content)
        some = some[40:]
        texts = [str(content.fields["description"]) for _, content in some]
        split = best(lambda texts=texts: [_WORD.findall(text) for text in texts])  # type: ignore[misc]
        start = time.perf_counter()
        for brief, content in some:
            judge(brief, content)
        seconds = time.perf_counter() - start
        print(
            f"checks {locale}: {count:,} descriptions of {WORDS} words in {seconds:.2f} s, "
            f"{seconds / split:.0f} times splitting them into words",
            flush=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
