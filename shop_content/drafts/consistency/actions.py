"""Asking for a comparison of text and picture, and keeping what came of it, with the finding that it makes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from generation.looking.consistency.contract import RULE
from generation.looking.consistency.contract import Consistency as Found
from generation.looking.consistency.passages import compared
from shop_content.audit.actions import record
from shop_content.drafts.models import Consistency, Draft, DraftVersion, Finding
from shop_content.leases import Leased, owned

QUEUE = "image"
ENDED = {"lease_token": None, "lease_until": None}


@dataclass(frozen=True, slots=True)
class Judged:
    """`found` is None where there was nothing to compare with."""

    found: Found | None
    engine: str = ""
    bar: float = 0.0
    words: str = ""
    photo_id: int | None = None
    title_id: int | None = None


def ask(versions: Iterable[tuple[str, int]]) -> None:
    """(kind, version id) that are to be compared, again if they were before. Nothing where no model is set; one statement else."""
    if not settings.CONSISTENCY_ENGINE.strip():
        return
    rows = [Consistency(version_id=pk, queue=QUEUE) for kind, pk in versions if compared(kind)]
    fresh = ["status", "attempts", "error_code", "run_after", "lease_token", "lease_until"]
    Consistency.objects.bulk_create(rows, update_conflicts=True, unique_fields=["version"], update_fields=fresh)


def ask_of_pictures(product_id: int) -> None:
    """Another title was approved: the product's pictures are compared with that one."""
    if settings.CONSISTENCY_ENGINE.strip():
        standing = Q(pk=F("draft__newest")) | Q(pk=F("draft__approved"))
        pictures = DraftVersion.objects.filter(standing, draft__product_id=product_id, image__isnull=False)
        ask(pictures.values_list("draft__kind", "pk"))


@transaction.atomic
def keep(row: Consistency, judged: Judged) -> bool:
    """Store the score, unless another worker has the row by now; below the bar the version gets a warning, above it loses its own."""
    found = judged.found
    said = {
        "score": found.score if found else None,
        "similarity": found.similarity if found else None,
        "words": judged.words,
        "photo_id": judged.photo_id,
        "title_id": judged.title_id,
        "engine": judged.engine,
    }
    draft = Draft.objects.select_for_update(of=("self",)).get(versions=row.version_id)
    done = {"status": Leased.State.DONE, "error_code": "", "finished_at": timezone.now()}
    if not owned([row]).update(**said, **done, **ENDED):
        return False
    _find(draft, row.version_id, judged)
    record("draft.consistency", draft, draft.shop_id, version=row.version_id, score=said["score"])
    return True


def _find(draft: Draft, version_id: int, judged: Judged) -> None:
    """What a person has waived stays waived."""
    known = Finding.objects.filter(version_id=version_id, rule=RULE)
    gone = known.filter(waived_at=None).delete()[0]
    low = judged.found is not None and judged.found.score < judged.bar
    come = low and not known.exists()
    if judged.found and come:
        limits = {"percent": round(100 * judged.found.score), "limit": round(100 * judged.bar)}
        Finding.objects.create(
            version_id=version_id,
            rule=RULE,
            severity=Finding.Severity.WARNING,
            params={**limits, "text": judged.words},
        )
    if draft.newest_id == version_id and (change := int(come) - gone):
        Draft.objects.filter(pk=draft.pk).update(warnings=F("warnings") + change)


@transaction.atomic
def give_up(row: Consistency, code: str) -> None:
    if owned([row]).update(status=Leased.State.FAILED, error_code=code, finished_at=timezone.now(), **ENDED):
        draft = row.version.draft
        record("draft.consistency_failed", draft, draft.shop_id, version=row.version_id, code=code)
