"""What a supplier's paragraph states: parts, materials, colours and quantities, read word by word from the lexicon.

Nothing is copied sentence by sentence. A phrase is taken only when every word of it is known to be factual, praise is
dropped, and sentences that ask, deny, compare or hedge are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generation.engines.composer import keys, lexicon, units
from generation.engines.composer.lexicon import Entry

LONGEST_PROSE = 4000  # characters read
MOST_FEATURES = 8
_WORD = re.compile(r"[A-Za-zÀ-ɏ0-9][A-Za-zÀ-ɏ0-9'’./%-]*|[,;:()\"“”]|[^\s\w]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"“])|[\n;]+")
_HEDGED = re.compile(
    r"\?|\b(?:not|never|without|unless|if|optional|sold separately|may|might|probably|unlike|instead of|compared|"
    r"n't|cannot|coming soon|stands for)\b",
    re.I,
)
_BOUNDARY = frozenset(
    "with and or the a an its his her their your our this that these those of in on for from to by at as plus featuring "
    "features feature has have having is are was be comes come includes include including complete offers offer gives "
    "hosts host delivers deliver fits also both has all each into through throughout over under up tied such even , ; : "
    "( ) - – — \" “ ” & + made using built it you equipped detects ensures makes thanks only while which who where there "
    "got contains within add adds no".split()
)
_MASS_PARTS = frozenset(
    "tracking shooting movie-shooting autofocus stabilisation stabilization memory stitching cancellation af control "
    "recline shut-off protection backlight zoom lacing padding height tread inside".split()
)
_DEFINITE = frozenset({"the", "its", "their", "each", "this"})
_PEOPLE = {"womens": "women", "women's": "women", "womans": "women", "ladies": "women", "mens": "men", "men's": "men"}
_PEOPLE |= {"girls'": "girls", "boys'": "boys", "kids'": "kids", "kids": "kids", "unisex": "unisex"}
_MODIFIERS = ("pattern", "colour", "material", "adjective")
_PREDICATIVE = frozenset(
    "waterproof zipped buttoned sleeveless long-sleeved short-sleeved hooded reversible knitted woven padded wireless "
    "cordless foldable adjustable rechargeable insulated water-resistant water-repellent windproof quilted striped floral "
    "checked chequered plaid embroidered lined loose-fitting oversized cropped portable stackable removable spiky "
    "sport casual".split()
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the prose states: a known key with its value, or the feature phrase ("features")."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class _Phrase:
    modifiers: tuple[tuple[str, str], ...]  # (word class, words), left to right
    head: str
    entry: Entry


@lru_cache(maxsize=4096)
def read(text: str, title: str) -> tuple[Statement, ...]:
    """Statements of the prose, in its order, without repetition."""
    text = text[:LONGEST_PROSE]
    if not text.strip():
        return ()
    found = list(_read_zh(text)) if lexicon.is_chinese(text) else list(_read_en(text, title))
    unique = list(dict.fromkeys(found))
    features = [statement for statement in unique if statement.key == "features"][:MOST_FEATURES]
    return tuple(statement for statement in unique if statement.key != "features" or statement in features)


def model_number(text: str, brand: str) -> str:
    """The model that the prose names right after the brand: "Logitech M185" -> "M185"."""
    found = re.search(rf"(?<!\w){re.escape(brand)} ([A-Z]{{1,5}}-?\d[A-Za-z0-9-]{{0,12}})(?![\w.])", text) if brand else None
    return found[1] if found else ""


def _read_en(text: str, title: str) -> Iterator[Statement]:
    text = re.sub(r"\b(max|approx|min|ca|incl)\.\s", r"\1 ", text, flags=re.I)
    head = lexicon.head_noun(title)
    for sentence in _SENTENCE.split(text):
        if not sentence or len(sentence) > 500:
            continue
        if _HEDGED.search(re.sub(r"\bno collar\b", "", sentence)):
            continue
        yield from _quantities(sentence)
        yield from _phrases(sentence, head[1] if head else None)


def _quantities(sentence: str) -> Iterator[Statement]:
    people = re.search(r"\b(?:(max|up to)\s+)?(\d+)\s+(?:persons?|people)\b", sentence, re.I)
    if people:
        yield Statement("persons", f"{'up to ' if people[1] else ''}{people[2]} people")
    speed = re.search(r"processing (up to )?(\d[\d.,]* ?GHz)", sentence, re.I)
    if speed:
        yield Statement("processing speed", f"{speed[1] or ''}{speed[2]}")
    size = re.search(r"\b(\d[\d.,]* ?(?:cm|mm|m|inch|in))\b size\b", sentence, re.I)
    if size:
        yield Statement("length of size", size[1])
    for match in re.finditer(r"\b(weigh(?:s|ing)|hold(?:s|ing)|measur(?:es|ing))\s+((?:up to |about )?\d[^,;]*)", sentence, re.I):
        value = _leading_measure(match[2])
        if value:
            verb = match[1].lower()
            yield Statement("weight" if verb[0] == "w" else "capacity" if verb[0] == "h" else "dimensions", value)
    for match in re.finditer(r"\b(\d[\d.,]*[ -]?[A-Za-z]+)\s+(capacity|warranty|battery life|runtime|guarantee|burn time)\b", sentence):
        if units.parse(match[1].replace("-", " ")):
            yield Statement(match[2], match[1].replace("-", " "))
    for match in re.finditer(r"\b(capacity|weight|height|width|diameter|length|battery life|runtime|power) of ((?:up to )?\d[^,;]*)", sentence):
        value = _leading_measure(match[2])
        if value:
            yield Statement(match[1], value)


def _leading_measure(text: str) -> str:
    """The longest beginning of the text that is one quantity with a unit."""
    words = text.rstrip(".").split()
    for length in range(min(8, len(words)), 0, -1):
        candidate = " ".join(words[:length])
        measure = units.parse(candidate)
        if measure and measure.unit:
            return candidate
    return ""


def _phrases(sentence: str, product: Entry | None) -> Iterator[Statement]:
    words = _WORD.findall(sentence)
    words = [word.rstrip(".") or word for word in words]
    lower = [word.lower() for word in words]
    start_of_praise = re.search(r"\b(?:perfect|great|ideal|good|suitable|designed|used|look|looks) (?:for|as|to|with)\b", sentence, re.I)
    limit = len(_WORD.findall(sentence[: start_of_praise.start()])) if start_of_praise else len(words)
    for index, word in enumerate(lower[:limit]):
        if word in _PEOPLE:
            yield Statement("gender", _PEOPLE[word])
    index = 0
    while index < limit:
        hit = _noun_at(words, lower, index, product)
        if hit is None:
            index += 1
            continue
        length, entry = hit
        phrase = _with_modifiers(words, lower, index, length, entry)
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
    return word not in _BOUNDARY and word[:1].isalpha()


def _with_modifiers(words: list[str], lower: list[str], index: int, length: int, entry: Entry) -> _Phrase | None:
    """The phrase's factual modifiers; None when a word that might change the meaning is not understood."""
    modifiers: list[tuple[str, str]] = []
    place = index - 1
    while place >= 0:
        word = lower[place]
        if word == "," and modifiers and place > 0 and _modifier_before(lower, place):
            place -= 1
            continue
        if word == "and" and modifiers and place > 0 and modifiers[0][0] in ("colour", "pattern") and _class_at(lower, place - 1) in ("colour", "pattern"):
            modifiers.insert(0, ("and", "and"))
            place -= 1
            continue
        if word in _BOUNDARY and not (word == "low" and modifiers):
            break
        if word in _PEOPLE:
            place -= 1
            continue
        size, word_class = _modifier_ending(words, lower, place)
        if size:
            if word_class not in ("puffery", "own"):
                modifiers.insert(0, (word_class, " ".join(words[place - size + 1 : place + 1])))
            place -= size
            continue
        if place == 0 or not word[0].isalnum():
            if place == 0 and word[0].isalpha():
                return None
            break
        return None
    if len(modifiers) > 6:
        return None
    head = " ".join(words[index : index + length])
    return _Phrase(tuple(modifiers), head, entry)


