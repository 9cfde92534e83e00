"""The whole text path (jobs through Postgres and Celery to stored versions) as a ratio to the same engine called in a loop.

`python -m tests.bench.bench_run [PRODUCTS] [ENGINE...]`. Three measurements on the same products, four text kinds in English,
one after the other: the pipeline alone (engine, claims, checks, scores), whose every request to the engine is noted, new tries
with their corrections included; the engine alone in a loop, given these very requests in these very batches; and one worker
process with all that surrounds it, which asks its engine for the same. So the ratio says what the path adds to the engine's own
work, and nothing of how often an engine must be asked again. The engine alone comes second and finds the products in its own
caches, which is to the path's disadvantage.

Each side is one process whose engine has one thread, uses the same seeds, and is warm before the clock starts; the worker's clock
runs from the request to the last stored version. The worker stores one batch while it writes the next, and claims more than a
usual batch from an engine that answers at once. Beside it stands a worker with a process a core, for what the machine yields: it
is no ratio of like to like. `composer:` writes in well under a millisecond, so its line shows the path; `transformers:tiny`, a
real model of a few hundred thousand weights that is built and taught here, shows what the path adds to a model, on a tenth of
the products.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.bench.database import database

KINDS = ("title", "description", "bullets", "seo")
BATCH = 32
SEED = 7
TINY = "transformers:tiny"
TINY_SHARE = 10  # one product in so many is written about with the tiny model
TINY_STEPS = 60  # of teaching


class Noting:
    """An engine that remembers the batches of requests that it was given."""

    def __init__(self, engine: Any) -> None:
        self._engine, self.setting = engine, engine.setting
        self.batches: list[Sequence[Any]] = []

    def load(self) -> None:
        self._engine.load()

    def generate(self, requests: Sequence[Any], control: Any) -> Any:
        self.batches.append(requests)
        return self._engine.generate(requests, control)


def engine_alone(engine: Any, batches: Sequence[Sequence[Any]], texts: int) -> float:
    """Texts a second of the engine in a loop over all that it was asked for them."""
    from generation.contract import Control

    start = time.perf_counter()
    for batch in batches:
        engine.generate(batch, Control())
    return texts / (time.perf_counter() - start)


def pipeline_alone(engine: Any, requests: Sequence[Any]) -> float:
    """Texts a second with claims, checks and scores, and new tries where they ask for one, in batches as the worker makes them."""
    from django.conf import settings

    from generation import pipeline
    from generation.contract import Control
    from generation.scores import NOTHING_KNOWN

    demands = pipeline.Demands(settings.ANSWER_BAR, settings.ANSWER_TRIES)
    pipeline.run(requests[:BATCH], engine, Control(), NOTHING_KNOWN, demands)
    engine.batches.clear()
    start = time.perf_counter()
    for kind in KINDS:
        some = [request for request in requests if request.brief.kind == kind]
        for place in range(0, len(some), BATCH):
            pipeline.run(some[place : place + BATCH], engine, Control(), NOTHING_KNOWN, demands)
    return len(requests) / (time.perf_counter() - start)


def whole_path(setting: str, member: Any, products: Any, processes: int = 1) -> float:
    """Stored versions a second of a worker with so many processes, from the request to the last one."""
    from django.db import connection

    from shop_content.drafts.models import DraftVersion
    from shop_content.jobs.actions import Wish, request_run

    wish = Wish(KINDS, ("en",), settings={"seed": SEED})
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "worker.log"
        with _worker(setting, log, processes) as worker:
            for _ in range(processes):
                _wait(request_run(member, first(products, BATCH * processes), wish, uuid4().hex), worker)
            before = DraftVersion.objects.count()
            start = time.perf_counter()
            run = request_run(member, products, wish, uuid4().hex)
            _wait(run, worker)
            seconds = time.perf_counter() - start
            stored = DraftVersion.objects.count() - before
            assert stored == run.total, f"{stored} of {run.total} were stored; {log.read_text()}"
            connection.close()
            return stored / seconds


def first(products: Any, count: int) -> Any:
    """As a queryset that can be filtered further."""
    return products.filter(pk__in=list(products.values_list("pk", flat=True)[:count]))


def _worker(setting: str, log: Path, processes: int) -> Any:
    from tests.jobs.workers import running

    given = {"TEXT_ENGINE": setting, "TEXT_BATCH": str(BATCH), "TORCH_THREADS": "1"}
    return running("text", log, "-c", str(processes), "-n", "bench@test", **given)


def _wait(run: Any, worker: Any) -> None:
    while run.status != "finished":
        assert not worker.dead(), worker.log.read_text()
        time.sleep(0.05)
        run.refresh_from_db(fields=["status"])


def fill(products: int) -> Any:
    from shop_content.catalogue.models import Product
    from tests.factories import MemberFactory

    member = MemberFactory.create()
    materials, colours = ("stoneware", "steel", "oak", "linen"), ("sage green", "white", "black", "blue")
    Product.objects.bulk_create(
        Product(
            shop=member.shop,
            sku=f"SKU-{n}",
            title=f"{('Mug', 'Kettle', 'Tray', 'Apron')[n % 4]} {n}",
            brand="Norra",
            category="Home & Garden > Kitchen & Dining",
            facts=[
                {"id": "f1", "key": "material", "value": materials[n % 4], "unit": "", "source": "import"},
                {"id": "f2", "key": "colour", "value": colours[n // 4 % 4], "unit": "", "source": "import"},
                {"id": "f3", "key": "weight", "value": str(200 + n % 700), "unit": "g", "source": "import"},
                {"id": "f4", "key": "width", "value": str(8 + n % 40), "unit": "cm", "source": "import"},
                {"id": "f5", "key": "dishwasher safe", "value": "yes", "unit": "", "source": "import"},
            ],
            next_fact=6,
        )
        for n in range(products)
    )
    return member


def measure(setting: str, name: str, member: Any, products: Any) -> None:
    from generation.contract import Brief, Request, Sampling
    from generation.engines.registry import engine_for
    from shop_content.catalogue.facts import facts_of
    from shop_content.policy.actions import terms

    facts, policy = [facts_of(product) for product in products.prefetch_related("variants")], terms("en")
    requests = [
        Request(Brief(kind, "en", item, policy=policy), Sampling(seed=SEED)) for kind in KINDS for item in facts
    ]
    engine = engine_for(setting)
    noting = Noting(engine)
    checked = pipeline_alone(noting, requests)
    asked = sum(map(len, noting.batches)) / len(requests)
    alone = engine_alone(engine, noting.batches, len(requests))
    whole = whole_path(setting, member, products)
    cores = os.cpu_count() or 1
    together = whole_path(setting, member, products, cores)
    print(
        f"run {name} {len(requests):,} texts, {asked:.2f} requests a text; engine alone {alone:.1f} texts/s, with claims, checks and "
        f"scores {checked:.1f}, whole path {whole:.1f}; whole path / engine {whole / alone:.2f}, whole path / pipeline "
        f"{whole / checked:.2f}; with {cores} processes {together:.1f}, / engine in one {together / alone:.2f}",
        flush=True,
    )


def main(products: int = 1000, settings: Sequence[str] = ("composer:", TINY)) -> None:
    from shop_content.catalogue.models import Product
    from tests.generation.tiny_models import build_causal_lm

    member = fill(products)
    everything = Product.objects.order_by("pk")
    for setting in settings:
        if setting != TINY:
            measure(setting, setting, member, everything)
            continue
        with tempfile.TemporaryDirectory() as folder:
            model = build_causal_lm(Path(folder), steps=TINY_STEPS)
            measure(f"transformers:{model}", TINY, member, first(everything, max(products // TINY_SHARE, BATCH)))


if __name__ == "__main__":
    with database("bench_run"):
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, sys.argv[2:] or ("composer:", TINY))
