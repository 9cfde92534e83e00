"""What an English paragraph states of its product: parts, materials, colours, people, quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generation.engines.composer import lexicon
from generation.engines.composer.lexicon import Entry
from generation.engines.composer.prose.phrases import (
    BOUNDARY,
    PEOPLE,
    Phrase,
    in_material,
    material_after,
    plain,
    with_modifiers,
)
from generation.engines.composer.prose.purposes import purposes
from generation.engines.composer.prose.quantities import quantities
from generation.engines.composer.prose.statement import Statement
from generation.engines.composer.wordlists import WORDS

_WORD = re.compile(r"[A-Za-zÀ-ɏ0-9][A-Za-zÀ-ɏ0-9'’./%-]*|[,;:()\"“”]|[^\s\w]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"“])|[\n;]+")
_HEDGED = re.compile(
    r"\?|\b(?:not|never|without|unless|if|optional|sold separately|may|might|probably|unlike|instead of|compared|"
    r"n't|cannot|coming soon|stands for)\b",
    re.I,
)
_DEFINITE = frozenset({"the", "its", "their", "each", "this"})
_PREDICATIVE = WORDS["traits"]


def read_en(text: str, title: str) -> Iterator[Statement]:
    text = re.sub(r"\b(max|approx|min|ca|incl)\.\s", r"\1 ", text, flags=re.I)
    head = lexicon.head_noun(title)
    for sentence in _SENTENCE.split(text):
        if not sentence or len(sentence) > 500:
            continue
        if _HEDGED.search(re.sub(r"\bno collar\b", "", sentence)):
            continue
        yield from quantities(sentence)
        yield from purposes(sentence)
        yield from _phrases(sentence, head[1] if head else None)


def _phrases(sentence: str, product: Entry | None) -> Iterator[Statement]:
    words = _WORD.findall(sentence)
    words = [word.rstrip(".") or word for word in words]
    lower = [word.lower() for word in words]
    start_of_praise = re.search(
        r"\b(?:perfect|great|ideal|good|suitable|designed|used|look|looks) (?:for|as|to|with)\b", sentence, re.I
    )
    limit = len(_WORD.findall(sentence[: start_of_praise.start()])) if start_of_praise else len(words)
    for word in lower[:limit]:
        if word in PEOPLE:
            yield Statement("gender", PEOPLE[word])
    index = 0
    while index < limit:
        hit = _noun_at(words, lower, index, product)
        if hit is None:
            index += 1
            continue
        length, entry = hit
        phrase = with_modifiers(words, lower, index, length, entry)
        if phrase:
            if entry.word_class == "part" and entry is not product:
                yield from _part(phrase, words, lower, index, length)
            else:
                yield from _product(phrase, words, lower, index, length)
        index += length


def _noun_at(words: list[str], lower: list[str], index: int, product: Entry | None) -> tuple[int, Entry] | None:
    """(words, entry) of a part or of the product's own noun that begins here and is the head of its phrase."""
    for length in range(min(4, len(words) - index), 0, -1):
        phrase = " ".join(lower[index : index + length])
        entry = lexicon.lookup(phrase, "part")
        if entry and entry.family and (product is None or product.family != entry.family):
            entry = None  # cedar chips are no microchips
        own = lexicon.lookup(phrase, "noun")
        if product and phrase == product.en.lower().rpartition(" ")[2]:
            entry = product
        elif own and product and own.family == product.family and not (entry and own.family != "apparel"):
            entry = own
        elif phrase == "fabric":
            entry = Entry("fabric", "", "noun")
        if entry is None:
            continue
        following = lower[index + length] if index + length < len(lower) else ""
        if following and _is_content(following) and entry.en != "fabric" and _leads_on(following):
            return None
        if following in ("position", "comfort", "free", "safe", "friendly", "store", "range"):
            return None
        return length, entry
    return None


def _leads_on(word: str) -> bool:
    """Whether a word after a noun shows that the noun was a modifier only: "foam pocket sprung cushions"."""
    return bool(lexicon.lookup(word, "part", "noun", "adjective")) or word == "sprung"


def _is_content(word: str) -> bool:
    return word not in BOUNDARY and word[:1].isalpha()


def _part(phrase: Phrase, words: list[str], lower: list[str], index: int, length: int) -> Iterator[Statement]:
    before = lower[index - 1 - sum(len(m[1].split()) for m in phrase.modifiers)] if index else ""
    after = " ".join(lower[index + length : index + length + 3])
    made_of = re.match(r"(?:is|are) made of|(?:is|are) made from", after)
    if made_of:
        material = material_after(lower, index + length + 3)
        if material:
            yield Statement("features", f"{material} {phrase.head.lower()}")
        return
    pieces = [plain(piece) for _, piece in phrase.modifiers] + [plain(phrase.head)]
    text = re.sub(r"^and |\band and\b", "", " ".join(pieces))
    adverb = next((name for name in ("down the front", "on the sleeves", "in the sole") if after.startswith(name)), "")
    bare = not phrase.modifiers and not adverb
    common = phrase.entry.en in (
        "letter",
        "detail",
        "case",
        "door",
        "shape",
        "arm",
        "leg",
        "cap",
        "base",
        "body",
        "stand",
        "truck",
    )
    single = " " not in phrase.head
    if bare and before != "no" and single and (not phrase.head.lower().endswith("s") or common or before in _DEFINITE):
        return
    if bare and phrase.entry.en.rstrip("s") in ("shoulder", "body", "screen", "sleeve"):
        return
    if before == "no":
        text = f"no {text}"
    if adverb:
        text = f"{text} {adverb}"
    yield Statement("features", text)


def _product(phrase: Phrase, words: list[str], lower: list[str], index: int, length: int) -> Iterator[Statement]:
    """What modifies the product's own noun: its colours, material, pattern and plain properties."""
    colours = [piece.lower() for name, piece in phrase.modifiers if name == "colour"]
    if colours:
        yield Statement("colour", " and ".join(dict.fromkeys(colours)))
    materials = [piece.lower() for name, piece in phrase.modifiers if name == "material"]
    if materials:
        yield Statement("material", materials[-1])
    after = re.match(r"in (?:an? )?(?:[a-z]+,? ){0,2}?", " ".join(lower[index + length : index + length + 7]))
    if not materials:
        own = material_after(phrase.head.lower().split(), 0) if " " in phrase.head else ""
        inside = in_material(lower[index + length : index + length + 7]) if after else ""
        if own or inside:
            yield Statement("material", own or inside)
    for name, piece in phrase.modifiers:
        if name == "pattern" or (name == "adjective" and re.sub(r"\s", "-", piece.lower()) in _PREDICATIVE):
            yield Statement("trait", piece.lower())
