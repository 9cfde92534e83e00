"""What merchants' facts become: no claim that the fact does not make, no wording that no person would write."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generation.contract import TONES, Facts
from tests.generation.composer_products import LOCALES, answer, product, text_of
from tests.generation.kinds.subjects import PHOTOS, brief_of, write


def texts(facts: Facts, locale: str = "en", kinds: tuple[str, ...] = ("description", "bullets")) -> list[str]:
    """The copy in every tone and two variants."""
    return [
        text_of(answer(facts, kind, locale, tone=tone, variant=variant))
        for kind in kinds
        for tone in TONES
        for variant in range(2)
    ]


TOY = product(
    "T",
    "Toy Car",
    "Pippo",
    "Toys > Cars",
    (("material", "beech wood"), ("safety standard", "EN 71"), ("batteries required", "no"), ("age", "3+ years")),
)
LAMP = product(
    "L",
    "Table Lamp",
    "Glimm",
    "Home > Lighting",
    (("material", "oak"), ("bulb included", "no"), ("assembly required", "yes"), ("height", "40 cm")),
)


@pytest.mark.parametrize(
    ("key", "english", "chinese"),
    [
        ("safety standard", "Safety standard: EN 71", "安全标准：EN 71"),
        ("standard", "Standard: EN 71", "执行标准：EN 71"),
        ("安全标准", "Safety standard: EN 71", "安全标准：EN 71"),
    ],
)
def test_a_standard_is_no_certificate(key, english, chinese):
    facts = product("T", "Toy Car", "Pippo", "Toys", (("material", "beech wood"), (key, "EN 71"), ("colour", "red")))
    for text in texts(facts):
        assert "certif" not in text.lower(), text
        assert english.lower() in text.lower(), text
    for text in texts(facts, "zh-Hans"):
        assert "认证" not in text, text
        assert chinese in text, text


def test_a_certification_stays_one():
    facts = product("T", "Rug", "Pippo", "Rugs", (("material", "wool"), ("certification", "GOTS"), ("width", "90 cm")))
    assert all("certif" in text.lower() for text in texts(facts))


@pytest.mark.parametrize(
    ("key", "value", "english", "chinese"),
    [
        ("bulb included", "no", "Bulb not included", "不含灯泡"),
        ("Bulb supplied", "No", "Bulb not included", "不含灯泡"),
        ("bulb", "not included", "Bulb not included", "不含灯泡"),
        ("charger included", "yes", "Charger included", "含充电器"),
        ("contains nuts", "no", "Contains no nuts", "不含坚果"),
        ("batteries required", "no", "No batteries required", "无需电池"),
        ("batteries required", "yes", "Batteries required", "需要电池"),
        ("requires batteries", "yes", "Batteries required", "需要电池"),
        ("assembly required", "yes", "Assembly required", "需要组装"),
        ("assembly required", "no", "No assembly required", "无需组装"),
        ("assembly", "none required", "No assembly required", "无需组装"),
        ("需要组装", "是", "Assembly required", "需要组装"),
        ("含灯泡", "否", "Bulb not included", "不含灯泡"),
    ],
)
def test_what_is_in_the_box_and_what_it_takes(key, value, english, chinese):
    facts = product("L", "Table Lamp", "Glimm", "Lighting", (("material", "oak"), (key, value), ("height", "40 cm")))
    for text in texts(facts):
        assert english.lower() in text.lower(), text
        assert "yes" not in text, text
    for text in texts(facts, "zh-Hans"):
        assert chinese in text, text
        assert "带有需要" not in text, text
        assert f"不{chinese}" not in text, text


def test_inclusions_stand_as_short_sentences():
    text = text_of(answer(LAMP))
    assert "Bulb not included." in text
    assert "Assembly required." in text
    assert "No batteries required." in text_of(answer(TOY))
    assert "不含灯泡" in text_of(answer(LAMP, locale="zh-Hans"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("United Kingdom", "the United Kingdom"),
        ("UK", "the UK"),
        ("Netherlands", "the Netherlands"),
        ("The Netherlands", "the Netherlands"),
        ("Philippines", "the Philippines"),
        ("United States", "the United States"),
        ("USA", "the USA"),
        ("Czech Republic", "the Czech Republic"),
        ("United Arab Emirates", "the United Arab Emirates"),
        ("UAE", "the UAE"),
    ],
)
def test_countries_take_their_article(given, said):
    facts = product("B", "Bowl", "Lumo", "Bowls", (("material", "stoneware"), ("made in", given), ("height", "9 cm")))
    for text in texts(facts, kinds=("description", "bullets", "seo")):
        label = re.search(r"origin[:?] (.+?)(?:\.|$)", text, re.I | re.M)  # after a colon the bare name may stand
        assert f"in {said}" in text or f"is {said}" in text or (label and said.endswith(label[1][-3:])), text
    plain = product("B", "Bowl", "Lumo", "Bowls", (("material", "stoneware"), ("made in", "Portugal")))
    assert not any("the Portugal" in text for text in texts(plain))


def test_a_place_keeps_its_comma():
    facts = product("B", "Bowl", "Lumo", "Bowls", (("material", "stoneware"), ("made in", "Stoke-on-Trent, England")))
    assert all("Stoke-on-Trent, England" in text for text in texts(facts))


def test_a_technique_is_what_was_done_to_the_product():
    facts = product("B", "Bowl", "Lumo", "Bowls", (("technique", "thrown by hand"), ("material", "stoneware")))
    for text in texts(facts):
        assert "technique is" not in text.lower(), text
        assert "thrown by hand" in text.lower(), text
    assert all("手工拉坯" in text for text in texts(facts, "zh-Hans"))
    glazed = product("B", "Bowl", "Lumo", "Bowls", (("technique", "reactive glaze"), ("material", "stoneware")))
    assert not any("is reactive glaze" in text and "technique" not in text.lower() for text in texts(glazed))


@pytest.mark.parametrize(
    ("given", "ways"),
    [
        (("Moss", "oat"), ("Moss {} Oat", "moss {} oat")),
        (("Moss", "Oat"), ("Moss {} Oat", "moss {} oat")),
        (("Black", "White"), ("black {} white",)),
        (("Nordic Fog", "Grey"), ("Nordic Fog {} Grey",)),
    ],
)
def test_options_have_one_case(given, ways):
    facts = product("B", "Bowl", "Lumo", "Bowls", (("material", "stoneware"),), (("Colour", given),))
    for text in texts(facts):
        assert any(way.format(word) in text for way in ways for word in ("and", "or")), text


def test_codes_do_not_make_names_of_sizes():
    facts = product("S", "Cap", "Lumo", "Caps", (("material", "wool"),), (("Size", ("S", "one size")),))
    assert all("one size" in text for text in texts(facts))


def test_the_category_is_no_statement_when_there_are_others():
    for facts in (TOY, LAMP):
        for locale in LOCALES:
            for text in texts(facts, locale, kinds=("description",)):
                assert "under " not in text, text
                assert "类目" not in text, text
    bare = product("O", "Orchid", "", "Home & Garden > Plants")
    assert "Plants" in text_of(answer(bare))


def test_a_material_as_a_colour_is_said_as_a_colour():
    facts = product("S", "木凳", "", "家具", (("颜色", "木"), ("高度", "45 cm"), ("重量", "3 kg")))
    for text in texts(facts, "zh-Hans"):
        assert "呈木，" not in text, text
        assert "木色" in text, text
    assert not any("wood as the colo" in text for text in texts(facts))


def test_a_plant_has_its_flowers_and_no_equipment():
    for key, value in (("features", "large white flowers"), ("特点", "大白色花朵"), ("flowers", "large white flowers")):
        facts = product("O", "Orchid", "", "Home & Garden > Plants", ((key, value), ("pot size", "12 cm")))
        for text in texts(facts, "zh-Hans"):
            assert not any(verb in text for verb in ("设有", "配有", "花朵为")), text
        assert not any("flowers are large white flowers" in text for text in texts(facts))
    jacket = product("J", "Jacket", "", "Apparel", (("features", "two chest pockets"), ("material", "wool")))
    assert any("配有" in text for text in texts(jacket, "zh-Hans"))


FLASK = product(
    "F",
    "保温杯",
    "",
    "家居 > 杯",
    (
        ("材质", "不锈钢"),
        ("容量", "500ml"),
        ("颜色", "深绿色"),
        ("重量", "320 g"),
        ("内胆做法", "纯手工旋薄"),
        ("产地", "浙江永康"),
    ),
    (("口味", ("螺蛳粉味", "臭豆腐味")),),
)
APRON = product(
    "A",
    "Linen Apron",
    "Norra",
    "Kitchen > Aprons",
    (
        ("material", "linen"),
        ("length", "80 cm"),
        ("colour", "grey"),
        ("maker note", "hemmed in small batches"),
        ("pocket style", "quilted kangaroo zorblax"),
    ),
)


def test_what_the_language_cannot_say_is_left_out():
    for text in texts(FLASK, kinds=("description", "bullets", "seo")):
        assert not any(char >= "㐀" for char in text), text
    for text in texts(APRON, "zh-Hans", kinds=("description", "bullets", "seo")):
        assert "hemmed" not in text, text
        assert "zorblax" not in text, text


def test_a_thin_product_keeps_what_it_has():
    facts = product("F", "保温杯", "", "", (("产地", "浙江永康"), ("内胆做法", "纯手工旋薄")))
    assert "浙江永康" in text_of(answer(facts))


def test_a_skin_type_is_said_of_the_skin_and_one_figure_needs_no_heading() -> None:
    cream = product(
        "C", "Hand Cream", "Aquella", "Health & Beauty > Skin Care", (("skin type", "dry"), ("volume", "75 ml"))
    )
    heads = text_of(answer(cream, "search_ad"))
    assert "for Dry" not in heads.replace("for Dry Skin", "") and "适合干性\n" not in text_of(
        answer(cream, "search_ad", "zh-Hans")
    )
    for tone in TONES:
        assert "figures" not in text_of(answer(cream, "email", tone=tone)).lower()


@pytest.mark.parametrize("name", ["size:shoe-size", "product:shoe_size"])
def test_the_group_that_a_feed_puts_before_a_key_is_not_said(name):
    shoes = product("S", "Trail Shoes", "Ferno", "Shoes", (("upper", "mesh"),), ((name, ("Size 40", "Size 42")),))
    for locale in LOCALES:
        for text in texts(shoes, locale, ("description", "bullets", "qa", "search_ad")):
            assert name not in text and "shoe-size" not in text, text
    assert any("40 " in text for text in texts(shoes))


def test_storage_is_memory_only_where_it_is_measured():
    oil = product("O", "Olive Oil", "Oliva", "Food", (("storage", "cool, dry place"), ("volume", "500 ml")))
    assert not any("容量为阴凉" in text or "存储容量" in text for text in texts(oil, "zh-Hans"))
    phone = product("P", "Phone", "Audra", "Electronics", (("storage", "256 GB"), ("colour", "black")))
    assert any("存储" in text for text in texts(phone, "zh-Hans"))


@pytest.mark.parametrize(
    ("feature", "said"),
    [
        ("high-speed continuous shooting", "支持高速连拍"),
        ("solid wood frame", "采用实木框架"),
        ("seventh-generation Intel Core processors", "搭载第七代 Intel Core 处理器"),
        ("two chest pockets", "配有两个胸袋"),
    ],
)
def test_what_a_part_is_by_nature_chooses_the_chinese_verb(feature, said):
    thing = product("X", "Camera", "Audra", "Electronics", (("features", feature), ("weight", "400 g")))
    made = texts(thing, "zh-Hans", ("description",))
    assert any(said in text for text in made), made
    assert not any("设有" in text for text in made)


def test_sterling_silver_is_no_pure_silver():
    ring = product("R", "Silver Ring", "Orea", "Jewelry", (("material", "sterling silver"), ("ring width", "2 mm")))
    for text in texts(ring, "zh-Hans"):
        assert "925 银" in text and "纯银" not in text, text


def test_a_part_before_the_brand_is_not_by_the_brand():
    laptop = product("L", "Laptop", "Norra", "Computers", (("features", "Intel Core processor"), ("colour", "black")))
    for variant in range(8):
        assert "by Norra" not in text_of(answer(laptop, "title", variant=variant)).partition("with")[2]


def test_a_short_chinese_name_is_alternative_text_enough():
    tent = product("T", "Tent", "", "Outdoor", (("capacity", "4 people"),))
    assert text_of(write(brief_of("alt_text", "zh-Hans", tent, photos=PHOTOS[:1]))) == "帐篷"


@pytest.mark.parametrize("locale", LOCALES)
def test_what_a_product_is_not_leads_no_text(locale):
    shoes = product(
        "S",
        "Trail Shoes",
        "Ferno",
        "Shoes",
        (("waterproof", "no"), ("upper", "mesh"), ("sole", "rubber"), ("weight", "280 g"), ("drop", "6 mm")),
    )
    for tone in TONES:
        for seed in range(4):
            made = write(brief_of("email", locale, shoes, tone=tone), seed=seed).content.fields
            whole = text_of(write(brief_of("description", locale, shoes, tone=tone), seed=seed))
            first = re.split(r"[.!。！]", whole)[0]
            for text in (made["subject"], made["preview"], first):
                assert "waterproof" not in text.lower() and "防水" not in text, text


@pytest.mark.parametrize(
    ("title", "facts", "said", "unsaid"),
    [
        ("Lip Balm", (("ingredients", "beeswax, almond oil"), ("weight", "5 g")), "杏仁油", "油状"),
        ("Shampoo Bar", (("hair type", "normal"), ("weight", "80 g")), "中性发质", "适用于中性。"),
        ("Merino Sweater", (("material", "merino wool"), ("fit", "regular fit")), "常规版型", "版型为常规版型"),
        ("Tool Box", (("material", "steel"), ("weight", "3.2 kg")), "钢", "采用钢制成"),
        ("Harbour Shirt", (("material", "flannel"), ("pattern", "checked")), "法兰绒", "制成和"),
    ],
)
def test_chinese_says_what_the_words_mean_together(title, facts, said, unsaid):
    thing = product("X", title, "Norra", "", facts)
    made = texts(thing, "zh-Hans", ("description", "short_description"))
    assert any(said in text for text in made), made
    assert not any(unsaid in text for text in made), made


def test_a_wooden_train_is_no_beech_wood_wooden_train():
    train = product("W", "Wooden Train", "Pippo", "Toys", (("material", "beech wood"), ("pieces", "12")))
    for text in texts(train, "en", ("title", "description", "search_ad")):
        assert "wood wooden" not in text.lower(), text


def test_a_chinese_slogan_names_the_product_as_a_shop_would():
    tea = product(
        "G", "Green Tea", "Teavale", "Food", (("flavour", "mild"), ("organic", "yes"), ("net weight", "50 g"))
    )
    for text in texts(tea, "zh-Hans", ("campaign", "bullets", "title")):
        assert "属于有机" not in text, text
        assert "温和口味" not in text, text
    tent = product("Z", "Tent", "Fjordveil", "Sports > Camping", (("capacity", "2 persons"), ("weight", "2.1 kg")))
    assert all("可容纳 2 人" in text for text in texts(tent, "zh-Hans", ("bullets",)))
    lantern = product(
        "L", "Camping Lantern", "Glimm", "Sports > Camping", (("battery life", "20 h"), ("weight", "480 g"))
    )
    assert all("灯笼" not in text for text in texts(lantern, "zh-Hans"))


def test_what_a_fact_says_is_not_said_again_from_the_source_text():
    candle = replace(
        product("C", "Fig Candle", "Ember", "Candles", (("lid", "oak"), ("wick", "cotton"), ("burning time", "45 h"))),
        source_text="The oak lid keeps dust off between evenings.",
    )
    for text in texts(candle, kinds=("description", "short_description", "bullets")):
        assert text.lower().count("oak") == 1, text


def test_a_text_opens_with_what_sells():
    lamp = product(
        "L",
        "Ash Lamp",
        "Lumen",
        "Home > Lighting",
        (
            ("colour", "natural"),
            ("base material", "ash wood"),
            ("shade material", "linen"),
            ("voltage", "220-240 V"),
            ("cable length", "2 m"),
            ("dimmable", "yes"),
        ),
    )
    for text in texts(lamp, kinds=("description", "short_description")):
        first = text.split(".")[0].split("!")[0]
        assert not re.search(r"voltage|cable|natural lamp|in natural\b", first, re.I), text
    assert all("ash wood base" in text and "linen shade" in text for text in texts(lamp, kinds=("description",)))
    assert any("亚麻灯罩" in text for text in texts(lamp, "zh-Hans", ("description",)))


def test_a_list_of_parts_and_an_age_read_as_a_person_writes_them():
    toy = product(
        "T", "Toy Car", "Pippo", "Toys", (("age", "from 18 months"), ("wheel material", "maple"), ("weight", "430 g"))
    )
    assert all("ages 18 months and up" in text for text in texts(toy, kinds=("description",)) if "ages" in text)
    assert all("maple wheels" in text for text in texts(toy, kinds=("description",)))
    speaker = product(
        "S",
        "Speaker",
        "Nord",
        "Electronics",
        (("driver", "3-inch woofer, 0.75-inch tweeter"), ("power source", "USB-C, 45 W")),
    )
    for text in texts(speaker, kinds=("description",)):
        assert "tweeter drivers" not in text, text
        assert "USB-C and 45 W" not in text, text
