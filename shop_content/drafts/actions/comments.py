"""What people tell each other about a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shop_content.audit.actions import record
from shop_content.drafts.actions.guards import may
from shop_content.drafts.errors import BadField
from shop_content.drafts.marks import Mark
from shop_content.drafts.models import Comment, Draft, DraftVersion, Mention
from shop_content.drafts.passages import find
from shop_content.shops.models import Member, User

LONGEST = 2_000  # characters
LONGEST_QUOTE = 1_000
_CALLED = re.compile(r"@([\w.+-]+(?:@[\w.-]+\w)?)")


@transaction.atomic
def comment(
    member: Member, draft_id: int, version_id: int | None, text: str, quote: str = "", mark: Mark | None = None
) -> Comment:
    """Say something about a draft, or about the passage `quote` or the spot `mark` of one of its versions, and tell whoever is
    called by name.

    Names are the beginnings of e-mail addresses, or whole ones: "@ada", "@ada@example.com". Raises BadField.
    """
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text:
        raise BadField("text", _("Write what you want to say."))
    if len(text) > LONGEST:
        raise BadField("text", _("The comment is longer than %(limit)s characters. Shorten it.") % {"limit": LONGEST})
    draft = Draft.objects.get(pk=draft_id)
    may(member, "view", draft)
    version = DraftVersion.objects.filter(draft=draft, pk=version_id or 0).first()
    quote = " ".join(quote.replace("\x00", "").split())[:LONGEST_QUOTE]
    place = find(version.fields, quote) if version else None
    row = Comment.objects.create(
        draft=draft,
        version=version,
        author=member.user,
        text=text,
        quote=quote if place else "",
        field=place.field if place else "",
        index=place.index if place else 0,
        start=place.start if place else 0,
        mark=mark.stored if mark and version and version.image_id else None,
    )
    told = called(member, text)
    Mention.objects.bulk_create(Mention(comment=row, user=user) for user in told)
    record("draft.comment", draft, draft.shop_id, comment=row.pk, told=[user.pk for user in told])
    return row


@transaction.atomic
def settle(member: Member, comment_id: int, *, settled: bool) -> None:
    """Put a comment aside, or bring it back."""
    row = Comment.objects.select_related("draft").get(pk=comment_id)
    may(member, "view", row.draft)
    open_now = Comment.objects.filter(pk=row.pk, settled_at__isnull=settled)
    who = (
        {"settled_at": timezone.now(), "settled_by": member.user}
        if settled
        else {"settled_at": None, "settled_by": None}
    )
    if open_now.update(**who):
        record(
            "draft.comment_settle" if settled else "draft.comment_open", row.draft, row.draft.shop_id, comment=row.pk
        )


def see(member: Member, draft_id: int) -> int:
    """The member has seen what calls them on this draft. Returns how many were new; no event: nothing of the shop's has changed."""
    new = Mention.objects.filter(user=member.user, comment__draft_id=draft_id, seen_at=None)
    return new.update(seen_at=timezone.now())


def called(member: Member, text: str) -> list[User]:
    """The people of the shop whom `text` calls, but for its author; a beginning that two people share calls neither."""
    people = [each.user for each in Member.objects.filter(shop_id=member.shop_id).select_related("user")]
    found = {user.pk: user for name in _CALLED.findall(text) if (user := _only(people, name.rstrip(".-")))}
    return [user for pk, user in found.items() if pk != member.user_id]


def _only(people: Iterable[User], name: str) -> User | None:
    name = name.lower()
    match = [user for user in people if name in (user.email.lower(), user.email.lower().partition("@")[0])]
    return match[0] if len(match) == 1 else None
