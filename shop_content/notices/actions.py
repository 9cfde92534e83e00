"""Settings of one member, and the day's digests."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone, translation

from shop_content.audit.actions import record
from shop_content.notices.errors import NoSuchDigest
from shop_content.notices.items import waiting_for
from shop_content.notices.mails import send_digest
from shop_content.notices.models import DigestMail, NoticeSetting
from shop_content.shops.models import Member, Shop

log = logging.getLogger(__name__)

Digest, State = NoticeSetting.Digest, DigestMail.State
MOST_TRIES = 3  # of a digest that no mail server takes
KEPT = timedelta(days=60)
SALT = "notices.digest"


@transaction.atomic
def set_digest(member: Member, digest: str) -> None:
    """How often the member is told by mail. Raises NoSuchDigest."""
    if digest not in Digest.values:
        raise NoSuchDigest
    row, _new = NoticeSetting.objects.update_or_create(member=member, defaults={"digest": digest})
    record("notice.digest", row, member.shop_id, digest=digest)


def look(member: Member) -> None:
    """The member has opened what waits for them: nothing of it is new any more."""
    NoticeSetting.objects.update_or_create(member=member, defaults={"looked_at": timezone.now()})


def token_of(member: Member) -> str:
    """What the link in the mail carries; it says who stops which digest, and opens nothing else."""
    return Signer(salt=SALT).sign(str(member.pk))


def member_of(token: str) -> Member | None:
    """None for a token that is not ours, or of somebody who has left the shop."""
    try:
        pk = Signer(salt=SALT).unsign(token)
    except BadSignature:
        return None
    return Member.objects.select_related("shop", "user").filter(pk=pk).first()


def stop_digest(member: Member) -> None:
    """By the link in a mail, without signing in. Twice is once."""
    set_digest(member, Digest.OFF)


def send_due(now: datetime | None = None) -> int:
    """The digests of every shop in which the day has come to `DIGEST_HOUR`; each at most once, whoever else is at it. How many went out."""
    moment = now or timezone.now()
    sent = 0
    for zone in Shop.objects.order_by().values_list("time_zone", flat=True).distinct():
        local = moment.astimezone(ZoneInfo(zone))
        if local.hour >= settings.DIGEST_HOUR:
            sent += sum(_send(member, day) for member, day in _due(zone, local.date()))
    DigestMail.objects.filter(day__lt=moment.date() - KEPT).delete()
    return sent


def _due(zone: str, today: date) -> Iterator[tuple[Member, date]]:
    """(member, day) of those who got none yet; the day of a weekly one is the week's Monday, so that a late one is late, not lost."""
    members = Member.objects.filter(shop__time_zone=zone, shop__suspended_at=None, user__is_active=True)
    members = members.select_related("shop", "user").order_by("pk")
    weekly = Q(notice_setting__digest=Digest.WEEKLY)
    for day, who in (
        (today, ~weekly & ~Q(notice_setting__digest=Digest.OFF) | Q(notice_setting=None)),
        (today - timedelta(days=today.weekday()), weekly),
    ):
        over = DigestMail.objects.filter(member=OuterRef("pk"), day=day).exclude(
            state=State.FAILED, tries__lt=MOST_TRIES
        )
        for member in members.filter(who).filter(~Exists(over)).iterator(chunk_size=500):
            yield member, day


def _send(member: Member, day: date) -> bool:
    """Write down that it is being sent, then send it, then what became of it. Whoever comes second finds the row."""
    row, new = DigestMail.objects.get_or_create(member=member, day=day, defaults={"tries": 1})
    if not new and not _taken_again(row):
        return False
    told = (
        DigestMail.objects.filter(member=member, state=State.SENT)
        .order_by("-day")
        .values_list("keys", flat=True)
        .first()
    )
    with (
        timezone.override(ZoneInfo(member.shop.time_zone)),
        translation.override(member.user.language or settings.LANGUAGE_CODE),
    ):
        items = waiting_for(member)
        keys = [item.key for item in items]
        if not set(keys) - set(told or []):
            return _ended(row, State.NOTHING)
        try:
            send_digest(member, items, token_of(member))
        except OSError as error:  # smtplib's errors are
            log.warning("digest of member %s: %r", member.pk, error)
            return _ended(row, State.FAILED)
    return _ended(row, State.SENT, keys)


def _taken_again(row: DigestMail) -> bool:
    failed = DigestMail.objects.filter(pk=row.pk, state=State.FAILED, tries__lt=MOST_TRIES)
    return bool(failed.update(state=State.SENDING, tries=F("tries") + 1, at=timezone.now()))


def _ended(row: DigestMail, state: str, keys: list[str] | None = None) -> bool:
    DigestMail.objects.filter(pk=row.pk, state=State.SENDING).update(state=state, keys=keys or [], at=timezone.now())
    return state == State.SENT
