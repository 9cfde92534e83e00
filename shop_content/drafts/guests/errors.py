"""What can stand in the way of a guest, or of whoever invites one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from shop_content.drafts.errors import DraftError


class BadLink(DraftError):
    """A value of the form cannot be kept."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(field, problem)
        self.field = field
        self.problem = problem

    @property
    def message(self) -> str:
        return self.problem


class MayNotApprove(DraftError):
    @property
    def message(self) -> str:
        return _(
            "Whoever sent you this link may no longer approve for the shop. Your comment reaches them; ask them for a new link."
        )
