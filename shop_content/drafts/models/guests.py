"""People without an account who may look at one batch of drafts: a client, a brand's owner, a translator."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop_content.audit.triggers import append_only
from shop_content.drafts.models.drafts import Draft, DraftVersion
from shop_content.shops.models import Shop, User


class GuestLink(models.Model):
    """A door to one batch of drafts, until `expires_at`. Whoever has the address is the guest; the database holds only its hash.

    A guest's approval counts as one of `created_by`, and only as long as that person may approve.
    """

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="guest_links")
    label = models.CharField(_("for whom"), max_length=80)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    drafts = models.ManyToManyField(Draft, related_name="guest_links")
    created_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(_("open until"))
    revoked_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)  # the last time that somebody opened it

    class Meta:
        verbose_name = _("guest link")
        verbose_name_plural = _("guest links")
        indexes = [models.Index(fields=["shop", "-id"])]

    def __str__(self) -> str:
        return self.label

    @property
    def open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


class GuestWord(models.Model):
    """What a guest said of a version. Never changed, never deleted."""

    SHOP_PATH: ClassVar[str] = "draft__shop"

    class Verb(models.TextChoices):
        APPROVE = "approve", _("Approved")
        COMMENT = "comment", _("Commented")

    link = models.ForeignKey(GuestLink, models.PROTECT, related_name="words")
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="guest_words")
    version = models.ForeignKey(DraftVersion, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=10, choices=Verb)
    name = models.CharField(max_length=80)  # as the guest gave it
    text = models.CharField(max_length=2000, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("guest's word")
        verbose_name_plural = _("guests' words")
        indexes = [models.Index(fields=["draft", "id"])]
        triggers = append_only("guest_word")

    def __str__(self) -> str:
        return f"{self.name}: {self.verb}"
