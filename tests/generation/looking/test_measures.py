"""Colours, ground and sharpness of pictures whose truth is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from generation.errors import Refused
from generation.looking.contract import Look, Shade, Text, Thing
from generation.looking.measures import Measures, sharpness
from generation.looking.registry import look_at
from generation.looking.shades import in_degrees, named, table, to_oklab, to_rgb
from generation.looking.view import LONGEST, view_of
from tests.generation.scenes import clutter, mug, png

PHOTOS = Path("shop_content/catalogue/sample/photos")
ONLY = {"measures": "embedded:"}
DRAWN = {
    "red": (170, 30, 35),
    "blue": (40, 80, 170),
    "green": (45, 120, 60),
    "yellow": (225, 190, 40),
    "black": (24, 24, 26),
    "pink": (235, 150, 175),
    "orange": (225, 115, 30),
    "purple": (110, 60, 140),
}


@pytest.mark.parametrize("name", DRAWN)
def test_the_product_s_colour_is_named_and_the_ground_does_not_count(name: str) -> None:
    look = look_at(png(mug(product=DRAWN[name]).rgb), ONLY)
    assert look.colours[0].name == name
    assert sum(shade.share for shade in look.colours) == pytest.approx(1, abs=0.1)
    assert look.ground == "plain"
    assert look.certainty > 0.8


def test_white_paper_is_a_white_ground_and_a_crowd_a_busy_one() -> None:
    white = np.full((300, 300, 3), 255, np.uint8)
    white[90:210, 90:210] = (170, 30, 35)
    assert look_at(png(white), ONLY).ground == "white"
    assert look_at(png(clutter().rgb), ONLY).ground == "busy"


def test_a_picture_that_comes_cut_out_is_taken_at_its_word() -> None:
    import io

    drawn = mug(product=DRAWN["blue"], ground=(200, 30, 30))
    rgba = np.dstack([drawn.rgb, np.where(drawn.mask, 255, 0).astype(np.uint8)])
    buffer = io.BytesIO()
    Image.fromarray(rgba).save(buffer, "PNG")
    look = look_at(buffer.getvalue(), ONLY)
    assert (look.ground, look.certainty, look.colours[0].name) == ("none", 1.0, "blue")
    assert all(shade.name != "red" for shade in look.colours)


def test_the_more_blurred_the_less_sharp() -> None:
    photo = Image.open(PHOTOS / "mug-1-moss.jpg").convert("RGB").resize((800, 800))
    everywhere = np.ones((800, 800), np.bool_)
    measured = [
        sharpness(np.asarray(photo.filter(ImageFilter.GaussianBlur(radius))), everywhere) for radius in (0, 2, 4, 8)
    ]
    assert measured == sorted(measured, reverse=True)
    assert measured[0] - measured[2] > 0.15


@pytest.mark.parametrize(
    ("photo", "wanted"), [("mug-1-moss", {"sage", "green"}), ("stool-3-walnut", {"brown"}), ("lamp-1-hero", {"beige"})]
)
def test_photos_of_real_shape(photo: str, wanted: set[str]) -> None:
    look = look_at((PHOTOS / f"{photo}.jpg").read_bytes(), ONLY)
    assert look.colours[0].name in wanted
    assert look.certainty > 0.9


def test_the_same_picture_is_seen_the_same_twice() -> None:
    data = png(mug().rgb)
    assert look_at(data, ONLY) == look_at(data, ONLY)


def test_large_pictures_are_seen_small_and_boxes_are_told_in_stored_pixels() -> None:
    view = view_of(png(np.full((400, LONGEST * 2, 3), 200, np.uint8)))
    assert view.rgb.shape == (200, LONGEST, 3)
    assert view.stored(10, 20, 30, 40) == (20, 40, 60, 80)


def test_every_name_of_the_table_may_be_called_so_and_is_named_so() -> None:
    for shade in table().values():
        for point in shade.typical:
            assert shade.may_be(in_degrees(point)), (shade.id, point)
            assert named(point) == shade.id


def test_texts_are_read_for_every_name_of_the_table() -> None:
    from generation.checks.colours import LEXICON

    for shade in table().values():
        for words in (shade.english, shade.chinese):
            meant = {concept.id for _start, _end, concepts in LEXICON.concepts_in(words) for concept in concepts}
            assert shade.id in meant, words


def test_colour_spaces_there_and_back() -> None:
    rgb = np.array([[200, 40, 90], [12, 200, 180], [255, 255, 255]], np.uint8)
    assert [to_rgb(one) for one in to_oklab(rgb)] == ["#c8285a", "#0cc8b4", "#ffffff"]


def test_a_look_survives_json() -> None:
    import json

    look = Look(
        (Shade("red", 0.7, "#aa0000", (0.4, 0.1, 20.0)),),
        "plain",
        0.6,
        0.9,
        (Text("NORRA", (1, 2, 3, 4), 0.98),),
        (Thing("mug", 0.8), Thing("lamp", 0.6, (0, 0, 5, 5))),
        "a mug",
    )
    assert Look.of(json.loads(json.dumps(look.plain()))) == look
    assert Look.of({}) == Look()


def test_a_file_that_is_none_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        look_at(b"no picture", ONLY)
    assert refused.value.code == "photo.unreadable"


def test_the_measures_take_no_model() -> None:
    with pytest.raises(Refused):
        Measures("embedded:something")
