"""What the product's page shows of texts and of what was read from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generation.contract import Fact
from generation.reading.facts.standing import Standing, standing
from shop_content.catalogue.facts import facts_of
from shop_content.catalogue.models import Product
from shop_content.catalogue.models.proposals import FactProposal, FactSource
from shop_content.catalogue.reading.actions import SURE
from shop_content.catalogue.reading.errors import wording
from shop_content.leases import Leased

WHOLE = 6_000  # characters that are shown as they are; of longer texts the lines around what was read
AROUND = 1  # lines


@dataclass(frozen=True, slots=True)
class Line:
    """A waiting proposal, and how it stands to what the product says now."""

    proposal: FactProposal
    standing: Standing

    @property
    def percent(self) -> int:
        return round(self.proposal.confidence * 100)

    @property
    def sure(self) -> bool:
        return self.proposal.confidence >= SURE

    @property
    def said(self) -> Fact | None:
        """What it contradicts."""
        return self.standing.fact if self.standing.word == "contradicts" else None

    @property
    def replaces(self) -> bool:
        """Whether it can take the place of what it contradicts: a variants' option is changed in the variants."""
        return self.said is not None and not self.said.id.startswith("option:")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text in which the same proposals hold throughout. `gap`: something is left out here."""

    text: str = ""
    proposals: tuple[int, ...] = ()
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    product: Product
    source: FactSource | None = None  # the text that is shown
    sources: list[FactSource] = field(default_factory=list)  # those with waiting proposals
    lines: list[Line] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    refused: list[FactProposal] = field(default_factory=list)
    accepted: int = 0
    sure: int = 0  # waiting proposals, of every text, that "accept all" takes

    @property
    def reading(self) -> bool:
        return self.source is not None and self.source.status in (Leased.State.QUEUED, Leased.State.RUNNING)

    @property
    def failure(self) -> str:
        return wording(self.source.error_code) if self.source and self.source.status == Leased.State.FAILED else ""

    @property
    def offered(self) -> bool:
        """A text, no facts, and nobody has asked yet."""
        return bool(self.product.source_text.strip()) and not self.product.facts and self.source is None


def panel_of(product: Product, chosen: str = "") -> Panel:
    """`chosen`: id of a source; without it the newest that waits for a decision, else the newest."""
    proposed = FactProposal.State.PROPOSED
    sources = list(product.fact_sources.defer("text").order_by("-id")[:50])
    if not sources:
        return Panel(product)
    waiting = product.fact_proposals.filter(state=proposed)
    open_ids = set(waiting.values_list("source_id", flat=True))
    # A text that is being read, or whose reading failed, is what the person asked for last.
    last = max(sources, key=lambda each: (each.started_at or each.created_at, each.pk))
    shown = next((each for each in sources if str(each.pk) == chosen), None)
    if shown is None:
        busy = last.status != Leased.State.DONE or last.pk in open_ids or not open_ids
        shown = last if busy else next(each for each in sources if each.pk in open_ids)
    facts = facts_of(product)
    everything = [Line(each, standing(each.key, each.value, each.unit, facts)) for each in waiting]
    lines = [line for line in everything if line.proposal.source_id == shown.pk]
    decided = shown.proposals.exclude(state=proposed)
    return Panel(
        product,
        shown,
        [each for each in sources if each.pk in open_ids],
        lines,
        segments(shown.text, [line.proposal for line in lines]),
        [each for each in decided if each.state == FactProposal.State.REFUSED],
        sum(each.state == FactProposal.State.ACCEPTED for each in decided),
        sum(line.sure and line.said is None for line in everything),
    )


def segments(text: str, proposals: Sequence[FactProposal]) -> list[Segment]:
    """The text cut where proposals begin and end, so that the page counts no characters itself."""
    spans = [(min(each.start, len(text)), min(each.end, len(text)), each.pk) for each in proposals]
    found: list[Segment] = []
    end = 0
    for start, stop in _shown(text, [span[:2] for span in spans]):
        if start > end or (start and not found):
            found.append(Segment(gap=True))
        edges = sorted(
            {start, stop, *(edge for one, other, _ in spans for edge in (one, other) if start < edge < stop)}
        )
        for one, other in pairwise(edges):
            held = tuple(pk for begin, finish, pk in spans if begin <= one and other <= finish)
            found.append(Segment(text[one:other], held))
        end = stop
    return [*found, Segment(gap=True)] if end < len(text) else found


def _shown(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(text) <= WHOLE:
        return [(0, len(text))]
    starts = [0, *(place + 1 for place, mark in enumerate(text) if mark == "\n")]
    lines = list(zip(starts, [*starts[1:], len(text)], strict=True))
    touched = {
        number for number, (start, end) in enumerate(lines) if any(one < end and start < other for one, other in spans)
    }
    kept = {
        near for number in touched for near in range(number - AROUND, number + AROUND + 1) if 0 <= near < len(lines)
    }
    ranges: list[tuple[int, int]] = []
    for number in sorted(kept):
        start, end = lines[number]
        if ranges and ranges[-1][1] == start:
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return ranges or [(0, min(len(text), WHOLE))]
