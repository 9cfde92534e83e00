"""The time zones that a shop can be in, by their names in the IANA database."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from django.conf import settings

REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def names() -> tuple[str, ...]:
    return ("UTC", *sorted(name for name in available_timezones() if name.partition("/")[0] in REGIONS))


def zones() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ").replace("/", " / ")) for name in names()]


def first_zone() -> str:
    """What a new shop begins with: the server's own."""
    return settings.TIME_ZONE if settings.TIME_ZONE in names() else "UTC"
