"""What a product is called: its brand, its noun, its name in prose and in title case."""

from __future__ import annotations

import re

from generation.contract import Facts
from generation.engines.composer import lexicon, units
from generation.engines.composer.english.words import number_of
from generation.engines.composer.families import FAMILY_WORDS
from generation.engines.composer.prose.phrases import plain
from generation.engines.composer.typography import clean, set_zh
from generation.engines.composer.wordlists import WORDS

_NO_BRAND = WORDS["no_brand"] | {"no brand"}


_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")


LONGEST_NAME = 60  # characters of a title that prose repeats in full


def brand_of(facts: Facts) -> str:
    brand = clean(facts.brand)
    if brand.lower() in _NO_BRAND or (_SLUG.fullmatch(brand) and not holds(facts.title, brand)) or len(brand) > 60:
        return ""
    return brand


def holds(text: str, part: str) -> bool:
    if lexicon.is_chinese(part):
        return part in text
    return bool(re.search(rf"(?<![A-Za-z0-9]){re.escape(part)}(?![A-Za-z0-9])", text, re.I))


def without(title: str, brand: str) -> str:
    """The title after its leading brand."""
    if title.lower().startswith(brand.lower()) and holds(title, brand):
        rest = title[len(brand) :].lstrip(" -–—|:,·'’")
        return rest if len(rest) > 2 and not rest.startswith("s ") else title
    return title


def family_of(facts: Facts, title: str) -> tuple[str, str]:
    entry = lexicon.head_noun_zh(title) if lexicon.is_chinese(title) else (lexicon.head_noun(title) or (None, None))[1]
    if entry and entry.family != "other":
        return entry.family, entry.classifier
    category = f" {facts.category.lower()} "
    for family, words in FAMILY_WORDS:
        if any(re.search(rf"\b{word}", category) if word.isascii() else word in category for word in words.split()):
            return family, entry.classifier if entry else ""
    return "other", entry.classifier if entry else ""


def noun_of(title: str, category: tuple[str, ...], locale: str) -> tuple[str, str]:
    """The product noun in the locale ("" when unknown) and its number."""
    if lexicon.is_chinese(title):
        entry = lexicon.head_noun_zh(title)
        if entry:
            return (entry.en, number_of(entry.en)) if locale == "en" else (entry.zh, "one")
    else:
        found = lexicon.head_noun(title)
        if found:
            noun = found[0].lower() if found[0].isupper() and len(found[0]) > 4 else plain(found[0])
            return (noun, number_of(noun)) if locale == "en" else (found[1].zh, "one")
    leaf = category[-1] if category else ""
    single = leaf[:-1] if leaf.lower().endswith("s") and not leaf.lower().endswith("ss") else leaf
    entry = lexicon.lookup(single, "noun") or lexicon.lookup(leaf, "noun")
    if entry and "&" not in leaf:
        return (entry.en, number_of(entry.en)) if locale == "en" else (entry.zh, "one")
    return "", number_of(title) if locale == "en" and title.isascii() else "one"


def name_of(title: str, brand: str, noun: str, locale: str) -> str:
    """The title as prose calls it: one language, no specifications after a dash or comma, not endless."""
    short = title
    if len(title) > 40 or re.search(r"\s[|–—-]\s|[,(，（]", title):
        first = re.split(r"\s+[|–—-]\s+|\s*[,(|，（]\s*", title, maxsplit=1)[0].strip()
        short = first if len(first) >= 4 else title
    short = _up_to_noun(short)
    if len(short) > LONGEST_NAME:
        short = (noun.title() if locale == "en" else noun) or _cut_words(short, LONGEST_NAME)
    if locale == "en":
        return _title_en(short, noun) if lexicon.is_chinese(short) else calm(short)
    return short if lexicon.is_chinese(short) else title_zh(short)


