"""A translation beside its original: numbers, facts, protected words and sentences of both sides, and what was left untranslated.

A conversion (13.8 in, 35 cm) counts as equal. Chinese left in an English text is `language.wrong` already, unless it is part of a name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generation.checks import numerals
from generation.checks.evidence import narrow
from generation.checks.measures import Known, Measures
from generation.checks.pieces import Piece, pieces, shortened
from generation.checks.quantities import Quantity, quantities
from generation.checks.units import units_of
from generation.contract import Brief, Claim, Content, Fact, Finding, Original
from generation.engines.composer import lexicon
from generation.translation import alignment, carrying
from generation.translation.glossary import terms_in, terms_of

_SPELLED = re.compile(rf"\b(?:{numerals.ENGLISH})\b|{numerals.HAN}", re.IGNORECASE)
_COUNTS = {
    1: ("one", "single", "单"),
    2: ("pair", "both", "double", "dual", "twin", "双", "对"),
    3: ("triple",),
    12: ("dozen", "打"),
}
_COUNT_OF = {word: Decimal(number) for number, words in _COUNTS.items() for word in words}
_COUNT_WORD = re.compile("|".join(rf"\b{word}s?\b" if word.isascii() else word for word in _COUNT_OF), re.IGNORECASE)
_WORD = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z'’]{2,}(?![\w-])")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
# Columns that say what the product is called or where it belongs: a text says them in passing.
_WEAK = frozenset({"title", "brand", "category", "price", "source_text"})


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    original = brief.original
    if original is None or not original.fields:
        return
    texts = {(piece.field, piece.index): piece for piece in pieces(content)}
    aligned = alignment.pairs(original.fields, content.fields)
    yield from _sentences(aligned, texts)
    both_sides = [
        _Both(pair, texts[pair.translation[0].field, pair.translation[0].index])
        for pair in aligned
        if pair.original and pair.translation
    ]
    for both in both_sides:
        wrong = list(_numbers(both))
        yield from wrong
        yield from _terms(both, brief)
        yield from _untranslated(both, brief)
        if not wrong:  # a fact that is missing for its number's sake has been told
            yield from _facts(both, aligned, brief, original)


@dataclass(frozen=True, slots=True)
class _Both:
    """A pair of which both sides are there, and the piece in which the translation stands."""

    pair: alignment.Pair
    piece: Piece

    @property
    def original(self) -> str:
        return " ".join(sentence.text for sentence in self.pair.original)

    @property
    def said(self) -> str:
        return self.piece.text[self.start : self.end]

    @property
    def start(self) -> int:
        return self.pair.translation[0].start

    @property
    def end(self) -> int:
        return self.pair.translation[-1].end


Texts = dict[tuple[str, int], Piece]


def _sentences(aligned: Sequence[alignment.Pair], texts: Texts) -> Iterator[Finding]:
    for pair in aligned:
        if not pair.translation:
            said = pair.original[0]
            piece = texts.get((said.field, said.index)) or Piece(said.field, 0, "")
            yield piece.finding("translation.sentence_missing", 0, 0, original=shortened(said.text))
        elif not pair.original:
            for said in pair.translation:
                piece = texts[said.field, said.index]
                text = shortened(said.text)
                yield piece.finding("translation.sentence_added", said.start, said.end, text=text)


def _numbers(both: _Both) -> Iterator[Finding]:
    instead: set[str] = set()  # dimensions in which the translation says another number
    for one in quantities(both.said):
        if not _stated(one, both.original):
            instead |= {unit.dimension for unit in one.units}
            start, end = both.start + one.start, both.start + one.end
            surface = both.piece.text[start:end]
            yield both.piece.finding(
                "translation.number_added", start, end, quantity=surface, original=shortened(both.original)
            )
    for one in quantities(both.original):
        if not _stated(one, both.said) and instead.isdisjoint(unit.dimension for unit in one.units):
            surface = both.original[one.start : one.end]
            yield both.piece.finding("translation.number_missing", both.start, both.end, quantity=surface)


@lru_cache(maxsize=256)
def _numbers_of(text: str) -> tuple[Quantity, ...]:
    """All numbers of a text, those in words too, whatever follows them."""
    return (*quantities(text), *_in_words(text))


def _measured(numbers: Sequence[Quantity]) -> Measures:
    measured: defaultdict[str, list[tuple[float, str, Known]]] = defaultdict(list)
    counted: defaultdict[Decimal, list[Known]] = defaultdict(list)
    bare: defaultdict[Decimal, list[Known]] = defaultdict(list)
    codes = set()
    for one in numbers:
        known = Known(one, "")
        if one.code:
            codes.add(one.code.lower())
            continue
        if not one.units:
            bare[one.value].append(known)
        if one.counts:
            counted[one.value].append(known)
        for unit in (*one.units, *one.shared):
            measured[unit.dimension].append((float(one.value * unit.factor), unit.system, known))
    return Measures(measured, counted, bare, frozenset(codes))


def _in_words(text: str) -> Iterator[Quantity]:
    low = narrow(text)
    for found in _SPELLED.finditer(low):
        word = found.group()
        yield Quantity(*found.span(), numerals.english(word) if word.isascii() else numerals.han(word))
    for found in _COUNT_WORD.finditer(low):
        word = found.group()
        yield Quantity(*found.span(), _COUNT_OF.get(word) or _COUNT_OF[word.removesuffix("s")])


def _stated(said: Quantity, text: str) -> bool:
    """Whether `text` says the number too, in whatever unit; where one side names none, the bare number will do."""
    numbers = _numbers_of(text)
    known, mine = _measured(numbers), _measured([said])
    if said.code:
        same = said.code.lower() in known.codes or narrow(said.code) in narrow(text)
        return same or (said.code[0].isdigit() and said.value in known.bare)  # 2-in-1, 二合一
    if known.like(said) or said.value in known.bare or any(mine.like(one) for one in numbers if one.units):
        return True
    if said.units and any(unit.dimension == "count" for unit in said.units):
        return any(said.value * unit.factor in known.counted for unit in said.units)
    if not said.units and not said.shared:
        values = {one.quantity.value for rows in known.measured.values() for _, _, one in rows}
        return said.value in values
    return False


def _terms(both: _Both, brief: Brief) -> Iterator[Finding]:
    said = narrow(both.said)
    for term in dict.fromkeys(found.term for found in terms_in(both.original, terms_of(brief))):
        if narrow(term.written) not in said:
            yield both.piece.finding(
                "translation.term_lost", both.start, both.end, term=term.said, written=term.written
            )


def _untranslated(both: _Both, brief: Brief) -> Iterator[Finding]:
    protected = narrow("\n".join(term.written for term in terms_of(brief)))
    left = _chinese_left if brief.locale == "en" else _english_left
    for start, end in left(both, protected, narrow(f"{brief.facts.title}\n{brief.facts.brand}")):
        yield both.piece.finding(
            "translation.untranslated", both.start + start, both.start + end, text=both.said[start:end]
        )


def _english_left(both: _Both, protected: str, _names: str) -> Iterator[tuple[int, int]]:
    """Words of the original that stand in the Chinese: those that the lexicon knows, and plain words in small letters."""
    given = set(map(str.casefold, _WORD.findall(both.original)))
    for found in _WORD.finditer(both.said):
        word = found.group()
        known = word.islower() or (not word.isupper() and word.lower() in lexicon.ENGLISH)
        if word.casefold() in given and known and narrow(word) not in protected and not units_of(word):
            yield found.span()


def _chinese_left(both: _Both, protected: str, names: str) -> Iterator[tuple[int, int]]:
    """Parts of a Chinese name: whatever else is Chinese here, another check has found."""
    for found in _HAN_RUN.finditer(both.said):
        if found.group() in names and found.group() in both.original and found.group() not in protected:
            yield found.span()


def _facts(both: _Both, aligned: Sequence[alignment.Pair], brief: Brief, original: Original) -> Iterator[Finding]:
    """What the ledger reads out of each side: a fact that one of them says and the other nowhere does."""
    facts = {fact.id: fact for fact in brief.facts.citable() if fact.id not in _WEAK}
    mine, theirs = _read(both.pair.original, brief) & facts.keys(), _read(both.pair.translation, brief) & facts.keys()
    lost = mine & set(carrying.cited(original.claims, both.pair.original)) - theirs
    new = theirs - mine - {fact_id for claim in original.claims for fact_id in claim.fact_ids}
    if not lost and not new:
        return
    there = {fact_id for pair in aligned for fact_id in _read(pair.original, brief)}
    here = {fact_id for pair in aligned for fact_id in _read(pair.translation, brief)}
    for rule, ids in (("translation.fact_missing", lost - here), ("translation.fact_added", new - there)):
        for fact_id in sorted(ids):
            said = _said(facts[fact_id])
            yield both.piece.finding(rule, both.start, both.end, fact=said, original=shortened(both.original))


def _read(sentences: Sequence[alignment.Sentence], brief: Brief) -> set[str]:
    from generation.claims.support import supports  # which reads by the vocabularies of this folder

    return {fact_id for one in sentences for fact_id in supports(one.text, brief.facts)}


def _said(fact: Fact) -> str:
    return f"{fact.key.replace('_', ' ')}: {shortened(f'{fact.value} {fact.unit}')}"
