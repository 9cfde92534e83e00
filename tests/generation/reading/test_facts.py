"""Facts in free text: named lines and prose, both languages, each with the words that say it."""

from __future__ import annotations

import pytest

from generation.contract import Fact, Facts
from generation.reading.contract import Source
from generation.reading.facts.reader import read
from generation.reading.facts.standing import standing
from generation.reading.markup import has_markup, text_of


def said(text: str, title: str = "", chinese: bool = False) -> list[tuple[str, str, str]]:
    return [(fact.key, fact.value, fact.unit) for fact in read(Source(text, title, chinese))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Material: 304 stainless steel", [("material", "304 stainless steel", "")]),
        ("Weight (g): 1,200", [("weight", "1,200", "g")]),
        ("Dimensions (L x W x H): 22 x 16 x 25 cm", [("dimensions", "22 x 16 x 25", "cm")]),
        ("Power - 1500 W", [("power", "1500", "W")]),
        ("Voltage........220-240 V", [("voltage", "220-240", "V")]),
        ("Color: Black; Warranty: 2 years", [("colour", "Black", ""), ("warranty", "2", "years")]),
        ("Heat source: gas, induction", [("Heat source", "gas, induction", "")]),
        ("Capacity\t1.7 L", [("capacity", "1.7", "L")]),
        ("What's in the box:\n- Kettle\n- Filter", [("contents", "Kettle, Filter", "")]),
        ("It weighs 1.2 kg and holds up to 1.7 L.", [("weight", "1.2", "kg"), ("capacity", "up to 1.7 L", "")]),
        ("80% cotton, 20% recycled polyester.", [("material", "80% cotton, 20% recycled polyester", "")]),
        ("Made in Germany.", [("origin", "Germany", "")]),
        ("Not dishwasher safe.", [("dishwasher-safe", "no", "")]),
        ("For ages 8 and up.", [("recommended age", "8+", "years")]),
        ("Available in black, white and navy blue.", [("colour", "black, white, navy blue", "")]),
    ],
)
def test_english(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("材质：316不锈钢", [("材质", "316不锈钢", "")]),
        ("容量：500毫升；颜色：白色", [("容量", "500", "毫升"), ("颜色", "白色", "")]),
        ("本品采用316不锈钢材质，重320g。", [("材质", "316不锈钢", ""), ("重量", "320", "g")]),
        ("面料80%棉、20%聚酯纤维。", [("材质", "80%棉、20%聚酯纤维", "")]),
        ("中国制造。", [("产地", "中国", "")]),
        ("黑、白、红三色可选。", [("颜色", "黑、白、红", "")]),
        ("适合3岁以上儿童。", [("适用年龄", "3+", "岁")]),
    ],
)
def test_chinese(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text, "保温杯", chinese=True) == expected


@pytest.mark.parametrize(
    "text",
    [
        "SKU: 12345",
        "Time: 10:30",
        "Note: do not immerse in water.",
        "https://example.com/material",
        "If you want 3 kg, buy another.",
        "Does it weigh 3 kg?",
        "It fits like a glove.",
        "The model is 185 cm tall.",
        "The cord is 75cm long.",
        "Lighter than most 2 kg irons.",
        "品牌：某某",
        "如果容量为500毫升就好了",
        "",
    ],
)
def test_what_states_nothing_of_the_product_is_not_proposed(text: str) -> None:
    assert said(text, "Kettle") == []


def test_spans_are_the_words_that_say_it() -> None:
    text = "Lovely kettle. 🫖\n• Capacity: 1.7 L\nIt weighs 1.2 kg."
    assert [text[fact.start : fact.end] for fact in read(Source(text))] == ["Capacity: 1.7 L", "weighs 1.2 kg"]


FACTS = Facts(
    "A",
    "Mug",
    options=(("Color", ("Black", "White")),),
    items=(Fact("f1", "capacity", "350", "ml"), Fact("f2", "material", "cotton")),
)


@pytest.mark.parametrize(
    ("fact", "word"),
    [
        (("capacity", "0.35", "L"), "known"),
        (("容量", "350", "毫升"), "known"),
        (("capacity", "500", "ml"), "contradicts"),
        (("Fabric", "Cotton", ""), "known"),
        (("material", "linen", ""), "contradicts"),
        (("colour", "black", ""), "known"),
        (("weight", "350", "g"), "new"),
    ],
)
def test_standing(fact: tuple[str, str, str], word: str) -> None:
    assert standing(*fact, FACTS).word == word


def test_html_tables_and_lists_are_read() -> None:
    html = (
        "<html><head><title>x</title><script>alert('Material: lead')</script></head><body><p>A <b>mug</b>.</p><table>"
        "<tr><th>Material</th><td><p>Stoneware</p></td></tr><tr><th>Capacity</th><td>350&nbsp;ml</td></tr></table>"
        "<dl><dt>Height</dt><dd>9 cm</dd></dl><ul><li>Colour: sage</li></ul></body></html>"
    )
    assert has_markup(html)
    assert said(text_of(html)) == [
        ("material", "Stoneware", ""),
        ("capacity", "350", "ml"),
        ("height", "9", "cm"),
        ("colour", "sage", ""),
    ]