def _up_to_noun(title: str) -> str:
    """A title without the specifications after its noun: "Kettle 1.7L Stainless Steel" -> "Kettle"; "Headphones QX-7" stays."""
    found = None if lexicon.is_chinese(title) else lexicon.head_noun(title)
    if not found or title.endswith(found[0]):
        return title
    end = title.rindex(found[0]) + len(found[0])
    rest = title[end:].split()
    specified = len(rest) > 2 or (
        any(char.isdigit() for char in rest[0]) and (rest[0].endswith("%") or units.localise(rest[0], "en") != rest[0])
    )
    return title[:end] if specified and not re.match(r"(?:with|for|in|of|and|&)\b", " ".join(rest), re.I) else title


def _cut_words(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    cut = text[:limit].rsplit(" ", 1)[0]
    return cut if len(cut) > limit // 3 else text[:limit]


def calm(title: str) -> str:
    """A shouted or all lower-case title in title case."""
    letters = [char for char in title if char.isalpha()]
    if len(letters) > 8 and all(char.isupper() for char in letters) and " " in title:
        return " ".join(
            word if any(c.isdigit() for c in word) or len(word) <= 3 else word.capitalize() for word in title.split()
        )
    if letters and all(char.islower() for char in letters):
        return " ".join(word[:1].upper() + word[1:] if len(word) > 3 else word for word in title.split())
    return title


def _title_en(title: str, noun: str) -> str:
    translated = lexicon.to_en(title.replace(" ", "")) or lexicon.to_en(title)
    if translated:
        return translated
    latin = " ".join(re.findall(r"[A-Za-z0-9][A-Za-z0-9.+-]*", title))
    return f"{latin} {noun.title()}".strip() if noun and latin else title


_SMALL_WORDS = WORDS["small_words"]


_LOWER_UNITS = WORDS["lower_units"]


def title_case(text: str) -> str:
    return " ".join(
        word
        if word in _SMALL_WORDS or word.partition("/")[0] in _LOWER_UNITS or any(char.isupper() for char in word[1:])
        else word[:1].upper() + word[1:]
        for word in text.split()
    )


def title_zh(title: str) -> str:
    """An English title as Chinese shops write it: names stay, words are translated, "with X" goes before the noun."""
    found = lexicon.head_noun(title)
    prefer = "material" if found and found[1].family in ("garden", "jewellery") else ""
    if found and title.endswith(found[0]) and title != found[0]:
        front = lexicon.to_zh(title[: -len(found[0])].strip(), prefer)
        if front and (lexicon.is_chinese(front) or front.isupper()):
            return _once_zh(set_zh(lexicon.join_zh([front, found[1].zh])))
    whole = found[1].zh if found and title == found[0] else lexicon.to_zh(title, prefer)
    if whole and lexicon.is_chinese(whole):
        return _once_zh(set_zh(whole))
    match = re.match(r"(.+?) with (?:a |an )?(.+)$", title)
    if match:
        front, behind = title_zh(match[1]), lexicon.to_zh(match[2].lower())
        return set_zh(f"带{behind}的{front}") if behind and lexicon.is_chinese(front) else title
    if not found or not title.rstrip().endswith(found[0]):
        return title
    front = title[: title.rindex(found[0])].strip()
    pieces = [lexicon.to_zh(word.lower()) if word.lower() in lexicon.ENGLISH else None for word in front.split()]
    gender = re.search(r"\b(men|women|kids|boys|girls)['’]s?\b", front, re.I)
    words = []
    for word, piece in zip(front.split(), pieces, strict=True):
        if gender and word.lower() == gender[0].lower():
            words.append((lexicon.lookup(gender[1].lower(), "person") or found[1]).zh)
        else:
            words.append(piece or word)
    return _once_zh(set_zh(lexicon.join_zh([*words, found[1].zh])))


def _once_zh(text: str) -> str:
    """No word twice in a row: 无线无线耳塞 -> 无线耳塞."""
    return re.sub(r"([一-鿿]{2,})\1", r"\1", text)
