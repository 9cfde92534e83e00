"""One act on many drafts, which a worker carries out one by one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from shop_content.drafts.models.drafts import Decision, Draft, DraftVersion
from shop_content.drafts.models.samples import Sample
from shop_content.leases import Leased
from shop_content.shops.models import Shop, User


class Bulk(Leased):
    """What a person asked to be done to many drafts at once. Its items say what became of each."""

    class Act(models.TextChoices):
        APPROVE = "approve", _("Approve")
        REQUEST_CHANGES = "request_changes", _("Request changes")
        REJECT = "reject", _("Reject")
        HOLD = "hold", _("Hold")
        ASSIGN = "assign", _("Assign")
        REOPEN = "reopen", _("Take back")
        FIX = "fix", _("Correct a phrase")

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="bulks")
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    act = models.CharField(max_length=20, choices=Act)
    reason = models.CharField(max_length=500, blank=True)
    assignee = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # None with ASSIGN: nobody
    due_on = models.DateField(null=True)
    old = models.CharField(max_length=300, blank=True)  # with FIX: the phrase
    new = models.CharField(max_length=300, blank=True)  # and what is written for it
    sample = models.ForeignKey(
        Sample, models.CASCADE, null=True, related_name="bulks"
    )  # on whose strength it is done, or undone
    takes_back = models.ForeignKey("self", models.CASCADE, null=True, related_name="+")  # with REOPEN: whose decisions
    status = models.CharField(_("status"), max_length=10, choices=Leased.State, default=Leased.State.QUEUED)
    total = models.PositiveIntegerField(default=0)
    request_key = models.CharField(max_length=64)  # the form's key: a double click is one bulk
    error_code = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("bulk change")
        verbose_name_plural = _("bulk changes")
        constraints = [models.UniqueConstraint(fields=["shop", "request_key"], name="bulk_once_a_request")]
        indexes = [
            models.Index(fields=["shop", "-id"]),
            models.Index(
                fields=["queue", "run_after", "id"],
                condition=models.Q(status__in=["queued", "running"]),
                name="bulk_to_claim",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.act}"

    @property
    def open(self) -> bool:
        return self.status in (self.State.QUEUED, self.State.RUNNING)


class BulkItem(models.Model):
    """One draft of a bulk, with the version that the person meant. It ends in the same transaction as what was done to it."""

    SHOP_PATH: ClassVar[str] = "bulk__shop"

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        REFUSED = "refused", _("Could not be done")

    bulk = models.ForeignKey(Bulk, models.CASCADE, related_name="items")
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="+")
    version = models.ForeignKey(DraftVersion, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    code = models.CharField(max_length=40, blank=True)  # of `bulk.refusals`: why it could not be done
    params = models.JSONField(default=dict)
    made = models.ForeignKey(DraftVersion, models.PROTECT, null=True, related_name="+")  # with FIX: the corrected text
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("draft of a bulk change")
        verbose_name_plural = _("drafts of bulk changes")
        constraints = [models.UniqueConstraint(fields=["bulk", "draft"], name="bulk_item_once_a_draft")]
        indexes = [models.Index(fields=["bulk", "state", "id"])]

    def __str__(self) -> str:
        return f"{self.bulk_id}: {self.draft_id}"
