"""The whole text path (jobs through Postgres and Celery to stored versions) as a ratio to the same engine called in a loop.

`python -m tests.bench.bench_run [PRODUCTS] [ENGINE]`. One worker process against one loop, on the same products: four text kinds in English. The worker is up
before the clock starts; the clock stops when the last version is stored. With `composer:`, which writes in well under a millisecond, this measures the path; with
a model, as `transformers:tiny` (a tiny real one that is built here), it measures what the path adds to a model.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench.database import database

KINDS = ("title", "description", "bullets", "seo")
BATCH = 32


def engine_alone(setting: str, briefs: list[Any]) -> float:
    """Answers a second of the engine in a loop, in batches as the worker makes them."""
    from generation.contract import Control, Request, Sampling
    from generation.engines.registry import engine_for

    engine = engine_for(setting)
    engine.load()
    requests = [Request(brief, Sampling(seed=number)) for number, brief in enumerate(briefs)]
    engine.generate(requests[:BATCH], Control())  # warm
    start = time.perf_counter()
    for place in range(0, len(requests), BATCH):
        engine.generate(requests[place : place + BATCH], Control())
    return len(requests) / (time.perf_counter() - start)


def whole_path(setting: str, member: Any) -> float:
    """Stored versions a second, from the request to the last one."""
    from django.db import connection

    from shop_content.catalogue.models import Product
    from shop_content.jobs.actions import Wish, request_run
    from shop_content.jobs.models import Job
    from tests.jobs.workers import running

    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "worker.log"
        arguments = ("-c", "1", "-n", "bench@test")
        with running("text", log, *arguments, TEXT_ENGINE=setting, TEXT_BATCH=str(BATCH), TORCH_THREADS="1") as worker:
            warm = request_run(member, Product.objects.filter(sku="SKU-0"), Wish(KINDS, ("en",)), "warm")
            _wait(warm, worker)
            start = time.perf_counter()
            run = request_run(member, Product.objects.all(), Wish(KINDS, ("en",)), "bench")
            _wait(run, worker)
            seconds = time.perf_counter() - start
            failed = Job.objects.filter(status="failed").count()
            assert not failed, f"{failed} jobs failed"
            connection.close()
            return run.total / seconds


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


def main(products: int = 1000, setting: str = "composer:") -> None:
    from shop_content.catalogue.facts import facts_of
    from shop_content.catalogue.models import Product
    from shop_content.policy.actions import terms

    from generation.contract import Brief

    member = fill(products)
    facts = [facts_of(product) for product in Product.objects.prefetch_related("variants")]
    briefs = [Brief(kind, "en", item, policy=terms("en")) for kind in KINDS for item in facts]
    alone = engine_alone(setting, briefs)
    whole = whole_path(setting, member)
    print(f"run {setting}: {len(briefs):,} texts; engine alone {alone:.0f}/s, whole path {whole:.0f}/s; ratio {whole / alone:.2f}")


if __name__ == "__main__":
    with database("bench_run"):
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, sys.argv[2] if len(sys.argv) > 2 else "composer:")
