"""What is said of a thing that the facts name: properties that no fact names, lists of what comes along, the whole for a part."""

from __future__ import annotations

import pytest

from generation.contract import Fact, Facts
from tests.generation.briefs import found

GOGGLES = Facts(
    "G",
    "Swim Goggles",
    "Plash",
    items=(
        Fact("f1", "Lenses", "clear polycarbonate"),
        Fact("f2", "Nose bridge", "fixed"),
        Fact("f3", "Strap", "silicone, adjustable"),
        Fact("f4", "Case", "mesh pouch with UPF 50 fabric"),
        Fact("f5", "In the box", "goggles, mesh pouch, cleaning cloth"),
        Fact("f6", "Seal", "no"),
    ),
)
BICYCLE = Facts(
    "B", "儿童自行车", "鹿", items=(Fact("f1", "保修", "车架 2 年"), Fact("f2", "包装清单", "自行车、工具、说明书"))
)


def strange(text: str, facts: Facts = GOGGLES, locale: str = "en") -> list[str]:
    rules = ("features.unsupported", "numbers.wrong_thing")
    return [words for rule, words in found(text, locale, facts) if rule in rules]


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        ("An interchangeable nose bridge adapts to every face.", "interchangeable nose"),
        ("Textured straps stay put.", "Textured straps"),
        ("A TPR strap sits gently.", "TPR strap"),
        ("The strap is padded.", "padded"),
    ],
)
def test_a_property_that_no_fact_names(text: str, underlined: str) -> None:
    assert strange(text) == [underlined]


@pytest.mark.parametrize(
    "text",
    [
        "The adjustable strap sits gently.",
        "Adjust the strap: it is adjustable.",
        "A UPF fabric shades the pouch.",  # the facts say it
        "A beloved strap for an enjoyable swim.",  # a mood
        "Not a padded strap, but a soft one.",
        "The strap, loosened with one hand, opens wide.",
        "The pouch is needed.",
        "Well-padded strap?",  # part of a longer word
        "A crowded pool.",  # of nothing that the facts name
        "The BIG lenses.",  # shouted
    ],
)
def test_what_is_no_such_property(text: str) -> None:
    assert strange(text) == []


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        ("They come with a mesh pouch, a cleaning cloth and a whistle.", ["whistle"]),
        ("You get a mesh pouch and a snorkel in the box.", ["snorkel"]),
        ("Comes with mesh pouch, snorkel and cleaning cloth.", ["snorkel"]),
        ("They come with a cleaning cloth and last for years.", []),
        ("The pouch comes with it, and so does the cloth.", []),
    ],
)
def test_every_thing_of_a_list_must_come_along(text: str, underlined: list[str]) -> None:
    assert strange(text) == underlined


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        ("盒内含工具、说明书和头盔，一应俱全。", ["头盔"]),
        ("随车附赠工具与说明书。", []),
        ("整车保修 2 年。", ["2 年"]),
        ("车架保修 2 年。", []),
    ],
)
def test_lists_and_wholes_in_chinese(text: str, underlined: list[str]) -> None:
    assert strange(text, BICYCLE, "zh-Hans") == underlined
