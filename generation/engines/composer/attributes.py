"""Facts, options and prose as attributes: known keys, values in the locale, the facts that support them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from generation.contract import Fact, Facts
from generation.engines.composer import inclusions, keys, lexicon, prose, units, values
from generation.engines.composer.keys import Key
from generation.engines.composer.typography import clean
from generation.engines.composer.values import Value
from generation.engines.composer.wordlists import WORDS

_MEMORY = re.compile(
    r"\d|SSD|HDD|eMMC|flash|drive|disk|cloud|硬盘|闪存", re.IGNORECASE
)  # else "storage" is how to keep it


@dataclass(frozen=True, slots=True)
class Attribute:
    """One statement the copy may make: its key, its value in the locale, and the facts that support it."""

    key: Key
    value: Value
    ids: tuple[str, ...]
    choice: bool = False  # what variants come in, rather than what the product is
    weak: bool = False  # read from the title or the source text, not a fact of its own
    locale: str = "en"
    more: bool = False  # the rest of a list, whose first part stands before it

    @property
    def foreign(self) -> bool:
        """Whether saying it takes words of another language: the value's or the merchant's own key's."""
        if self.inclusion:
            return False
        chinese = lexicon.is_chinese(self.label)
        strange = chinese if self.locale == "en" else not chinese and bool(re.search(r"[a-z]{3,}", self.label))
        return self.value.foreign or (strange and self.key.id == "")

    @property
    def inclusion(self) -> str:
        """ "bulb not included", "无需电池"; "" when the attribute is no yes or no about such a thing."""
        return inclusions.say(self.key, self.value.polarity, self.locale) if self.value.polarity else ""

    @property
    def lacks(self) -> bool:
        """Whether it tells what the product is not: "not waterproof", "bulb not included"; "no assembly required" is no lack."""
        needless = bool(re.search(r"required|needed|无需|免", self.inclusion))
        return (
            self.value.polarity == "no"
            and not needless
            and not re.search(r"free\b|无|不含", f"{self.key.no}{self.key.cno}")
        )

    @property
    def label(self) -> str:
        return self.key.label(self.locale)


def halves(attribute: Attribute, least: int = 4) -> list[Attribute]:
    """A list of `least` parts and more as two attributes, so that no sentence has to hold them all."""
    items = attribute.value.items
    if attribute.key.id != "features" or len(items) < least:
        return [attribute]
    cut = (len(items) + 1) // 2
    made: list[Attribute] = []
    for part in (items[:cut], items[cut:]):
        text = values.join(part, attribute.locale)
        value = replace(attribute.value, text=text, modifier=text, items=part, long=len(text) > 160)
        made.append(replace(attribute, value=value, more=bool(made)))
    return made


def read_attributes(facts: Facts, title: str, locale: str) -> Iterator[Attribute]:
    known: dict[str, Attribute] = {}
    extra: list[Attribute] = []
    for fact in facts.items:
        attribute = _of_fact(fact, locale)
        if attribute is None:
            continue
        name = attribute.key.id or keys.normal(fact.key)
        if name in known:
            known[name] = _merged(known[name], attribute)
        else:
            known[name] = attribute
    chosen = [option for option in (_of_option(name, options, locale) for name, options in facts.options) if option]
    for option in chosen:
        name = option.key.id or keys.normal(option.label)
        if option.choice:
            if name in known and not _lower(known[name].value.items) - _lower(option.value.items):
                del known[name]
            extra.append(option)
        else:
            known.setdefault(name, option)
    taken = set(known) | {option.key.id for option in extra}
    for attribute in _of_prose(facts, title, locale):
        if attribute.key.id == "features" and "features" in known:
            known["features"] = _merged(known["features"], attribute)
        elif attribute.key.id not in taken and attribute.key.id not in known:
            known[attribute.key.id] = attribute
    yield from known.values()
    yield from extra


def _lower(items: tuple[str, ...]) -> set[str]:
    return {item.lower() for item in items}


def _merged(first: Attribute, second: Attribute) -> Attribute:
    """Two facts with one key: their values together, each once."""
    if first.value.polarity or second.value.polarity:
        return first
    items = tuple(dict.fromkeys((*first.value.items, *second.value.items)))
    text = values.join(items, first.locale)
    value = replace(first.value, text=text, modifier=text, items=items, long=first.value.long or len(text) > 160)
    return replace(first, value=value, ids=tuple(dict.fromkeys((*first.ids, *second.ids))))


def _of_fact(fact: Fact, locale: str) -> Attribute | None:
    name, raw = clean(fact.key), clean(fact.value)
    if (
        not name
        or not raw
        or len(name) > 60
        or name.lower() in ("price", "价格", "sale price", "url", "link", "sku", "gtin", "barcode")
    ):
        return None
    name, raw = inclusions.restated(name, raw)
    key = keys.find(name) or keys.unknown(name)
    if key.id == "size" and units.parse(raw) and units.parse(raw, "").unit:  # type: ignore[union-attr]
        key = keys.KEYS["dimensions"]
    if key.id == "driver" and re.search(r"[,;、，；]|\band\b|[和及]", raw):
        key = keys.KEYS["features"]  # "a woofer and a tweeter"
    if key.id == "storage" and not _MEMORY.search(raw):
        key = keys.KEYS["storage_advice"]
    value = values.say(raw, clean(fact.unit), key, locale)
    if value and value.polarity and key.id in ("water_resistance", "ip_rating"):
        key = keys.KEYS["waterproof" if "防水" in name or "proof" in name.lower() else "water_resistant"]
    if value and key.id == "colour" and locale == "en" and _is_material(value.text):
        value = Value(f"{value.text} tone", f"{value.text} tone", (f"{value.text} tone",))
    several = value is not None and key.id == "size" and len(value.items) > 1
    return Attribute(key, value, (fact.id,), choice=several, locale=locale) if value else None


