"""Texts cut where claims and findings begin and end: nothing lost, offsets in code points, any script."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from shop_content.drafts.spans import paragraphs


def claim(text: str, part: str) -> dict[str, int]:
    start = text.index(part)
    return {"start": start, "end": start + len(part)}


def finding(text: str, part: str) -> SimpleNamespace:
    return SimpleNamespace(**claim(text, part))


def cut(text, claims=(), findings=()):
    return [[(s.text, s.claims, s.findings) for s in each] for each in paragraphs(text, claims, findings)]


def test_a_text_without_marks_is_one_segment_a_paragraph():
    assert cut("One.\n\nTwo.\nStill two.") == [[("One.", (), ())], [("Two.\nStill two.", (), ())]]
    assert cut("") == []


def test_a_finding_within_a_sentence_cuts_it_in_three_and_only_the_first_leads():
    text = "Holds a whopping 350 ml. Blue."
    segments = paragraphs(
        text, [claim(text, "Holds a whopping 350 ml."), claim(text, "Blue.")], [finding(text, "whopping")]
    )[0]
    assert [(s.text, s.claims, s.findings, s.leads) for s in segments] == [
        ("Holds a ", (0,), (), 0),
        ("whopping", (0,), (0,), None),
        (" 350 ml.", (0,), (), None),
        (" ", (), (), None),
        ("Blue.", (1,), (), 1),
    ]


def test_emoji_and_chinese_are_counted_as_one_each():
    text = "杯子 ☕️👩‍🍳 很好。容量350毫升。"
    assert cut(text, [claim(text, "容量350毫升。")], [finding(text, "👩‍🍳")]) == [
        [("杯子 ☕️", (), ()), ("👩‍🍳", (), (0,)), (" 很好。", (), ()), ("容量350毫升。", (0,), ())]
    ]


def test_overlapping_findings_share_the_segment_between_them():
    text = "abcdef"
    one, other = SimpleNamespace(start=0, end=4), SimpleNamespace(start=2, end=6)
    assert cut(text, [], [one, other]) == [[("ab", (), (0,)), ("cd", (), (0, 1)), ("ef", (), (1,))]]


def test_a_claim_over_two_paragraphs_marks_both_and_leads_once():
    text = "One.\n\nTwo."
    both = paragraphs(text, [{"start": 0, "end": len(text)}], [])
    assert [[(s.text, s.claims, s.leads) for s in each] for each in both] == [
        [("One.", (0,), 0)],
        [("Two.", (0,), None)],
    ]


def test_offsets_outside_the_text_are_cut_to_it_and_empty_spans_mark_nothing():
    assert cut(
        "abc", [{"start": -3, "end": 99}], [SimpleNamespace(start=1, end=1), SimpleNamespace(start=7, end=9)]
    ) == [[("a", (0,), ()), ("bc", (0,), ())]]


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="ab 好。☕\n", max_size=40),
    st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45)), max_size=4),
    st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45)), max_size=4),
)
def test_no_character_is_lost_or_doubled(text, claims, findings):
    found = paragraphs(
        text, [{"start": a, "end": b} for a, b in claims], [SimpleNamespace(start=a, end=b) for a, b in findings]
    )
    joined = "".join(segment.text for each in found for segment in each)
    assert joined.replace("\n", "").replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert all(segment.text for each in found for segment in each)
