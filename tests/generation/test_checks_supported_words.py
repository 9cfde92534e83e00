"""Materials, colours, origins and protected claims must stand in the facts, in either language."""

from __future__ import annotations

import pytest

from generation.contract import Fact, Facts
from tests.generation.briefs import found, rules


def facts(*values: str, **more: str) -> Facts:
    items = [Fact(f"f{number}", "Material", value) for number, value in enumerate(values)]
    items += [Fact(key, key.replace("_", " "), value) for key, value in more.items()]
    return Facts("P", "Product", "Norra", items=tuple(items))


@pytest.mark.parametrize(
    ("text", "locale", "fact"),
    [
        ("Made of steel.", "en", "stainless steel"),
        ("Made of metal.", "en", "brass"),
        ("采用不锈钢制成。", "zh-Hans", "stainless steel"),
        ("Made of bamboo.", "en", "竹"),
        ("Made of wood.", "en", "白蜡木"),
        ("Made of oak.", "en", "Solid oak, oiled"),
        ("Aluminum body.", "en", "aluminium"),
        ("A leather-free strap of canvas.", "en", "canvas"),
        ("Oak-look handle, no plastic.", "en", "steel"),
        ("Enjoy a glass of water.", "en", "steel"),
        ("Works over glasses.", "en", "steel"),
    ],
)
def test_materials_that_a_fact_names(text: str, locale: str, fact: str) -> None:
    assert "materials.unsupported" not in rules(text, locale, facts(fact))


@pytest.mark.parametrize(
    ("text", "locale", "fact", "underlined"),
    [
        ("Made of stainless steel.", "en", "steel", "stainless steel"),
        ("Made of stainless-steel.", "en", "steel", "stainless-steel"),
        ("Made of porcelain.", "en", "stoneware", "porcelain"),
        ("Bone china cup.", "en", "stoneware", "Bone china"),
        ("采用不锈钢制成。", "zh-Hans", "钢", "不锈钢"),
        ("纯棉面料。", "zh-Hans", "polyester", "纯棉"),
        ("Real leather strap.", "en", "faux leather", "leather"),
    ],
)
def test_materials_that_no_fact_names(text: str, locale: str, fact: str, underlined: str) -> None:
    assert ("materials.unsupported", underlined) in found(text, locale, facts(fact))


@pytest.mark.parametrize(
    ("text", "locale", "colour"),
    [
        ("A blue jug.", "en", "Navy"),
        ("Grey or gray.", "en", "charcoal"),
        ("灰色款。", "zh-Hans", "Slate"),
        ("White noise, green tea and the golden hour.", "en", "Black"),
        ("Olive oil goes well with it.", "en", "Black"),
        ("In black.", "en", "黑色"),
    ],
)
def test_colours_that_a_fact_names(text: str, locale: str, colour: str) -> None:
    assert "colours.unsupported" not in rules(text, locale, facts(colour=colour))


@pytest.mark.parametrize(
    ("text", "locale", "underlined"),
    [("A navy jug.", "en", "navy"), ("Rose gold rim.", "en", "Rose gold"), ("红色款。", "zh-Hans", "红色")],
)
def test_colours_that_no_fact_names(text: str, locale: str, underlined: str) -> None:
    assert ("colours.unsupported", underlined) in found(text, locale, facts(colour="light blue"))


@pytest.mark.parametrize(
    ("text", "locale", "more"),
    [
        ("Dishwasher-safe.", "en", {"dishwasher_safe": "yes"}),
        ("Goes in the dishwasher.", "en", {"care": "dishwasher"}),
        ("Not dishwasher safe.", "en", {"dishwasher_safe": "no"}),
        ("不可用洗碗机。", "zh-Hans", {}),
        ("BPA free.", "en", {"safety": "BPA-free"}),
        ("不含BPA。", "zh-Hans", {"safety": "BPA-free"}),
        ("Water-resistant.", "en", {"protection": "waterproof"}),
        ("有机会一试。", "zh-Hans", {}),
        ("有机棉。", "zh-Hans", {"material": "organic cotton"}),
    ],
)
def test_protected_claims_with_a_fact(text: str, locale: str, more: dict[str, str]) -> None:
    assert "attestations.unsupported" not in rules(text, locale, facts(**more))


@pytest.mark.parametrize(
    ("text", "locale", "more", "underlined"),
    [
        ("BPA-free lid.", "en", {}, "BPA-free"),
        ("Fully waterproof.", "en", {"protection": "water resistant"}, "waterproof"),
        ("Made of organic cotton.", "en", {"material": "cotton"}, "organic"),
        ("Dishwasher safe.", "en", {"dishwasher_safe": "no"}, "Dishwasher safe"),
        ("An eco-friendly choice.", "en", {}, "eco-friendly"),
        ("Clinically proven.", "en", {}, "Clinically proven"),
        ("Our bestseller with a lifetime warranty.", "en", {}, "bestseller"),
        ("防水面料。", "zh-Hans", {}, "防水"),
        ("天然有机。", "zh-Hans", {}, "有机"),
        ("有效抗菌。", "zh-Hans", {}, "抗菌"),
    ],
)
def test_protected_claims_without_a_fact(text: str, locale: str, more: dict[str, str], underlined: str) -> None:
    assert ("attestations.unsupported", underlined) in found(text, locale, facts(**more))


def test_a_denied_fact_beats_the_suppliers_prose() -> None:
    bag = Facts("B", "Bag", source_text="A waterproof bag.", items=(Fact("f1", "Waterproof", "No"),))
    assert ("attestations.unsupported", "waterproof") in found("A waterproof bag.", facts=bag)


@pytest.mark.parametrize(
    ("text", "locale", "origin", "expected"),
    [
        ("Made in Italy.", "en", "", {"origins.unsupported"}),
        ("Italian leather.", "en", "", {"origins.unsupported", "materials.unsupported"}),
        ("德国制造。", "zh-Hans", "", {"origins.unsupported"}),
        ("Made in Italy.", "en", "意大利", set()),
        ("产自意大利。", "zh-Hans", "Italy", set()),
        ("It fits German mains sockets.", "en", "", set()),
    ],
)
def test_origins(text: str, locale: str, origin: str, expected: set[str]) -> None:
    product = facts(origin=origin) if origin else facts()
    assert rules(text, locale, product) == expected


@pytest.mark.parametrize("text", ["无花果香型，属纯素产品。", "无纺布材质的纯素包。", "无人机挂件，纯素材料。"])
def test_a_word_that_begins_like_a_denial_denies_nothing(text: str) -> None:
    assert "claims.contradicted" not in rules(text, "zh-Hans", facts("无纺布", vegan="yes", fragrance="无花果"))
