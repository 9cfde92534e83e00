"""A thing that the facts name must not get a property that no fact names: “an interchangeable nose bridge”, “TPR seals”.

Of English only, and only what words tell by their form: participles, what ends in -able, and acronyms. Words of mood and praise are
left to the rules that know them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generation.checks.denial import denied
from generation.checks.evidence import Evidence, evidence_of, narrow, of_facts
from generation.checks.grounds import grounds
from generation.checks.names import words_of
from generation.checks.pieces import ASKING, Piece, pieces
from generation.checks.spelling import is_word
from generation.claims.reading import lemma, word_by_word
from generation.contract import Brief, Claim, Content, Facts, Finding

_ENDINGS = ("ed", "able", "ible")
_REACH = 40  # characters before a property in which what it is said of stands
_STEM = 4  # letters that a property has in common with a word of the facts that says it: adjustable, adjusts
_ACRONYM = re.compile(r"[A-Z](?<![\w-].)[A-Z]{1,4} (?=[a-z])")
_SHORT = re.compile(r"[a-z0-9]{3,}")
# Said of a thing, as a whole statement of it: “the wood is oiled.”
_SAID_OF_IT = re.compile(r"(?P<noun>[a-z]+) (?:is|are) (?:also |fully )?$")
_THEN = re.compile(r" (?P<first>[a-z]+)(?: (?P<second>[a-z]+))?")
_AT_END = re.compile(r"[.,;!?]| to (?:keep|protect|stop|prevent|resist)\b")
_NO_NOUN = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at by for from in into is it its like of on or out over so than that the this to under up when with your you",
    )
)
# Words of that form that are no property, or one of mood: a loved one, a crowded desk, an enjoyable evening.
_PLAIN = frozenset(
    re.findall(
        r"\w+",
        """
        able accomplished added adorable advanced affordable agreeable allowed amazed available balanced based bed beloved blessed bored
        breed busied called capable combined comfortable comparable complicated considerable continued crafted crowded cultivated curated
        dedicated delayed delighted dependable deserved desirable detailed determined devoted durable embed enhanced enjoyable equipped
        established excited exhausted expected experienced experimented extended famed favored favoured feed feeble filled finished given
        handcrafted handmade hundred impeccable improved included incredible indeed inspired intended interested invited kindred limited
        listed loaded lovable loved memorable mixed muted named need needed noticeable organised organized packed perceived planned
        pleased possible preferred prepared promised provided proven recommended red reed refined related relaxed reliable remarkable
        renewed renowned required respected responsible retired sacred said seasoned seed selected sensible shared shed simplified sized
        skilled sled speed suitable supplied supported table talented terrible tired treasured tried trusted unforgettable unlimited
        unmistakable unparalleled used valuable varied visible wanted weathered wed weed wicked worried
        """,
    )
)


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """What the facts tell in English: the nouns, in the singular, and the beginnings of all words."""

    nouns: frozenset[str]
    stems: frozenset[str]


class _Properties(dict[str, bool]):
    """Whether a word is a property by its form."""

    def __missing__(self, word: str) -> bool:
        if len(self) >= _MOST_WORDS:
            self.clear()
        known = self[word] = word.endswith(_ENDINGS) and len(word) > _STEM and word not in _PLAIN
        return known


_MOST_WORDS = 32_768
_is_property = _Properties()


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    if brief.locale != "en":
        return
    facts = grounds(brief)
    told, evidence = _told(facts), evidence_of(facts)
    for piece in pieces(content):
        if piece.field in ASKING:
            continue
        plain = narrow(piece.text)
        for start, end in (*_participles(plain, told), *_acronyms(piece, plain, told, evidence)):
            if not denied(plain, start, end):
                yield piece.finding("features.unsupported", start, end, text=piece.text[start:end])


def _participles(plain: str, told: _Told) -> Iterator[tuple[int, int]]:
    words = words_of(plain)
    strange = {word for word in words.kinds if _is_property[word] and word[:_STEM] not in told.stems}
    for word, start in zip(words.words, words.starts, strict=True) if strange else ():
        end = start + len(word)
        if word in strange and plain[start - 1 : start] in ("", " ") and not _is_said(word, told):
            if noun_end := _before_noun(plain, end, told):
                yield start, noun_end
            elif _AT_END.match(plain, end) and _is_said_of_noun(plain, start, told):
                yield start, end


def _is_said_of_noun(plain: str, start: int, told: _Told) -> bool:
    said = _SAID_OF_IT.search(plain, max(0, start - _REACH), start)
    return said is not None and lemma(said["noun"]) in told.nouns


def _is_said(word: str, told: _Told) -> bool:
    return not word_by_word(word).isdisjoint(told.nouns)


def _acronyms(piece: Piece, plain: str, told: _Told, evidence: Evidence) -> Iterator[tuple[int, int]]:
    for found in _ACRONYM.finditer(piece.text):
        name = found.group().strip()
        noun_end = _before_noun(plain, found.end() - 1, told)
        if noun_end and name not in evidence.capitals and not evidence.says(name) and not is_word(name.lower()):
            yield found.start(), noun_end


def _before_noun(plain: str, end: int, told: _Told) -> int:
    """Where the noun of the facts ends that is the next word but one at most; 0 when none stands there."""
    following = _THEN.match(plain, end)
    if not following or following["first"] in _NO_NOUN:
        return 0
    for name in ("first", "second"):
        word = following[name]
        if word and word not in _NO_NOUN and lemma(word) in told.nouns:
            return following.end(name)
    return 0


@of_facts
def _told(facts: Facts) -> _Told:
    words = {word for word in _SHORT.findall(evidence_of(facts).text) if word not in _NO_NOUN}
    concepts = frozenset().union(*map(word_by_word, words))
    return _Told(frozenset(map(lemma, words)) | concepts, frozenset(word[:_STEM] for word in words))
