"""Reasons of decisions: those that people write, and those that a rule gives, which each reader reads in their language."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

MODERATED = gettext_noop("A rule of the shop wants a moderator to see this before it is published.")


def reason_words(reason: str) -> str:
    return gettext(MODERATED) if reason == MODERATED else reason