def _is_material(text: str) -> bool:
    """Whether a colour is told by a material alone: "wood"."""
    return lexicon.lookup(text, "material") is not None and lexicon.lookup(text, "colour") is None


def _of_option(name: str, options: tuple[str, ...], locale: str) -> Attribute | None:
    cleaned = [re.sub(r"^(?:size|colou?r)\s+", "", clean(option), flags=re.I) for option in options]
    cleaned = list(dict.fromkeys(option for option in cleaned if option))
    if not cleaned or [option.lower() for option in cleaned] == ["default title"] or not clean(name) or len(name) > 60:
        return None
    key = keys.find(clean(name)) or keys.unknown(clean(name))
    said = [value for value in (values.say(option, "", replace_kind(key), locale) for option in cleaned) if value]
    if not said or any(value.long for value in said):
        return None
    items = values.one_case(tuple(cleaned), tuple(value.text for value in said), locale)
    text = values.join(items, locale)
    value = replace(said[0], text=text, items=items, long=len(text) > 160, foreign=any(v.foreign for v in said))
    return Attribute(key, value, (f"option:{name}",), choice=len(items) > 1 or key.id == "size", locale=locale)


@lru_cache(maxsize=512)
def _plain_kind(key_id: str, label_en: str, label_zh: str) -> Key:
    base = keys.KEYS.get(key_id)
    return Key(
        key_id,
        label_en,
        label_zh,
        "measure",
        base.theme if base else "other",
        base.rank if base else 35,
        base.frames if base else {},
    )


def replace_kind(key: Key) -> Key:
    """The key with values that are not split at commas: one option is one value."""
    return _plain_kind(key.id, key.label_en, key.label_zh)


_TRAIT = Key("trait", "property", "特性", "trait", "make", 75, {})


def _of_prose(facts: Facts, title: str, locale: str) -> Iterator[Attribute]:
    features: list[str] = []
    traits: list[str] = []
    seen: set[str] = set()
    source = clean(facts.source_text[: prose.LONGEST_PROSE])
    model = prose.model_number(source, clean(facts.brand))
    if model and model not in title:
        yield Attribute(keys.KEYS["model"], Value(model, model, (model,)), ("source_text",), weak=True, locale=locale)
    statements = prose.read(source, title)
    fresh = [s for s in statements if s.key not in ("colour", "material", "trait") or not _in_title(s.value, title)]
    for statement in fresh if fresh or model else statements:
        if statement.key == "features" and statement.value.lower() in WORDS["bare_parts"]:
            continue
        if statement.key == "features":
            if _is_fact(statement.value, facts):
                continue
            said = _feature(statement.value, locale)
            if said and said not in features:
                features.append(said)
            continue
        if statement.key == "trait":
            said = statement.value if locale == "en" else lexicon.to_zh(statement.value, "adjective") or ""
            if said:
                traits.append(said)
            continue
        if statement.key == "audience" and _shares_a_word(statement.value, title):
            continue  # an instant camera for instant photography says nothing
        name = "length" if statement.key == "length of size" else statement.key
        key = keys.KEYS.get(name) or keys.find(name) or keys.unknown(name)
        value = values.say(statement.value, "", key, locale)
        if value and not value.foreign and key.label("zh-Hans") and (key.id or name) not in seen:
            seen.add(key.id or name)
            if statement.key == "length of size":
                key = keys.KEYS["dimensions"]
            if locale != "en" and not key.id:
                continue
            yield Attribute(key, value, ("source_text",), weak=True, locale=locale)
    if features:
        features.sort(
            key=lambda item: bool(re.search(r" (?:in|on|down) the ", item))
        )  # else "lights in the sole and laces"
        text = values.join(tuple(features), locale)
        yield Attribute(
            keys.KEYS["features"], Value(text, text, tuple(features)), ("source_text",), weak=True, locale=locale
        )
    if traits:
        text = values.join(tuple(traits), locale)
        yield Attribute(_TRAIT, Value(text, text, tuple(traits)), ("source_text",), weak=True, locale=locale)


def _is_fact(phrase: str, facts: Facts) -> bool:
    """Whether one fact says all of it but how many: "oak lid" beside lid = oak."""
    said = _words(phrase) - WORDS["counts"]
    return any(said <= _words(f"{fact.key} {fact.value} {fact.unit}") for fact in facts.items)


def _words(text: str) -> set[str]:
    """English words without their plural; Chinese characters."""
    return {word.removesuffix("s") for word in re.findall(r"[a-z0-9.]+|[一-鿿]", text.lower())}


def _shares_a_word(value: str, title: str) -> bool:
    return not set(re.findall(r"[a-z]{4,}", value.lower())).isdisjoint(re.findall(r"[a-z]{4,}", title.lower()))


def _in_title(value: str, title: str) -> bool:
    held = set(re.findall(r"[a-z0-9]+", title.lower())) | {w.rstrip("ed") for w in re.findall(r"[a-z]+", title.lower())}
    return all(word in held or word.rstrip("ed") in held for word in re.findall(r"[a-z0-9]+", value.lower()))


def _feature(phrase: str, locale: str) -> str:
    if locale == "en":
        return (lexicon.to_en(phrase) or "") if lexicon.is_chinese(phrase) else phrase
    if lexicon.is_chinese(phrase):
        return phrase
    said = values.say_item(phrase, keys.KEYS["features"], locale)
    return said if lexicon.is_chinese(said) else ""
