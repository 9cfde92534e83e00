"""A product as the writer sees it: its name, its noun, and its attributes in the locale's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from generation.contract import Fact, Facts
from generation.engines.composer import keys, lexicon, prose, units, values
from generation.engines.composer.english import number_of
from generation.engines.composer.keys import Key
from generation.engines.composer.typography import clean, set_zh
from generation.engines.composer.values import Value

LONGEST_NAME = 60  # characters of a title that prose repeats in full
MOST_ATTRIBUTES = 24
_NO_BRAND = frozenset(
    "unbranded generic none n/a na no brand unknown other vendor default null - 无 无品牌 其他 其它 通用".split()
) | {"no brand"}
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")
FAMILY_WORDS = (
    ("pets", "pet dog cat aquarium animal 宠物"),
    ("garden", "plant garden lawn outdoor living 园艺 植物"),
    ("furniture", "furniture sofa chair table 家具"),
    ("kitchen", "kitchen dining cookware tableware mug drinkware 厨房 餐具"),
    ("shoes", "shoe footwear boot sneaker 鞋"),
    ("jewellery", "jewelry jewellery watch 珠宝 首饰 手表"),
    ("bags", "bag luggage backpack wallet 箱包"),
    ("apparel", "apparel clothing fashion men women shirt 服装 服饰"),
    ("beauty", "beauty cosmetic skin hair personal care 美妆 护肤 个护"),
    ("food", "food beverage drink grocery tea coffee 食品 饮料"),
    ("toys", "toy game baby 玩具"),
    ("tools", "tool hardware 工具 五金"),
    ("electronics", "electronic computer phone photo camera audio 电子 数码 电脑"),
    ("sports", "sport outdoor fitness cycling 运动 户外"),
    ("home", "home decor bedding lighting bath 家居 家纺 灯"),
)
_CATEGORY_ZH = {
    "electronics": "电子产品", "computers": "电脑", "photo": "摄影", "cameras": "相机", "sports & outdoor": "运动户外", "equipment": "装备",
    "footwear": "鞋履", "home & garden": "家居园艺", "plants": "植物", "furniture": "家具", "kitchen & dining": "厨房餐饮", "kitchen": "厨房",
    "apparel & accessories": "服饰配件", "clothing": "服装", "shoes": "鞋履", "men": "男装", "women": "女装", "drinkware": "饮具", "mugs": "马克杯",
    "toys & games": "玩具游戏", "pet supplies": "宠物用品", "health & beauty": "美妆个护", "food, beverages & tobacco": "食品饮料",
    "jewelry": "珠宝首饰", "hardware": "五金", "tools": "工具", "lighting": "灯具", "bedding": "床品", "decor": "家居装饰", "audio": "音频设备",
    "sporting goods": "运动用品", "camera & optics": "相机光学", "luggage & bags": "箱包", "baby & toddler": "母婴", "office supplies": "办公用品",
    "skin care": "护肤", "coffee": "咖啡", "beverages": "饮料", "lamps": "灯具", "outdoor recreation": "户外休闲", "kitchen appliances": "厨房电器",
    "cookware": "锅具", "tableware": "餐具", "household appliances": "家用电器", "personal care": "个人护理", "cosmetics": "化妆品", "books": "图书",
    "toys": "玩具", "dogs": "宠物狗用品", "cats": "宠物猫用品", "watches": "手表", "necklaces": "项链", "rings": "戒指", "chairs": "椅子", "sofas": "沙发",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attribute:
    """One statement the copy may make: its key, its value in the locale, and the facts that support it."""

    key: Key
    value: Value
    ids: tuple[str, ...]
    choice: bool = False  # what variants come in, rather than what the product is
    weak: bool = False  # read from the title or the source text, not a fact of its own
    locale: str = "en"

    @property
    def label(self) -> str:
        return self.key.label(self.locale)


@dataclass(frozen=True, slots=True)
class Product:
    facts: Facts
    locale: str
    title: str  # cleaned, in its own language
    name: str  # how prose calls it in full, without the brand when that stands apart
    brand: str  # "" when there is none, or when the name carries it
    noun: str  # "running shoe", "跑鞋"; "" when unknown
    number: str  # "one", "many" or "mass"
    family: str
    classifier: str
    attributes: tuple[Attribute, ...]  # most important first
    choices: tuple[Attribute, ...]
    category: tuple[str, ...]
    name_ids: tuple[str, ...]

    @property
    def many(self) -> bool:
        return self.number == "many"

    @property
    def sizes_up(self) -> int:
        """How much there is to say."""
        return len(self.attributes) + len(self.choices) + bool(self.brand) + bool(self.category)


@lru_cache(maxsize=2048)
def read(facts: Facts, locale: str) -> Product:
    """The product in the locale's language."""
    title = clean(facts.title)
    brand = _brand(facts)
    family, classifier = _family(facts, title)
    category = tuple(part for part in (clean(part) for part in re.split(r"\s*[>›»|]\s*", facts.category)) if part)
    noun, number = _noun(title, category, locale)
    bare = _without(title, brand) if brand else title
    name = _name(bare or title, brand, noun, locale)
    carried = bool(brand) and _holds(name, brand)
    attributes = tuple(_attributes(facts, title, locale))
    return Product(
        facts=facts,
        locale=locale,
        title=title,
        name=name,
        brand="" if carried else brand,
        noun=noun,
        number=number,
        family=family,
        classifier=classifier,
        attributes=_ordered([a for a in attributes if not a.choice], family)[:MOST_ATTRIBUTES],
        choices=tuple(a for a in attributes if a.choice),
        category=category if locale == "en" else tuple(_category_zh(part) for part in category),
        name_ids=("title", "brand") if carried else ("title",),
    )


