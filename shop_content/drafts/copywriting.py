"""The approved words that posters are set from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generation.contract import Claim, Copy
from shop_content.drafts.models import Draft, DraftVersion, Status

Place = tuple[int, str, str]  # (product id, locale, occasion)
LONGEST_POINT = 90  # characters of a bullet point that may stand under a title


@dataclass(frozen=True, slots=True)
class Source:
    """A kind whose fields a poster's headline and sub line are taken from."""

    kind: str
    headline: str
    sub_line: str = ""


# The first that is approved is taken. Those that are written for an occasion come first where the poster is for one.
SOURCES = (
    Source("campaign", "campaign_title", "slogan"),
    Source("social_ad", "headline", "link_description"),
    Source("title", "title"),
)
OF_OCCASIONS = ("campaign", "social_ad")
POINTS = Source("bullets", "", "bullets")


def kinds_for(occasion: str) -> tuple[str, ...]:
    """The kinds of which one must be approved before a poster can be set."""
    return OF_OCCASIONS if occasion else tuple(source.kind for source in SOURCES)


def copies(shop_id: int, places: Collection[Place]) -> dict[Place, Copy]:
    """What stands approved today, by place; a place without any has none. What a changed fact has overtaken is passed over. One query."""
    drafts = Draft.objects.filter(
        shop_id=shop_id,
        kind__in=[source.kind for source in (*SOURCES, POINTS)],
        product_id__in={product_id for product_id, _locale, _occasion in places},
        approved__isnull=False,
    ).exclude(status__in=(Status.HELD, Status.REJECTED))
    slots: dict[tuple[int, str, str, str], DraftVersion] = {}
    for draft in drafts.select_related("approved"):
        if draft.approved is not None and draft.approved_id not in draft.stale:
            slots[draft.product_id, draft.locale, draft.kind, draft.subject] = draft.approved
    found = {}
    for place in places:
        product_id, locale, occasion = place
        subject = f"occasion:{occasion}" if occasion else ""
        versions = {
            kind: slots.get((product_id, locale, kind, subject)) for kind in (*kinds_for(occasion), POINTS.kind)
        }
        if copy := _copy(versions):
            found[place] = copy
    return found


def _copy(versions: dict[str, DraftVersion | None]) -> Copy | None:
    for source in SOURCES:
        version = versions.get(source.kind)
        if version is None or not version.fields.get(source.headline):
            continue
        parts = [("headline", version, source.headline, 0)]
        if source.sub_line and version.fields.get(source.sub_line):
            parts.append(("sub_line", version, source.sub_line, 0))
        elif not source.sub_line:
            parts += _point(versions.get(POINTS.kind))
        return Copy(
            {name: _text(own, field, index) for name, own, field, index in parts},
            {name: str(own.pk) for name, own, _field, _index in parts},
            tuple(claim for part in parts for claim in _claims(*part)),
        )
    return None


def _point(bullets: DraftVersion | None) -> list[tuple[str, DraftVersion, str, int]]:
    """The first point that is short enough."""
    points: Sequence[str] = bullets.fields.get(POINTS.sub_line, []) if bullets else []
    short = next((index for index, point in enumerate(points) if len(point) <= LONGEST_POINT), None)
    return [("sub_line", bullets, POINTS.sub_line, short)] if bullets is not None and short is not None else []


def _text(version: DraftVersion, field: str, index: int) -> str:
    value: Any = version.fields[field]
    return str(value if isinstance(value, str) else value[index])


def _claims(name: str, version: DraftVersion, field: str, index: int) -> Iterator[Claim]:
    """The version's own on these words, as the poster names them; a line that is broken anew has none."""
    text = _text(version, field, index)
    if text != " ".join(text.split()):
        return
    for claim in version.claims:
        if (claim["field"], claim["index"]) == (field, index):
            yield Claim(name, 0, claim["start"], claim["end"], tuple(claim["fact_ids"]))
