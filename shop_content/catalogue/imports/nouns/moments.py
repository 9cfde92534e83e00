"""When something was written, asked or done: the ways in which exports put a date."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from shop_content.catalogue.imports.errors import CellRefused

EARLIEST = 1990
_ASIAN = re.compile(r"(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})日?")  # 2026/1/2, 2026年1月2日
_DOTTED = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")  # 2.1.2026: the day first
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")  # 1/2/2026: January or February
_TIME = re.compile(r"[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(am|pm)?\s*(?:utc|gmt|z)?", re.IGNORECASE)
_WORDED = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%b %d, %Y", "%B %d, %Y")


def moment(value: str) -> datetime:
    """An aware moment; without a zone it is taken as UTC. Raises CellRefused: date_invalid, date_ambiguous, date_future, date_early."""
    text = unicodedata.normalize("NFKC", value).strip()
    try:
        found = _epoch(text) or _iso(text) or _written(text)
    except CellRefused:
        raise
    except (ValueError, OverflowError, OSError):
        found = None
    if found is None:
        raise CellRefused("date_invalid")
    if found.year < EARLIEST:
        raise CellRefused("date_early", limit=str(EARLIEST))
    if found > timezone.now() + timedelta(days=1):  # a day: the export's zone may be ahead of ours
        raise CellRefused("date_future")
    return found


def _epoch(text: str) -> datetime | None:
    """Seconds (10 digits) or milliseconds (13) since 1970."""
    if not re.fullmatch(r"\d{10}(\d{3})?(\.\d+)?", text):
        return None
    return datetime.fromtimestamp(float(text) / (1000 if len(text.partition(".")[0]) == 13 else 1), UTC)


def _iso(text: str) -> datetime | None:
    with suppress(ValueError):
        found = datetime.fromisoformat(re.sub(r"\s*(?:UTC|GMT)$", "Z", text))
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None


def _written(text: str) -> datetime | None:
    time = _TIME.search(text)
    date = text[: time.start()].strip() if time else text
    day = _day(date)
    if day is None or (time and text[time.end() :].strip()):
        return None
    return day.replace(tzinfo=UTC) + (_since_midnight(time) if time else timedelta())


def _day(text: str) -> datetime | None:
    if match := _ASIAN.fullmatch(text):
        return datetime(int(match[1]), int(match[2]), int(match[3]))
    if match := _DOTTED.fullmatch(text):
        return datetime(int(match[3]), int(match[2]), int(match[1]))
    if match := _SLASHED.fullmatch(text):
        return _slashed(int(match[1]), int(match[2]), int(match[3]))
    for form in _WORDED:
        with suppress(ValueError):
            return datetime.strptime(" ".join(text.replace(".", "").split()), form)
    return None


def _slashed(one: int, other: int, year: int) -> datetime:
    if one == other or one > 12:
        return datetime(year, other, one)
    if other > 12:
        return datetime(year, one, other)
    raise CellRefused("date_ambiguous", first=f"{year}-{one:02}-{other:02}", second=f"{year}-{other:02}-{one:02}")


def _since_midnight(match: re.Match[str]) -> timedelta:
    hour = int(match[1]) % 12 + (12 if match[4].lower() == "pm" else 0) if match[4] else int(match[1])
    if hour > 23 or int(match[2]) > 59:
        raise ValueError(match[0])
    return timedelta(hours=hour, minutes=int(match[2]), seconds=int(match[3] or 0))
