"""What cannot be set."""

from __future__ import annotations

from django.utils.translation import gettext as _

from shop_content.refusals import Refusal


class NoticeError(Refusal):
    """Base of all below."""


class NoSuchDigest(NoticeError):
    @property
    def message(self) -> str:
        return _("Choose one of the ways in the list.")
