"""What cannot be set."""

from __future__ import annotations

from django.utils.translation import gettext as _


class NoticeError(Exception):
    """`message` is for the person."""

    @property
    def message(self) -> str:
        raise NotImplementedError


class NoSuchDigest(NoticeError):
    @property
    def message(self) -> str:
        return _("Choose one of the ways in the list.")
