"""Titles: brand, product and the one or two facts that a shopper searches for, none of them twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generation.contract import Claim, FieldValue, Request
from generation.engines.composer import lexicon
from generation.engines.composer.choice import Chooser
from generation.engines.composer.english import capital
from generation.engines.composer.product import Attribute, Product, title_case
from generation.engines.composer.sentences import Sentence, sentence
from generation.engines.composer.typography import set_zh
from generation.errors import Refused
from generation.kinds import KINDS, Limit

_KEYS_BY_FAMILY = {
    "apparel": ("gender", "material", "colour", "fit", "size", "season"),
    "shoes": ("gender", "colour", "material", "upper", "size", "heel_height"),
    "bags": ("material", "colour", "capacity", "dimensions"),
    "electronics": ("screen_size", "processor", "ram", "storage", "power", "capacity", "battery_life", "switches", "layout", "colour", "model"),
    "kitchen": ("material", "capacity", "colour", "power", "quantity", "dimensions"),
    "home": ("material", "colour", "scent", "dimensions", "power", "capacity", "brightness"),
    "furniture": ("material", "upholstery", "tabletop", "colour", "seats", "dimensions"),
    "garden": ("plant_type", "pot_size", "material", "capacity", "colour", "plant_height"),
    "sports": ("persons", "material", "colour", "size", "weight", "thickness", "temperature", "wheel_size"),
    "beauty": ("scent", "spf", "volume", "net_weight", "skin_type", "colour"),
    "food": ("flavour", "variety", "cocoa_content", "net_weight", "volume", "roast"),
    "toys": ("age", "material", "quantity", "players"),
    "pets": ("pet", "flavour", "net_weight", "size", "material", "colour", "dimensions"),
    "tools": ("voltage", "power", "torque", "material", "quantity", "dimensions"),
    "jewellery": ("purity", "material", "stone", "case_diameter", "chain_length", "colour", "strap"),
}
_DEFAULT = ("material", "colour", "capacity", "screen_size", "power", "net_weight", "volume", "size", "dimensions", "model")
_COUNT = {"plain": 2, "warm": 1, "premium": 2, "playful": 1, "technical": 3}


def compose(request: Request, product: Product, chooser: Chooser) -> tuple[dict[str, FieldValue], tuple[Claim, ...]]:
    limit = KINDS["title"].spec("title").limit(request.brief.channel)
    most = min(limit.max_chars or 150, 150)
    made = _title(product, chooser, most, limit, request.brief.tone)
    return {"title": made.text}, (Claim("title", 0, 0, len(made.text), made.ids),)


def seo_title(product: Product, chooser: Chooser, limit: Limit, tone: str) -> Sentence:
    """The title as a search result shows it, the brand last where it stands apart."""
    most = limit.max_chars or 60
    base = _core(product)
    extras = _extras(product, base, chooser, 2 if tone != "technical" else 3)
    shapes = _seo_shapes_en(product, base, extras) if product.locale == "en" else _seo_shapes_zh(product, base, extras)
    fitting = [shape for shape in shapes if len(shape.text) <= most and shape.text]
    if fitting:
        longest = [shape for shape in fitting if len(shape.text) >= 0.6 * max(len(s.text) for s in fitting)]
        return chooser.pick(longest)
    return Sentence(_shorten(f"{product.brand} {base}".strip() if len(f"{product.brand} {base}") <= most else base, most), _name_ids(product))


def _name_ids(product: Product) -> tuple[str, ...]:
    return product.name_ids + (("brand",) if product.brand else ())


def _core(product: Product) -> str:
    """The name in title case; Chinese names as they are."""
    if product.locale == "en" and product.name.isascii():
        return title_case(product.name)
    return product.name


def _title(product: Product, chooser: Chooser, most: int, limit: Limit, tone: str) -> Sentence:
    core = _core(product)
    if not core:
        raise Refused("facts.thin", "give the product a title")
    full = _full_core(product)
    extras = _extras(product, full, chooser, _COUNT.get(tone, 2))
    extras = [extra for extra in extras if not set(extra[0]) & set(limit.forbidden)]
    shapes = (_shapes_en if product.locale == "en" else _shapes_zh)(product, full, extras, tone)
    fitting = [shape for shape in shapes if len(shape.text) <= most]
    if not fitting:
        fitting = [Sentence(_shorten(f"{product.brand} {core}".strip(), most), _name_ids(product))]
    weights = [0.75**place for place in range(len(fitting))]
    if extras and len(fitting) > 1 and fitting[-1].ids == _name_ids(product):
        weights[-1] = 0.01
    made = chooser.pick(fitting, weights)
    text = "".join(char for char in made.text if char not in limit.forbidden)
    text = re.sub(r"\s+([,，])", r"\1", " ".join(text.split()))
    if not re.search(r"\w", text):
        raise Refused("facts.thin", "give the product a title of letters")
    return Sentence(text, made.ids)


def _full_core(product: Product) -> str:
    """The whole title (without a brand that stands apart) where prose used a shorter name."""
    if product.locale == "en" and product.title.isascii() and len(product.title) > len(product.name) and len(product.title) <= 90:
        rest = product.title
        if product.brand and rest.lower().startswith(product.brand.lower()):
            rest = rest[len(product.brand) :].strip(" -–—|:,")
        return title_case(rest)
    return _core(product)


Extra = tuple[str, Attribute, str]  # said, attribute, where: "before", "after", "in" or "with"


def _extras(product: Product, core: str, chooser: Chooser, most: int) -> list[Extra]:
    """What the title adds to the name, in the family's order, nothing that it says already."""
    wanted = _KEYS_BY_FAMILY.get(product.family, _DEFAULT)
    by_key = {attribute.key.id: attribute for attribute in product.attributes}
    found: list[Extra] = []
    said_so_far = core
    for name in (*wanted, "features"):
        attribute = by_key.get(name)
        if attribute is None or attribute.value.long or attribute.value.polarity or attribute.value.foreign:
            continue
        if name == "features" and found:
            continue
        extra = _extra(attribute, product)
        if extra and not _said(extra[0], said_so_far, product.locale) and len(extra[0]) <= 40:
            found.append(extra)
            said_so_far += f" {extra[0]}"
        if len(found) >= most:
            break
    return found


