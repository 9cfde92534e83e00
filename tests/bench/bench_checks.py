"""The claim ledger and all checks over descriptions of 150 words, on one core: seconds, and the ratio to splitting them into words.

`python -m tests.bench.bench_checks [DESCRIPTIONS]`. The descriptions are put together from the labelled sentences, true and wrong ones,
each about its own product. Every sentence begins with other words each time it is said: hardly two are alike, so what was read of one
answers for no other, but for the product's facts. Half of what they say is wrong, which is more work than a good text makes; the
second line is of descriptions of true sentences only. Python's garbage collector is set as in a worker.
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
from shop_content.celery import settle
from tests.generation.labelled import PARTS, products, sentences

WARM = sum(len(products(part)) for part in PARTS)  # descriptions before the clock starts: one of each product
WORDS = 150  # of a description; in Chinese as many characters
_WORD = re.compile(r"\w+")
_OPENINGS = {
    "en": re.findall(
        r"\w+",
        """
        again also always at home by day night during breakfast even here every morning for once from now on in between short indeed
        just later more than most days often quiet evenings quite simply really sometimes soon still then there today tomorrow usually
        yet
        """,
    ),
    "zh-Hans": re.findall(
        r"\w+",
        """
        其实 平时 在家 日常 如今 这里 同样 另外 往往 时常 眼下 每天 周末 清晨 午后 夜里 闲时 忙时 春天 秋天 再说 总之 原来 仍然
        """,
    ),
}


def descriptions(locale: str, count: int, *, true_only: bool = False) -> list[tuple[Brief, Content]]:
    chooser = random.Random(0)
    facts: dict[str, Facts] = {sku: found for part in PARTS for sku, found in products(part).items()}
    said: dict[str, list[str]] = defaultdict(list)
    for sentence in (sentence for part in PARTS for sentence in sentences(part)):
        if sentence.locale == locale and not (true_only and not sentence.true):
            said[sentence.product].append(sentence.text)
    made = []
    for number in range(count):
        sku = sorted(said)[number % len(said)]
        texts = chooser.sample(said[sku], len(said[sku]))
        text, place = "", 0
        while _size(text, locale) < WORDS:
            text += ("" if locale != "en" else " ") + _opened(texts[place % len(texts)], locale, chooser)
            place += 1
        made.append((Brief("description", locale, facts[sku]), Content({"description": f"{text.strip()} {number}"})))
    return made


def _opened(sentence: str, locale: str, chooser: random.Random) -> str:
    """The sentence, begun in one of hundreds of ways."""
    first, second = chooser.choices(_OPENINGS[locale], k=2)
    if locale != "en":
        return f"{first}{second}，{sentence}"
    return f"{first.capitalize()} {second} {sentence[:1].lower()}{sentence[1:]}"


def _size(text: str, locale: str) -> int:
    return len(text.split()) if locale == "en" else len(text)


def judge(brief: Brief, content: Content) -> None:
    run_all(brief, content, claims.attribute(content, brief.facts, brief.locale))


def best(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(3):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def main(count: int) -> None:
    for locale in ("en", "zh-Hans"):
        for true_only in (False, True):
            some = descriptions(locale, count + WARM, true_only=true_only)
            for brief, content in some[:WARM]:
                judge(brief, content)
            some = some[WARM:]
            settle()
            texts = [str(content.fields["description"]) for _, content in some]
            split = best(lambda texts=texts: [_WORD.findall(text) for text in texts])  # type: ignore[misc]
            start, cpu = time.perf_counter(), time.process_time()
            for brief, content in some:
                judge(brief, content)
            seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
            print(
                f"checks {locale}{' (all true)' if true_only else ''}: {count:,} descriptions of {WORDS} words in {seconds:.2f} s "
                f"({cpu:.2f} s of the processor), {cpu / split:.0f} times splitting them into words",
                flush=True,
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
