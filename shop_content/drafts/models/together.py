"""People at work on the same drafts: who has one open, and what they tell each other about it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop_content.drafts.models.drafts import Decision, Draft, DraftVersion
from shop_content.shops.models import User


class Claim(models.Model):
    """Somebody has the draft open to decide on it. The queue leads others past it until `until`; their page extends it."""

    SHOP_PATH: ClassVar[str] = "draft__shop"

    draft = models.OneToOneField(Draft, models.CASCADE, related_name="claim")
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")

    def __str__(self) -> str:
        return f"{self.by}: {self.draft_id}"


class Comment(models.Model):
    """What one person says to another about a draft, or about a passage of it.

    `quote` is the passage as it stood in `version`, at `start` of entry `index` of `field`; "" is the whole draft. Later versions
    show the comment where the same words still stand (`passages.find`).

    `mark` is a spot on `version`'s picture (`marks.Mark.stored`); one that came with a request for changes names its `decision`.
    """

    SHOP_PATH: ClassVar[str] = "draft__shop"

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="comments")
    version = models.ForeignKey(DraftVersion, models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.CharField(_("comment"), max_length=2000)
    quote = models.CharField(max_length=1000, blank=True)
    field = models.CharField(max_length=40, blank=True)
    index = models.PositiveSmallIntegerField(default=0)
    start = models.PositiveIntegerField(default=0)
    mark = models.JSONField(null=True)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="marks")
    created_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = [models.Index(fields=["draft", "id"])]

    def __str__(self) -> str:
        return self.text[:60]


class Mention(models.Model):
    """Somebody whom a comment calls by name, until they have seen it."""

    SHOP_PATH: ClassVar[str] = "comment__draft__shop"

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="mention_once_a_comment")]
        indexes = [models.Index(fields=["user", "-id"], condition=models.Q(seen_at=None), name="mention_unseen")]

    def __str__(self) -> str:
        return f"@{self.user}"
