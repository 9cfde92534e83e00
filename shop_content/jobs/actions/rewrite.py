"""Asking for one passage of a version anew: a run of one job, whose answer becomes the next version."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from generation.kinds import KINDS
from shop_content.audit.actions import record
from shop_content.drafts.actions.guards import may
from shop_content.drafts.errors import NotEditable, StaleVersion
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.drafts.rewriting import Spot, words_at
from shop_content.drafts.siblings import are_siblings
from shop_content.jobs import wake
from shop_content.jobs.actions.adapters import carried
from shop_content.jobs.errors import RunError
from shop_content.jobs.models import Job, Run
from shop_content.shops.models import Member

LONGEST_INSTRUCTION = 300  # characters
_KEPT = ("length", "keywords", "audience", "occasion")  # of what the text was asked to be


def request_rewrite(member: Member, version_id: int, spot: Spot, instruction: str, request_key: str) -> Run:
    """Write the run and its job, and wake a worker once they are committed.

    `spot` is one of whole sentences (`drafts.rewriting.whole_sentences`). The same `request_key` again answers the run that
    is there. Raises NotEditable for a picture, StaleVersion when there is a newer version, and `RunError`: bad_request for an
    instruction that is too long and for a place without words, no_products for a product that was deleted.
    """
    version = DraftVersion.objects.select_related("draft__product", "draft__newest").get(pk=version_id)
    draft = version.draft
    may(member, "write", draft)
    if KINDS[draft.kind].medium != "text":
        raise NotEditable
    wanted = " ".join(instruction.replace("\x00", "").split())
    words = words_at(version, spot)
    if len(wanted) > LONGEST_INSTRUCTION or not words.strip():
        raise RunError("bad_request")
    if draft.product.archived_at is not None:
        raise RunError("no_products")
    if draft.newest is None or not are_siblings(version, draft.newest):
        raise StaleVersion(draft.newest or version)
    with transaction.atomic():
        columns = _columns(draft, version, spot, words, wanted)
        columns["settings"] |= carried(member)
        run, new = Run.objects.get_or_create(
            shop_id=member.shop_id, request_key=request_key, defaults={"requested_by": member.user, **columns}
        )
        if not new:
            return run
        Job.objects.create(
            run=run, product=draft.product, kind=draft.kind, locale=draft.locale, subject=draft.subject, queue="text"
        )
        record("run.request", run, run.shop_id, products=1, jobs=1, draft=draft.pk, passage=run.settings["passage"])
        transaction.on_commit(lambda: wake.everyone(run.kinds), robust=True)
    return run


def _columns(draft: Draft, version: DraftVersion, spot: Spot, words: str, instruction: str) -> dict[str, Any]:
    """The run, asked as the text itself was."""
    source = version.provenance or (
        draft.versions.exclude(provenance={}).order_by("-number").values_list("provenance", flat=True).first() or {}
    )
    asked = source.get("asked", {})
    place = {name: getattr(spot, name) for name in ("field", "index", "start", "end")}
    return {
        "kinds": [draft.kind],
        "locales": [draft.locale],
        "tone": asked.get("tone", "plain"),
        "settings": {
            **{name: asked[name] for name in _KEPT if asked.get(name)},
            "passage": {"version": version.pk, **place, "words": words, "instruction": instruction},
        },
        "products": 1,
        "total": 1,
    }
