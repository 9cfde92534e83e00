"""What is said to come along must be in the facts: “comes with a wall adapter”, “a knife completes the set”, “附赠充电头”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generation.checks.denial import denied
from generation.checks.evidence import citable_of, evidence_of, narrow, of_facts
from generation.checks.grounds import grounds
from generation.checks.pieces import ASKING, Piece, pieces
from generation.checks.screens import Screened
from generation.claims.reading import lemma, overlap, read, word_by_word
from generation.contract import Brief, Claim, Content, Facts, Finding
from generation.engines.composer import lexicon
from generation.engines.composer.lexicon import Entry

_THING = r"(?:[a-z][a-z-]+ ){0,3}[a-z][a-z-]+"
_ENGLISH = Screened(
    rf"\b(?:comes?|ships?|arrives?|supplied|delivered|packed|complete|bundled) with (?:an? |its (?:own )?|two "
    rf"|three |a free |a matching )(?P<with>{_THING})"
    rf"|\b(?:comes?|ships?|arrives?|supplied|delivered) with (?!(?:an?|its|the|this|that|it|them|all|no|your|you|us)\b)(?P<bare>{_THING})"
    rf"|\b(?:includes|include|including) (?:an? |the |two |three |a free )(?P<includes>{_THING})"
    rf"|\b(?:an?|the|one|two|three) (?P<part>{_THING}) (?:is|are|comes?) (?:also )?(?:included|in the box|supplied"
    rf"|part of the (?:[a-z-]+ )?set|thrown in)\b"
    rf"|\b(?:an?|the) (?P<completes>{_THING}) (?:completes?|rounds? off) the (?:[a-z-]+ )?(?:set|kit)\b"
    rf"|\b(?:an?|the|one|two|three) (?P<along>{_THING}) comes? along\b"
    rf"|\b(?:get|find|receive) (?:an? |the |two |three )(?P<get>{_THING})(?=(?:,|,? and)? [^.;:!?]{{0,80}}\bin(?:side)? the box\b)"
    rf"|\bin the box:? (?:is|are|you(?:’|')?ll find|you will find|there is) (?:an? |the )?(?P<box>{_THING})",
    re.IGNORECASE,
)
# What such a list goes on with: “with a tamper, a milk jug and a brush”.
_ALSO = re.compile(
    rf"(?:, (?:and )?| and )(?:also )?(?:an? |the |two |three |a free )(?P<thing>{_THING})", re.IGNORECASE
)
_ALSO_BARE = re.compile(rf"(?:, (?:and )?| and )(?P<thing>{_THING})", re.IGNORECASE)
_ONE_HAN = re.compile(r"(?:(?!以及|[、和与及]).)+")
_HAN = Screened(
    r"(?:(?:盒|箱|包装|礼盒)(?:内|中|里)(?:还)?(?:含有?|有|附有?|配有?|装有?)|附赠|附送|随附|附带|赠送|随盒附|随箱附|随机附|内附|另赠|还送|加送|附(?!近|加|着|件|录|在|于|属|上))(?P<thing>[^，,。；;！!（(]{1,24})"
)
_MEASURE_HAN = re.compile(
    r"^[一二两三四五六七八九十\d]*\s?(?:个|件|只|片|块|支|双|把|张|枚|条|套|包|盒|瓶|袋|罐|卷|颗|根|对|组|份|本)?|一?[个件只片块支双把张枚条套包盒瓶袋罐卷颗根对组份本]$"
)
# Ends the thing: what follows says more of it.
_STOP = re.compile(
    r"\b(?:that|which|who|to|for|in|on|at|so|as|if|when|you|your|and|or|from|by|with|into|onto|over|is|are)\b"
)
_NO_THING = frozenset(
    [
        "everything",
        "anything",
        "nothing",
        "care",
        "ease",
        "love",
        "pride",
        "joy",
        "style",
        "touch",
        "smile",
        "promise",
        "lot",
        "bit",
        "pair",
        "set",
        "way",
        "kind",
        "sense",
        "guarantee",
        "warranty",
        "year",
        "years",
        "day",
        "life",
        "design",
        "look",
        "feel",
        "finish",
        "surface",
        "certificate",
        "instructions",
        "instruction",
        "note",
        "choice",
        "range",
        "selection",
        "bonus",
        "surprise",
        "twist",
        "view",
    ]
)


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    facts = grounds(brief)
    for piece in pieces(content):
        if piece.field in ASKING:
            continue
        for found in _ENGLISH.finditer(piece.text):
            for start, end in _listed(piece.text, found):
                yield from _english(piece, start, end, facts)
        for found in _HAN.finditer(piece.text):
            for thing in _ONE_HAN.finditer(piece.text, *found.span("thing")):
                yield from _chinese(piece, *thing.span(), facts)


def _listed(text: str, found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Each thing of a list that begins here; they have articles, or none has."""
    start, end = found.span(found.lastgroup or "")
    goes_on = _ALSO_BARE if found["bare"] else _ALSO
    while True:
        stop = _STOP.search(text, start, end)
        end = stop.start() if stop and stop.start() > start else end
        yield start, end
        also = goes_on.match(text, len(text[:end].rstrip()))
        if not also:
            return
        start, end = also.span("thing")


def _english(piece: Piece, start: int, end: int, facts: Facts) -> Iterator[Finding]:
    thing = narrow(piece.text[start:end]).strip(" -")
    words = [word for word in re.findall(r"[a-z]+", thing) if len(word) > 2]
    if "of" in words[1:-1]:
        words = words[words.index("of") + 1 :]
    if not words or words[-1] in _NO_THING or lemma(words[-1]) in _NO_THING:
        return
    heads = word_by_word(words[-1]) | {lemma(words[-1])} | read(" ".join(words[-2:])).concepts
    if (
        heads.isdisjoint(_named(facts))
        and not overlap(heads, _named(facts))
        and not denied(narrow(piece.text), start, end)
    ):
        yield piece.finding("features.unsupported", start, start + len(piece.text[start:end].rstrip(" -")), text=thing)


def _chinese(piece: Piece, start: int, end: int, facts: Facts) -> Iterator[Finding]:
    """A word of the other language is no reason to doubt: only what the lexicon knows, or facts in Chinese, can tell."""
    thing = _MEASURE_HAN.sub("", piece.text[start:end].strip())
    nouns = [
        part.zh
        for part in lexicon.segment(thing)
        if isinstance(part, Entry) and part.word_class in ("noun", "part", "word")
    ]
    if not lexicon.is_chinese(thing) or overlap(read(thing).concepts, _named(facts)) or evidence_of(facts).says(thing):
        return
    if (nouns or evidence_of(facts).in_chinese) and not denied(piece.text, start, end):
        yield piece.finding("features.unsupported", start, end, text=piece.text[start:end])


@of_facts
def _named(facts: Facts) -> frozenset[str]:
    """Concepts of all that the facts name."""
    texts = [text for fact in citable_of(facts) for text in (fact.key, fact.value) if fact.id != "category"]
    return frozenset(concept for text in texts for concept in (*read(text[:4000]).concepts, *word_by_word(text[:4000])))
