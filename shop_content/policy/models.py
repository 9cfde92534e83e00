"""What may be said."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("policy term")
        verbose_name_plural = _("policy terms")
        constraints = [models.UniqueConstraint(fields=["locale", "pattern"], name="policy_term_once_a_locale")]

    def __str__(self) -> str:
        return f"{self.pattern} ({self.locale})"
