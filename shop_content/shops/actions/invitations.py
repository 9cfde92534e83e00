"""An open door for one e-mail address. The mail holds the token; the database holds its hash."""

from __future__ import annotations

import hashlib
import logging
import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from shop_content.audit.actions import record
from shop_content.shops import mails
from shop_content.shops.errors import (
    AlreadyInvited,
    AlreadyMember,
    BadValue,
    InvitationClosed,
    NoMember,
    SentJustNow,
    TooManyInvitations,
    WrongAccount,
)
from shop_content.shops.models import Invitation, Member, Role, Shop, User

logger = logging.getLogger(__name__)

DAYS = 7
MOST_A_DAY = 100
RESEND_AFTER = timedelta(minutes=1)


def invite(actor: Member, *, email: str, role: str) -> Invitation:
    """The invitation; its `sent_at` is None if no mail server took the mail. Raises `ShopError`s."""
    address = _checked(email, role)
    now, token = timezone.now(), secrets.token_urlsafe(32)
    with transaction.atomic():
        Shop.objects.select_for_update().get(pk=actor.shop_id)
        if Member.objects.filter(shop_id=actor.shop_id, user__email__iexact=address).exists():
            raise AlreadyMember(address)
        invitations = Invitation.objects.filter(shop_id=actor.shop_id)
        same = invitations.filter(email__iexact=address, accepted_at=None, revoked_at=None)
        if same.filter(expires_at__gt=now).exists():
            raise AlreadyInvited(address)
        if invitations.filter(created_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
            raise TooManyInvitations(MOST_A_DAY)
        same.update(revoked_at=now)  # expired: makes room for the new one
        invitation = Invitation.objects.create(
            shop_id=actor.shop_id,
            email=address,
            role=role,
            token_hash=_digest(token),
            invited_by=actor.user,
            expires_at=now + timedelta(days=DAYS),
        )
        record("invitation.create", invitation, actor.shop_id, email=address, role=role)
    return _send(invitation, token)


def resend(actor: Member, invitation: Invitation) -> Invitation:
    """A fresh token and seven more days; the link of the earlier mail stops working. Raises `InvitationClosed`, `SentJustNow`."""
    now, token = timezone.now(), secrets.token_urlsafe(32)
    with transaction.atomic():
        locked = _lock(invitation.pk, actor.shop_id)
        if locked.accepted_at or locked.revoked_at:
            raise InvitationClosed(locked)
        if locked.sent_at and locked.sent_at > now - RESEND_AFTER:
            raise SentJustNow
        locked.token_hash, locked.expires_at, locked.invited_by = _digest(token), now + timedelta(days=DAYS), actor.user
        locked.save(update_fields=["token_hash", "expires_at", "invited_by"])
        record("invitation.resend", locked, locked.shop_id, email=locked.email, role=locked.role)
    return _send(locked, token)


def revoke(actor: Member, invitation: Invitation) -> None:
    """Raises `InvitationClosed`."""
    with transaction.atomic():
        locked = _lock(invitation.pk, actor.shop_id)
        if locked.accepted_at or locked.revoked_at:
            raise InvitationClosed(locked)
        Invitation.objects.filter(pk=locked.pk).update(revoked_at=timezone.now())
        record("invitation.revoke", locked, locked.shop_id, email=locked.email, role=locked.role)


def find_invitation(token: str) -> Invitation | None:
    """The invitation that the mail's link names, closed ones included."""
    return Invitation.objects.select_related("shop", "invited_by").filter(token_hash=_digest(token)).first()


def accept(user: User, invitation: Invitation) -> Member:
    """The new member. For one who is a member already, the role stays. Raises `WrongAccount`, `InvitationClosed`.

    Whoever calls this has shown that the user owns the address: by the token from the mail, or by a verified account.
    """
    if invitation.email.lower() != user.email.lower():
        raise WrongAccount(invitation.email, user.email)
    with transaction.atomic():
        locked = _lock(invitation.pk, invitation.shop_id)
        if not locked.open or locked.shop.suspended_at:
            raise InvitationClosed(locked)
        Invitation.objects.filter(pk=locked.pk).update(accepted_at=timezone.now())
        member, created = Member.objects.get_or_create(
            shop_id=locked.shop_id, user=user, defaults={"role": locked.role}
        )
        record("invitation.accept", locked, locked.shop_id, email=user.email, role=member.role, joined=created)
    return member


def _lock(pk: int, shop_id: int) -> Invitation:
    """The invitation, its shop's row locked before it as everywhere in this room."""
    shop = Shop.objects.select_for_update().get(pk=shop_id)
    found = Invitation.objects.select_for_update().filter(pk=pk, shop=shop).first()
    if found is None:
        raise NoMember
    found.shop = shop
    return found


def _send(invitation: Invitation, token: str) -> Invitation:
    """Outside the transaction. A mail server that refuses is no reason to lose the invitation: it can be sent again."""
    try:
        mails.send_invitation(invitation, token)
    except OSError as error:  # SMTPException is one
        logger.warning("The invitation %s could not be sent: %s", invitation.pk, error)
        Invitation.objects.filter(pk=invitation.pk).update(sent_at=None)
        invitation.sent_at = None
        return invitation
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=Now())
    invitation.sent_at = timezone.now()
    return invitation


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _checked(email: str, role: str) -> str:
    address = User.objects.normalize_email(email.strip()).lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise BadValue("email", _("Enter an e-mail address, for example lin@example.com.")) from error
    if len(address) > 254:
        raise BadValue("email", _("The address is longer than %(limit)s characters.") % {"limit": 254})
    if role not in Role.values:
        raise BadValue("role", _("Choose one of the roles in the list."))
    return address
