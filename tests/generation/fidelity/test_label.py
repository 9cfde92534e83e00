"""What is printed on a product is read on both sides: the same stays the same, another word is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from generation.checks import run_all
from generation.contract import Content
from generation.errors import Refused
from generation.fidelity import compared
from generation.fidelity.label import choose_label_reader, plain
from tests.generation.fidelity.pictures import BRIEF, altered, cut, honest, measured
from tests.generation.scenes import Scene, mug

Box = tuple[int, int, int, int]


@pytest.fixture(autouse=True)
def _reader() -> Iterator[None]:
    choose_label_reader("rapidocr:")
    yield
    choose_label_reader("")


def printed(word: str = "NORRA") -> Scene:
    scene = mug(size=760, span=0.86)
    picture = Image.fromarray(scene.rgb)
    ImageDraw.Draw(picture).text((215, 330), word, font=ImageFont.load_default(64), fill=(250, 248, 240))
    return Scene(np.asarray(picture), scene.mask)


LABELLED = replace(BRIEF, photos=(cut(printed()),))


def repainted(rgb: np.ndarray, box: Box) -> np.ndarray:
    """The middle of the mug as a painter would smear it over."""
    left, top, right, bottom = box
    height, width = bottom - top, right - left
    part = rgb[top + height // 3 : bottom - height // 3, left : right - width // 4]
    part[:] = np.median(part.reshape(-1, 3), axis=0)
    return rgb


def test_the_label_of_an_honest_picture_is_read_alike() -> None:
    assert measured(honest(LABELLED), LABELLED)["label_text"] == 1.0


def test_a_label_that_is_gone_is_found() -> None:
    content = compared(LABELLED, altered(honest(LABELLED), repainted))
    assert content.asset is not None
    assert content.asset.measures["label_text"] == 0.0
    assert "picture.label_differs" in {one.rule for one in run_all(LABELLED, content)}


def test_a_product_without_print_has_no_such_measure() -> None:
    assert "label_text" not in measured(honest())


def test_without_a_reader_nothing_is_measured() -> None:
    choose_label_reader("")
    assert "label_text" not in measured(honest(LABELLED), LABELLED)


def test_a_label_that_differs_may_be_waived_and_a_repainted_product_may_not() -> None:
    from generation.checks.rules import final

    assert not final("picture.label_differs")
    assert final("picture.repainted")


def test_what_readers_part_differently_counts_as_the_same() -> None:
    assert plain("Net 350 ml.") == plain("ＮＥＴ350ML") == "net350ml"


def test_a_wrong_setting_is_refused() -> None:
    with pytest.raises(Refused):
        choose_label_reader("rapidocr:model")
    assert isinstance(honest(LABELLED), Content)
