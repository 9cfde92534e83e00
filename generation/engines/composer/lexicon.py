"""The bilingual lexicon: what words mean in the other language, and which of them name products or their parts.

`data/lexicon.txt` holds it by word class. A phrase is translated only when every word of it is known; otherwise the
caller keeps it as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from generation.engines.composer import units
from generation.engines.composer.english.words import plural

LONGEST_PHRASE = 5  # words
_TOKEN = re.compile(r"[A-Za-z0-9À-ɏ][A-Za-z0-9À-ɏ'’./-]*%?|[^\sA-Za-z0-9]")
CJK = re.compile(r"[㐀-䶿一-鿿豈-﫿]")
_NUMBER_WORDS = {
    "one": "一",
    "two": "两",
    "three": "三",
    "four": "四",
    "five": "五",
    "six": "六",
    "seven": "七",
    "eight": "八",
}
_SIZE_FIRST = re.compile(r"^([大小])([一-鿿]{1,3}色)(?=[一-鿿])")  # "large white flowers" are 白色大花朵
_SKIPPED = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Entry:
    en: str
    zh: str
    word_class: str
    family: str = ""
    classifier: str = ""


def _load() -> tuple[dict[str, list[Entry]], dict[str, Entry], frozenset[str], frozenset[str]]:
    english: dict[str, list[Entry]] = {}
    chinese: dict[str, Entry] = {}
    puffery: set[str] = set()
    plurals: set[str] = set()
    section: list[str] = []
    for raw in (units.DATA / "lexicon.txt").read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            section = line.strip("[]").split()
            continue
        for item in line.split(";"):
            en_part, _, zh_part = item.strip().partition("=")
            if section[0] == "puffery":
                puffery.add(en_part.strip())
                continue
            if section[0] == "plural":
                plurals.add(en_part.strip())
                continue
            if not en_part.strip():
                continue
            # Only " / " free aliases: "spring/summer" and "18/8" are single words.
            zh = zh_part.strip().split("/") if not re.search(r"\d/\d", zh_part) else [zh_part.strip()]
            keep = re.search(r"\d/\d|spring/summer|autumn/winter|n/a", en_part)
            names = [en_part.strip()] if keep else [name.strip() for name in en_part.split("/")]
            family = section[1] if len(section) > 1 else ""
            classifier = section[2] if len(section) > 2 else ""
            for name in names:
                entry = Entry(name, zh[0], section[0], family, classifier)
                english.setdefault(name.lower(), []).append(entry)
                if section[0] in ("noun", "part"):
                    many = plural(name)
                    if many != name and not (name.endswith("s") and not name.endswith("ss")):
                        english.setdefault(many.lower(), []).append(Entry(many, zh[0], section[0], family, classifier))
            for alias in zh:
                chinese.setdefault(alias.strip(), Entry(names[0], alias.strip(), section[0], family, classifier))
    return english, chinese, frozenset(puffery), frozenset(plurals)


ENGLISH, CHINESE, PUFFERY, _ = _load()
_SIZES_ZH = {  # by their first character: the lengths of the Chinese words, the longest first
    first: sorted({len(word) for word in words}, reverse=True)
    for first, words in groupby(sorted(filter(None, CHINESE)), itemgetter(0))
}


def lookup(phrase: str, *classes: str) -> Entry | None:
    """The entry of an English phrase, of the first of the classes that has it; of any class when none is asked."""
    entries = ENGLISH.get(phrase.lower(), [])
    if not classes:
        return entries[0] if entries else None
    return next((entry for word_class in classes for entry in entries if entry.word_class == word_class), None)


def is_chinese(text: str) -> bool:
    return bool(CJK.search(text))


@lru_cache(maxsize=16384)
def to_zh(text: str, prefer: str = "") -> str | None:
    """Chinese for an English phrase, or None when a word of it is unknown.

    Numbers, and words with a shape of their own (USB-C, Intel, i7), pass as they are. `prefer` names a word class.
    """
    text = " ".join(text.split()).strip(" .")
    if not text or is_chinese(text):
        return text or None
    measure = units.parse(text)
    if measure:
        return units.say(measure, "zh-Hans")
    whole = lookup(text, *([prefer] if prefer else [])) or lookup(text)
    if whole:
        return whole.zh
    words = _TOKEN.findall(text)
    pieces: list[str] = []
    known = index = 0
    while index < len(words):
        piece, used, counts = _translate_at(words, index, prefer, first=index == 0)
        if piece is None:
            return None
        pieces.append(piece)
        known += counts
        index += used
    if not known and any(word.isalpha() and len(word) > 3 for word in words):
        return None
    return _SIZE_FIRST.sub(r"\2\1", join_zh(pieces))


def _translate_at(words: list[str], index: int, prefer: str, first: bool) -> tuple[str | None, int, int]:
    """(Chinese, words used, 1 if the lexicon knew it) at one place."""
    for length in range(min(LONGEST_PHRASE, len(words) - index), 0, -1):
        chunk = words[index : index + length]
        phrase = " ".join(chunk)
        entry = (lookup(phrase, prefer) if prefer else None) or lookup(phrase)
        if entry:
            return entry.zh, length, 1
        if length == 2:
            measure = units.parse(phrase)
            if measure and measure.unit:
                return units.say(measure, "zh-Hans"), 2, 1
    word = words[index]
    lower = word.lower()
    if lower in _SKIPPED:
        return "", 1, 0
    if lower.isdigit() and len(lower) < 4 and index + 1 < len(words):
        counted = lookup(" ".join(words[index + 1 :]), "noun", "part")
        if counted:
            return f"{lower} {counted.classifier or '个'}", 1, 1
    if lower in _NUMBER_WORDS:
        return _count(words, index)
    measure = units.parse(word)
    if measure:
        return units.say(measure, "zh-Hans"), 1, 1
    if word == "&" and 0 < index < len(words) - 1:
        return "和", 1, 0
    if any(char.isdigit() for char in word) or word in "()%+,-–&/×":
        return word, 1, 0
    if sum(char.isupper() for char in word) > 1 or (word[0].isupper() and not first):
        return word, 1, 0
    if "-" in word and len(word) > 3:
        whole = to_zh(word.replace("-", " "), prefer)
        if whole:
            return whole, 1, 1
    return None, 1, 0


def _count(words: list[str], index: int) -> tuple[str | None, int, int]:
    """ "two chest pockets" -> "两个胸袋": a number word takes a classifier before its noun."""
    number = _NUMBER_WORDS[words[index].lower()]
    rest = " ".join(words[index + 1 :])
    noun = next((e for size in range(3, 0, -1) if (e := lookup(" ".join(words[-size:]), "noun", "part"))), None)
    if not rest or not noun:
        return None, 1, 0
    return f"{number}{noun.classifier or '个'}", 1, 1


def join_zh(pieces: list[str]) -> str:
    """Pieces side by side: a space wherever Latin letters or digits meet each other, typography does the rest."""
    text = ""
    for piece in pieces:
        if not piece:
            continue
        space = text and text[-1].isascii() and piece[0].isascii() and text[-1].isalnum() and piece[0].isalnum()
        text += f" {piece}" if space else piece
    return text


@lru_cache(maxsize=16384)
def segment(text: str) -> tuple[Entry | str, ...]:
    """Chinese text cut into known words (longest match) and what lies between them."""
    parts: list[Entry | str] = []
    index, loose = 0, ""
    while index < len(text):
        hit = None
        for size in _SIZES_ZH.get(text[index], ()):
            entry = CHINESE.get(text[index : index + size])
            if entry is not None and not (entry.zh.isascii() and _inside(text, index)):
                hit = entry
                break
        if hit is None:
            loose += text[index]
            index += 1
            continue
        if loose:
            parts.append(loose)
            loose = ""
        parts.append(hit)
        index += len(hit.zh)
    return (*parts, loose) if loose else tuple(parts)


def _inside(text: str, index: int) -> bool:
    """Whether the place lies within a Latin word or a grade, as the L of 316L does."""
    before = text[index - 1 : index]
    return before.isascii() and before.isalnum()


@lru_cache(maxsize=16384)
def to_en(text: str) -> str | None:
    """English for a Chinese phrase, or None when a part of it is unknown."""
    text = text.strip().strip("。.")
    if not is_chinese(text):
        return text or None
    measure = units.parse(text)
    if measure:
        return units.say(measure, "en")
    words: list[str] = []
    for part in segment(units.localise(text, "en")):
        if isinstance(part, Entry):
            words.append(
                f"{part.en}'s"
                if part.word_class == "person" and part.zh != text and not text.endswith(part.zh)
                else part.en
            )
        elif is_chinese(part.replace("的", "").replace("色", "")):
            return None
        else:
            words.append(part.replace("的", "").replace("色", "").strip())
    return " ".join(word for word in words if word) or None


def translate(text: str, locale: str, prefer: str = "") -> str | None:
    """The phrase in the locale's language; itself when it is in it already; None when it cannot be translated."""
    if locale == "en":
        return to_en(text)
    return to_zh(text, prefer)


@lru_cache(maxsize=8192)
def head_noun(title: str) -> tuple[str, Entry] | None:
    """(as written, entry) of the product noun in an English title: "Freerun Running Shoe" -> "Running Shoe"."""
    main = re.split(r"\s+(?:with|for|in|by|from|of)\s+|\s*[,|(:;]|\s+[-–—/]\s+", title, maxsplit=1)[0].strip()
    words = main.split()
    for end in range(len(words), 0, -1):
        for start in range(max(0, end - 4), end):
            phrase = " ".join(words[start:end])
            entry = lookup(phrase, "noun")
            if entry:
                return phrase, entry
    return None


@lru_cache(maxsize=8192)
def head_noun_zh(title: str) -> Entry | None:
    """The last product noun of a Chinese title."""
    nouns = [part for part in segment(title) if isinstance(part, Entry) and part.word_class == "noun"]
    return nouns[-1] if nouns else None