def _modifier_before(lower: list[str], place: int) -> bool:
    return _class_at(lower, place - 1) in ("adjective", "material", "colour", "puffery")


def _class_at(lower: list[str], place: int) -> str:
    return _modifier_ending(lower, lower, place)[1]


def _modifier_ending(words: list[str], lower: list[str], place: int) -> tuple[int, str]:
    """(words, class) of the longest known modifier that ends here; (0, "") when there is none."""
    spread = re.fullmatch(r"\d+ to \d+ [a-z]+", " ".join(lower[max(0, place - 3) : place + 1]))
    if spread and units.parse(spread[0]):
        return 4, "measure"
    for size in range(min(3, place + 1), 0, -1):
        phrase = " ".join(lower[place - size + 1 : place + 1])
        if size >= 2:
            measure = units.parse(phrase) if phrase[0].isdigit() else None
            if measure and measure.unit:
                return size, "measure"
        entry = lexicon.lookup(phrase, *_MODIFIERS)
        if entry and phrase not in lexicon.PUFFERY:
            return size, entry.word_class
        if size == 1:
            if phrase in lexicon.PUFFERY:
                return 1, "puffery"
            if phrase in ("two", "three", "four", "five", "six"):
                return 1, "count"
            if lexicon.lookup(phrase, "noun") and not lexicon.lookup(phrase, "part"):
                return 1, "own"
            part = lexicon.lookup(phrase, "part") or lexicon.lookup(phrase, "word")
            if part:
                return 1, "part"
            if re.fullmatch(r"[a-z]+-(?:filled|specific|sprung|activated|coated|lined|free-flowing|generation|centred)", phrase):
                return 1, "compound"
            if re.match(r"\d", phrase) and (measure := units.parse(phrase)) and measure.unit:
                return 1, "measure"
            shaped = words[place]
            if place > 0 and (shaped[0].isupper() or any(char.isupper() or char.isdigit() for char in shaped[1:])):
                return 1, "name"
            if place == 0 and sum(char.isupper() for char in shaped) > 1:
                return 1, "name"
    return 0, ""


