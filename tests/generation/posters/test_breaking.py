"""Where lines end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.engines.studio.posters.breaking import NO_END, NO_START, balanced, broken, wide


def even(text: str) -> float:
    """Chinese characters are two wide, others one."""
    return sum(2 if wide(char) else 1 for char in text)


def test_latin_breaks_between_words_and_lines_are_about_as_long_as_each_other():
    lines = balanced("A kettle that pours slowly and keeps its heat", 3, 24, even)
    assert " ".join(lines) == "A kettle that pours slowly and keeps its heat"
    assert max(map(len, lines)) - min(map(len, lines)) <= 6


def test_a_word_is_never_cut():
    assert broken("Incomprehensibilities", 3, 10, even) == []


def test_a_number_stays_with_its_unit():
    lines = broken("Holds a full 750 ml of tea", 3, 16, even)
    assert any("750 ml" in line for line in lines)
    assert any("180 厘米" in line for line in broken("围巾长达 180 厘米，柔软亲肤", 3, 16, even))


def test_chinese_ends_after_punctuation_where_it_can():
    assert balanced("一盏慢茶，一段好时光", 3, 14, even) == ["一盏慢茶，", "一段好时光"]


def test_a_known_word_is_kept_whole():
    assert balanced("双层不锈钢保温杯", 2, 12, even, ("不锈钢", "保温杯")) == ["双层不锈钢", "保温杯"]


@pytest.mark.parametrize(
    "text", ["“一杯好茶，从容开始。”他说（笑）：今日 100% 原产！", "限时￥199起，送《茶经》一册……数量有限——先到先得"]
)
def test_prohibitions(text: str):
    for limit in range(8, 30, 2):
        lines = broken(text, 12, limit, even)
        for line in lines[1:]:
            assert line[0] not in NO_START, lines
        for line in lines[:-1]:
            assert line[-1] not in NO_END, lines
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        for whole in ("100%", "￥199", "……", "——"):
            if lines and whole in text:
                assert any(whole in line for line in lines), lines


@given(st.text(alphabet="茶杯好不锈钢，。！（）a b1 0%", min_size=1, max_size=40), st.integers(6, 40))
def test_nothing_is_lost_and_nothing_is_too_long(text: str, limit: int):
    lines = broken(" ".join(text.split()), 20, limit, even)
    if lines:
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert all(even(line) <= limit for line in lines)
