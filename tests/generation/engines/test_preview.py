"""Unfinished JSON as a reader sees it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.engines.preview import preview


@pytest.mark.parametrize(
    ("so_far", "seen"),
    [
        ("", ""),
        ("{", ""),
        ('{"ti', ""),
        ('{"title"', ""),
        ('{"title":"', ""),
        ('{"title":"Norra mu', "Norra mu"),
        ('{"title":"Norra \\"mug\\', 'Norra "mug'),
        ('{"title":"5\\u201', "5"),
        ('{"title":"one\\n\\ntwo', "one\n\ntwo"),
        ('{"bullets":["a","b', "a\nb"),
        ('{"bullets":["a","b"],"note', "a\nb"),
        ('{"seo_title":"Mug","meta_description":"For tea', "Mug\nFor tea"),
        ('{"title":"陶瓷\ufffd', "陶瓷"),
        ('{"title":"a\\ud83d', "a"),
        ('{"groups":[{"name":"x","lines":["y', "x\ny"),
        ("not JSON at all", ""),
        ("]}]", ""),
    ],
)
def test_values_without_names(so_far: str, seen: str) -> None:
    assert preview(so_far) == seen


@given(st.dictionaries(st.text(), st.text() | st.lists(st.text())), st.integers(0, 500), st.booleans())
def test_any_part_can_be_read(fields: dict[str, str | list[str]], length: int, ascii_only: bool) -> None:
    whole = json.dumps(fields, ensure_ascii=ascii_only)
    assert isinstance(preview(whole[:length]), str)


@given(st.text())
def test_anything_can_be_read(text: str) -> None:
    assert isinstance(preview(text), str)
