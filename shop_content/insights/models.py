"""What the figures are added up from. Triggers write every row, in the transaction of what it tells of.

Numbers instead of foreign keys, as in the trail: the rows tell of others, and stand in nobody's way. Days are those of the shop's time
zone at that time.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Outcome(models.Model):
    """One person's decision on a version, beside the version that it goes back to: the first of its chain of edits.

    `written_at` is when that one came into review. `engine` and `model` wrote it; "" is a person. `edited`: the text or the picture is
    no longer the same. `changed`: the share of its words, or Chinese characters, that were changed, 0 to 1; workers measure it, and None
    means that nobody has yet, or that it is a picture. `stands`: nobody took the decision back.
    """

    SHOP_PATH: ClassVar[str] = "shop_id"

    shop_id = models.BigIntegerField()
    decision_id = models.BigIntegerField(unique=True)
    draft_id = models.BigIntegerField()
    version_id = models.BigIntegerField()
    written_id = models.BigIntegerField()
    verb = models.CharField(max_length=20)  # approve, request_changes or reject
    kind = models.CharField(max_length=20)
    locale = models.CharField(max_length=10, blank=True)
    engine = models.CharField(max_length=300, blank=True)
    model = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField()
    at = models.DateTimeField()
    edited = models.BooleanField()
    changed = models.FloatField(null=True)
    seen = models.BooleanField()  # False: decided together with others, not opened by a person
    stands = models.BooleanField(default=True, db_default=True)

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        indexes = [
            models.Index(fields=["shop_id", "at"], condition=Q(stands=True), name="outcome_by_time"),
            models.Index(
                fields=["id"], condition=Q(edited=True, changed=None) & ~Q(locale=""), name="outcome_to_measure"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.draft_id}"


class Summed(models.Model):
    """A row by day and what the figures are filtered by.

    Triggers add rows with `merged` False, so that nobody waits for anybody; a worker merges them into one row by key. Both kinds count.
    """

    SHOP_PATH: ClassVar[str] = "shop_id"

    shop_id = models.BigIntegerField()
    day = models.DateField()
    kind = models.CharField(max_length=20)
    locale = models.CharField(max_length=10, blank=True)
    engine = models.CharField(max_length=300, blank=True)
    merged = models.BooleanField(default=False, db_default=False)

    class Meta:
        abstract = True


class Production(Summed):
    """What engines wrote on a day, in a run (0: in none), and what it took: tokens read and written, seconds of the engine."""

    run_id = models.BigIntegerField(default=0)
    model = models.CharField(max_length=300, blank=True)
    versions = models.BigIntegerField()
    tokens_in = models.BigIntegerField()
    tokens_out = models.BigIntegerField()
    seconds = models.FloatField()

    class Meta:
        verbose_name = _("production of a day")
        verbose_name_plural = _("production of the days")
        constraints = [
            models.UniqueConstraint(
                fields=["shop_id", "day", "run_id", "kind", "locale", "engine", "model"],
                condition=Q(merged=True),
                name="production_merged_once",
            )
        ]
        indexes = [
            models.Index(fields=["shop_id", "day"], name="production_by_day"),
            models.Index(fields=["id"], condition=Q(merged=False), name="production_to_merge"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}: {self.versions}"


class Found(Summed):
    """How often a rule found something in the versions of a day, and how often a person waived it."""

    rule = models.CharField(max_length=60)
    severity = models.CharField(max_length=10)
    found = models.BigIntegerField()
    waived = models.BigIntegerField()

    class Meta:
        verbose_name = _("findings of a day")
        verbose_name_plural = _("findings of the days")
        constraints = [
            models.UniqueConstraint(
                fields=["shop_id", "day", "rule", "severity", "kind", "locale", "engine"],
                condition=Q(merged=True),
                name="found_merged_once",
            )
        ]
        indexes = [
            models.Index(fields=["shop_id", "day"], name="found_by_day"),
            models.Index(fields=["id"], condition=Q(merged=False), name="found_to_merge"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.rule}: {self.found}"