def _extra(attribute: Attribute, product: Product) -> Extra | None:
    key, value = attribute.key, attribute.value
    english = product.locale == "en"
    if english and not value.text.isascii() and lexicon.is_chinese(value.text):
        return None
    if key.id == "features":
        long_enough = [item for item in value.items if " " in item or not english]
        if not long_enough:
            return None
        item = min(long_enough, key=len)
        if english:
            return (title_case(re.sub(r" (?:down|on|in) the .*$", "", item)), attribute, "with") if not item.startswith("no ") else None
        return (item, attribute, "before") if len(item) <= 8 and lexicon.is_chinese(item) else None
    if key.id == "gender":
        if not english:
            return f"{value.text}", attribute, "before"
        owner = {"women": "Women's", "men": "Men's", "girls": "Girls'", "boys": "Boys'", "children": "Kids'"}.get(value.text)
        return (owner, attribute, "before") if owner else None
    if len(value.items) > 2 or (len(value.items) > 1 and key.id not in ("colour", "flavour", "scent")):
        return None
    if key.id == "colour" and any(not lexicon.lookup(item, "colour") for item in value.items) and english:
        return None
    frame = key.frames.get("title_en" if english else "title_zh")
    text = frame[0][1].replace("{v}", value.text).replace("{m}", value.modifier) if frame else value.text
    if english:
        if key.id in ("pot_size", "heel_height", "case_diameter", "chain_length", "wheel_size", "plant_height"):
            part = {"pot_size": "Pot", "heel_height": "Heel", "case_diameter": "Case", "chain_length": "Chain", "wheel_size": "Wheels"}.get(key.id)
            text = f"{value.modifier} {part}" if part else f"{value.text} Tall"
        elif key.id in ("size", "age", "skin_type", "pet", "season", "fit", "thickness", "temperature", "switches", "layout", "torque"):
            text = {
                "size": f"Size {value.text}", "age": f"Ages {value.text}", "skin_type": f"for {value.text}", "pet": f"for {value.text}",
                "season": f"for {value.text}", "fit": f"{value.text.removesuffix(' fit')} fit", "switches": f"{value.text}",
            }.get(key.id, value.text)  # fmt: skip
            text = re.sub(r"^Ages (\S+) years$", r"Ages \1", text.replace(" years and up", "+"))
        text = title_case(text)
    elif key.id == "size":
        text = f"{value.text} 码"
    elif key.id in ("pet", "skin_type", "season"):
        text = f"适合{value.text}"
    if key.id == "colour":
        return text, attribute, "in"
    before = key.id in ("material", "purity", "plant_type", "flavour", "scent", "variety", "roast", "fit")
    return text, attribute, "before" if before and len(value.text) <= 24 and not text.lower().startswith("for ") else "after"


