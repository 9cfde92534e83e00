"""Product families: how a category names them, which themes lead their copy, categories in Chinese."""

from __future__ import annotations

import tomllib

from generation.engines.composer import lexicon, units

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


def _load() -> dict[str, str]:
    with (units.DATA / "categories.toml").open("rb") as file:
        return dict(tomllib.load(file))


_CATEGORY_ZH = _load()


def category_zh(part: str) -> str:
    return part if lexicon.is_chinese(part) else _CATEGORY_ZH.get(part.lower()) or lexicon.to_zh(part) or part


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
