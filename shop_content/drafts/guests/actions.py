"""Opening and closing a guest's door, and what a guest may do behind it."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from shop_content.audit.actions import record
from shop_content.audit.actor import Actor, acting, current
from shop_content.drafts.actions.decisions import approve as decide
from shop_content.drafts.errors import BadField, MayNotApprove
from shop_content.drafts.models import Draft, DraftVersion, GuestLink, GuestWord, Status
from shop_content.shops.models import Member

MOST = 200  # drafts of one link: as many as somebody reads in one go
LONGEST_NAME = 80  # characters
LONGEST_TEXT = 2000
DAYS = (1, 3, 7, 14, 30)
MOST_WORDS = 2000  # of one link; nobody says more, a script might


def open_link(member: Member, drafts: QuerySet[Draft], label: str, days: int) -> tuple[GuestLink, str]:
    """The link and its token, which is not kept. Raises `BadField`."""
    if not member.may("decide"):
        raise PermissionDenied("decide")
    label, token, now = _line(label), secrets.token_urlsafe(32), timezone.now()
    if not label:
        raise BadField("label", _("Say for whom the link is, for example a name or a company."))
    if days not in DAYS:
        raise BadField("days", _("Choose how long the link stays open."))
    chosen = list(drafts.filter(shop_id=member.shop_id).exclude(newest=None).values_list("pk", flat=True)[: MOST + 1])
    if not chosen:
        raise BadField("drafts", _("None of these drafts has been written yet, so there is nothing to show."))
    if len(chosen) > MOST:
        raise BadField("drafts", _("A guest can be shown at most %(most)s drafts. Choose fewer.") % {"most": MOST})
    with transaction.atomic():
        link = GuestLink.objects.create(
            shop_id=member.shop_id,
            label=label,
            token_hash=digest(token),
            created_by=member.user,
            expires_at=now + timedelta(days=days),
        )
        link.drafts.set(chosen)
        record("guest.open", link, member.shop_id, label=label, drafts=len(chosen), days=days)
    return link, token


def revoke(member: Member, link_id: int) -> bool:
    """False if it was closed already."""
    if not member.may("decide"):
        raise PermissionDenied("decide")
    with transaction.atomic():
        mine = GuestLink.objects.filter(pk=link_id, shop_id=member.shop_id, revoked_at=None)
        if not mine.update(revoked_at=timezone.now()):
            return False
        record("guest.close", GuestLink(pk=link_id), member.shop_id)
    return True


def find(token: str) -> GuestLink | None:
    """The open link of that token; None for an unknown, expired or withdrawn one, and for one of a suspended shop."""
    found = GuestLink.objects.filter(token_hash=digest(token), revoked_at=None, shop__suspended_at=None)
    return found.filter(expires_at__gt=timezone.now()).select_related("shop", "created_by").first()


def look(link: GuestLink) -> None:
    """Somebody opened it. The first look of a day is an event."""
    now = timezone.now()
    if link.seen_at is None or link.seen_at.date() != now.date():
        record("guest.look", link, link.shop_id)
    GuestLink.objects.filter(pk=link.pk).update(seen_at=now)


@transaction.atomic
def comment(link: GuestLink, draft_id: int, version_id: int, name: str, text: str) -> GuestWord:
    """Raises `BadField`, Draft.DoesNotExist, DraftVersion.DoesNotExist."""
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text:
        raise BadField("text", _("Write what you want to say."))
    if len(text) > LONGEST_TEXT:
        raise BadField(
            "text", _("The comment is longer than %(limit)s characters. Shorten it.") % {"limit": LONGEST_TEXT}
        )
    return _say(link, draft_id, version_id, GuestWord.Verb.COMMENT, name, text)


@transaction.atomic
def approve(link: GuestLink, draft_id: int, version_id: int, name: str) -> GuestWord:
    """Approve as the person who opened the link would: the same rules, findings and conflicts stand in the way.

    Raises `BadField`, `MayNotApprove`, Draft.DoesNotExist, DraftVersion.DoesNotExist, and what `drafts.actions.approve` raises.
    """
    member = (
        Member.objects.select_related("shop", "user").filter(shop_id=link.shop_id, user_id=link.created_by_id).first()
    )
    if member is None or not member.user.is_active or not member.may("decide"):
        raise MayNotApprove
    word = _say(link, draft_id, version_id, GuestWord.Verb.APPROVE, name)
    with acting(_guest(link, word.name)):
        decide(member, draft_id, version_id)
    return word


def open_drafts(link: GuestLink) -> QuerySet[Draft]:
    """What the guest is shown: the batch, without what a moderator holds or a person has rejected since."""
    shown = link.drafts.exclude(newest=None).exclude(status__in=[Status.HELD, Status.REJECTED])
    return shown.filter(product__archived_at=None).select_related("product", "newest", "newest__image").order_by("pk")


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _say(link: GuestLink, draft_id: int, version_id: int, verb: str, name: str, text: str = "") -> GuestWord:
    name = _line(name)
    if not name:
        raise BadField("name", _("Enter your name, so that the shop knows who speaks."))
    GuestLink.objects.select_for_update().get(pk=link.pk)  # words of one link come one after another: they are counted
    if link.words.count() >= MOST_WORDS:
        raise BadField("text", _("This link has been used too often. Ask whoever sent it for a new one."))
    draft = open_drafts(link).get(pk=draft_id)
    version = DraftVersion.objects.get(pk=version_id, draft=draft)
    word = GuestWord.objects.create(link=link, draft=draft, version=version, verb=verb, name=name, text=text)
    with acting(_guest(link, name)):
        record(f"guest.{verb}", draft, link.shop_id, link=link.pk, version=version.pk, name=name)
    return word


def _guest(link: GuestLink, name: str) -> Actor:
    return replace(current(), id=None, name=f"{name} (guest link {link.pk})")


def _line(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())[:LONGEST_NAME]
