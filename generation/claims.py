"""Which facts support which sentence of a text: for texts whose engine does not say, and for people's edits.

A sentence is supported by a fact when it says the fact's value: its quantities (units converted), its words, or the
words' translation by the lexicon. A key alone is enough only for facts whose value is yes or no.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generation.contract import Claim, Content, Fact, Facts
from generation.engines.composer import keys, lexicon, units
from generation.engines.composer.families import category_zh
from generation.engines.composer.lexicon import Entry
from generation.engines.composer.wordlists import WORDS

TOLERANCE = 0.02  # relative: conversions are rounded for readers (13 inches, 33 cm)
_ABBREVIATIONS = WORDS["abbreviations"]
_CLOSERS = "\"'”’)]）】」』》"
_END_EN = ".!?…"
_END_ZH = "。！？；!?;…"
_WORD = re.compile(r"[a-z0-9][a-z0-9'’-]*", re.I)
_STOP = WORDS["stop_words"]
_STOP_ZH = re.compile(
    r"品名|品牌|类目|型号|颜色|商品|设计|材质|[的了是为和与及或在有也都可其这那款该本品产商采用由制成设带配备支持提供适合于以呈选一个种件归找到可]"
)


def attribute(content: Content, facts: Facts, locale: str, given: Sequence[Claim] = ()) -> tuple[Claim, ...]:
    """A claim for every sentence of every field, with the ids of the facts that support it; none when nothing does.

    `given` are claims already known for this very content (an engine's own): where one covers exactly a sentence, or
    a whole piece of text, its facts are kept as far as they still exist.
    """
    known = {fact.id for fact in facts.citable()}
    kept = {(claim.field, claim.index, claim.start, claim.end): claim for claim in given}
    found: list[Claim] = []
    for field, index, text in content.spans():
        whole = field != "description" and "\n" not in text and (field, index, 0, len(text)) in kept
        spans = [(0, len(text))] if whole else sentences(text, locale, semicolons=field == "description")
        for start, end in spans:
            old = kept.get((field, index, start, end))
            if old is not None:
                ids = tuple(fact_id for fact_id in old.fact_ids if fact_id in known)
                found.append(Claim(field, index, start, end, ids))
            else:
                found.append(Claim(field, index, start, end, supports(text[start:end], facts)))
    return tuple(found)


def sentences(text: str, locale: str = "en", *, semicolons: bool = True) -> list[tuple[int, int]]:
    """(start, end) of every sentence, without the white space around it.

    Both languages' marks end a sentence; in Chinese the full-width semicolon too, unless `semicolons` is false.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _ends(text if semicolons else text.replace("；", "，")):
        spans += _trimmed(text, start, end)
        start = end
    return spans + _trimmed(text, start, len(text))


def _ends(text: str) -> Iterator[int]:
    place = 0
    while place < len(text):
        char = text[place]
        if char == "\n":
            yield place + 1
        elif char in _END_ZH or char in _END_EN:
            end = place + 1
            while end < len(text) and text[end] in _END_ZH + _END_EN:
                end += 1
            while end < len(text) and text[end] in _CLOSERS:
                end += 1
            if _ends_here(text, place, end):
                yield end
            place = end - 1
        place += 1


def _ends_here(text: str, place: int, end: int) -> bool:
    """Whether the mark at `place` ends a sentence; not in 1.5, e.g., a file name, or before a lower-case word."""
    char = text[place]
    if char in "。！？；…":
        return True
    if end >= len(text):
        return True
    if char == ";":
        return False
    if not text[end].isspace():
        return lexicon.is_chinese(text[end]) or (char in "!?" and not text[end].isalnum())
    following = text[end:].lstrip()[:1]
    if char != ".":
        return not following.islower()
    before = re.search(r"([A-Za-z.]+)$", text[:place])
    word = before[1].lower() if before else ""
    measured = bool(re.search(r"\d\s?(?:in|ft|oz|lb|min|max|no)$", text[:place], re.I))
    if measured and following.isupper():
        return True
    if word in _ABBREVIATIONS and (
        word not in ("in", "no", "min", "co", "est") or following.isdigit() or following.islower()
    ):
        return False
    if len(word) == 1 and word.isalpha() and before is not None and before[1].isupper() and following.isupper():
        return bool(re.search(r"\d\s?[A-Z]$", text[:place]))
    return not following.islower()


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return [(start + left, start + right)] if right > left else []


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says, in terms that both languages share: concepts (Chinese word or English lemma) and quantities."""

    concepts: frozenset[str]
    quantities: tuple[tuple[float, str], ...]
    negative: bool
    clauses: tuple[Reading, ...] = ()  # its parts between commas, where there are several


@lru_cache(maxsize=8192)
def read(text: str) -> Reading:
    parts = [part for part in re.split(r"[,，;；、]|\band\b|和", text) if part.strip()] if len(text) < 400 else []
    clauses = tuple(_read(part) for part in parts) if len(parts) > 1 else ()
    whole = _read(text)
    return Reading(whole.concepts, whole.quantities, whole.negative, clauses)


def _read(text: str) -> Reading:
    return Reading(frozenset(_concepts(text)), tuple(units.quantities(text)), bool(_NEGATION.search(text)))


_NEGATION = re.compile(r"\b(?:not|no|never|without|cannot|can't|isn't|non)\b|不|无|非|勿|没", re.I)


def _concepts(text: str) -> Iterator[str]:
    """Lexicon words by their Chinese form, other words by their lemma, Chinese outside the lexicon by its pairs."""
    text = re.sub(
        r"\b(wo)?m(?:e|a)ns?\b(?<=s)|\b(wo)?men[’']s\b", lambda m: f"{m[1] or m[2] or ''}men", text, flags=re.I
    )
    words = _WORD.findall(re.sub(r"[’']s\b", "", text))
    place = 0
    while place < len(words):
        for size in range(min(lexicon.LONGEST_PHRASE, len(words) - place), 0, -1):
            phrase = " ".join(words[place : place + size]).lower()
            entries = lexicon.ENGLISH.get(phrase)
            if entries:
                if size > 1 or phrase not in _STOP:
                    yield from {entry.zh.removesuffix("色") or entry.zh for entry in entries}
                break
            if size == 1 and phrase not in _STOP and not phrase[0].isdigit():
                yield _lemma(phrase)
        else:
            size = 1
        place += size
    for run in re.findall(r"[㐀-䶿一-鿿]+", text):
        for part in lexicon.segment(run):
            if isinstance(part, Entry):
                yield part.zh.removesuffix("色") or part.zh
            else:
                loose = _STOP_ZH.sub("", part)
                yield from (loose[i : i + 2] for i in range(max(1, len(loose) - 1)) if loose)


def _lemma(word: str) -> str:
    lower = word.lower()
    for ending, stem in (("ies", "y"), ("sses", "ss"), ("es", "e"), ("s", "")):
        if lower.endswith(ending) and len(lower) > len(ending) + 2 and not lower.endswith(("ss", "us")):
            return lower[: -len(ending)] + stem
    return lower


@lru_cache(maxsize=4096)
def supports(sentence: str, facts: Facts) -> tuple[str, ...]:
    """Ids of the facts that the sentence says, added facts before the product's own columns."""
    said = read(sentence)
    strong: list[str] = []
    weak: list[str] = []
    covered: set[str] = set()
    for fact in facts.citable():
        if fact.id == "price":
            matched = _price(sentence, fact)
            strong += [fact.id] if matched else []
            continue
        is_weak = fact.id in ("title", "category", "source_text")
        heard = _weakly(said, fact) if is_weak else _says(said, fact)
        if heard is not None:
            covered |= heard
            measured = fact.id == "source_text" and bool(said.quantities)
            (weak if is_weak and not measured else strong).append(fact.id)
    loose = said.concepts - covered
    if not strong and weak and (len(loose) >= 1 and len(loose) * 2 >= len(said.concepts)):
        return ()
    return (*strong, *weak)


def _price(sentence: str, fact: Fact) -> bool:
    numbers = {value for value, _ in units.quantities(sentence)}
    return float(fact.value) in numbers


def _says(said: Reading, fact: Fact) -> set[str] | None:
    """The sentence's concepts that the fact accounts for; None when the sentence does not say it."""
    value = f"{fact.value} {fact.unit}".strip()
    key = read(fact.key)
    lower = fact.value.strip().lower()
    if lower in ("yes", "true", "是", "有", "no", "false", "否", "无"):
        negative = lower in ("no", "false", "否", "无")
        wanted = set(key.concepts) | _known_key(fact.key)
        inherent = key.negative or bool(re.search(r"\bfree\b", fact.key, re.I))
        for clause in (said, *said.clauses):
            close = _overlap(clause.concepts, key.concepts)
            enough = len(close) >= min(2, max(1, len(key.concepts))) or any(map(lexicon.is_chinese, close))
            enough = enough or bool(_known_key(fact.key) & clause.concepts)
            if enough and (negative == clause.negative or inherent):
                return _overlap(said.concepts, wanted)
        return None
    meant = read(value)
    if meant.quantities and not _words_only(meant):
        if not all(_has(said, quantity, key, fact.key) for quantity in meant.quantities):
            return None
        rest = {concept for concept in meant.concepts if not re.fullmatch(r"[a-z]{1,3}", concept)}
        if rest and not _overlap(said.concepts, rest) and len(rest) > 2:
            return None
        return set(_overlap(said.concepts, meant.concepts | key.concepts | _known_key(fact.key)))
    wanted = set(meant.concepts)
    if not wanted:
        literal = value.lower()
        return set() if len(literal) > 1 and any(literal in concept for concept in said.concepts) else None
    heard = _overlap(said.concepts, wanted)
    needed = (
        len(wanted) if len(wanted) <= 2 and not re.search(r"[,;、，；/]", value) else max(1, (len(wanted) + 2) // 3)
    )
    if len(heard) < min(needed, 3):
        return None
    return heard | _overlap(said.concepts, key.concepts | _known_key(fact.key))


def _words_only(meant: Reading) -> bool:
    """A value of words with a bare number in it ("Intel Core i7") is matched by its words."""
    return all(dimension == "" for _, dimension in meant.quantities) and len(meant.concepts) > 1


def _has(said: Reading, quantity: tuple[float, str], key: Reading, name: str) -> bool:
    value, dimension = quantity
    for other, kind in said.quantities:
        if abs(other - value) <= TOLERANCE * max(abs(value), 1e-9) + 1e-12:
            if kind == dimension or (dimension == "" and not kind):
                return True
            if dimension == "" and _overlap(said.concepts, key.concepts | _known_key(name)):
                return True
    return False


@lru_cache(maxsize=1024)
def _known_key(name: str) -> frozenset[str]:
    """Words by which a known key may be called, in both languages."""
    key = keys.find(name)
    if key is None:
        return frozenset()
    frames = " ".join(text for slot in ("vp", "np", "bul") for _, text in key.frames.get(slot, ()))
    plain = re.sub(r"\{[^}]*\}|\[([^|\]]*)\|[^\]]*\]|a~", r" \1 ", f"{frames} {key.label_en}")
    return frozenset(read(plain).concepts) | frozenset(read(key.label_zh).concepts)


def _overlap(concepts: frozenset[str] | set[str], wanted: frozenset[str] | set[str]) -> set[str]:
    """Concepts of the sentence that are wanted, or hold or are held by a wanted one (皮 in 皮革)."""
    hit = set(concepts) & set(wanted)
    for concept in set(concepts) - hit:
        if lexicon.is_chinese(concept) and any(
            lexicon.is_chinese(other) and (concept in other or other in concept) for other in wanted
        ):
            hit.add(concept)
    return hit


def _weakly(said: Reading, fact: Fact) -> set[str] | None:
    """The product's own columns support what they say, but only as much as they say."""
    meant = read(fact.value[:4000])
    heard = _overlap(said.concepts, meant.concepts | _word_by_word(fact.value[:4000]))
    if fact.id == "source_text":
        same = [q for q in said.quantities if any(_close(q, other) for other in meant.quantities)]
        if said.quantities and not same:
            return None
        return heard if heard or same else None
    if fact.id == "category":
        chinese = read(" ".join(category_zh(part.strip()) for part in fact.value.split(">")))
        heard = heard | _overlap(said.concepts, chinese.concepts)
    return heard or None


@lru_cache(maxsize=1024)
def _word_by_word(text: str) -> frozenset[str]:
    """The concepts of the single words, those inside a phrase too: "leather bag" is also leather."""
    return frozenset(concept for word in set(_WORD.findall(text)) for concept in read(word.lower()).concepts)


def _close(one: tuple[float, str], other: tuple[float, str]) -> bool:
    return one[1] == other[1] and abs(one[0] - other[0]) <= TOLERANCE * max(abs(other[0]), 1e-9)
