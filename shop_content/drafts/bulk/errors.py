"""What can stand in the way of a bulk as a whole."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from shop_content.drafts.bulk.selection import MOST


class BulkError(Exception):
    """`code`: none, too_many, not_ended."""

    WORDS: dict[str, Any] = {
        "none": _("No draft was chosen, or none of them is there any more. Choose some, then try again."),
        "too_many": _("More than %(most)s drafts at once. Narrow the filter, then do the rest after that."),
        "not_ended": _("This change is still going on. Stop it first, then take it back."),
    }

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def message(self) -> str:
        return str(self.WORDS[self.code]) % {"most": f"{MOST:,}"}
