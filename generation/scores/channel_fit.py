"""Channel fit: whether each field has the length, and each list the number of entries, that its place shows well.

Bands in display columns, a Chinese character counting two, so that one band serves both languages. Sources: Google Merchant
Center help (titles: the first 70 characters are seen; descriptions: the first 160 to 500), search results (title about
60, description about 155), Amazon (five bullets), Google Ads (headlines 30, descriptions 90), Meta (125 before "more").
Where no vendor says anything, the band runs from the kind's own minimum to its limit.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import east_asian_width

from generation.kinds import KINDS, FieldSpec
from generation.scores.judged import Judged

Band = tuple[int, int]

COLUMNS: dict[tuple[str, str], Band] = {
    ("title", "title"): (25, 80),
    ("description", "description"): (160, 900),
    ("short_description", "short_description"): (60, 240),
    ("bullets", "bullets"): (15, 150),
    ("seo", "seo_title"): (25, 60),
    ("seo", "meta_description"): (70, 155),
    ("search_ad", "headlines"): (12, 30),
    ("search_ad", "descriptions"): (35, 90),
    ("social_ad", "primary_text"): (40, 125),
    ("social_post", "post"): (40, 220),
    ("email", "subject"): (20, 60),
    ("email", "preview"): (25, 90),
    ("email", "body"): (160, 1200),
}
ENTRIES: dict[tuple[str, str], Band] = {
    ("bullets", "bullets"): (4, 5),
    ("search_ad", "headlines"): (8, 15),
    ("search_ad", "descriptions"): (3, 4),
    ("social_post", "hashtags"): (2, 5),
    ("qa", "questions"): (3, 8),
    ("qa", "answers"): (3, 8),
}
_LENGTHS = {"short": (0.4, 0.6), "standard": (1.0, 1.0), "long": (1.5, 1.6)}  # of a band's two ends
_WEIGHT = 0.5  # of one error about length or characters
_FAMILIES = ("length", "characters")


def score(judged: Judged) -> float:
    brief = judged.brief
    fits = [fit for spec in KINDS[brief.kind].fields for fit in _fits(judged, spec)]
    refused = sum(
        finding.severity == "error" and finding.rule.partition(".")[0] in _FAMILIES for finding in judged.findings
    )
    return (sum(fits) / len(fits) if fits else 0.0) * _WEIGHT**refused


def _fits(judged: Judged, spec: FieldSpec) -> list[float]:
    """One for a plain field; for a list the mean of its entries, and their number."""
    brief, value = judged.brief, judged.content.fields.get(spec.name, "")
    band = _band(brief.kind, spec.name, brief.channel, brief.length if spec.paragraphs else "standard")
    if not spec.is_list:
        return [_within(columns(str(value)), band)]
    if not value:
        return [0.0]
    entries = ENTRIES.get((brief.kind, spec.name))
    mean = sum(_within(columns(item), band) for item in value) / len(value)
    return [mean, _within(len(value), entries)] if entries else [mean]


@lru_cache(maxsize=1024)
def _band(kind: str, field: str, channel: str, length: str) -> Band:
    limit = KINDS[kind].spec(field).limit(channel)
    usual = COLUMNS.get((kind, field), (limit.min_chars, limit.max_chars or 10_000))
    low, high = _LENGTHS[length]
    return round(usual[0] * low), round(usual[1] * high)


def _within(size: int, band: Band) -> float:
    """1 inside the band; below it in proportion; above it down to 0 at twice its end."""
    low, high = band
    if size < low:
        return size / low
    return 1.0 if size <= high else max(0.0, 2 - size / high)


def columns(text: str) -> int:
    """How wide a text is shown."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
