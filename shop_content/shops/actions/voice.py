"""A shop's voice changes, and learns from other texts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from generation.contract import TONES
from shop_content.audit.actions import record
from shop_content.shops.errors import BadValue, StaleVoice
from shop_content.shops.models import BrandVoice, Member
from shop_content.shops.voices import BadLine, pairs_in, words_in

LONGEST_READER = 200  # characters
MOST_LEFT_OUT = 500


def save_voice(
    member: Member,
    locale: str,
    revision: int,
    *,
    tone: str,
    reader: str,
    person: str,
    banned: str,
    strict: bool,
    preferred: str,
    glossary: str,
) -> BrandVoice:
    """The voice with these values; as it was where they change nothing. `revision`: what the person saw, 0 for none yet.

    `banned`, `preferred` and `glossary` as they are typed. Raises `BadValue`, `StaleVoice`.
    """
    values = checked(tone, reader, person, banned, strict, preferred, glossary)
    with transaction.atomic():
        voice = _locked(member, locale)
        if voice.revision != revision:
            raise StaleVoice
        changed = {
            name: [getattr(voice, name), value] for name, value in values.items() if getattr(voice, name) != value
        }
        if voice.pk and not changed:
            return voice
        for name, value in values.items():
            setattr(voice, name, value)
        voice.revision += 1
        voice.save()
        record("voice.change", voice, member.shop_id, locale=locale, revision=voice.revision, **values)
    return voice


def prefer(member: Member, locale: str, old: str, new: str) -> BrandVoice:
    """From now on `new` is written for `old`; without `new`, `old` is banned. As it was where the voice says so already.

    Raises `BadValue`.
    """
    old, new = (" ".join(text.replace("\x00", "").split()) for text in (old, new))
    try:
        pairs, banned = (pairs_in(f"{old} -> {new}"), []) if new else ([], words_in(old))
    except BadLine as error:
        raise BadValue("preferred", str(error)) from error
    with transaction.atomic():
        voice = _locked(member, locale)
        if all(pair in voice.preferred for pair in pairs) and all(word in voice.banned for word in banned):
            return voice
        voice.preferred = [*(pair for pair in voice.preferred if pair[0] != old), *pairs]
        voice.banned = [*voice.banned, *(word for word in banned if word not in voice.banned)]
        voice.revision += 1
        voice.save()
        record("voice.change", voice, member.shop_id, locale=locale, revision=voice.revision, old=old, new=new)
    return voice


def leave_out(member: Member, locale: str, version_id: int, left_out: bool) -> BrandVoice:
    """An approved text is no example of the voice, or is one again. No new revision: whoever has the form open may save it."""
    with transaction.atomic():
        voice = _locked(member, locale)
        others = [pk for pk in voice.left_out if pk != version_id]
        wanted = [*others, version_id][-MOST_LEFT_OUT:] if left_out else others
        if wanted != voice.left_out:
            voice.left_out = wanted
            voice.save()
            record("voice.example", voice, member.shop_id, locale=locale, version=version_id, left_out=left_out)
    return voice


def checked(
    tone: str, reader: str, person: str, banned: str, strict: bool, preferred: str, glossary: str
) -> dict[str, Any]:
    """The values as they will be stored. Raises `BadValue`."""
    reader = " ".join(reader.replace("\x00", "").split())
    if tone not in TONES:
        raise BadValue("tone", _("Choose one of the tones in the list."))
    if person and person not in BrandVoice.Person.values:
        raise BadValue("person", _("Choose one of the persons in the list."))
    if len(reader) > LONGEST_READER:
        raise BadValue(
            "reader",
            _("The reader is described in more than %(limit)s characters. Shorten it.") % {"limit": LONGEST_READER},
        )
    lists: dict[str, Any] = {}
    for name, read in (
        ("banned", lambda: words_in(banned)),
        ("preferred", lambda: pairs_in(preferred)),
        ("glossary", lambda: pairs_in(glossary, alone=True)),
    ):
        try:
            lists[name] = read()
        except BadLine as error:
            raise BadValue(name, str(error)) from error
    return {"tone": tone, "reader": reader, "person": person, "strict": strict, **lists}


def _locked(member: Member, locale: str) -> BrandVoice:
    """The row, or one that is new: its revision is 0 until it is saved. A second person's first save waits at the shop."""
    if locale not in dict(settings.CONTENT_LOCALES):
        raise BadValue("locale", _("Choose one of the languages in the list."))
    type(member.shop).objects.select_for_update().get(pk=member.shop_id)
    return BrandVoice.objects.filter(shop_id=member.shop_id, locale=locale).first() or BrandVoice(
        shop_id=member.shop_id, locale=locale, revision=0
    )
