"""Products for the composer's tests: rich, thin, Chinese, and with nothing but prose."""

from __future__ import annotations

from generation.contract import Brief, Control, Fact, Facts, Request, Result, Sampling
from generation.engines.composer import Composer

TEXT_KINDS = ("title", "description", "bullets", "seo")
LOCALES = ("en", "zh-Hans")

Pair = tuple[str, str] | tuple[str, str, str]


def product(
    sku: str,
    title: str,
    brand: str = "",
    category: str = "",
    facts: tuple[Pair, ...] = (),
    options: tuple[tuple[str, tuple[str, ...]], ...] = (),
    text: str = "",
) -> Facts:
    items = tuple(Fact(f"f{place + 1}", *pair) for place, pair in enumerate(facts))
    return Facts(sku, title, brand, category, options=options, source_text=text, items=items)


KETTLE = product(
    "K-1",
    "Kettle",
    "Norra",
    "Home & Garden > Kitchen & Dining > Kettles",
    (
        ("material", "stainless steel"),
        ("capacity", "1.5", "l"),
        ("power", "2200 W"),
        ("auto shut-off", "yes"),
        ("cable length", "75 cm"),
        ("colour", "matte black"),
        ("warranty", "2 years"),
        ("weight", "1,1 kg"),
        ("dimensions", "22 x 16 x 24 cm"),
    ),
)
MUG = product(
    "M-1",
    "Stoneware Mug",
    "Lumo",
    "Home & Garden > Kitchen & Dining > Mugs",
    (
        ("Material", "Glazed stoneware"),
        ("Capacity", "350 ml"),
        ("Dishwasher safe", "Yes"),
        ("Microwave safe", "no"),
        ("Height", "9.5 cm"),
        ("Made in", "Portugal"),
    ),
    (("Colour", ("Sand", "Moss green", "Ink blue")),),
)
LAPTOP = product(
    "L-1",
    "AeroBook 14",
    "Vantor",
    "Electronics > Computers > Laptops",
    (
        ("screen size", "14 inch"),
        ("RAM", "16GB"),
        ("Storage", "512 GB SSD"),
        ("Processor", "Intel Core i7-1360P"),
        ("Battery life", "up to 12 h"),
        ("Weight", "1.25 kg"),
        ("Operating system", "Windows 11"),
    ),
)
JACKET = product(
    "J-1",
    "Men's Rain Jacket",
    "Fjordveil",
    "Apparel & Accessories > Clothing > Outerwear",
    (
        ("material", "100% recycled polyester"),
        ("waterproof", "yes"),
        ("features", "adjustable hood, two-way zip, underarm vents"),
        ("fit", "regular fit"),
        ("care", "machine wash at 30 °C, do not tumble dry"),
    ),
    (("Size", ("S", "M", "L", "XL")), ("Colour", ("Navy", "Black"))),
)
TABLE = product(
    "T-1",
    "Oslo Dining Table",
    "Hallberg",
    "Furniture > Tables > Dining Tables",
    (
        ("material", "solid oak"),
        ("dimensions", "180 x 90 x 75 cm"),
        ("seats", "6"),
        ("max load", "80 kg"),
        ("assembly required", "yes"),
    ),
)
COFFEE = product(
    "C-1",
    "Guji Coffee Beans",
    "Roastwell",
    "Food, Beverages & Tobacco > Coffee",
    (
        ("origin", "Ethiopia"),
        ("tasting notes", "jasmine, bergamot, peach"),
        ("net weight", "250 g"),
        ("organic", "yes"),
        ("roast", "medium roast"),
    ),
)
SERUM = product(
    "F-1",
    "Face Serum",
    "Aquella",
    "Health & Beauty > Skin Care",
    (
        ("volume", "30", "ml"),
        ("ingredients", "hyaluronic acid, vitamin C"),
        ("skin type", "dry, sensitive"),
        ("vegan", "yes"),
    ),
)
DRILL = product(
    "D-1",
    "Cordless Drill",
    "Brakko",
    "Hardware > Tools",
    (
        ("voltage", "18V"),
        ("max torque", "60 Nm"),
        ("weight", "1.6 kg"),
        ("in the box", "drill, 2 batteries, charger"),
        ("Spindle lock", "yes"),
    ),
)
FLASK = product(
    "N-1",
    "保温杯",
    "暖山",
    "家居 > 厨房 > 杯具",
    (
        ("材质", "316L 不锈钢"),
        ("容量", "500 毫升"),
        ("保温时间", "12 小时"),
        ("颜色", "墨绿色"),
        ("防漏", "是"),
        ("产地", "中国"),
    ),
)
SHIRT = product(
    "S-1",
    "Harbour Shirt",
    text="Mens checked shirt in soft flannel with a wide collar, two chest pockets and buttons down the front. Stylish and "
    "perfect for cold days with long evenings. Is it the best shirt ever?",
)
LANTERN = product(
    "A-1",
    "Camping Lantern",
    "Glimm",
    "Sports & Outdoor > Camping",
    text="Our lantern weighs 480 g, with a battery life of 20 hours. Amazing!",
)
BARE = product("B-1", "Instant Camera", "Snapfold", "Electronics > Photo")

RICH = (KETTLE, MUG, LAPTOP, JACKET, TABLE, COFFEE, SERUM, DRILL, FLASK)
THIN = (SHIRT, LANTERN, BARE)
ALL = (*RICH, *THIN)

ENGINE = Composer()
SAMPLING = Sampling()


def answer(
    facts: Facts,
    kind: str = "description",
    locale: str = "en",
    *,
    tone: str = "plain",
    channel: str = "",
    variant: int = 0,
    sampling: Sampling = SAMPLING,
) -> Result:
    """The engine's answer; raises what it answers with instead."""
    request = Request(Brief(kind, locale, facts, tone=tone, channel=channel), sampling, variant)
    result = ENGINE.generate([request], Control())[0]
    if isinstance(result, Exception):
        raise result
    return result


def text_of(result: Result) -> str:
    return "\n".join(text for _, _, text in result.content.spans())