def _said(text: str, core: str, locale: str) -> bool:
    """Whether the core carries a word of the extra already (a title must not say a word twice)."""
    if locale != "en":
        stem = text.removesuffix("色")
        pairs = [text[place : place + 2] for place in range(len(text) - 1) if lexicon.is_chinese(text[place : place + 2])]
        return stem in core or any(pair in core for pair in pairs) or any(char in text and char in core for char in "皮银金木棉铁")
    held = set(re.findall(r"[a-z0-9]+", core.lower()))
    held |= {word.rstrip("s") for word in held}
    words = [word for word in re.findall(r"[a-z0-9.]+", text.lower()) if word not in ("a", "the", "in", "with", "of", "for", "to", "up", "and")]
    return any(word in held or word.rstrip("s") in held for word in words)


def _shapes_en(product: Product, core: str, extras: Sequence[Extra], tone: str) -> list[Sentence]:
    brand = product.brand
    before = [extra for extra in extras if extra[2] == "before"]
    colour = [extra for extra in extras if extra[2] == "in"]
    after = [extra for extra in extras if extra[2] == "after"]
    having = [extra for extra in extras if extra[2] == "with"]
    ids = _name_ids(product)
    every = [extra[1].ids for extra in extras]
    generic = lexicon.to_zh(core) is not None and len(core.split()) <= 3 and bool(product.noun)
    owner = [extra for extra in before if extra[1].key.id == "gender"]
    lead = [extra for extra in before if extra not in owner]
    with_part = f" with {having[0][0]}" if having and " with " not in core.lower() else ""
    colours = " and ".join(colour[0][0].split(" and ")) if colour else ""
    trailing = ", ".join(extra[0] for extra in (*lead, *colour, *after))
    front = " ".join(part for part in (brand, *(extra[0] for extra in owner)) if part)
    shapes: list[str] = []
    if generic:
        noun = core[-len(product.noun) :] if core.lower().endswith(product.noun.lower()) else ""
        alone = core == noun
        inner = " ".join(extra[0] for extra in (*(colour if alone else ()), *lead) if " and " not in extra[0])
        left = [extra[0] for extra in colour if " and " in extra[0] or not alone] + [extra[0] for extra in after]
        if inner and noun:
            model = core[: len(core) - len(noun)].strip()
            shapes.append(f"{front} {model} {inner} {noun}{with_part}{', ' + ', '.join(left) if left else ''}")
    in_colour = f" in {colours}" if colours and not re.search(r"\bin\b", core, re.I) else ""
    purpose = " ".join(extra[0] for extra in after if extra[0].lower().startswith("for "))
    purpose = f" {purpose}" if purpose and " for " not in core.lower() else ""
    after = [extra for extra in after if not extra[0].lower().startswith("for ")]
    with_part += purpose
    trailing = ", ".join(extra[0] for extra in (*lead, *colour, *after))
    specs = ", ".join(extra[0] for extra in (*lead, *after))
    shapes.append(f"{front} {core}{with_part}{in_colour}{', ' + specs if specs else ''}")
    shapes.append(f"{front} {core}{with_part}{', ' + trailing if trailing else ''}")
    if trailing:
        shapes.append(f"{front} {core}{with_part} – {trailing}")
    if brand:
        who = " ".join([extra[0] for extra in owner])
        shapes.append(f"{who} {core}{with_part} by {brand}{', ' + trailing if trailing else ''}")
    if having:
        shapes.append(f"{front} {core}{', ' + trailing if trailing else ''}, {having[0][0]}")
    if not extras and product.category and not brand:
        shapes.append(f"{core}")
    if tone == "premium":
        shapes = shapes[1:] + shapes[:1] if len(shapes) > 1 else shapes
    if tone == "technical":
        shapes = [shape for shape in shapes if " in " not in shape] or shapes
    made = [sentence(_tidy(shape), ids, *every) for shape in shapes]
    if extras and len(made) < 3:
        made.append(sentence(_tidy(f"{brand} {core}"), ids))
    return _unique(made)


