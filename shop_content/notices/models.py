"""How a member wants to be told, and which digests went out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop_content.shops.models import Member


class NoticeSetting(models.Model):
    """A member without a row is told daily, and only when something new waits for them."""

    SHOP_PATH: ClassVar[str] = "member__shop"

    class Digest(models.TextChoices):
        DAILY = "daily", _("Daily, when something new waits for you")
        WEEKLY = "weekly", _("Weekly, on Mondays, when something waits for you")
        OFF = "off", _("Never")

    member = models.OneToOneField(Member, models.CASCADE, related_name="notice_setting")
    digest = models.CharField(_("digest by e-mail"), max_length=10, choices=Digest, default=Digest.DAILY)
    looked_at = models.DateTimeField(null=True)  # when the member last opened what waits for them

    class Meta:
        verbose_name = _("notice setting")
        verbose_name_plural = _("notice settings")

    def __str__(self) -> str:
        return f"{self.member}: {self.digest}"


class DigestMail(models.Model):
    """One digest of one member for one day of the shop, or for the week that begins on it. The row comes before the mail.

    `keys` name what it told of; the next one goes out only when there is something beside.
    """

    SHOP_PATH: ClassVar[str] = "member__shop"

    class State(models.TextChoices):
        SENDING = "sending", _("Being sent")  # for ever, where a worker died then: rather none than two
        SENT = "sent", _("Sent")
        NOTHING = "nothing", _("Nothing to say")
        FAILED = "failed", _("No mail server took it")

    member = models.ForeignKey(Member, models.CASCADE, related_name="digests")
    day = models.DateField()
    state = models.CharField(_("status"), max_length=10, choices=State, default=State.SENDING)
    keys = models.JSONField(default=list)
    tries = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = [models.UniqueConstraint(fields=["member", "day"], name="digest_once_a_day")]
        indexes = [models.Index(fields=["day"], name="digest_to_forget")]

    def __str__(self) -> str:
        return f"{self.member} {self.day}"
