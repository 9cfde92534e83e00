"""Dates and stars as exports write them."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop_content.catalogue.imports.errors import CellRefused
from shop_content.catalogue.imports.nouns.moments import moment
from shop_content.catalogue.imports.nouns.ratings import rating
from shop_content.catalogue.imports.nouns.said import language
from shop_content.catalogue.scripts import locale_of

DAY = datetime(2026, 3, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-31", DAY),
        ("2026-03-31T14:05:09Z", DAY.replace(hour=14, minute=5, second=9)),
        ("2026-03-31T14:05:09+08:00", DAY.replace(hour=6, minute=5, second=9)),
        ("2026-03-31 14:05:09 UTC", DAY.replace(hour=14, minute=5, second=9)),
        ("31.03.2026", DAY),
        ("31.3.2026 14:05", DAY.replace(hour=14, minute=5)),
        ("2026/3/31", DAY),
        ("2026年3月31日 14:05", DAY.replace(hour=14, minute=5)),
        ("3/31/2026 2:05 PM", DAY.replace(hour=14, minute=5)),
        ("31/3/2026", DAY),
        ("Mar 31, 2026", DAY),
        ("31 March 2026", DAY),
        ("1774915200", DAY),
        ("1774915200000", DAY),
        ("２０２６-03-31", DAY),
    ],
)
def test_dates(text: str, expected: datetime) -> None:
    assert moment(text) == expected


@given(st.text(max_size=30))
def test_any_text_is_a_moment_or_refused(text: str) -> None:
    with contextlib.suppress(CellRefused):
        assert moment(text).tzinfo is not None


@pytest.mark.parametrize(
    ("text", "stars"),
    [("4", 4), ("4/5", 4), ("4,5", 4), ("4.0", 4), ("5 stars", 5), ("1 star", 1), ("五星", 5),
     ("4颗星", 4), ("3分", 3), ("★★★★☆", 4), ("⭐⭐", 2),
     ("8/10", 4), ("9 out of 10", 4), ("80%", 4), ("1/10", 1), ("three stars", 3), ("５", 5)],
)  # fmt: skip
def test_stars(text: str, stars: int) -> None:
    assert rating(text) == stars


@given(st.text(max_size=12))
def test_any_text_is_one_to_five_or_refused(text: str) -> None:
    with contextlib.suppress(CellRefused):
        assert 1 <= rating(text) <= 5


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("en-GB", "en"),
        ("English", "en"),
        ("zh", "zh-Hans"),
        ("zh_CN", "zh-Hans"),
        ("中文", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("de", "de"),
    ],
)
def test_languages(said: str, code: str) -> None:
    assert language(said) == code


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Holds much tea.", "en"),
        ("能装很多茶", "zh-Hans"),
        ("这款 Norra 马克杯很好用", "zh-Hans"),
        ("とても良い", ""),
        ("👍 5/5", ""),
    ],
)
def test_the_script_tells_the_language(text: str, locale: str) -> None:
    assert locale_of(text) == locale
