"""Product families: how a category names them, which themes lead their copy, categories in Chinese."""

from __future__ import annotations

from generation.engines.composer import lexicon

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
