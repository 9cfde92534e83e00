"""Asking for a picture once more: along a new mask, or for more like one that is there."""

from __future__ import annotations

from typing import Any

from generation.kinds import KINDS
from shop_content.catalogue.models import Product
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.jobs.actions.request import MAX_VARIANTS, Wish, request_run
from shop_content.jobs.briefs import seed_of
from shop_content.jobs.errors import RunError
from shop_content.jobs.models import Job, Run
from shop_content.jobs.pictures import MOOD_SETTINGS, PICTURE_SETTINGS, POSTER_SETTINGS, placement_of
from shop_content.shops.models import Member

_OF_ITS_RUN = ("passage", "original", "left_out")  # what another run does not take over


def remake(member: Member, draft: Draft, request_key: str) -> Run:
    """The picture once more, and the variants that came with it, from the same wishes and seed.

    Raises `RunError` as `request_run`; bad_request also for a draft without a picture.
    """
    version = draft.newest
    if version is None or KINDS[draft.kind].medium != "image":
        raise RunError("bad_request")
    job = _job(version)
    chosen = {**_settings(version, job), "seed": seed_of(job) if job else version.provenance.get("seed", 0)}
    return _request(member, draft, chosen, job.run.variants if job else 1, request_key)


def more_like(member: Member, version: DraftVersion, request_key: str) -> Run:
    """The version's picture again, and three more of its photo, backdrop, shadow and ground with the seeds after its own; of a poster, its
    words in three more layouts.

    Raises `RunError` as `request_run`; bad_request also for a version without a picture.
    """
    draft = version.draft
    if version.image_id is None or KINDS[draft.kind].medium != "image":
        raise RunError("bad_request")
    sampling: dict[str, Any] = version.provenance.get("sampling", {})
    names = {"poster": POSTER_SETTINGS, "mood": MOOD_SETTINGS}.get(draft.kind, PICTURE_SETTINGS)
    told = {name: sampling[name] for name in names if sampling.get(name) not in (None, "")}
    if draft.kind == "mood":
        told["prompt"] = version.provenance.get("prompt", "")
    chosen = {**_settings(version, _job(version)), **told, "seed": version.provenance.get("seed", 0)}
    return _request(member, draft, chosen, MAX_VARIANTS, request_key)


def _job(version: DraftVersion) -> Job | None:
    return Job.objects.filter(pk=version.job_id or 0).select_related("run").first()


def _settings(version: DraftVersion, job: Job | None) -> dict[str, Any]:
    """What the version was asked to be."""
    return {name: value for name, value in job.run.settings.items() if name not in _OF_ITS_RUN} if job else {}


def _request(member: Member, draft: Draft, chosen: dict[str, Any], variants: int, request_key: str) -> Run:
    if KINDS[draft.kind].subject == "placement":
        place, occasion = placement_of(draft.subject)
        chosen = {**chosen, "placements": [place], "occasion": occasion}
    if KINDS[draft.kind].subject == "occasion":
        chosen = {**chosen, "occasion": draft.subject.removeprefix("occasion:")}
    wish = Wish((draft.kind,), tuple(filter(None, (draft.locale,))), variants=variants, settings=chosen)
    if wish.subjects(draft.kind) != [draft.subject]:
        raise RunError("bad_request")
    return request_run(member, Product.objects.filter(pk=draft.product_id), wish, request_key)