def _shapes_zh(product: Product, core: str, extras: Sequence[Extra], tone: str) -> list[Sentence]:
    brand, ids = product.brand, _name_ids(product)
    every = [extra[1].ids for extra in extras]
    order = {"gender": 0, "colour": 1, "features": 2}
    inner = sorted([e for e in extras if e[2] in ("before", "in")], key=lambda e: order.get(e[1].key.id, 3))
    after = [extra[0] for extra in extras if extra[2] in ("after", "with")]
    noun = product.noun if product.noun and core.endswith(product.noun) else ""
    model = core[: len(core) - len(noun)].strip() if noun else core
    words = "".join(_joined_colour(extra) for extra in inner)
    specs = " ".join(after)
    if noun:
        if model and not lexicon.is_chinese(model):
            named = f"{model} {words}{noun}"
        else:
            behind = "".join(extra[0] for extra in inner if extra[1].key.id in ("material", "purity"))
            ahead = "".join(_joined_colour(extra) for extra in inner if extra[1].key.id not in ("material", "purity"))
            named = f"{ahead}{model}{behind}{noun}"
    else:
        named = f"{core} {words}" if words else core
    shapes = [f"{brand} {named} {specs}"]
    if words:
        shapes.append(f"{brand} {core} {' '.join([*after, words])}" if lexicon.is_chinese(core) else f"{brand} {core}，{words}{'，' + specs if specs else ''}")
    if specs:
        shapes.append(f"{brand} {named}（{'，'.join(after)}）")
        shapes.append(f"{brand} {core} {specs} {words}".strip())
    if not extras and brand:
        shapes.append(f"{core}（{brand}）")
    if tone == "technical" and len(shapes) > 2:
        shapes = [shapes[2], *shapes[:2], *shapes[3:]]
    made = [sentence(_set_title(shape), ids, *every) for shape in shapes]
    if extras and len(made) < 3:
        made.append(sentence(_set_title(f"{brand} {core}"), ids))
    return _unique(made)


def _joined_colour(extra: Extra) -> str:
    items = extra[1].value.items
    if extra[1].key.id == "colour" and len(items) == 2:
        return "".join(item.removesuffix("色") for item in items) + "色"
    return extra[0]


def _set_title(text: str) -> str:
    """Chinese setting, but a space that parts two Chinese words of a title stays (shops write them so)."""
    parts = [set_zh(part) for part in text.split(" ") if part]
    joined = ""
    for part in parts:
        joined += f" {part}" if joined and part not in "，（）" and joined[-1] not in "（，" and part[0] not in "（，" else part
    return joined


def _seo_shapes_en(product: Product, base: str, extras: Sequence[Extra]) -> list[Sentence]:
    ids, brand = _name_ids(product), product.brand
    said = [extra[0] if extra[2] != "with" else f"with {extra[0]}" for extra in extras]
    shapes: list[Sentence] = []
    for count in range(len(said), -1, -1):
        used = [extra[1].ids for extra in extras[:count]]
        owner = next((e[0] for e in extras[:count] if e[1].key.id == "gender"), "")
        plain = [text for text in said[:count] if text != owner and not text.startswith("with ")]
        having = next((f" {text}" for text in said[:count] if text.startswith("with ")), "")
        core = f"{owner} {base}{having}".strip()
        specs = ", ".join(plain)
        if brand:
            shapes.append(sentence(_tidy(f"{core}{', ' + specs if specs else ''} | {brand}"), ids, *used))
            shapes.append(sentence(_tidy(f"{brand} {core}{' – ' + specs if specs else ''}"), ids, *used))
            if specs:
                shapes.append(sentence(_tidy(f"{core} – {specs} | {brand}"), ids, *used))
        else:
            shapes.append(sentence(_tidy(f"{core}{' – ' + specs if specs else ''}"), ids, *used))
            if specs:
                shapes.append(sentence(_tidy(f"{core}, {specs}"), ids, *used))
    if product.category and len(extras) == 0:
        leaf = product.category[-1]
        if not _said(leaf, base, "en"):
            shapes.insert(0, sentence(_tidy(f"{base} | {brand or leaf}" if not brand else f"{base} – {leaf} | {brand}"), ids, ("category",)))
    return _unique(shapes)


def _seo_shapes_zh(product: Product, base: str, extras: Sequence[Extra]) -> list[Sentence]:
    ids, brand = _name_ids(product), product.brand
    shapes: list[Sentence] = []
    for count in range(len(extras), -1, -1):
        titles = _shapes_zh(product, base, extras[:count], "plain")
        shapes += titles[:1]
        words = [_joined_colour(extra) for extra in extras[:count]]
        used = [extra[1].ids for extra in extras[:count]]
        ending = f" | {brand}" if brand else ""
        shapes.append(sentence(_set_title(f"{base}{'，' + '，'.join(words) if words else ''}{ending}"), ids, *used))
    return _unique(shapes)


def _tidy(text: str) -> str:
    """One space between words, no comma without a word, capital first."""
    text = re.sub(r"\s+([,|–])", r" \1", " ".join(text.split()))
    return capital(text.replace(" ,", ",").strip(" ,–"))


def _shorten(text: str, most: int) -> str:
    """Whole words up to the limit; Chinese by characters."""
    if len(text) <= most:
        return text
    cut = text[: most + 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 3 else text[:most]).rstrip(" ,-–|，、")


def _unique(shapes: Sequence[Sentence]) -> list[Sentence]:
    seen: set[str] = set()
    kept = []
    for shape in shapes:
        if shape.text and shape.text not in seen:
            seen.add(shape.text)
            kept.append(shape)
    return kept
