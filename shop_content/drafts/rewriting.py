"""One passage of a version: which sentence a person means, what it rests on, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generation.claims import sentences
from generation.contract import Claim, Fact, Facts, Passage
from shop_content.drafts.differences import Piece, difference
from shop_content.drafts.models import DraftVersion
from shop_content.drafts.staleness import changed_facts


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a version's text, in code points; `index` is 0 in a plain field."""

    field: str
    index: int
    start: int
    end: int


def piece_of(version: DraftVersion, field: str, index: int) -> str | None:
    """The text of a field, or of one of its items; None where there is none."""
    value = version.fields.get(field)
    if value is None:
        return None
    texts: Sequence[str] = [value] if isinstance(value, str) else value
    return texts[index] if 0 <= index < len(texts) else None


def whole_sentences(version: DraftVersion, spot: Spot) -> Spot | None:
    """`spot` widened to the sentences that it touches, as the version's ledger parts them; None where there is no text.

    It never reaches beyond the paragraph in which it begins.
    """
    text = piece_of(version, spot.field, spot.index)
    if not text or not text.strip():
        return None
    units = sorted(_units(version, spot.field, spot.index, text))
    touched = [unit for unit in units if unit[0] <= spot.end and unit[1] >= spot.start and _within(unit, spot)]
    if not touched:
        return None
    end = text.find("\n", touched[0][1])
    kept = [unit for unit in touched if end < 0 or unit[0] < end]
    return Spot(spot.field, spot.index, kept[0][0], kept[-1][1])


def _within(unit: tuple[int, int], spot: Spot) -> bool:
    """A selection that only touches a sentence's edge does not mean it; a caret there does."""
    return spot.start == spot.end or (unit[0] < spot.end and unit[1] > spot.start)


def _units(version: DraftVersion, field: str, index: int, text: str) -> Iterator[tuple[int, int]]:
    claims = [claim for claim in version.claims if (claim["field"], claim["index"]) == (field, index)]
    spans = [(claim["start"], min(claim["end"], len(text))) for claim in claims if claim["start"] < len(text)]
    yield from dict.fromkeys(spans)
    for start, end in sentences(text, version.draft.locale):
        if not any(start < other and end > one for one, other in spans):
            yield start, end


def spot_of_claim(version: DraftVersion, place: int) -> Spot | None:
    if not 0 <= place < len(version.claims):
        return None
    claim = version.claims[place]
    return whole_sentences(version, Spot(claim["field"], claim["index"], claim["start"], claim["end"]))


def words_at(version: DraftVersion, spot: Spot) -> str:
    return (piece_of(version, spot.field, spot.index) or "")[spot.start : spot.end]


def passage_of(
    version: DraftVersion, spot: Spot, instruction: str, facts: Facts, beside: Sequence[Fact] = ()
) -> Passage | None:
    """What an engine is given to write anew. `facts` and `beside`: today's. None where the version has no such place."""
    piece = piece_of(version, spot.field, spot.index)
    if piece is None or not 0 <= spot.start < spot.end <= len(piece):
        return None
    inside = [claim for claim in version.claims if _overlaps(claim, spot)]
    ids = dict.fromkeys(pk for claim in inside for pk in claim["fact_ids"])
    changed = changed_facts(version, facts, beside)
    around = tuple(
        Claim(
            claim["field"],
            claim["index"],
            claim["start"],
            claim["end"],
            () if changed.intersection(claim["fact_ids"]) else tuple(claim["fact_ids"]),
        )
        for claim in version.claims
        if not _overlaps(claim, spot)
    )
    fields = {name: value if isinstance(value, str) else tuple(value) for name, value in version.fields.items()}
    index = None if isinstance(version.fields[spot.field], str) else spot.index
    return Passage(fields, spot.field, index, spot.start, spot.end, tuple(ids), instruction, around)


def _overlaps(claim: dict[str, object], spot: Spot) -> bool:
    here = (claim["field"], claim["index"]) == (spot.field, spot.index)
    return here and int(str(claim["start"])) < spot.end and int(str(claim["end"])) > spot.start


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What a version changed of the one before it: one passage, on request."""

    before: DraftVersion
    instruction: str
    pieces: Iterable[Piece]


def rewritten(version: DraftVersion | None) -> Rewritten | None:
    """None for a version that was not made by rewriting a passage of another."""
    passage = version.provenance.get("asked", {}).get("passage") if version else None
    if not passage or version is None or version.base is None:
        return None
    index = passage["index"] or 0
    old, new = piece_of(version.base, passage["field"], index), piece_of(version, passage["field"], index)
    if old is None or new is None:
        return None
    said = new[passage["start"] : len(new) - (len(old) - passage["end"])]
    return Rewritten(version.base, passage["instruction"], difference(passage["words"], said))
