"""From a job to what an engine is asked: the product as it is now, the policy of its language, the shop's voice, the run's wishes."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects

from generation.contract import Brief, Facts, House, Original, Passage, Photo, Request, Sampling, Voice
from generation.kinds import KINDS
from generation.scores import Known
from shop_content.catalogue.brand import house_of
from shop_content.catalogue.facts import facts_of, options_of_all, photos_of
from shop_content.catalogue.material import About, materials_of
from shop_content.catalogue.models import Product
from shop_content.drafts import voices as said
from shop_content.drafts.copywriting import copies
from shop_content.drafts.ground import beside, offered
from shop_content.drafts.models import DraftVersion
from shop_content.drafts.originals import as_translated, originals, translatable
from shop_content.drafts.rewriting import Spot, passage_of
from shop_content.jobs.models import Job
from shop_content.jobs.pictures import mood_options, picture_options, placement_of, poster_options
from shop_content.policy.actions import terms

POSTER = "poster"
SAMPLING = ("temperature", "top_p", "top_k", "beams")
PHOTOS = 3  # how many of a product's photos a picture engine is given


def briefs_of(jobs: Sequence[Job]) -> list[Brief]:
    """What each job is about, with the policy of its language, read once a batch."""
    policy = {locale: terms(locale) for locale in {job.locale for job in jobs} if locale}
    sources = sources_of(jobs)
    voices = said.voices(jobs[0].run.shop_id, slots_of(jobs)) if jobs else {}
    houses = {job.locale: house_of(job.run.shop_id, job.locale) for job in jobs if job.kind == POSTER}
    return [
        replace(
            source,
            house=houses.get(job.locale, House()) if job.kind == POSTER else House(),
            policy=policy.get(source.locale, ()),
            voice=voices.get((source.kind, source.locale), Voice()),
            passage=_passage(job, source),
        )
        for job, source in zip(jobs, sources, strict=True)
    ]


def base_of(job: Job) -> int | None:
    """Id of the version of which the job writes one passage anew."""
    passage = job.run.settings.get("passage")
    return int(passage["version"]) if passage else None


def _passage(job: Job, source: Brief) -> Passage | None:
    if base_of(job) is None:
        return None
    asked = job.run.settings["passage"]
    spot = Spot(asked["field"], asked["index"], asked["start"], asked["end"])
    version = DraftVersion.objects.get(pk=asked["version"])  # versions are never deleted, nor changed
    return passage_of(version, spot, asked["instruction"], source.facts, beside(source))


def slots_of(jobs: Sequence[Job]) -> set[tuple[str, str]]:
    """(kind, locale) of the texts among the jobs."""
    return {(job.kind, job.locale) for job in jobs if KINDS[job.kind].medium == "text"}


def known_to(jobs: Sequence[Job]) -> Known:
    """The shop's approved texts that the new ones should not resemble, read once a batch."""
    return said.known(jobs[0].run.shop_id, slots_of(jobs)) if jobs else Known()


def sources_of(jobs: Sequence[Job]) -> list[Brief]:
    """What each answer rests on, by one query a table. Photos are read by `photos_of`, for the kinds that are shown any."""
    prefetch_related_objects(jobs, "run", "product__shop__evidence")
    products = {job.product_id: job.product for job in jobs}
    options = options_of_all(products)
    facts = {pk: facts_of(product, options.get(pk, ())) for pk, product in products.items()}
    materials = materials_of([About(job.product, job.kind, job.subject, _offered(job)) for job in jobs])
    pairs = zip(jobs, materials, strict=True)
    briefs = [material.into(_source(job, facts[job.product_id])) for job, material in pairs]
    return _with_copies(jobs, _with_originals(jobs, briefs))


def _with_copies(jobs: Sequence[Job], briefs: Sequence[Brief]) -> list[Brief]:
    """Posters with the words that are approved today."""
    places = {(job.product_id, job.locale, _occasion(job)) for job in jobs if job.kind == POSTER}
    found = copies(jobs[0].run.shop_id, places) if places else {}
    return [
        replace(brief, copy=found.get((job.product_id, job.locale, _occasion(job)))) if job.kind == POSTER else brief
        for job, brief in zip(jobs, briefs, strict=True)
    ]


