"""What a number, a material, a count, a name is said of: right words of the wrong thing are errors."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generation.checks import run_all
from generation.checks.numerals import english, han
from generation.contract import Brief, Fact, Facts, Review
from tests.generation.briefs import content, found, rules

LAMP = Facts(
    sku="L",
    title="Desk Lamp",
    brand="Norra",
    category="Home & Garden > Lighting",
    options=(("Colour", ("Black", "Ice Blue")),),
    items=(
        Fact("f1", "Base", "marble"),
        Fact("f2", "Arm", "solid oak"),
        Fact("f3", "Height", "45 cm"),
        Fact("f4", "Cord length", "1.8 m"),
        Fact("f5", "Ports", "2 HDMI, 1 USB-C"),
        Fact("f6", "Run time", "up to 12 hours"),
        Fact("f7", "Remote", "not included"),
        Fact("f8", "Works with", "iPhone 15 Pro, Alexa"),
        Fact("f9", "Awards", "Silver, Nordic Design Award 2024"),
        Fact("f10", "Drill", "1-9/16 in"),
        Fact("f11", "Wall anchor", "included"),
        Fact("f12", "Warranty", "2 years"),
    ),
)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("The arm is solid oak on a base of marble.", "en"),
        ("It stands 45 cm tall, on a cord of 1.8 m.", "en"),
        ("Two HDMI ports and one for USB-C.", "en"),
        ("It runs for up to twelve hours.", "en"),
        ("The remote is sold separately, the wall anchor is in the box.", "en"),
        ("Works with the iPhone 15 Pro and Alexa.", "en"),
        ("It took silver at the Nordic Design Award 2024.", "en"),
        ("Drills up to 1-9/16 in.", "en"),
        ("Covered for 24 months.", "en"),
        ("底座为大理石，灯臂采用橡木。", "zh-Hans"),
        ("高 45 厘米，线长一米八。", "zh-Hans"),
        ("最长运行十二小时，质保两年。", "zh-Hans"),
        ("不含遥控器。", "zh-Hans"),
    ],
)
def test_what_the_facts_say_of_the_thing_passes(text: str, locale: str) -> None:
    judged = run_all(Brief("description", locale, LAMP), content(description=text), ())
    assert [f.rule for f in judged if f.severity == "error" and not f.rule.startswith("length")] == []


@pytest.mark.parametrize(
    ("text", "locale", "rule", "underlined"),
    [
        ("The marble arm swings.", "en", "materials.wrong_part", "marble"),
        ("It stands 1.8 m tall.", "en", "numbers.wrong_thing", "1.8 m"),
        ("A cord of 45 cm.", "en", "numbers.wrong_thing", "45 cm"),
        ("Three HDMI ports.", "en", "counts.wrong", "Three HDMI ports"),
        ("It runs for at least 12 hours.", "en", "numbers.overstated", "12 hours"),
        ("The remote turns it off.", "en", "claims.contradicted", "remote"),
        ("The wall anchor is sold separately.", "en", "claims.contradicted", "wall anchor"),
        ("Fits the iPhone 15.", "en", "compatibility.unsupported", "iPhone 15"),
        ("Works with HomeBridge.", "en", "compatibility.unsupported", "HomeBridge"),
        ("It won gold at the Nordic Design Award 2024.", "en", "awards.unsupported", "gold"),
        ("Drills up to 9/16 in.", "en", "numbers.unsupported", "9/16 in"),
        ("The world's best lamp.", "en", "attestations.unsupported", "world's best"),
        ("An unrivalled lamp.", "en", "superlatives.unsupported", "unrivalled"),
        ("It relieves eye strain.", "en", "attestations.unsupported", "relieves eye strain"),
        ("In Black, Ice Blue or Olive.", "en", "features.unsupported", "Olive"),
        ("A dust cloth completes the set.", "en", "features.unsupported", "dust cloth"),
        ("Forged in Wexcombe.", "en", "origins.unsupported", "Forged in Wexcombe"),
        ("Illustrated by Lena Vogel.", "en", "brands.unknown_name", "Lena Vogel"),
        ("灯臂采用大理石。", "zh-Hans", "materials.wrong_part", "大理石"),
        ("高 1.8 米。", "zh-Hans", "numbers.wrong_thing", "1.8 米"),
        ("带三个 HDMI 接口。", "zh-Hans", "counts.wrong", "三个 HDMI 接口"),
        ("附遥控器。", "zh-Hans", "features.unsupported", "遥控器"),
        ("有效缓解眼疲劳。", "zh-Hans", "attestations.unsupported", "缓解眼疲劳"),
        ("全网第一的台灯。", "zh-Hans", "superlatives.unsupported", "全网第一"),
        ("荣获设计大奖金奖。", "zh-Hans", "awards.unsupported", "金奖"),
    ],
)
def test_right_words_of_the_wrong_thing_are_errors(text: str, locale: str, rule: str, underlined: str) -> None:
    assert (rule, underlined) in found(text, locale, LAMP)


def test_what_a_review_says_may_be_said() -> None:
    text = "A reader says that it has a velvet pouch."
    reviews = (Review(id="review:1", rating=5, text="I like the velvet pouch that came with it."),)
    bare, told = (
        {f.rule for f in run_all(Brief("description", "en", LAMP, reviews=given), content(description=text), ())}
        for given in ((), reviews)
    )
    assert {"materials.unsupported", "features.unsupported"} <= bare
    assert not {"materials.unsupported", "features.unsupported"} & told


def test_a_number_of_a_set_is_not_one_of_each() -> None:
    set_of_three = Facts("S", "Trowel Set", items=(Fact("f1", "Weight", "780 g (set)"), Fact("f2", "Length", "32 cm")))
    assert "numbers.wrong_thing" in rules("Each weighs 780 g.", facts=set_of_three)
    assert "numbers.wrong_thing" not in rules("The set weighs 780 g.", facts=set_of_three)
    assert "numbers.wrong_thing" not in rules("Each is 32 cm long.", facts=set_of_three)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twenty-seven", "27"),
        ("a hundred and five", "105"),
        ("two and a half", "2.5"),
        ("three thousand", "3000"),
        ("half a", "0.5"),
        ("three quarters of a", "0.75"),
    ],
)
def test_english_number_words(words: str, value: str) -> None:
    assert english(words) == Decimal(value)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("三百五十", 350),
        ("两万", 20000),
        ("一万五千", 15000),
        ("十二", 12),
        ("二〇二五", 2025),
        ("一千零五", 1005),
        ("半", 0.5),
        ("三点五", 3.5),
    ],
)
def test_chinese_number_words(words: str, value: float) -> None:
    assert float(han(words)) == value