def _part(phrase: _Phrase, words: list[str], lower: list[str], index: int, length: int) -> Iterator[Statement]:
    before = lower[index - 1 - sum(len(m[1].split()) for m in phrase.modifiers)] if index else ""
    after = " ".join(lower[index + length : index + length + 3])
    made_of = re.match(r"(?:is|are) made of|(?:is|are) made from", after)
    if made_of:
        material = _material_after(lower, index + length + 3)
        if material:
            yield Statement("features", f"{material} {phrase.head.lower()}")
        return
    pieces = [_plain(piece) for _, piece in phrase.modifiers] + [_plain(phrase.head)]
    text = re.sub(r"^and |\band and\b", "", " ".join(pieces))
    adverb = next((name for name in ("down the front", "on the sleeves", "in the sole") if after.startswith(name)), "")
    bare = not phrase.modifiers and not adverb
    common = phrase.entry.en in ("letter", "detail", "case", "door", "shape", "arm", "leg", "cap", "base", "body", "stand", "truck")
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


def _plain(word: str) -> str:
    """Lower case, but for names and abbreviations."""
    known = lexicon.lookup(word)
    if known:
        if known.zh.isascii() and known.zh.lower() == word.lower():
            return known.zh
        return " ".join(part if any(char.isupper() for char in part[1:]) else part.lower() for part in word.split())
    return " ".join(
        part if any(char.isupper() for char in part[1:]) or (part[:1].isupper() and not lexicon.lookup(part)) else part.lower()
        for part in word.split()
    )


def _material_after(lower: list[str], place: int) -> str:
    for size in range(3, 0, -1):
        phrase = " ".join(lower[place : place + size])
        if lexicon.lookup(phrase, "material"):
            return phrase
    return ""


