"""The terms that come with the product: they catch what the law forbids and leave lawful sentences alone."""

from __future__ import annotations

import pytest

from generation.checks import policy
from generation.contract import Brief, Content, Facts, PolicyTerm
from shop_content.policy.patterns import accept
from shop_content.policy.seed import entries


def said(locale: str, text: str) -> dict[str, str]:
    """What the seed terms find in `text`: the words and the severity."""
    terms = tuple(
        PolicyTerm(str(number), entry["pattern"], entry["locale"], entry["severity"], entry["reason"])
        for number, entry in enumerate(entries())
    )
    brief = Brief("description", locale, Facts("A1", "Thing"), policy=terms)
    found = policy.check(brief, Content({"description": text}), ())
    return {text[finding.start : finding.end]: finding.severity for finding in found}


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry["pattern"][:30])
def test_every_seed_term_is_one_that_a_moderator_could_save(entry):
    assert accept(entry["pattern"]) == entry["pattern"]
    assert entry["locale"] in ("en", "zh-Hans")
    assert entry["severity"] in ("error", "warning")
    assert entry["reason"].strip()
    assert entry["reason_zh"].strip()


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Cures arthritis within a week."),
        ("en", "A cream with no side effects."),
        ("en", "100% safe for everyone."),
        ("en", "Good for the planet, good for you."),
        ("en", "Recommended by dermatologists."),
        ("en", "As an AI language model, I wrote this."),
        ("en", "The [product name] keeps you warm."),
        ("zh-Hans", "国家级品质，值得信赖。"),
        ("zh-Hans", "这是最高级的茶具。"),
        ("zh-Hans", "夏日最佳选择。"),
        ("zh-Hans", "口感极品。"),
        ("zh-Hans", "第一品牌，放心之选。"),
        ("zh-Hans", "销售额稳居第一。"),
        ("zh-Hans", "业内首创工艺。"),
        ("zh-Hans", "全网最低，速来。"),
        ("zh-Hans", "最好的水杯。"),
        ("zh-Hans", "驰名商标产品。"),
        ("zh-Hans", "长期使用可降血压。"),
        ("zh-Hans", "零副作用。"),
        ("zh-Hans", "购买即可保值增值。"),
        ("zh-Hans", "人民大会堂特供。"),
    ],
)
def test_forbidden_claims_block_approval(locale, text):
    assert "error" in said(locale, text).values()


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "The best in its class."),
        ("en", "Stronger than any other bottle."),
        ("en", "Military-grade protection."),
        ("en", "Order now and sip tomorrow."),
        ("zh-Hans", "本品牌首款陶瓷滤杯。"),
        ("zh-Hans", "极致轻薄的机身。"),
        ("zh-Hans", "最适合早餐的马克杯。"),
    ],
)
def test_puffery_only_warns(locale, text):
    found = said(locale, text)
    assert found
    assert set(found.values()) == {"warning"}


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "The stoneware mug holds 350 ml, and the handle fits three fingers."),
        ("en", "The best way to clean it is by hand."),
        ("en", "Made of aircraft-grade aluminium, 1.2 mm thick."),
        ("en", "Treat the wood with oil twice a year to prevent cracks."),
        ("en", "A gift for planet lovers: the label names the maker."),
        ("zh-Hans", "最佳食用时间为开封后三天，最佳赏味期见包装。"),
        ("zh-Hans", "最佳冲泡温度85℃，最佳观看距离两米。"),
        ("zh-Hans", "第一次使用前请用温水清洗，第一步先取下盖子。"),
        ("zh-Hans", "安全第一，操作前请断电。"),
        ("zh-Hans", "最好用软布擦拭，最好不要放入洗碗机。"),
        ("zh-Hans", "最高温度220℃，最大承重5公斤，最小号适合儿童。"),
        ("zh-Hans", "面料为100%棉，杯身为100%再生玻璃。"),
        ("zh-Hans", "每件产品有唯一编号，附万能遥控器与招财猫挂件。"),
        ("zh-Hans", "特级初榨橄榄油，最新鲜的橄榄当日压榨。"),
    ],
)
def test_lawful_sentences_are_left_alone(locale, text):
    assert said(locale, text) == {}
