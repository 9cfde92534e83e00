"""The embedded reader of facts: named lines first, then the sentences between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generation.engines.composer import lexicon
from generation.engines.composer.keys import KEYS, unknown
from generation.reading.contract import ReadFact, Source
from generation.reading.embedded import Embedded
from generation.reading.facts import chinese
from generation.reading.facts.english import sentence as english
from generation.reading.facts.lines import Piece, lines, sentences
from generation.reading.facts.naming import name_of
from generation.reading.facts.pairs import Pairs
from generation.reading.facts.said import Said
from generation.reading.facts.values import same, within

LONGEST_TEXT = 200_000  # characters
LONGEST_SENTENCE = 500
MOST_FACTS = 200
_LOOSE = frozenset({KEYS["features"].label_en, KEYS["features"].label_zh})  # says least: gives way to any other name


class EmbeddedFacts(Embedded):
    def read(self, texts: Sequence[Source]) -> list[tuple[ReadFact, ...]]:
        return [read(source) for source in texts]


def read(source: Source) -> tuple[ReadFact, ...]:
    """All that the text says, by `merged`."""
    found, prose = named_lines(source)
    for piece in prose:
        for sentence in sentences(piece):
            if len(sentence.text) <= LONGEST_SENTENCE:
                found += (_placed(said, sentence.start, source) for said in _said(sentence.text, source.title))
    return merged(found)


def named_lines(source: Source) -> tuple[list[ReadFact], list[Piece]]:
    """What named lines say, and the prose between them."""
    pieces = list(lines(source.text[:LONGEST_TEXT]))
    pairs = Pairs(pieces, source.chinese_keys)
    found = list(pairs.read())
    prose = [piece for index, (piece, _) in enumerate(pieces) if index not in pairs.used and piece.text]
    return found, [*prose, *pairs.rest]


def merged(found: Sequence[ReadFact]) -> tuple[ReadFact, ...]:
    """In the order of the text; what is said twice once, as it is said most surely."""
    return tuple(sorted(_once(found), key=lambda fact: (fact.start, fact.end))[:MOST_FACTS])


def _said(sentence: str, title: str) -> Iterator[Said]:
    return chinese.read(sentence) if lexicon.is_chinese(sentence) else english.read(sentence, title)


def _placed(said: Said, start: int, source: Source) -> ReadFact:
    key = KEYS.get(said.key) or unknown(said.key)
    name = name_of(key if key.id else None, key.label_zh if source.chinese_keys else said.key, source.chinese_keys)
    return ReadFact(name, said.value, said.unit, start + said.start, start + said.end, said.confidence)


def _overlap(fact: ReadFact, other: ReadFact) -> bool:
    return fact.start < other.end and other.start < fact.end


def _once(found: Sequence[ReadFact]) -> Iterator[ReadFact]:
    """Without what another fact of the same name says as well, more surely or more fully."""
    kept: list[ReadFact] = []
    for fact in sorted(found, key=lambda each: (-each.confidence, -len(each.value))):
        twin = any(
            fact.key == other.key
            and (same(fact.value, fact.unit, other.value, other.unit) or within(fact.value, other.value))
            for other in kept
        )
        loose = fact.key in _LOOSE
        inside = any(
            _overlap(fact, other) and (loose or fact.key == other.key) and other.key not in _LOOSE for other in kept
        )
        if not twin and not inside:
            kept.append(fact)
    yield from kept
