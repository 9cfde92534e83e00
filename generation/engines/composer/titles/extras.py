"""What a title adds to the product's name, by family, and nothing that the name says already."""

from __future__ import annotations

import re

from generation.engines.composer import lexicon
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.chinese.words import before_noun
from generation.engines.composer.choice import Chooser
from generation.engines.composer.naming import title_case
from generation.engines.composer.product import Product

Extra = tuple[str, Attribute, str]  # said, attribute, where: "before", "after", "in" or "with"


_KEYS_BY_FAMILY = {
    "apparel": ("gender", "material", "colour", "fit", "size", "season"),
    "shoes": ("gender", "colour", "material", "upper", "size", "heel_height"),
    "bags": ("material", "colour", "capacity", "dimensions"),
    "electronics": (
        "screen_size",
        "processor",
        "ram",
        "storage",
        "power",
        "capacity",
        "battery_life",
        "switches",
        "layout",
        "colour",
        "model",
    ),
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


_DEFAULT = (
    "material",
    "colour",
    "capacity",
    "screen_size",
    "power",
    "net_weight",
    "volume",
    "size",
    "dimensions",
    "model",
)


def extras_of(product: Product, core: str, chooser: Chooser, most: int) -> list[Extra]:
    """What the title adds to the name, in the family's order, nothing that it says already."""
    wanted = _KEYS_BY_FAMILY.get(product.family, _DEFAULT)
    by_key = {attribute.key.id: attribute for attribute in product.attributes}
    found: list[Extra] = []
    said_so_far = core
    for name in dict.fromkeys((*product.lifted, *wanted, "features")):
        attribute = by_key.get(name)
        if (
            attribute is None
            or (attribute.key.kind == "measure" and len(attribute.value.text) > 24)
            or attribute.value.long
            or attribute.value.polarity
            or attribute.value.foreign
        ):
            continue
        if name == "features" and found:
            continue
        extra = _extra(attribute, product)
        if extra and not already_said(extra[0], said_so_far, product.locale) and len(extra[0]) <= 40:
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
        long_enough = [item for item in value.items if (" " in item if english else len(item) > 2)]
        if not long_enough:
            return None
        item = min(long_enough, key=len)
        if english:
            return (
                (title_case(re.sub(r" (?:down|on|in) the .*$", "", item)), attribute, "with")
                if not item.startswith("no ")
                else None
            )
        return (item, attribute, "before") if len(item) <= 8 and lexicon.is_chinese(item) else None
    if key.id == "size" and len(value.text) > 4 and english:
        return None
    if key.id == "gender":
        if not english and "男女" in value.text:
            return None
        if not english:
            return f"{value.text}", attribute, "before"
        owner = {"women": "Women's", "men": "Men's", "girls": "Girls'", "boys": "Boys'", "children": "Kids'"}.get(
            value.text
        )
        return (owner, attribute, "before") if owner else None
    if len(value.items) > 2 or (len(value.items) > 1 and key.id not in ("colour", "flavour", "scent")):
        return None
    if key.id == "colour" and any(not lexicon.lookup(item, "colour") for item in value.items) and english:
        return None
    frame = key.frames.get("title_en" if english else "title_zh")
    text = frame[0][1].replace("{v}", value.text).replace("{m}", value.modifier) if frame else value.text
    if not english and before_noun(text) != text and key.id in ("material", "purity", "tabletop"):
        return before_noun(text), attribute, "before"
    if not english and key.id == "players":
        text = f"{text} 人"
    if english:
        if key.id in ("pot_size", "heel_height", "case_diameter", "chain_length", "wheel_size", "plant_height"):
            part = {
                "pot_size": "Pot",
                "heel_height": "Heel",
                "case_diameter": "Case",
                "chain_length": "Chain",
                "wheel_size": "Wheels",
            }.get(key.id)
            text = f"{value.modifier} {part}" if part else f"{value.text} Tall"
        elif key.id in (
            "size",
            "age",
            "skin_type",
            "pet",
            "season",
            "fit",
            "thickness",
            "temperature",
            "switches",
            "layout",
            "torque",
        ):
            text = {
                "size": f"Size {value.text}", "age": f"Ages {value.text}", "pet": f"for {value.text}", "season": f"for {value.text}",
                "skin_type": f"for {value.text.removesuffix(' skin')} skin", "fit": f"{value.text.removesuffix(' fit')} fit",
                "switches": f"{value.text}",
            }.get(key.id, value.text)  # fmt: skip
            text = re.sub(r"^Ages (\S+) years$", r"Ages \1", text.replace(" years and up", "+"))
        text = title_case(text)
    elif key.id in ("pot_size", "heel_height", "case_diameter", "chain_length", "wheel_size", "plant_height"):
        text = f"{attribute.label} {value.text}"
    elif key.id == "size":
        text = f"{value.text} 码" if value.text.isascii() else value.text
    elif key.id in ("pet", "skin_type", "season"):
        text = f"适合{value.text}"
        if key.id == "skin_type" and not value.text.endswith(("肤", "皮肤", "肤质")):
            text += "肌肤"
    if key.id == "colour":
        return text, attribute, "in"
    before = key.id in ("material", "purity", "plant_type", "flavour", "scent", "variety", "roast", "fit")
    return (
        text,
        attribute,
        "before" if before and len(value.text) <= 24 and not text.lower().startswith("for ") else "after",
    )


_COUNTED = {"twin": "two", "dual": "two", "double": "two", "triple": "three"}  # a twin lens camera has two lenses


def already_said(text: str, core: str, locale: str) -> bool:
    """Whether the core carries a word of the extra already (a title must not say a word twice)."""
    numbers = re.findall(r"\d+(?:\.\d+)?", text)
    if numbers and all(number in re.findall(r"\d+(?:\.\d+)?", core) for number in numbers):
        return True
    if text.replace(" ", "").lower() in core.replace(" ", "").lower():
        return True
    if locale != "en":
        stem = text.removesuffix("色")
        pairs = [
            text[place : place + 2] for place in range(len(text) - 1) if lexicon.is_chinese(text[place : place + 2])
        ]
        return (
            stem in core
            or any(pair in core for pair in pairs)
            or any(char in text and char in core for char in "皮银金木棉铁")
        )
    held = {_COUNTED.get(word, word) for word in re.findall(r"[a-z0-9]+", core.lower())}
    held |= {word.rstrip("s") for word in held} | ({"wood"} if "wooden" in held else set())
    words = [
        word
        for word in re.findall(r"[a-z0-9.]+", text.lower())
        if word not in ("a", "the", "in", "with", "of", "for", "to", "up", "and")
    ]
    return any(word in held or word.rstrip("s") in held for word in words)
