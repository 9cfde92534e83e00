"""From a job to what an engine is asked: the product as it is now, the policy of its language, the run's wishes."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from django.db.models import prefetch_related_objects

from generation.contract import Brief, Request, Sampling
from generation.kinds import KINDS
from shop_content.catalogue.facts import facts_of, photos_of
from shop_content.jobs.models import Job
from shop_content.policy.actions import terms

SAMPLING = ("temperature", "top_p", "top_k", "beams")
PHOTOS = 3  # how many of a product's photos a picture engine is given


def load_products(jobs: Sequence[Job]) -> None:
    """One query a table, however many jobs. Photos are read by `photos_of`, for the kinds that are shown any."""
    prefetch_related_objects(jobs, "run", "product__variants")


def briefs_of(jobs: Sequence[Job]) -> list[Brief]:
    """What each job is about, with the policy of its language, read once a batch."""
    load_products(jobs)
    policy = {locale: terms(locale) for locale in {job.locale for job in jobs} if locale}
    return [replace(source_of(job), policy=policy.get(job.locale, ())) for job in jobs]


def source_of(job: Job) -> Brief:
    """What an answer rests on. Most text kinds read facts only: a new photo does not make their answer stale."""
    kind, settings = KINDS[job.kind], job.run.settings
    return Brief(
        kind=job.kind,
        locale=job.locale,
        facts=facts_of(job.product),
        tone=job.run.tone,
        length=settings.get("length", "standard"),
        keywords=tuple(settings.get("keywords", ())),
        audience=settings.get("audience", ""),
        occasion=job.subject.removeprefix("occasion:") if kind.subject == "occasion" else "",
        photos=photos_of(job.product, PHOTOS if kind.medium == "image" else None) if "photos" in kind.reads else (),
        options={"shadow": settings["shadow"]} if kind.medium == "image" and "shadow" in settings else {},
    )


def requests_of(job: Job, brief: Brief) -> list[Request]:
    """One request a variant. The seed is the run's, or the run's number, so that it can be repeated."""
    settings = job.run.settings
    seed = int(
        settings.get("seed")
        or zlib.crc32(f"{job.run_id}:{job.product_id}:{job.kind}:{job.locale}{job.subject}".encode())
    )
    chosen = {name: settings[name] for name in SAMPLING if settings.get(name) is not None}
    request = partial(Request, brief, Sampling(seed=seed, **chosen))
    return [request(variant=variant) for variant in range(job.run.variants)]
