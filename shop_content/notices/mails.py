"""The digest, as text and as HTML. Sending raises OSError (smtplib's errors are) when no server takes the mail."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext

from shop_content.notices.items import Item
from shop_content.notices.words import grouped
from shop_content.shops.models import Member

SHOWN = 10  # of each sort; the inbox has all


def send_digest(member: Member, items: Sequence[Item], token: str) -> None:
    """In the language that is active. One click on the mail program's own button ends the digests (RFC 8058)."""
    stop = settings.PUBLIC_URL + reverse("digest_stop", args=[token])
    context = {
        "shop": member.shop,
        "groups": [(heading, rows[:SHOWN], max(0, len(rows) - SHOWN)) for heading, rows in grouped(items)],
        "base": settings.PUBLIC_URL,
        "inbox": settings.PUBLIC_URL + reverse("inbox", args=[member.shop_id]),
        "stop": stop,
    }
    subject = ngettext("%(shop)s: %(count)s thing waits for you", "%(shop)s: %(count)s things wait for you", len(items))
    mail = EmailMultiAlternatives(
        " ".join((subject % {"shop": member.shop.name, "count": len(items)}).split()),
        render_to_string("notices/mail/digest.txt", context),
        to=[member.user.email],
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
    mail.attach_alternative(render_to_string("notices/mail/digest.html", context), "text/html")
    mail.send()
