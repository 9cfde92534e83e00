"""A moderator's act has a reason, which stays in the trail."""

from __future__ import annotations

from django.utils.translation import gettext as _

from shop_content.shops.errors import BadValue, ReasonNeeded

LONGEST_REASON = 1000  # characters


def reasoned(reason: str) -> str:
    """Raises `ReasonNeeded` or `BadValue`."""
    text = reason.strip()
    if len(text) < 3:
        raise ReasonNeeded
    if len(text) > LONGEST_REASON:
        raise BadValue(
            "reason", _("The reason is longer than %(limit)s characters. Shorten it.") % {"limit": LONGEST_REASON}
        )
    return text
