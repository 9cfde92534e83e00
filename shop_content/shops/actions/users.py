"""A person's account: language, what happens to its security, and what moderators do to it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from shop_content.audit.actions import record
from shop_content.audit.actor import Actor, acting, current
from shop_content.shops.actions.reasons import reasoned
from shop_content.shops.errors import AlreadySo, BadValue, LastModerator, Yourself
from shop_content.shops.models import User


def set_language(user: User, language: str) -> bool:
    """False if it is the language already. Raises `BadValue`."""
    if language not in dict(settings.LANGUAGES):
        raise BadValue("language", _("Choose one of the languages in the list."))
    with transaction.atomic():
        if not User.objects.filter(pk=user.pk).exclude(language=language).update(language=language):
            return False
        record("user.language", user, None, language=language)
    return True


def account_event(verb: str, user: User, **detail: Any) -> None:
    """What the sign-in machinery did for this person ("account.sign_in"): the trail's part of it.

    The request began with nobody signed in, so the actor is named here.
    """
    with acting(Actor(user.pk, user.email, current().address)):
        record(f"account.{verb}", user, None, **detail)


def sign_in_failed(user: User) -> None:
    """Somebody, not known to be this person, gave a wrong password."""
    record("account.sign_in_failed", user, None)


def deactivate(user_id: int, reason: str) -> None:
    """The person is signed out everywhere and cannot sign in. Raises `ReasonNeeded`, `AlreadySo`, `Yourself`, `LastModerator`."""
    with transaction.atomic():
        user = _locked(user_id)
        if not user.is_active:
            raise AlreadySo
        _not_the_last(user)
        _move(user, "user.deactivate", reason, is_active=False)


def activate(user_id: int, reason: str) -> None:
    """Raises `ReasonNeeded`, `AlreadySo`, `Yourself`."""
    with transaction.atomic():
        user = _locked(user_id)
        if user.is_active:
            raise AlreadySo
        _move(user, "user.activate", reason, is_active=True)


def make_moderator(user_id: int, reason: str) -> None:
    """Raises `ReasonNeeded`, `AlreadySo`, `Yourself`."""
    with transaction.atomic():
        user = _locked(user_id)
        if user.is_staff:
            raise AlreadySo
        _move(user, "user.make_moderator", reason, is_staff=True)


def dismiss_moderator(user_id: int, reason: str) -> None:
    """Raises `ReasonNeeded`, `AlreadySo`, `Yourself`, `LastModerator`."""
    with transaction.atomic():
        user = _locked(user_id)
        if not user.is_staff:
            raise AlreadySo
        _not_the_last(user)
        _move(user, "user.dismiss_moderator", reason, is_staff=False, is_superuser=False)


def _locked(user_id: int) -> User:
    if current().id == user_id:
        raise Yourself
    # All moderators in one order: two who dismiss each other wait for one another instead of leaving nobody.
    list(User.objects.filter(is_staff=True).order_by("pk").select_for_update())
    return User.objects.select_for_update().get(pk=user_id)


def _not_the_last(user: User) -> None:
    if user.is_staff and not User.objects.filter(is_staff=True, is_active=True).exclude(pk=user.pk).exists():
        raise LastModerator


def _move(user: User, verb: str, reason: str, **columns: bool) -> None:
    why = reasoned(reason)
    User.objects.filter(pk=user.pk).update(**columns)
    record(verb, user, None, email=user.email, reason=why)
