"""Mails of this room. Sending raises OSError (smtplib's errors are) when no server takes the mail."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from shop_content.shops.models import Invitation


def send_invitation(invitation: Invitation, token: str) -> None:
    """In the language of the person who invites: nothing is known of the other one's."""
    address = settings.PUBLIC_URL + reverse("invitation_accept", args=[token])
    inviter = invitation.invited_by.email if invitation.invited_by else ""
    body = render_to_string(
        "shops/mail/invitation.txt", {"invitation": invitation, "address": address, "inviter": inviter}
    )
    subject = _("%(inviter)s invites you to %(shop)s on Shop Content") % {
        "inviter": inviter,
        "shop": invitation.shop.name,
    }
    EmailMessage(" ".join(subject.split()), body, to=[invitation.email]).send()
