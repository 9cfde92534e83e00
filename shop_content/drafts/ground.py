"""What a version may rest on beside its product's facts, today: reviews, the products that it recommends, the photos it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import prefetch_related_objects

from generation.contract import Brief, Claim, Fact
from shop_content.catalogue.facts import FACTS, facts_of
from shop_content.catalogue.material import About, materials_of
from shop_content.drafts.models import Draft, DraftVersion

COUNT = "reviews"  # id of the fact that says how many reviews a summary is made of
_NAME = "/title"  # ends the id of a recommended product's title, which every version keeps
_PHOTO = "photo"  # key of the facts that say which photos a list of alternative texts is of, in its order


def brief_of(draft: Draft, version: DraftVersion | None = None) -> Brief:
    """What an answer to this slot rests on today. For `version`, with the products that it recommends, not those of today's ranking."""
    return briefs_of([(draft, version)])[0]


def briefs_of(pairs: Sequence[tuple[Draft, DraftVersion | None]]) -> list[Brief]:
    """For each, in order; as many queries as for one."""
    prefetch_related_objects([draft for draft, _version in pairs], *(f"product__{name}" for name in FACTS))
    asked = [About(draft.product, draft.kind, draft.subject, offered(version)) for draft, version in pairs]
    return [
        material.into(Brief(draft.kind, draft.locale, facts_of(draft.product)))
        for (draft, _version), material in zip(pairs, materials_of(asked), strict=True)
    ]


def offered(version: DraftVersion | None) -> tuple[str, ...]:
    """SKUs of the products that the version was written to recommend."""
    ids = [fact["id"] for fact in version.facts] if version else []
    return tuple(pk.removesuffix(_NAME) for pk in ids if pk.endswith(_NAME))


def beside(brief: Brief) -> tuple[Fact, ...]:
    """Everything that may be cited but the product's own facts; of a summary also the number of reviews, on which its shares rest."""
    found = brief.sources()[len(brief.facts.citable()) :]
    if brief.kind == "review_summary":
        found += (Fact(COUNT, "reviews", str(len(brief.reviews)), source="review"),)
    return found


def kept(brief: Brief, claims: Iterable[Claim]) -> tuple[Fact, ...]:
    """What of `beside` a version keeps in its snapshot: what it cites, whom it recommends, how many reviews there were.

    Alternative texts keep their photos too, each by the SHA-256 of its image.
    """
    cited = {pk for claim in claims for pk in claim.fact_ids}
    found = tuple(fact for fact in beside(brief) if fact.id in cited or fact.id == COUNT or fact.id.endswith(_NAME))
    if brief.kind == "alt_text":
        found += tuple(Fact(photo.id, _PHOTO, photo.sha256, source="photo") for photo in brief.photos)
    return found


def photos_kept(version: DraftVersion | None) -> tuple[Fact, ...]:
    """The photos that the version's snapshot names, for one that is made from it."""
    rows = version.facts if version else []
    return tuple(Fact(**fact) for fact in rows if fact["key"] == _PHOTO and fact["source"] == "photo")
