"""Approving a batch from a random sample of it."""

from __future__ import annotations

from random import SystemRandom

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from shop_content.audit.actions import record
from shop_content.drafts.bulk.wake import QUEUE, wake
from shop_content.drafts.errors import BadField
from shop_content.drafts.models import Bulk, BulkItem, Decision, Draft, DraftVersion, Sample, SampleItem, Status
from shop_content.drafts.sampling import size
from shop_content.drafts.staleness import OUTDATED
from shop_content.shops.models import Member, User

MOST = 100_000  # drafts of one batch
LIMITS = (0.001, 0.2)
CONFIDENCES = (0.8, 0.999)
JUDGING = (
    Decision.Verb.APPROVE,
    Decision.Verb.REQUEST_CHANGES,
    Decision.Verb.REJECT,
    Decision.Verb.REOPEN,
    Decision.Verb.HOLD,
)

_INSERT = """
INSERT INTO drafts_sampleitem (sample_id, draft_id, version_id, chosen, verdict)
SELECT %s, id, newest_id, false, '' FROM ({drafts}) AS draft ORDER BY id
"""
_BEGIN = "INSERT INTO drafts_bulkitem (bulk_id, draft_id, version_id, state, code, params)"
_OTHERS = f"""
{_BEGIN}
SELECT %s, draft_id, version_id, 'waiting', '', '{{}}' FROM drafts_sampleitem WHERE sample_id = %s AND NOT chosen ORDER BY id
"""


def low_risk(drafts: QuerySet[Draft]) -> QuerySet[Draft]:
    """Those that wait for a decision, and of which neither the checks nor changed facts say anything."""
    clean = drafts.filter(status=Status.IN_REVIEW, errors=0, warnings=0, recheck=False, newest__isnull=False)
    return clean.exclude(OUTDATED)


@transaction.atomic
def request_sample(
    member: Member, drafts: QuerySet[Draft], limit: float, confidence: float, request_key: str
) -> Sample:
    """Choose at random how many of the low-risk ones among `drafts` a person is to look at. The same key again answers the same sample.

    Raises PermissionDenied, BadField.
    """
    if not member.may("decide"):
        raise PermissionDenied("decide")
    if not LIMITS[0] <= limit <= LIMITS[1]:
        raise BadField("limit", _("The quality limit must be between 0.1 and 20 percent."))
    if not CONFIDENCES[0] <= confidence <= CONFIDENCES[1]:
        raise BadField("confidence", _("The confidence must be between 80 and 99.9 percent."))
    sample, new = Sample.objects.get_or_create(
        shop_id=member.shop_id,
        request_key=request_key,
        defaults={"requested_by": member.user, "limit": limit, "confidence": confidence},
    )
    if not new:
        return sample
    chosen, params = low_risk(drafts).order_by().values("id", "newest_id")[: MOST + 1].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_INSERT.format(drafts=chosen), [sample.pk, *params])
        sample.total = int(cursor.rowcount)
    if not sample.total:
        raise BadField(
            "limit", _("None of these drafts is of low risk: in review, without findings, on facts of today.")
        )
    if sample.total > MOST:
        raise BadField("limit", _("More than %(most)s drafts at once. Narrow the filter.") % {"most": f"{MOST:,}"})
    sample.size = size(sample.total, limit, confidence)
    sample.save(update_fields=["total", "size"])
    picked = SystemRandom().sample(list(sample.items.values_list("pk", flat=True)), sample.size)
    sample.items.filter(pk__in=picked).update(chosen=True)
    numbers = {"limit": limit, "confidence": confidence, "total": sample.total, "size": sample.size}
    drawn = list(sample.items.filter(chosen=True).order_by("draft").values_list("draft", flat=True))
    record("sample.request", sample, sample.shop_id, **numbers, drafts=drawn)
    return sample


def judge(user: User, draft: Draft, version: DraftVersion | None, verb: str) -> None:
    """A person decided on a draft: where it is one of a sample, that is its verdict. Called by every decision, in its transaction."""
    if verb not in JUDGING:
        return
    chosen = SampleItem.objects.filter(draft=draft, chosen=True).select_related("sample")
    for item in chosen.filter(Q(sample__status=Sample.Status.OPEN) | Q(sample__status=Sample.Status.PASSED)):
        good = verb == Decision.Verb.APPROVE and version is not None and version.pk == item.version_id
        if item.sample.status == Sample.Status.OPEN:
            _look(user, item, good)
        elif not good:
            _reopen(item.sample)


def _look(user: User, item: SampleItem, good: bool) -> None:
    verdict = SampleItem.Verdict.GOOD if good else SampleItem.Verdict.BAD
    SampleItem.objects.filter(pk=item.pk).update(verdict=verdict, seen_by=user, seen_at=timezone.now())
    sample = Sample.objects.select_for_update().get(pk=item.sample_id)
    if not good:
        _end(sample, Sample.Status.FAILED, draft=item.draft_id)
    elif not sample.items.filter(chosen=True).exclude(verdict=SampleItem.Verdict.GOOD).exists():
        _end(sample, Sample.Status.PASSED)
        _approve_the_others(sample)


def _end(sample: Sample, status: str, **detail: int) -> bool:
    moved = Sample.objects.filter(pk=sample.pk).exclude(status=status)
    if not moved.update(status=status, ended_at=timezone.now()):
        return False
    record(f"sample.{status}", sample, sample.shop_id, **detail)
    return True


def _approve_the_others(sample: Sample) -> None:
    bulk = Bulk.objects.create(
        shop_id=sample.shop_id,
        requested_by=sample.requested_by,
        act=Bulk.Act.APPROVE,
        sample=sample,
        total=sample.total - sample.size,
        request_key=f"sample-{sample.pk}",
        queue=QUEUE,
    )
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS, [bulk.pk, sample.pk])
    transaction.on_commit(wake, robust=True)


def _reopen(sample: Sample) -> None:
    """One of the sample was not good after all: what was approved on its strength goes back, unless somebody decided since."""
    if not _end(sample, Sample.Status.REOPENED):
        return
    for bulk in Bulk.objects.select_for_update().filter(sample=sample, act=Bulk.Act.APPROVE):
        if bulk.status == Bulk.State.RUNNING:
            Bulk.objects.filter(pk=bulk.pk).update(cancel_requested=True)
        elif bulk.open:
            Bulk.objects.filter(pk=bulk.pk).update(status=Bulk.State.CANCELLED, finished_at=timezone.now())
        Bulk.objects.get_or_create(
            shop_id=bulk.shop_id,
            request_key=f"back-{bulk.pk}",
            defaults={
                "requested_by": bulk.requested_by,
                "act": Bulk.Act.REOPEN,
                "takes_back": bulk,
                "sample": sample,
                "queue": QUEUE,
                "total": 0,
            },
        )
    transaction.on_commit(wake, robust=True)


def take_in(bulk: Bulk) -> None:
    """What a reopened sample takes back is known once the bulk that approved has come to rest; the worker calls it before its turn."""
    if bulk.sample_id is None or bulk.takes_back_id is None or bulk.act != Bulk.Act.REOPEN or bulk.total:
        return
    done = BulkItem.objects.filter(bulk_id=bulk.takes_back_id, state=BulkItem.State.DONE, decision__isnull=False)
    rows = [
        BulkItem(bulk=bulk, draft_id=draft, version_id=version)
        for draft, version in done.values_list("draft", "version")
    ]
    with transaction.atomic():
        BulkItem.objects.bulk_create(rows, ignore_conflicts=True, batch_size=5_000)
        Bulk.objects.filter(pk=bulk.pk).update(total=len(rows))
    bulk.total = len(rows)