def _occasion(job: Job) -> str:
    if KINDS[job.kind].subject == "placement":
        return placement_of(job.subject)[1]
    return job.subject.removeprefix("occasion:") if KINDS[job.kind].subject == "occasion" else ""


def _with_originals(jobs: Sequence[Job], briefs: Sequence[Brief]) -> list[Brief]:
    """A translating run's jobs with what is approved today; where it was taken back, with an original that says nothing.

    A passage of a translation is compared with what its text translates.
    """
    if not jobs:
        return []
    if base_of(jobs[0]) is not None:
        return [replace(brief, original=_translated(job)) for job, brief in zip(jobs, briefs, strict=True)]
    if not (source := jobs[0].run.translates):
        return list(briefs)
    places = {(job.product_id, job.kind, job.subject) for job in jobs}
    found = originals(jobs[0].run.shop_id, source, places)
    return [
        replace(brief, original=found.get((job.product_id, job.kind, job.subject), Original("", source)))
        for job, brief in zip(jobs, briefs, strict=True)
    ]


def _translated(job: Job) -> Original | None:
    return as_translated(DraftVersion.objects.get(pk=base_of(job)))


def _offered(job: Job) -> tuple[str, ...]:
    """A recommendation of which one passage is written anew goes on to recommend the same products, and so does its translation."""
    if KINDS[job.kind].subject != "shopper":
        return ()
    if job.run.translates:
        place = {"product_id": job.product_id, "kind": job.kind, "subject": job.subject}
        draft = translatable(job.run.shop_id, job.run.translates).filter(**place).select_related("approved").first()
        return offered(draft.approved) if draft and draft.approved else ()
    base = base_of(job)
    return offered(DraftVersion.objects.get(pk=base)) if base is not None else ()


def _source(job: Job, facts: Facts) -> Brief:
    """Most text kinds read facts only: a new photo does not make their answer stale."""
    kind, chosen = KINDS[job.kind], job.run.settings
    return Brief(
        kind=job.kind,
        locale=job.locale,
        facts=facts,
        tone=job.run.tone,
        length=chosen.get("length", "standard"),
        keywords=tuple(chosen.get("keywords", ())),
        audience=chosen.get("audience", ""),
        occasion=_occasion(job),
        photos=_photos(job.product, kind.medium) if "photos" in kind.reads else (),
        options=_options(job, chosen),
    )


def _photos(product: Product, medium: str) -> tuple[Photo, ...]:
    """Pictures are made along people's masks; a mask changes nothing for a text."""
    return photos_of(product, PHOTOS, masked=True) if medium == "image" else photos_of(product, None)


def _options(job: Job, chosen: Mapping[str, Any]) -> dict[str, Any]:
    """An adapter that ADAPTERS no longer names is refused by the engine: it would not be the shop's voice without a word."""
    if job.kind == POSTER:
        return poster_options(chosen) | {"placement": placement_of(job.subject)[0]}
    if KINDS[job.kind].synthetic:
        return mood_options(chosen)
    if KINDS[job.kind].medium == "image":
        return picture_options(chosen)
    name = chosen.get("adapter", "")
    return {"adapter": settings.ADAPTERS.get(name, f"{name} (not in ADAPTERS)")} if name else {}


def seed_of(job: Job) -> int:
    """The run's, or one made of the run's number, so that it can be repeated."""
    asked = job.run.settings.get("seed")
    return int(asked or zlib.crc32(f"{job.run_id}:{job.product_id}:{job.kind}:{job.locale}{job.subject}".encode()))


def requests_of(job: Job, brief: Brief) -> list[Request]:
    """One request a variant."""
    asked = job.run.settings
    chosen = {name: asked[name] for name in SAMPLING if asked.get(name) is not None}
    request = partial(Request, brief, Sampling(seed=seed_of(job), **chosen))
    return [request(variant=variant) for variant in range(job.run.variants)]
