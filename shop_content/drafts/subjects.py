"""What a draft is about beside its product, in words."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from generation.occasions import OCCASIONS


def label(subject: str) -> str:
    """ "occasion:black_friday" as people call it, in the reader's language; "" stays ""."""
    kind, _colon, key = subject.partition(":")
    if kind == "occasion" and key in OCCASIONS:
        return OCCASIONS[key]["zh-Hans" if (get_language() or "").startswith("zh") else "en"]
    if kind == "question":
        return _("Question %(number)s") % {"number": key}
    if kind == "review":
        return _("Review %(number)s") % {"number": key}
    if kind == "shopper":
        return _("Shoppers %(number)s") % {"number": key}
    return subject
