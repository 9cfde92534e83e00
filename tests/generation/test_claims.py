"""Attribution: sentences are cut right, and each is given the facts that support it, in both languages."""

from __future__ import annotations

import pytest

from generation.claims import attribute, sentences, supports
from generation.contract import Claim, Content
from tests.generation.composer_products import ALL, JACKET, KETTLE, LOCALES, MUG, SERUM, TEXT_KINDS, answer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Holds 1.5 l. Steel.", ["Holds 1.5 l.", "Steel."]),
        ("Use it e.g. for tea. Good.", ["Use it e.g. for tea.", "Good."]),
        ("Approx. 5 cm wide. Red.", ["Approx. 5 cm wide.", "Red."]),
        ("It has a 1.5 in. screen. Nice.", ["It has a 1.5 in. screen.", "Nice."]),
        ('"Nice!" he said. Then left.', ['"Nice!" he said.', "Then left."]),
        ("容量为 1.5 升。产自中国！好；行", ["容量为 1.5 升。", "产自中国！", "好；", "行"]),
        ("他说“很好。”然后走了。", ["他说“很好。”", "然后走了。"]),
        ("First line\n\nSecond line.", ["First line", "Second line."]),
        ("Wait... what?! Yes", ["Wait... what?!", "Yes"]),
        ("", []),
    ],
)
def test_sentences_are_cut_where_they_end(text, expected):
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    ("sentence", "fact_id"),
    [
        ("The kettle holds 1.5 litres.", "f2"),
        ("A 1500 ml jug.", "f2"),
        ("水壶容量为 1.5 升。", "f2"),
        ("Made of stainless steel.", "f1"),
        ("采用不锈钢制成。", "f1"),
        ("It weighs 1100 g.", "f8"),
        ("Covered by a two-year, that is 24 months, warranty of 2 years.", "f7"),
        ("An automatic shut-off is built in.", "f4"),
        ("尺寸为 22 × 16 × 24 厘米。", "f9"),
        ("The 29.5 inch cable.", "f5"),
    ],
)
def test_a_sentence_is_given_the_fact_that_it_says(sentence, fact_id):
    assert fact_id in supports(sentence, KETTLE)


@pytest.mark.parametrize(
    "sentence",
    ["The kettle is extremely durable.", "It boils in 2 minutes.", "Perfect for families.", "It has no auto shut-off.", "It holds 2 l.",
     "经久耐用。",
     "The material is plastic."],
)  # fmt: skip
def test_what_no_fact_says_is_unsupported(sentence):
    assert not {"f1", "f2", "f3", "f4"} & set(supports(sentence, KETTLE))


def test_wholly_unsupported_sentences_have_no_facts():
    for sentence in (
        "The kettle is extremely durable.",
        "It boils in 2 minutes.",
        "Perfect for families.",
        "经久耐用。",
    ):
        assert supports(sentence, KETTLE) == ()


def test_yes_and_no_are_told_apart():
    assert "f3" in supports("It is dishwasher-safe.", MUG)
    assert "f4" not in supports("It can go in the microwave.", MUG)
    assert "f4" in supports("It is not microwave-safe.", MUG)
    assert "f2" in supports("这款雨衣防水。", JACKET)


def test_lists_are_supported_by_what_they_name():
    assert "f2" in supports("With hyaluronic acid and vitamin C.", SERUM)
    assert "option:Colour" in supports("It comes in sand and ink blue.", MUG)


def test_given_claims_stay_and_new_sentences_are_read():
    text = "Holds 350 ml. So very charming."
    content = Content({"description": text})
    given = (Claim("description", 0, 0, 13, ("brand", "gone")),)
    first, second = attribute(content, MUG, "en", given)
    assert (first.start, first.end, first.fact_ids) == (0, 13, ("brand",))
    assert (text[second.start : second.end], second.fact_ids) == ("So very charming.", ())


def test_list_items_and_titles_are_spans():
    content = Content({"bullets": ("Holds 350 ml", "Made in Portugal"), "title": "Lumo Stoneware Mug"})
    claims = attribute(content, MUG, "en")
    assert [(c.field, c.index, c.end) for c in claims] == [("bullets", 0, 12), ("bullets", 1, 16), ("title", 0, 18)]
    assert claims[2].fact_ids == ("brand", "title") or set(claims[2].fact_ids) >= {"brand", "title"}


def test_reading_agrees_with_the_composers_own_ledger():
    total = agreed = 0
    for facts in ALL:
        for locale in LOCALES:
            for kind in TEXT_KINDS:
                result = answer(facts, kind, locale)
                read = {(c.field, c.index, c.start, c.end): c for c in attribute(result.content, facts, locale)}
                for claim in result.claims:
                    total += 1
                    other = read.get((claim.field, claim.index, claim.start, claim.end))
                    agreed += other is not None and bool(set(other.fact_ids) & set(claim.fact_ids))
    assert agreed >= 0.97 * total
