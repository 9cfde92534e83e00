"""What only some kinds must keep: hashtags, headlines, pairs, deeds."""

from __future__ import annotations

import pytest

from generation.checks import run_all
from generation.contract import Content
from tests.generation.kinds.subjects import OFFERS, brief_of, cited, text_of, write


def rules(kind: str, fields: dict, locale: str = "en") -> set[str]:
    found = run_all(brief_of(kind, locale), Content(fields), ())
    return {f.rule for f in found if f.rule.split(".")[0] in ("hashtags", "headlines", "pairs", "deeds", "answer")}


@pytest.mark.parametrize(
    ("tags", "wanted"),
    [
        (("Norra", "StainlessSteel", "水壶"), set()),
        (("Norra", "norra"), {"hashtags.repeated"}),
        (("Stainless-Steel",), {"hashtags.form"}),
        (("2200",), {"hashtags.form"}),
        (("Stainless&Steel",), {"hashtags.form"}),
    ],
)
def test_hashtags(tags: tuple[str, ...], wanted: set[str]) -> None:
    assert rules("social_post", {"post": "The Norra kettle holds 1.5 l.", "hashtags": tags}) == wanted


def test_headlines_differ_and_do_not_shout() -> None:
    texts = ("The Norra kettle holds 1.5 l.", "The kettle is made of steel.")
    assert rules("search_ad", {"headlines": ("Norra Kettle", "1.5 l Kettle", "Steel"), "descriptions": texts}) == set()
    assert rules("search_ad", {"headlines": ("Norra Kettle", "Norra kettle", "Steel"), "descriptions": texts}) == {
        "headlines.repeated"
    }
    assert rules("search_ad", {"headlines": ("Norra Kettle!", "Kettle", "Steel"), "descriptions": texts}) == {
        "headlines.mark"
    }
    assert rules("search_ad", {"headlines": ("水壶！", "不锈钢", "黑色"), "descriptions": ("容量 1.5 升的水壶。",) * 2}, "zh-Hans") == {
        "headlines.mark", "headlines.repeated",
    }  # fmt: skip


def test_lists_that_answer_to_others_have_their_length() -> None:
    two = ("What is it made of?", "How much does it hold?")
    assert rules("qa", {"questions": two, "answers": ("Stainless steel.", "1.5 l.")}) == set()
    assert rules("qa", {"questions": two, "answers": ("Stainless steel.",)}) == {"pairs.answers"}
    assert rules("recommendation", {"heading": "See also", "lines": ("Stoneware Mug",)}) == {"pairs.offers"}
    assert rules("alt_text", {"alt_texts": ("Norra Kettle",)}) == {"pairs.photos"}
    assert rules("alt_text", {"alt_texts": tuple(f"Norra Kettle, photo {n} of 3" for n in (1, 2, 3))}) == set()


@pytest.mark.parametrize(
    "text",
    [
        "We have refunded you.", "We've already sent a replacement.", "A refund has been issued.", "We will replace it for you.",
        "We'll make it right.", "I have forwarded this to our team lead.", "Your replacement is on its way.",
        "已为您退款。", "我们会为您换货。", "已经联系仓库。", "退款已原路退回。", "我们将立即补发。",
    ],
)  # fmt: skip
def test_deeds_are_found(text: str) -> None:
    locale = "en" if text.isascii() else "zh-Hans"
    for kind in ("answer", "review_reply"):
        assert "deeds.claimed" in rules(kind, {"reply": f"{text} {text}"}, locale)


@pytest.mark.parametrize(
    "text",
    [
        "Please write to our customer service if you would like help with your order.",
        "A colleague will check and reply to you.", "We are sorry that the size did not meet your expectations.",
        "The kettle was made in Germany and has been our choice.", "如需协助，请联系我们的客服。",
        "同事确认后会回复您。", "很抱歉，大小没有达到您的预期。",
    ],
)  # fmt: skip
def test_what_is_no_deed_is_left_alone(text: str) -> None:
    locale = "en" if text.isascii() else "zh-Hans"
    assert "deeds.claimed" not in rules("review_reply", {"reply": text}, locale)


def test_recommendations_know_nothing_of_the_shopper() -> None:
    for locale in ("en", "zh-Hans"):
        made = write(brief_of("recommendation", locale))
        text = text_of(made.content)
        assert len(made.content.fields["lines"]) == len(OFFERS)
        for word in ("viewed", "bought", "looked at", "Tea drinkers", "浏览", "买过", "看过"):
            assert word not in text
        assert all(any(i.startswith(f"{offer.sku}/") for i in cited(made.claims)) for offer in OFFERS)


@pytest.mark.parametrize(
    ("locale", "question", "answer", "blocked"),
    [
        ("en", "Is this kettle dishwasher-safe?", "No, it is not dishwasher-safe.", False),
        ("zh-Hans", "这款水壶可放入洗碗机清洗吗？", "不可放入洗碗机清洗。", False),
        ("en", "Is this kettle dishwasher-safe?", "Yes, it is.", True),
        ("en", "Why is this dishwasher-safe kettle so light?", "No idea.", True),
    ],
)
def test_what_a_question_asks_and_its_answer_denies_is_no_claim(
    locale: str, question: str, answer: str, blocked: bool
) -> None:
    fields = {"questions": (question, "1.5 l?"), "answers": (answer, "1.5 l.")}
    found = run_all(brief_of("qa", locale), Content(fields), ())
    claimed = {f.rule for f in found if f.field == "questions" and f.severity == "error"}
    assert bool(claimed & {"attestations.unsupported", "claims.contradicted"}) == blocked, found
