"""What can stand in the way of a change to a shop or its people. Each says what happened, why, and what to do next."""

from __future__ import annotations

from django.utils.translation import gettext as _

from shop_content.refusals import Refusal
from shop_content.shops.models import Invitation


class ShopError(Refusal):
    """Base of all below."""


class BadValue(ShopError):
    """A field's value cannot be kept."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(field, problem)
        self.field = field
        self.problem = problem

    @property
    def message(self) -> str:
        return self.problem


class LastOwner(ShopError):
    @property
    def message(self) -> str:
        return _("This is the shop's only owner, and a shop needs one. Make somebody else an owner first.")


class NoMember(ShopError):
    @property
    def message(self) -> str:
        return _("This person is not a member of the shop any more. Reload the page to see who is.")


class AlreadyMember(ShopError):
    def __init__(self, email: str) -> None:
        super().__init__(email)
        self.email = email

    @property
    def message(self) -> str:
        return _("%(email)s is a member of this shop already. Change the role in the list instead.") % {
            "email": self.email
        }


class AlreadyInvited(ShopError):
    def __init__(self, email: str) -> None:
        super().__init__(email)
        self.email = email

    @property
    def message(self) -> str:
        return _("%(email)s has an open invitation already. Send it again, or revoke it first to change the role.") % {
            "email": self.email
        }


class TooManyInvitations(ShopError):
    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit

    @property
    def message(self) -> str:
        return _(
            "The shop sent %(limit)s invitations within a day, the most that is allowed. Invite the others tomorrow."
        ) % {"limit": self.limit}


class SentJustNow(ShopError):
    @property
    def message(self) -> str:
        return _("This invitation was sent less than a minute ago. Wait a moment before you send it again.")


class InvitationClosed(ShopError):
    """Accepted, revoked, expired, or its shop is suspended."""

    def __init__(self, invitation: Invitation) -> None:
        super().__init__(invitation.pk)
        self.invitation = invitation

    @property
    def message(self) -> str:
        if self.invitation.accepted_at:
            return _("This invitation was accepted already. Sign in with the address it was sent to.")
        if self.invitation.revoked_at:
            return _("This invitation was withdrawn. Ask an owner of the shop for a new one.")
        if self.invitation.expired:
            return _(
                "This invitation has expired: it was good for seven days. Ask an owner of the shop to send it again."
            )
        return _("This shop is closed by the moderators at the moment. Ask its owner when it opens again.")


class WrongAccount(ShopError):
    """The invitation is for another address than the one that is signed in."""

    def __init__(self, invited: str, signed_in: str) -> None:
        super().__init__(invited, signed_in)
        self.invited = invited
        self.signed_in = signed_in

    @property
    def message(self) -> str:
        return _(
            "This invitation is for %(invited)s, but you are signed in as %(signed_in)s. Sign out, then sign in or sign up with "
            "the invited address; or ask the owner to invite this one."
        ) % {"invited": self.invited, "signed_in": self.signed_in}


class ReasonNeeded(ShopError):
    @property
    def message(self) -> str:
        return _("Say why, in at least three characters: the reason is kept in the audit trail.")


class AlreadySo(ShopError):
    """Someone else was first."""

    @property
    def message(self) -> str:
        return _("Somebody else did this already. Nothing was changed.")


class Yourself(ShopError):
    @property
    def message(self) -> str:
        return _("You cannot do this to your own account. Ask another moderator.")


class LastModerator(ShopError):
    @property
    def message(self) -> str:
        return _("This is the only active moderator, and one is needed. Make somebody else a moderator first.")


class StaleVoice(ShopError):
    @property
    def message(self) -> str:
        return _(
            "Somebody else saved the brand voice while you were changing it. Your changes are still in the form: compare"
            " them with what is saved now, then save again."
        )
