"""Everything that changes people, shops, roles and invitations. Each is one transaction and one event in the audit trail."""

from shop_content.shops.actions.invitations import accept, find_invitation, invite, resend, revoke
from shop_content.shops.actions.people import change_role, leave, remove
from shop_content.shops.actions.shops import adapt, change_shop, create_shop, suspend, unsuspend
from shop_content.shops.actions.users import (
    account_event,
    activate,
    deactivate,
    dismiss_moderator,
    make_moderator,
    set_language,
    sign_in_failed,
)
from shop_content.shops.actions.voice import leave_out, prefer, save_voice

__all__ = [
    "accept",
    "account_event",
    "activate",
    "adapt",
    "change_role",
    "change_shop",
    "create_shop",
    "deactivate",
    "dismiss_moderator",
    "find_invitation",
    "invite",
    "leave",
    "leave_out",
    "make_moderator",
    "prefer",
    "remove",
    "resend",
    "revoke",
    "save_voice",
    "set_language",
    "sign_in_failed",
    "suspend",
    "unsuspend",
]