def _product(phrase: _Phrase, words: list[str], lower: list[str], index: int, length: int) -> Iterator[Statement]:
    """What modifies the product's own noun: its colours, material, pattern and plain properties."""
    colours = [piece.lower() for name, piece in phrase.modifiers if name == "colour"]
    if colours:
        yield Statement("colour", " and ".join(dict.fromkeys(colours)))
    materials = [piece.lower() for name, piece in phrase.modifiers if name == "material"]
    if materials:
        yield Statement("material", materials[-1])
    after = re.match(r"in (?:an? )?(?:[a-z]+,? ){0,2}?", " ".join(lower[index + length : index + length + 7]))
    if not materials:
        own = _material_after(phrase.head.lower().split(), 0) if " " in phrase.head else ""
        inside = _in_material(lower[index + length : index + length + 7]) if after else ""
        if own or inside:
            yield Statement("material", own or inside)
    for name, piece in phrase.modifiers:
        if name == "pattern" or (name == "adjective" and re.sub(r"\s", "-", piece.lower()) in _PREDICATIVE):
            yield Statement("trait", piece.lower())


def _in_material(following: list[str]) -> str:
    """ "in a soft wool blend" -> "wool blend": a material named right after the product's noun."""
    if not following or following[0] != "in":
        return ""
    place = 1
    while place < len(following) and (following[place] in ("a", "an", ",") or _class_at(following, place) in ("adjective", "puffery")):
        place += 1
    return _material_after(following, place)


_ZH_MATERIAL = re.compile(r"(?:采用|选用|使用|以)([一-鿿A-Za-z0-9% ]{1,12}?)(?:材质|面料|制成|制作|材料|制)")
_ZH_MEASURE = re.compile(r"([一-鿿]{1,6}?)(?:为|约为|约|达|可达|:|：|是)?\s*(" + units.NUMBER + r"\s*[A-Za-z一-鿿°℃%]{1,4})")


def _read_zh(text: str) -> Iterator[Statement]:
    for clause in re.split(r"[，。；！？,;!?\n、]", text):
        clause = clause.strip()
        if not clause or re.search(r"不|没有|无|非|如果|可选|或许|可能", clause):
            continue
        material = _ZH_MATERIAL.search(clause)
        if material and lexicon.to_en(material[1]):
            yield Statement("material", material[1])
        for match in _ZH_MEASURE.finditer(clause):
            label = next((match[1][-n:] for n in range(len(match[1]), 0, -1) if keys.find(match[1][-n:])), "")
            value = next((match[2][:-n or None] for n in range(4) if units.parse(match[2][: -n or None])), "")
            measure = units.parse(value) if value else None
            if label and measure and measure.unit:
                yield Statement(label, value)
        yield from _feature_zh(clause)


def _feature_zh(clause: str) -> Iterator[Statement]:
    body = re.sub(r"^.*?(?:配有|带有|设有|配备|搭配|附带|附)", "", clause)
    if body == clause or len(body) > 14:
        return
    parts = lexicon.segment(body)
    last = parts[-1] if parts else ""
    if isinstance(last, Entry) and last.word_class == "part" and all(isinstance(part, Entry) or part == "的" for part in parts):
        yield Statement("features", body)


def takes_article(phrase: str) -> bool:
    """Whether a feature phrase wants "a": not plurals, not mass nouns, not "no collar" or "two pockets"."""
    words = phrase.lower().split()
    if words[0] in ("no", "two", "three", "four", "five", "six", "a", "an", "the", "one"):
        return False
    core = re.split(r" (?:down|on|in|at|for|with|of|inside) ", " ".join(words))[0].split()
    last = core[-1]
    if last in _MASS_PARTS or not lexicon.lookup(" ".join(core[-2:]), "part", "noun") and not lexicon.lookup(last, "part", "noun"):
        return False
    return not (last.endswith("s") and not last.endswith(("ss", "lens", "gps", "chassis")))
