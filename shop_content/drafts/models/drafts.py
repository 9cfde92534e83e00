"""What was written: the slot, its immutable versions, what checks and people said of them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop_content.audit.triggers import append_only
from shop_content.catalogue.models import Image, Product
from shop_content.drafts.words import DraftWords
from shop_content.shops.models import Shop, User


class Status(models.TextChoices):
    WRITING = "writing", _("Being written")
    IN_REVIEW = "in_review", _("In review")
    APPROVED = "approved", _("Approved")
    CHANGES_REQUESTED = "changes_requested", _("Changes requested")
    REJECTED = "rejected", _("Rejected")
    HELD = "held", _("Held")


class ContentKind(models.TextChoices):
    """The kinds of `generation.kinds`, worded for people. A test compares both lists."""

    TITLE = "title", _("Title")
    DESCRIPTION = "description", _("Description")
    SHORT_DESCRIPTION = "short_description", _("Short description")
    BULLETS = "bullets", _("Bullet points")
    SEO = "seo", _("SEO title and meta description")
    ALT_TEXT = "alt_text", _("Alternative texts of the photos")
    PACKSHOT = "packshot", _("Packshot")
    SCENE = "scene", _("Scene")
    POSTER = "poster", _("Poster")
    MOOD = "mood", _("Mood picture")
    SEARCH_AD = "search_ad", _("Google search ad")
    SOCIAL_AD = "social_ad", _("Facebook and Instagram ad")
    CAMPAIGN = "campaign", _("Campaign title and slogan")
    SOCIAL_POST = "social_post", _("Social post")
    EMAIL = "email", _("E-mail")
    QA = "qa", _("Questions and answers")
    ANSWER = "answer", _("Reply to a question")
    RECOMMENDATION = "recommendation", _("Recommendation")
    REVIEW_SUMMARY = "review_summary", _("Summary of the reviews")
    REVIEW_REPLY = "review_reply", _("Reply to a review")


QUEUE_INDEXES = {
    "needs": ["rank", "id"],
    "score": ["score", "id"],
    "price": ["-price", "-id"],
    "sold": ["-sold", "-id"],
    "time": ["arrived_at", "id"],
    "kind": ["kind", "locale", "id"],
    "category": ["category", "id"],
}


class Draft(models.Model):
    """The slot for one kind of content of one product in one language. Pictures without words have the locale "".

    `subject` is what the content is about beside the product: "" for most, "occasion:black_friday", "question:5", "review:12",
    "shopper:3", "shape:wide", "placement:story", "placement:story:black_friday".

    `newest` is the version under review; `approved` the one a person let out, which may be an older one. What leaves the
    house is `live.live_versions()` and nothing else: a version is live while `approved` names it and the draft is neither
    held nor rejected. So a new version, from an engine or a person, never takes an approved one off the shelf; asking for
    changes on the approved version, rejecting the draft, a moderator's hold do.
    """

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="drafts")
    product = models.ForeignKey(Product, models.CASCADE, related_name="drafts")
    kind = models.CharField(_("kind"), max_length=20, choices=ContentKind)
    locale = models.CharField(_("locale"), max_length=10, blank=True)
    subject = models.CharField(_("subject"), max_length=60, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.WRITING)
    held_from = models.CharField(max_length=20, blank=True, choices=Status)  # the status to go back to on release
    held_by_shop = models.BooleanField(default=False, db_default=False)  # by one of its own people, not by a moderator
    newest = models.ForeignKey("DraftVersion", models.PROTECT, null=True, related_name="+")
    approved = models.ForeignKey("DraftVersion", models.PROTECT, null=True, related_name="+")
    errors = models.PositiveSmallIntegerField(default=0)  # open error findings of the newest version
    warnings = models.PositiveSmallIntegerField(default=0)
    # Triggers set it when the product's facts change, or another version of what it translates is approved; `actions.staleness` compares
    # and clears it.
    recheck = models.BooleanField(default=False, db_default=False, editable=False)
    # Which of `newest` and `approved` say what is no longer a fact. Ids of earlier versions may linger; `outdated` passes them over.
    stale = ArrayField(models.BigIntegerField(), default=list, db_default=[], editable=False)
    run_id = models.BigIntegerField(null=True)  # the run that asked last; a later room's row
    # What the queue is ordered and filtered by. A trigger writes them: of `newest` the moment that it came and its score (1 for
    # pictures, which have none), of the product its price, the units sold lately, its category's
    # beginning, and whether somebody deleted it.
    rank = models.IntegerField(default=0, db_default=0, editable=False)  # the lower, the more it needs a person
    arrived_at = models.DateTimeField(default=timezone.now, db_default=Now(), editable=False)
    score = models.FloatField(default=1.0, db_default=1.0, editable=False)
    price = models.DecimalField(
        max_digits=14, decimal_places=4, default=Decimal(0), db_default=Decimal(0), editable=False
    )
    sold = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    category = models.CharField(max_length=250, default="", db_default="", editable=False)
    archived = models.BooleanField(default=False, db_default=False, editable=False)
    assignee = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")  # who is to review it
    assigned_at = models.DateTimeField(null=True, editable=False)
    due_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(fields=["product", "kind", "locale", "subject"], name="draft_once_a_slot"),
            models.CheckConstraint(
                condition=~models.Q(status="approved", approved=None), name="draft_approved_names_a_version"
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "status", "id"]),
            models.Index(fields=["status", "-updated_at"]),
            models.Index(fields=["shop", "run_id", "id"]),
            models.Index(
                fields=["shop", "kind", "locale", "-approved"],
                condition=models.Q(approved__isnull=False),
                name="draft_approved_texts",
            ),
            models.Index(fields=["id"], condition=models.Q(recheck=True), name="draft_to_recheck"),
            models.Index(fields=["shop", "id"], condition=~models.Q(stale=[]), name="draft_outdated"),
            models.Index(fields=["shop"], condition=models.Q(kind="recommendation"), name="draft_recommending"),
            *(
                models.Index(
                    fields=["shop", "status", *fields], condition=models.Q(archived=False), name=f"draft_queue_{name}"
                )
                for name, fields in QUEUE_INDEXES.items()
            ),
            models.Index(
                fields=["shop", "assignee", "status", "id"],
                condition=models.Q(assignee__isnull=False),
                name="draft_assigned",
            ),
            models.Index(fields=["shop", "due_on", "id"], condition=models.Q(due_on__isnull=False), name="draft_due"),
        ]

    def __str__(self) -> str:
        return f"{self.product} · {self.get_kind_display()}" + (f" · {self.locale}" if self.locale else "")

    @property
    def outdated(self) -> bool:
        """Whether the version under review, or the published one, says what is no longer a fact."""
        return self.newest_id in self.stale or self.approved_id in self.stale


class DraftVersion(models.Model):
    """One text or picture, whole and for ever. The database refuses UPDATE, DELETE and TRUNCATE.

    `claims`: list of `{"field", "index", "start", "end", "fact_ids"}`. `facts`: the snapshot of all citable facts at that time, as
    `[{"id", "key", "value", "unit", "source"}]`. `provenance`: `generation.contract.Provenance` as a dict; empty for a person.
    `picture`: of `generation.contract.Asset`, `{"digital_source_type": str, "measures": {str: float}}`; empty for a text. A
    picture of a product adds `"placement": {"photo": sha256, "source": [left, top, right, bottom], "target": […]}`.
    """

    SHOP_PATH: ClassVar[str] = "draft__shop"

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()  # 1, 2, 3 … within the draft
    variant = models.PositiveSmallIntegerField(default=0)  # 0-based among those asked for together
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # None: an engine wrote it
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # the version a person edited
    # The approved version in another language that it translates; an edit of a translation keeps it.
    original = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    # Of a poster, the approved versions whose words stand on it.
    copied = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    fields = models.JSONField(default=dict)  # {"title": "…"} or {"bullets": ["…", "…"]}
    image = models.ForeignKey(Image, models.PROTECT, null=True, related_name="+")
    picture = models.JSONField(default=dict)
    overlay = models.ForeignKey(
        Image, models.PROTECT, null=True, related_name="+"
    )  # where the product differs from its photo
    # What of the photo the engine took for the product: a plane of the size of `picture["placement"]["source"]`.
    cutout = models.ForeignKey(Image, models.PROTECT, null=True, related_name="+", db_index=False)
    editable = models.ForeignKey(Image, models.PROTECT, null=True, related_name="+")  # the picture in layers, as SVG
    machine_made = models.BooleanField(default=True)  # an engine wrote it, or what a person edited into it
    claims = models.JSONField(default=list)
    facts = models.JSONField(default=list)
    source_hash = models.CharField(max_length=64)  # `Brief.source_hash()` of what it was made from
    provenance = models.JSONField(default=dict)
    scores = models.JSONField(default=dict)  # {"total": 0.87, "fidelity": 1.0, …}, each 0 to 1; empty for a picture
    job_id = models.BigIntegerField(null=True)  # the job that made it; a later room's row
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="version_number_once_a_draft"),
            models.UniqueConstraint(fields=["job_id", "variant"], name="version_once_a_job_and_variant"),
        ]
        indexes = [
            GinIndex(DraftWords("fields"), name="version_words"),
            models.Index(fields=["original"], condition=models.Q(original__isnull=False), name="version_translations"),
            GinIndex(fields=["copied"], condition=~models.Q(copied=[]), name="version_copies"),
        ]
        triggers = append_only("version")

    def __str__(self) -> str:
        return f"{self.draft} · {self.number}"


class TextSignature(models.Model):
    """The MinHash bands of a version's text (`generation.likeness.bands`), by which its near-duplicates are found.

    They are salted with the shop, the kind and the language, so that the index leads to texts of the same slot only.
    """

    SHOP_PATH: ClassVar[str] = "draft__shop"

    version = models.OneToOneField(DraftVersion, models.CASCADE, primary_key=True, related_name="signature")
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="+")
    bands = ArrayField(models.BigIntegerField())

    class Meta:
        verbose_name = _("text signature")
        verbose_name_plural = _("text signatures")
        # No pending list: it is read from end to end by every look-up, and a look-up comes with every batch of rows.
        indexes = [GinIndex(fields=["bands"], name="signature_bands", fastupdate=False)]

    def __str__(self) -> str:
        return str(self.version_id)


class Finding(models.Model):
    """What a check said of a version. An error blocks approval until it is mended (a new version) or waived with a reason."""

    SHOP_PATH: ClassVar[str] = "version__draft__shop"

    class Severity(models.TextChoices):
        ERROR = "error", _("Error")
        WARNING = "warning", _("Warning")

    version = models.ForeignKey(DraftVersion, models.PROTECT, related_name="findings")
    rule = models.CharField(max_length=60)
    severity = models.CharField(max_length=10, choices=Severity)
    field = models.CharField(max_length=40, blank=True)
    index = models.PositiveSmallIntegerField(default=0)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    params = models.JSONField(default=dict)
    waived_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    waived_at = models.DateTimeField(null=True)
    waived_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        indexes = [
            models.Index(fields=["rule", "version"], condition=models.Q(waived_at=None), name="finding_open_by_rule")
        ]

    def __str__(self) -> str:
        return self.rule

    @property
    def place(self) -> tuple[str | int, ...]:
        """What it says of which passage: the same for the same text."""
        params = json.dumps(self.params, sort_keys=True, default=str)
        return self.rule, self.severity, self.field, self.index, self.start, self.end, params


class Decision(models.Model):
    """One person's word on one version. Never changed, never deleted."""

    SHOP_PATH: ClassVar[str] = "draft__shop"

    class Verb(models.TextChoices):
        APPROVE = "approve", _("Approved")
        REQUEST_CHANGES = "request_changes", _("Changes requested")
        REJECT = "reject", _("Rejected")
        HOLD = "hold", _("Held")
        RELEASE = "release", _("Released")
        REOPEN = "reopen", _("Reopened")
        WAIVE = "waive", _("Finding waived")
        SECOND = "second", _("Approved, as the first of two")

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="decisions")
    version = models.ForeignKey(DraftVersion, models.PROTECT, null=True, related_name="decisions")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=20, choices=Verb)
    reason = models.CharField(max_length=1000, blank=True)
    seen = models.BooleanField(
        default=True, db_default=True
    )  # False: decided together with others, not opened by a person
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [models.Index(fields=["draft", "-id"])]
        triggers = append_only("decision")

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.draft}"
