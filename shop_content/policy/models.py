"""What may be said."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop_content.shops.models import Shop, User


class PolicyTerm(models.Model):
    """An expression that content must not use. Kept by moderators, by locale; changes go through `actions.py`."""

    class Severity(models.TextChoices):
        ERROR = "error", _("Blocks approval")
        WARNING = "warning", _("Warns")

    locale = models.CharField(_("locale"), max_length=10)  # "en", "zh-Hans"
    pattern = models.CharField(
        _("pattern"), max_length=300
    )  # a regular expression, matched without case, see `patterns.py`
    severity = models.CharField(_("severity"), max_length=10, choices=Severity, default=Severity.ERROR)
    reason = models.CharField(_("reason"), max_length=300)  # shown to the merchant, in the interface's English
    reason_zh = models.CharField(_("reason in Chinese"), max_length=300, blank=True)
    # Keys of facts, any of which lets the expression stand, parted by commas; "evidence": any evidence that covers the product.
    unless = models.CharField(_("unless the product has"), max_length=300, blank=True, default="", db_default="")
    active = models.BooleanField(_("active"), default=True)
    # Texts written before the term was saved are looked through, in the order of their drafts: the last one so far. None: all are.
    reached = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("policy term")
        verbose_name_plural = _("policy terms")
        constraints = [models.UniqueConstraint(fields=["locale", "pattern"], name="policy_term_once_a_locale")]

    def __str__(self) -> str:
        return f"{self.pattern} ({self.locale})"


class Evidence(models.Model):
    """A certificate, a test report, an award: what it states may be claimed of the products that it covers, until it expires.

    Products see it as a fact with the id `evidence:<pk>`. A row is never deleted, because versions cite it.
    """

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="evidence")
    statement = models.CharField(_("what it proves"), max_length=300)
    issuer = models.CharField(_("issued by"), max_length=120, blank=True)
    reference = models.CharField(_("number"), max_length=120, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    expires_on = models.DateField(
        _("valid until"), null=True, blank=True
    )  # the last day on which it counts; None: for good
    brand = models.CharField(_("brand"), max_length=200, blank=True)  # "" covers every brand
    category = models.CharField(_("category"), max_length=750, blank=True)  # the beginning of a taxonomy path
    skus = models.JSONField(_("SKUs"), default=list, blank=True)  # [] covers every product
    lapsed = models.BooleanField(default=False)  # its expiry was noticed
    retired_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        indexes = [
            models.Index(
                fields=["expires_on"], condition=models.Q(lapsed=False, retired_at=None), name="evidence_to_lapse"
            )
        ]

    def __str__(self) -> str:
        return self.statement

    def stands(self, today: date) -> bool:
        return self.retired_at is None and (self.expires_on is None or today <= self.expires_on)

    def covers(self, sku: str, brand: str, category: str) -> bool:
        """Every part of the scope that is filled in must fit."""
        return (
            (not self.brand or self.brand.casefold() == brand.casefold())
            and (not self.category or category.casefold().startswith(self.category.casefold()))
            and (not self.skus or sku in self.skus)
        )
