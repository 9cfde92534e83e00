"""Words for one thing in both languages, found in a text and looked up in the facts. The words stand in `words/`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generation.checks.evidence import Evidence, narrow
from generation.checks.names import Names

_NEGATED_BEFORE = re.compile(
    r"(?:\bno|\bnot|\bnon|\bnever|\bwithout|\bzero|\bfree (?:of|from)|n't|n’t|不|无|非|未|没有|零|免)"
    r"[\s-]?(?:any |added |be |a |an |是|含|可|能|会|宜|使用|添加|支持)?$"
)
_REACH = 24  # characters before a mention in which a negation is looked for
_WORDS = Path(__file__).parent / "words"
_NEVER = re.compile(r"(?!)")
IMITATED = re.compile(
    r"[\s-]?free\b|[\s-](?:like|look|effect|inspired|style|scented|colou?red)\b|风格|风味|香味|香型|效果|色|纹"
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


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text. `concepts` are what it can mean; most names mean one thing."""

    concepts: tuple[Concept, ...]
    start: int
    end: int


class Lexicon:
    def __init__(
        self, concepts: Sequence[Concept], *, idioms: Sequence[str] = (), unless_before: re.Pattern[str] = _NEVER
    ) -> None:
        """`idioms`: expressions in which a name means something else, matched first and passed over.

        A mention that `unless_before` follows is none: “leather-free”, “oak look”.
        """
        self._by_id = {concept.id: concept for concept in concepts}
        strong = [(name, concept) for concept in concepts for name in (*concept.english, *concept.chinese)]
        weak = [(name, concept) for concept in concepts for name in concept.hints]
        self._meanings = _grouped(strong, idioms)
        self._wide_meanings = _grouped([*strong, *weak], idioms)
        self._strong = Names([*idioms, *(name for name, _ in strong)])
        self._wide = Names([*idioms, *(name for name, _ in (*weak, *strong))])
        self._unless_before = unless_before

    @classmethod
    def read(cls, name: str, *, unless_before: re.Pattern[str] = _NEVER) -> Lexicon:
        """The lexicon in `words/<name>.tsv`: a concept a line, names separated by commas; `~` marks an idiom."""
        concepts, idioms = [], []
        for line in (_WORDS / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
            columns = line.split("\t") + [""] * 6
            if columns[0] == "~":
                idioms.append(columns[1])
            elif columns[0] and not line.startswith("#"):
                english, chinese, broader, hints = (_listed(column) for column in columns[1:5])
                concepts.append(Concept(columns[0], english, chinese, broader, hints, columns[5]))
        return cls(concepts, idioms=idioms, unless_before=unless_before)

    def mentions(self, text: str) -> Iterator[Mention]:
        """What `text` affirms; “not waterproof” affirms nothing."""
        plain = narrow(text)
        for found in self._strong.finditer(plain):
            concepts = _named(self._meanings, found.group())
            if concepts and not _negated(plain, found.start()) and not self._unless_before.match(plain, found.end()):
                yield Mention(concepts, found.start(), found.end())

    def supported(self, mention: Mention, evidence: Evidence) -> bool:
        known = _affirmed(self, evidence)
        return any(concept.id in known for concept in mention.concepts)

    def affirmed(self, evidence: Evidence) -> frozenset[str]:
        """Ids of all that the facts affirm, the broader concepts included, less what a fact denies."""
        known: set[str] = set()
        for line in evidence.text.splitlines():
            for found in self._wide.finditer(line):
                if not _negated(line, found.start()):
                    for concept in _named(self._wide_meanings, found.group()):
                        known |= self._with_broader(concept)
        denied = {
            concept.id
            for found in self._wide.finditer(evidence.denied)
            for concept in _named(self._wide_meanings, found.group())
        }
        return frozenset(known - denied)

    def _with_broader(self, concept: Concept) -> set[str]:
        ids = {concept.id}
        for parent in concept.broader:
            ids |= self._with_broader(self._by_id[parent])
        return ids


def _listed(column: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in column.split(",") if name.strip())


def _grouped(pairs: Sequence[tuple[str, Concept]], idioms: Sequence[str]) -> dict[str, tuple[Concept, ...]]:
    groups: dict[str, tuple[Concept, ...]] = {_canonical(idiom): () for idiom in idioms}
    for name, concept in pairs:
        canonical = _canonical(name)
        groups[canonical] = (*groups.get(canonical, ()), concept)
    return groups


def _named(meanings: Mapping[str, tuple[Concept, ...]], surface: str) -> tuple[Concept, ...]:
    name = _canonical(surface)
    forms = (name, name.removesuffix("s"), name.removesuffix("es"))
    return next((meanings[form] for form in forms if form in meanings), ())


@lru_cache(maxsize=2048)
def _affirmed(lexicon: Lexicon, evidence: Evidence) -> frozenset[str]:
    return lexicon.affirmed(evidence)


def _negated(text: str, start: int) -> bool:
    return _NEGATED_BEFORE.search(text, max(0, start - _REACH), start) is not None


@lru_cache(maxsize=4096)
def _canonical(name: str) -> str:
    return re.sub(r"[\s\-‐‑–]+", "", narrow(name))
