"""Cells that hold several things."""

from __future__ import annotations

import pytest

from shop_content.catalogue.imports import pairs
from shop_content.catalogue.imports.errors import CellRefused


def test_facts_with_and_without_units() -> None:
    assert pairs.facts("material=steel | capacity = 350 ml|容量：350 毫升|fits=2–4 people|height=20cm|note=a=b") == [
        {"key": "material", "value": "steel", "unit": ""},
        {"key": "capacity", "value": "350", "unit": "ml"},
        {"key": "容量", "value": "350", "unit": "毫升"},
        {"key": "fits", "value": "2–4 people", "unit": ""},
        {"key": "height", "value": "20", "unit": "cm"},
        {"key": "note", "value": "a=b", "unit": ""},
    ]


def test_a_number_with_a_word_that_is_no_unit_stays_together() -> None:
    assert pairs.with_unit("2 pieces") == ("2 pieces", "")
    assert pairs.with_unit("Size 40") == ("Size 40", "")
    assert pairs.with_unit("1,200.5 g") == ("1,200.5", "g")


def test_units_in_a_header() -> None:
    assert pairs.header_unit("weight (g)") == ("weight", "g")
    assert pairs.header_unit("容量（毫升）") == ("容量", "毫升")
    assert pairs.header_unit("size (EU)") == ("size (EU)", "")


def test_options_lose_the_code_behind_their_name() -> None:
    assert pairs.options("screen size=13 inch|RAM=8GB") == {"screen size": "13 inch", "RAM": "8GB"}
    assert pairs.options("size:shoe-size=Size 40") == {"size": "Size 40"}
    assert pairs.options("颜色：黑｜尺码：M") == {"颜色": "黑", "尺码": "M"}


@pytest.mark.parametrize("text", ["steel", "material=", "=steel", "material=steel|oops"])
def test_what_is_no_pair(text: str) -> None:
    with pytest.raises(CellRefused) as refused:
        pairs.facts(text)
    assert refused.value.code == "not_a_pair"


def test_file_names() -> None:
    assert pairs.file_names("a.jpg|b.png") == ["a.jpg", "b.png"]
    assert pairs.file_names("a.jpg, b.png;c.webp") == ["a.jpg", "b.png", "c.webp"]
    assert pairs.file_names("one, two.jpg") == ["one", "two.jpg"]
    assert pairs.file_names("photos\\front view.jpg") == ["photos/front view.jpg"]
    assert pairs.file_names("https://cdn.example/p/mug%20front.jpg?v=2") == ["mug front.jpg"]
    assert pairs.file_names("a.jpg|a.jpg") == ["a.jpg"]
