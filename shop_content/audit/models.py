"""The audit trail."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop_content.audit.triggers import append_only


class Event(models.Model):
    """Who did what to which row, when, from where. The database refuses UPDATE, DELETE and TRUNCATE.

    Plain columns instead of foreign keys: the trail outlives what it speaks of, and every room may write to it.
    """

    at = models.DateTimeField(_("when"), default=timezone.now)
    actor_id = models.BigIntegerField(_("person's number"), null=True)
    actor = models.CharField(_("who"), max_length=254)  # the e-mail address at that time, or "system"
    shop_id = models.BigIntegerField(_("shop's number"), null=True)
    verb = models.CharField(_("what"), max_length=60)  # "draft.approve"
    target_type = models.CharField(_("kind of row"), max_length=60)  # "drafts.draft"
    target_id = models.CharField(_("row"), max_length=60)
    detail = models.JSONField(_("detail"), default=dict)
    address = models.GenericIPAddressField(_("from where"), null=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["shop_id", "-id"]),
            models.Index(fields=["target_type", "target_id", "-id"]),
            models.Index(fields=["verb", "-id"]),
        ]
        triggers = append_only("event")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.actor} {self.verb} {self.target_type} {self.target_id}"
