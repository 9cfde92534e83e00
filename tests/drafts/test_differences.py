"""What changed: by word, in Chinese by character."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shop_content.drafts.differences import difference, fields_difference


def changed(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.change, piece.text) for piece in difference(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("same", "same", [("same", "same")]),
        ("", "new", [("added", "new")]),
        ("A blue mug", "A green mug", [("same", "A "), ("removed", "blue"), ("added", "green"), ("same", " mug")]),
        ("holds 1.5 l", "holds 1.6 l", [("same", "holds "), ("removed", "1.5"), ("added", "1.6"), ("same", " l")]),
        ("容量350毫升", "容量500毫升", [("same", "容量"), ("removed", "350"), ("added", "500"), ("same", "毫升")]),
        ("月白陶瓷", "月白瓷", [("same", "月白"), ("removed", "陶"), ("same", "瓷")]),
        ("one two", "three four", [("removed", "one two"), ("added", "three four")]),
    ],
)
def test_pieces(before, after, pieces):
    assert changed(before, after) == pieces


def test_an_emoji_is_one_piece():
    assert ("removed", "☕") in changed("Mug ☕!", "Mug !")


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab c.好。\n1", max_size=60), st.text(alphabet="ab c.好。\n1", max_size=60))
def test_the_pieces_spell_both_texts(before, after):
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.change != "added") == before
    assert "".join(piece.text for piece in pieces if piece.change != "removed") == after


def test_lists_are_compared_one_item_a_line():
    rows = fields_difference({"bullets": ["One", "Two"]}, {"bullets": ["One", "2", "Three"]})
    assert [name for name, _ in rows] == ["bullets"]
    assert rows[0][1][0].text == "One\n"


def test_the_longest_texts_that_can_be_stored_are_compared_in_time():
    before = "".join(f"第{n}句说的是青山茶具的容量。" for n in range(1400))
    started = time.perf_counter()
    pieces = difference(before, before.replace("青山", "白山", 3) + "结尾。")
    assert time.perf_counter() - started < 5
    assert "".join(piece.text for piece in pieces if piece.change != "added") == before
