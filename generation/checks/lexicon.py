"""Words for one thing in both languages, found in a text and looked up in the facts. The words stand in `words/`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from generation.checks.denial import denied
from generation.checks.evidence import Evidence, narrow
from generation.checks.names import Found, Names, joined
from generation.checks.screens import Screened

_WORDS = Path(__file__).parent / "words"
_FREE_OF = re.compile(r"free$|^(?:不含|无)")
_FEW_WORDS = re.compile(r"(?:[a-z0-9%-]+\s){0,2}|[\d%\s]{0,6}[\u4e00-\u9fff]{0,3}")  # “100% new ”, “整块”
_REACH = 40  # characters before a name in which something may tell its meaning
_NEVER = re.compile(r"(?!)")
IMITATED = re.compile(
    r"[\s-]?free\b|[\s-](?:like|look|effect|inspired|style|scented|colou?red|tones?|hues?|shades?|coloured)\b"
    r"|风格|风味|香味|香型|效果|色|纹|[^，。；]{0,8}(?:香气|香调|味道|气息)"
)


@dataclass(frozen=True, slots=True)
class Concept:
    """`english` and `chinese`: its names. `broader`: what everything of this kind also is; oak is wood.

    `hints` are names too weak to be noticed in a text, but good enough in a fact (a value of just “竹”).
    A name is matched as a whole word, with any space or hyphen between its parts, in singular or plural.
    """

    id: str
    english: tuple[str, ...] = ()
    chinese: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    topic: str = ""


class Mention(NamedTuple):
    """A name in a text. `concepts` are what it can mean; most names mean one thing."""

    concepts: tuple[Concept, ...]
    start: int
    end: int
    denied: bool = False
    sure: bool = False  # the words beside it leave no doubt of its meaning: “made of terracotta” is no colour


class Lexicon:
    def __init__(
        self,
        concepts: Sequence[Concept],
        *,
        idioms: Sequence[str] = (),
        unless_before: re.Pattern[str] = _NEVER,
        unless_after: re.Pattern[str] = _NEVER,
        sure_after: Screened | None = None,
        sure_before: re.Pattern[str] = _NEVER,
        not_in: re.Pattern[str] = _NEVER,
    ) -> None:
        """`idioms`: expressions in which a name means something else, matched first and passed over.

        A mention that `unless_before` follows is none: “leather-free”, “oak look”; nor one where `unless_after` ends:
        “notes of cedar”. A weak name is noticed in a text
        where `sure_after` ends before it (“made of pine”) or `sure_before` begins after it (“蜡制成”); there, facts whose line
        matches `not_in` affirm nothing: a terracotta colour is no clay.
        """
        self.concepts = tuple(concepts)
        self._by_id = {concept.id: concept for concept in concepts}
        strong = [(name, concept) for concept in concepts for name in (*concept.english, *concept.chinese)]
        weak = [(name, concept) for concept in concepts for name in concept.hints]
        self._meanings = _grouped(strong, idioms)
        self._wide_meanings = _grouped([*strong, *weak], idioms)
        self._strong = Names([*idioms, *(name for name, _ in strong)])
        self._wide = Names([*idioms, *(name for name, _ in (*weak, *strong))])
        self._unless_before, self._unless_after = unless_before, unless_after
        self._sure_after, self._sure_before, self._not_in = sure_after, sure_before, not_in
        self._remembered = lru_cache(maxsize=128)(self._named)
        self._in_line = lru_cache(maxsize=4096)(self._affirmed_in)  # many products have a line in common
        self.affirmed = of_evidence(self._affirmed)
        self.surely_affirmed = of_evidence(self._surely_affirmed)
        self.denied = of_evidence(self._denied)
        self.stated = of_evidence(self._stated)

    @classmethod
    def read(cls, name: str, **how: Any) -> Lexicon:
        """The lexicon in `words/<name>.tsv`: a concept a line, names separated by commas; `~` marks an idiom."""
        concepts, idioms = [], []
        for line in (_WORDS / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
            columns = line.split("\t") + [""] * 6
            if columns[0] == "~":
                idioms.append(columns[1])
            elif columns[0] and not line.startswith("#"):
                english, chinese, broader, hints = (_listed(column) for column in columns[1:5])
                concepts.append(Concept(columns[0], _with_denials(english), chinese, broader, hints, columns[5]))
        return cls(concepts, idioms=idioms, **how)

    def mentions(self, text: str) -> Iterator[Mention]:
        """What `text` affirms; “not waterproof” affirms nothing."""
        return (mention for mention in self.named(text) if not mention.denied)

    def named(self, text: str) -> tuple[Mention, ...]:
        """What `text` names, whether it affirms or denies it. Several checks ask of the same text: the latest are kept."""
        return self._remembered(text)

    def _named(self, text: str) -> tuple[Mention, ...]:
        plain = narrow(text)
        sure: set[Found] = set()
        wide = self._wide.find(plain) if self._sure_after is not None else []
        if wide and self._sure_after is not None:
            after = self._sure_after.pattern if self._sure_after.may_match(plain) else None
            sure = {one for one in wide if self._sure_before.match(plain, one.end) or _is_sure(plain, one, after)}
        return tuple(
            Mention(concepts, one.start, one.end, denied(plain, one.start, one.end), one in sure)
            for one in (wide if sure else self._strong.find(plain))
            if (concepts := self._meanings.get(one.name) or (one in sure and self._wide_meanings[one.name]))
            and not self._unless_before.match(plain, one.end)
            and not self._means_else(plain, one.start)
        )

    def _means_else(self, text: str, start: int) -> bool:
        return self._unless_after is not _NEVER and bool(self._unless_after.search(text, max(0, start - _REACH), start))

    def knows(self, text: str) -> bool:
        """Whether it names something in `text`, affirmed or not."""
        return bool(self._strong.find(narrow(text)))

    def concepts_in(self, text: str) -> Iterator[tuple[int, int, tuple[Concept, ...]]]:
        """(start, end, concepts) of every name in `text`, the weak ones too, denied or not."""
        for found in self._wide.find(narrow(text)):
            if self._wide_meanings[found.name]:
                yield found.start, found.end, self._wide_meanings[found.name]

    def supported(self, mention: Mention, evidence: Evidence) -> bool:
        known = self.surely_affirmed(evidence) if mention.sure else self.affirmed(evidence)
        return any(concept.id in known for concept in mention.concepts)

    def concept(self, concept_id: str) -> Concept:
        return self._by_id[concept_id]

    def with_broader(self, concept: Concept) -> set[str]:
        """Its id, and those of all that it also is."""
        ids = {concept.id}
        for parent in concept.broader:
            ids |= self.with_broader(self._by_id[parent]) if parent in self._by_id else set()
        return ids

    def _affirmed(self, evidence: Evidence) -> frozenset[str]:
        """Ids of all that the facts affirm, the broader concepts included, less what a fact denies."""
        return self._read(evidence, evidence.text.splitlines())

    def _surely_affirmed(self, evidence: Evidence) -> frozenset[str]:
        return self._read(evidence, [line for line in evidence.text.splitlines() if not self._not_in.match(line)])

    def _read(self, evidence: Evidence, lines: Sequence[str]) -> frozenset[str]:
        known = set[str]().union(*map(self._in_line, lines))
        for line in evidence.denied.splitlines():
            for found in self._wide.find(line) if _FREE_OF.search(line) else ():
                known |= {concept.id for concept in self._wide_meanings[found.name]}  # "Latex-free: no"
        return frozenset((known - self.denied(evidence)) | self._without(evidence))

    def _affirmed_in(self, line: str) -> frozenset[str]:
        known: set[str] = set()
        for found in self._wide.find(line):
            concepts = self._wide_meanings[found.name]
            if concepts and not denied(line, found.start, found.end):
                for concept in concepts:
                    known |= self.with_broader(concept)
        return frozenset(known)

    def _stated(self, evidence: Evidence) -> frozenset[str]:
        """Ids of what the facts call by a name of its own, not by one that merely hints at it."""
        return frozenset(
            concept.id
            for line in evidence.text.splitlines()
            for found in self._strong.find(line)
            for concept in self._meanings[found.name]
            if not denied(line, found.start, found.end)
        )

    def _denied(self, evidence: Evidence) -> frozenset[str]:
        """Ids of what a fact says no to. What it is a kind of is not denied with it."""
        return frozenset(
            concept.id
            for line in evidence.denied.splitlines()
            for found in self._wide.find(line)
            if not _FREE_OF.search(line) or _FREE_OF.search(found.name)
            for concept in self._wide_meanings[found.name]
        )

    def _without(self, evidence: Evidence) -> set[str]:
        """“Fragrance: none” says “fragrance-free”, “assembly required: no” says “no assembly required”."""
        denied_lines = evidence.denied.splitlines()
        lines = [f"{line} free" for line in denied_lines if not line.endswith("free")]
        lines += [line.replace("需要", "无需") if "需要" in line else f"no {line}" for line in denied_lines]
        names = (one for line in lines for one in self._wide.find(line))
        found = [one for one in names if one.name.endswith("free") or one.name.startswith(("no", "无需"))]
        return {concept.id for one in found for concept in self._wide_meanings[one.name]}


def _is_sure(text: str, found: Found, after: re.Pattern[str] | None) -> bool:
    """Whether the last that `after` finds before the name is followed by no more than a word or two."""
    if after is None:
        return False
    near = text[max(0, found.start - _REACH) : found.start]
    places = [match.end() for match in after.finditer(near)]
    return bool(places) and _FEW_WORDS.fullmatch(near, places[-1]) is not None


def _listed(column: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in column.split(",") if name.strip())


def _with_denials(names: tuple[str, ...]) -> tuple[str, ...]:
    """“BPA-free” is also “free of BPA”, “without BPA”, “no BPA”."""
    things = [name.removesuffix(" free") for name in names if name.endswith(" free")]
    return (
        *names,
        *(f"{words} {thing}" for thing in things for words in ("free of", "free from", "without", "no", "zero")),
    )


def _grouped(pairs: Sequence[tuple[str, Concept]], idioms: Sequence[str]) -> dict[str, tuple[Concept, ...]]:
    groups: dict[str, tuple[Concept, ...]] = {joined(idiom): () for idiom in idioms}
    for name, concept in pairs:
        canonical = joined(name)
        groups[canonical] = (*groups.get(canonical, ()), concept)
    return groups


def of_evidence(read: Callable[[Evidence], frozenset[str]]) -> Callable[[Evidence], frozenset[str]]:
    """Read evidence once: one object stands for equal facts."""
    return lru_cache(maxsize=512)(read)
