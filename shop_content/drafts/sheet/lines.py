"""What stands on the sheet, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generation.checks.rules import final
from shop_content.drafts.messages import Message
from shop_content.drafts.models import Finding
from shop_content.drafts.spans import Segment
from shop_content.drafts.stating import RULES


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as the version was written from it, and what the product says today where that differs."""

    id: str
    key: str
    value: str
    unit: str
    source: str
    cited: int  # how many claims rest on it
    now: str | None = None  # "" when it is gone

    @property
    def said(self) -> str:
        return f"{self.value} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class FindingLine:
    row: Finding
    place: int  # within the version
    said: Message
    where: str
    words: str = ""  # the passage, where others are told in the same words
    missing: str = ""  # the fact that would content it, where the rule's own words do not tell
    cut: tuple[int, int, str] | None = None  # the sentence, from where to where, that goes when it is taken out

    @property
    def final(self) -> bool:
        return final(self.row.rule)

    @property
    def statable(self) -> bool:
        """Whether a fact of the product could content it."""
        return (self.row.rule in RULES or bool(self.missing)) and bool(self.row.end) and self.row.waived_at is None

    @property
    def other_draft(self) -> int | None:
        """The draft of another product that the finding is about."""
        return self.row.params.get("draft")

    @property
    def blocks(self) -> bool:
        return self.row.severity == Finding.Severity.ERROR and self.row.waived_at is None


@dataclass(frozen=True, slots=True)
class Piece:
    """A plain field's text, or one item of a list."""

    index: int
    text: str
    paragraphs: Sequence[Sequence[Segment]]

    @property
    def length(self) -> int:
        return len(self.text)


@dataclass(frozen=True, slots=True)
class FieldLine:
    name: str
    label: str
    is_list: bool
    long: bool
    limit: int  # characters; 0: none
    max_items: int
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    place: int
    facts: Sequence[FactLine]
    words: str = ""
    outdated: bool = False  # a fact that it cites has changed, and today's facts do not bear it out

    @property
    def ids(self) -> str:
        return " ".join(fact.id for fact in self.facts)
