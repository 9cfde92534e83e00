"""What can stand in the way of a change to a draft. Each says what happened, why, and what to do next."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop_content.drafts.models import Decision, Draft, DraftVersion
from shop_content.refusals import Refusal


class DraftError(Refusal):
    """Base of all below."""


class StaleVersion(DraftError):
    """Someone wrote a newer version meanwhile. `mine` is what the person wanted to save, if anything."""

    def __init__(self, newest: DraftVersion, mine: dict[str, Any] | None = None) -> None:
        super().__init__(newest.pk)
        self.newest = newest
        self.mine = mine

    @property
    def message(self) -> str:
        return _(
            "Version %(number)s of this draft arrived while you were looking at an older one. Nothing was changed. "
            "Read the newest version, then decide."
        ) % {"number": self.newest.number}


class BlockedByFindings(DraftError):
    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count

    @property
    def message(self) -> str:
        return ngettext(
            "This version cannot be approved: %(count)s error is open. Edit the text, or waive the error with a reason.",
            "This version cannot be approved: %(count)s errors are open. Edit the text, or waive each with a reason.",
            self.count,
        ) % {"count": self.count}


class FactsChanged(DraftError):
    """Sentences of the version say what is no longer a fact."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count

    @property
    def message(self) -> str:
        return ngettext(
            "This version cannot be approved: %(count)s sentence rests on a fact that has changed. Edit it, or ask for a new version.",
            "This version cannot be approved: %(count)s sentences rest on facts that have changed. Edit them, or ask for a new version.",
            self.count,
        ) % {"count": self.count}


class OriginalChanged(DraftError):
    """What the version translates is no longer what is approved in that language."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def message(self) -> str:
        return _(
            "Version %(number)s of the original has been approved since this was translated. Translate it again, or confirm beside the"
            " original that it is still right."
        ) % {"number": self.number}


class CopyChanged(DraftError):
    """A poster's words are no longer the approved ones."""

    @property
    def message(self) -> str:
        return _(
            "A text on this poster is no longer the approved one. Ask for a new poster; it is set from what is approved now."
        )


class KitChanged(DraftError):
    """A poster was made with another brand kit than the shop has now."""

    @property
    def message(self) -> str:
        return _(
            "The brand kit has changed since this poster was made. Ask for a new poster; it is set with the colours, logo and small print"
            " of today."
        )


class AlreadyDecided(DraftError):
    """Someone else was first."""

    def __init__(self, draft: Draft, decision: Decision | None) -> None:
        super().__init__(draft.pk)
        self.draft = draft
        self.decision = decision

    @property
    def message(self) -> str:
        if self.decision is None:
            return _("This draft is “%(status)s” already. Reopen it to decide anew.") % {
                "status": self.draft.get_status_display()
            }
        return _("%(person)s decided first: “%(decision)s”. Reopen the draft to decide anew.") % {
            "person": self.decision.by,
            "decision": self.decision.get_verb_display(),
        }


class HeldByModerator(DraftError):
    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.pk)
        self.draft = draft

    @property
    def message(self) -> str:
        if self.draft.held_by_shop:
            return _("This draft is held, so nobody can decide on it. Reopen it first.")
        return _(
            "A moderator holds this draft, so nobody can decide on it. You can edit it; the moderator releases it."
        )


class NotHeld(DraftError):
    @property
    def message(self) -> str:
        return _("This draft is not held any more. Nothing was changed.")


class NotWritten(DraftError):
    @property
    def message(self) -> str:
        return _("There is no version to decide on yet. Wait until it is written, or write it yourself.")


class NotEditable(DraftError):
    @property
    def message(self) -> str:
        return _(
            "A picture cannot be edited here. Ask for a new one with other settings, or change the product's photos."
        )


class NothingChanged(DraftError):
    @property
    def message(self) -> str:
        return _("Nothing was changed, so there is no new version to save.")


class BadField(DraftError):
    """The text cannot be stored as it came. `field` names where."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(field, problem)
        self.field = field
        self.problem = problem

    @property
    def message(self) -> str:
        return self.problem


class ReasonNeeded(DraftError):
    @property
    def message(self) -> str:
        return _("Say why, in at least three characters: whoever writes the next version will read it.")


class ReasonTooLong(DraftError):
    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit

    @property
    def message(self) -> str:
        return _("The reason is longer than %(limit)s characters. Shorten it.") % {"limit": self.limit}


class NotWaivable(DraftError):
    """The finding stands whatever anybody says: `Rule.final`."""

    @property
    def message(self) -> str:
        return _("This finding cannot be waived: a picture must show the real product. Ask for a new picture.")


class AlreadyWaived(DraftError):
    def __init__(self, by: Any) -> None:
        super().__init__(str(by))
        self.by = by

    @property
    def message(self) -> str:
        return _("%(person)s waived this finding first.") % {"person": self.by}


class NotAMember(DraftError):
    """Work is given to somebody who cannot see it."""

    @property
    def message(self) -> str:
        return _("That person does not belong to this shop. Choose one of its people, or invite them first.")


class NotYours(DraftError):
    @property
    def message(self) -> str:
        return _("This belongs to somebody else. Ask them, or an owner of the shop.")


class RuledOut(DraftError):
    """A rule of the shop: `code` is a `workflow.Verdict` that lets nothing happen."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def message(self) -> str:
        return ruled_out(self.code)


def ruled_out(code: str) -> str:
    if code == "owners_only":
        return _("A rule of this shop lets only owners approve this. Ask one of them.")
    if code == "again":
        return _(
            "You have approved this version already. A rule of this shop wants a second person to approve it, too."
        )
    return _("A rule of this shop names who may approve this, and you are not among them. Ask one of them.")


class MayNotApprove(DraftError):
    @property
    def message(self) -> str:
        return _(
            "Whoever sent you this link may no longer approve for the shop. Your comment reaches them; ask them for a new link."
        )