def _brand(facts: Facts) -> str:
    brand = clean(facts.brand)
    if brand.lower() in _NO_BRAND or (_SLUG.fullmatch(brand) and not _holds(facts.title, brand)) or len(brand) > 60:
        return ""
    return brand


def _holds(text: str, part: str) -> bool:
    if lexicon.is_chinese(part):
        return part in text
    return bool(re.search(rf"(?<![A-Za-z0-9]){re.escape(part)}(?![A-Za-z0-9])", text, re.I))


def _without(title: str, brand: str) -> str:
    """The title after its leading brand."""
    if title.lower().startswith(brand.lower()) and _holds(title, brand):
        rest = title[len(brand) :].lstrip(" -–—|:,·'’")
        return rest if len(rest) > 2 and not rest.startswith("s ") else title
    return title


def _family(facts: Facts, title: str) -> tuple[str, str]:
    entry = lexicon.head_noun_zh(title) if lexicon.is_chinese(title) else (lexicon.head_noun(title) or (None, None))[1]
    if entry and entry.family != "other":
        return entry.family, entry.classifier
    category = f" {facts.category.lower()} "
    for family, words in FAMILY_WORDS:
        if any(re.search(rf"\b{word}", category) if word.isascii() else word in category for word in words.split()):
            return family, entry.classifier if entry else ""
    return "other", entry.classifier if entry else ""


def _noun(title: str, category: tuple[str, ...], locale: str) -> tuple[str, str]:
    """The product noun in the locale ("" when unknown) and its number."""
    if lexicon.is_chinese(title):
        entry = lexicon.head_noun_zh(title)
        if entry:
            return (entry.en, number_of(entry.en)) if locale == "en" else (entry.zh, "one")
    else:
        found = lexicon.head_noun(title)
        if found:
            noun = prose._plain(found[0])
            return (noun, number_of(noun)) if locale == "en" else (found[1].zh, "one")
    leaf = category[-1] if category else ""
    single = leaf[:-1] if leaf.lower().endswith("s") and not leaf.lower().endswith("ss") else leaf
    entry = lexicon.lookup(single, "noun") or lexicon.lookup(leaf, "noun")
    if entry and "&" not in leaf:
        return (entry.en, number_of(entry.en)) if locale == "en" else (entry.zh, "one")
    return "", number_of(title) if locale == "en" and title.isascii() else "one"


def _name(title: str, brand: str, noun: str, locale: str) -> str:
    """The title as prose calls it: one language, no specifications after a dash or comma, not endless."""
    short = title
    if len(title) > 40 or re.search(r"\s[|–—-]\s|[,(，（]", title):
        first = re.split(r"\s+[|–—-]\s+|\s*[,(|，（]\s*", title, maxsplit=1)[0].strip()
        short = first if len(first) >= 4 else title
    if len(short) > LONGEST_NAME:
        short = (noun.title() if locale == "en" else noun) or _cut_words(short, LONGEST_NAME)
    if locale == "en":
        return _title_en(short, noun) if lexicon.is_chinese(short) else _calm(short)
    return short if lexicon.is_chinese(short) else title_zh(short)


def _cut_words(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    cut = text[:limit].rsplit(" ", 1)[0]
    return cut if len(cut) > limit // 3 else text[:limit]


def _calm(title: str) -> str:
    """A shouted or all lower-case title in title case."""
    letters = [char for char in title if char.isalpha()]
    if len(letters) > 8 and all(char.isupper() for char in letters) and " " in title:
        return " ".join(word if any(c.isdigit() for c in word) or len(word) <= 3 else word.capitalize() for word in title.split())
    if letters and all(char.islower() for char in letters):
        return " ".join(word[:1].upper() + word[1:] if len(word) > 3 else word for word in title.split())
    return title


def _title_en(title: str, noun: str) -> str:
    translated = lexicon.to_en(title.replace(" ", "")) or lexicon.to_en(title)
    if translated:
        return translated
    latin = " ".join(re.findall(r"[A-Za-z0-9][A-Za-z0-9.+-]*", title))
    return f"{latin} {noun.title()}".strip() if noun and latin else title


_SMALL_WORDS = frozenset("a an and for from in of on or the to with by at up".split())
_LOWER_UNITS = frozenset("cm mm m km g kg mg ml cl dl mah".split())


def _title_case(text: str) -> str:
    return " ".join(
        word if word in _SMALL_WORDS or word in _LOWER_UNITS or any(char.isupper() for char in word[1:]) else word[:1].upper() + word[1:]
        for word in text.split()
    )


title_case = _title_case


def title_zh(title: str) -> str:
    """An English title as Chinese shops write it: names stay, words are translated, "with X" goes before the noun."""
    found = lexicon.head_noun(title)
    prefer = "material" if found and found[1].family == "jewellery" else ""
    if found and title.endswith(found[0]) and title != found[0]:
        front = lexicon.to_zh(title[: -len(found[0])].strip(), prefer)
        if front and (lexicon.is_chinese(front) or front.isupper()):
            return set_zh(lexicon.join_zh([front, found[1].zh]))
    whole = found[1].zh if found and title == found[0] else lexicon.to_zh(title, prefer)
    if whole and lexicon.is_chinese(whole):
        return set_zh(whole)
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
    return set_zh(lexicon.join_zh([*words, found[1].zh]))


def _category_zh(part: str) -> str:
    return part if lexicon.is_chinese(part) else _CATEGORY_ZH.get(part.lower()) or lexicon.to_zh(part) or part


def _attributes(facts: Facts, title: str, locale: str) -> Iterator[Attribute]:
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
            if name in known and not set(known[name].value.items) - set(option.value.items):
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
    if not name or not raw or len(name) > 60 or name.lower() in ("price", "价格", "sale price", "url", "link", "sku", "gtin", "barcode"):
        return None
    key = keys.find(name) or keys.unknown(name)
    if key.id == "size" and units.parse(raw) and units.parse(raw, "").unit:  # type: ignore[union-attr]
        key = keys.KEYS["dimensions"]
    value = values.say(raw, clean(fact.unit), key, locale)
    return Attribute(key, value, (fact.id,), locale=locale) if value else None


def _of_option(name: str, options: tuple[str, ...], locale: str) -> Attribute | None:
    cleaned = [re.sub(r"^(?:size|colou?r)\s+", "", clean(option), flags=re.I) for option in options]
    cleaned = list(dict.fromkeys(option for option in cleaned if option))
    if not cleaned or [option.lower() for option in cleaned] == ["default title"] or not clean(name) or len(name) > 60:
        return None
    key = keys.find(clean(name)) or keys.unknown(clean(name))
    said = [value for value in (values.say(option, "", replace_kind(key), locale) for option in cleaned) if value]
    if not said or any(value.long for value in said):
        return None
    items = tuple(value.text for value in said)
    text = values.join(items, locale)
    value = replace(said[0], text=text, items=items, long=len(text) > 160, foreign=any(v.foreign for v in said))
    return Attribute(key, value, (f"option:{name}",), choice=len(items) > 1 or key.id == "size", locale=locale)


@lru_cache(maxsize=512)
def _plain_kind(key_id: str, label_en: str, label_zh: str) -> Key:
    base = keys.KEYS.get(key_id)
    return Key(key_id, label_en, label_zh, "measure", base.theme if base else "other", base.rank if base else 35, base.frames if base else {})


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
    for statement in fresh if len(fresh) >= 2 else statements:
        if statement.key == "features":
            said = _feature(statement.value, locale)
            if said and said not in features:
                features.append(said)
            continue
        if statement.key == "trait":
            said = statement.value if locale == "en" else lexicon.to_zh(statement.value, "adjective") or ""
            if said:
                traits.append(said)
            continue
        name = "length" if statement.key == "length of size" else statement.key
        key = keys.find(name) or keys.unknown(name)
        value = values.say(statement.value, "", key, locale)
        if value and not value.foreign and key.label("zh-Hans") and (key.id or name) not in seen:
            seen.add(key.id or name)
            if statement.key == "length of size":
                key = keys.KEYS["dimensions"]
            if locale != "en" and not key.id:
                continue
            yield Attribute(key, value, ("source_text",), weak=True, locale=locale)
    if features:
        text = values.join(tuple(features), locale)
        yield Attribute(keys.KEYS["features"], Value(text, text, tuple(features)), ("source_text",), weak=True, locale=locale)
    if traits:
        text = values.join(tuple(traits), locale)
        yield Attribute(_TRAIT, Value(text, text, tuple(traits)), ("source_text",), weak=True, locale=locale)


def _in_title(value: str, title: str) -> bool:
    held = set(re.findall(r"[a-z0-9]+", title.lower())) | {w.rstrip("ed") for w in re.findall(r"[a-z]+", title.lower())}
    return all(word in held or word.rstrip("ed") in held for word in re.findall(r"[a-z0-9]+", value.lower()))


def _feature(phrase: str, locale: str) -> str:
    if locale == "en":
        return (lexicon.to_en(phrase) or "") if lexicon.is_chinese(phrase) else phrase
    if lexicon.is_chinese(phrase):
        return phrase
    said = values._item(phrase, keys.KEYS["features"], locale)
    return said if lexicon.is_chinese(said) else ""


_FAMILY_FIRST: dict[str, tuple[str, ...]] = {
    "electronics": ("perform", "energy", "connect", "detail", "make", "measure", "choice", "use", "care", "supply"),
    "tools": ("perform", "energy", "make", "detail", "measure", "use", "care", "supply"),
    "furniture": ("make", "detail", "use", "measure", "perform", "care", "supply"),
    "kitchen": ("make", "measure", "perform", "detail", "use", "care", "supply"),
    "food": ("content", "measure", "make", "use", "care", "supply"),
    "beauty": ("content", "use", "perform", "measure", "make", "care", "supply"),
    "sports": ("use", "make", "perform", "detail", "measure", "care", "supply"),
    "garden": ("use", "make", "measure", "detail", "care", "supply"),
    "pets": ("use", "make", "content", "detail", "measure", "care", "supply"),
    "toys": ("use", "make", "detail", "measure", "care", "supply"),
}
_DEFAULT_ORDER = ("make", "detail", "perform", "content", "use", "energy", "connect", "measure", "care", "supply")


def theme_place(theme: str, family: str) -> int:
    """Where a theme comes in a description of this family."""
    order = _FAMILY_FIRST.get(family, _DEFAULT_ORDER)
    return order.index(theme) if theme in order else len(order) + (1 if theme == "other" else 0)


def _ordered(attributes: list[Attribute], family: str) -> tuple[Attribute, ...]:
    """By importance: the key's own rank, lifted for the themes that the family leads with."""
    return tuple(sorted(attributes, key=lambda a: -(a.key.rank - 6 * min(theme_place(a.key.theme, family), 6) - 25 * (a.value.long))))
