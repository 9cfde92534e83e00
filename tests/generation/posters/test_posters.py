"""Every layout in every placement and language: within the safe area, off the product, readable."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from generation.checks.poster import printed_words
from generation.engines.studio.posters import contrast, faces
from generation.engines.studio.posters.compose import Marks, poster
from generation.engines.studio.posters.layouts import layouts, placements
from generation.engines.studio.posters.svg import LAYERS, layered
from generation.errors import Refused
from tests.generation.posters.wares import CHINESE, ENGLISH, SAID, ware

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("placement", list(placements()))
@pytest.mark.parametrize("layout", list(layouts()))
def test_words_stand_where_they_may(layout: str, placement: str):
    """Both languages, a dark upright product and a light flat one."""
    for locale, cut in (
        ("en", ware(210, 520) if placement == "square" else ware()),
        ("zh-Hans", ware(520, 260, (225, 218, 205))),
    ):
        made = poster(cut, SAID[locale], layout, placement, locale, seed=3)
        assert made.measures["overlap"] == 0
        assert made.measures["outside"] == 0
        assert made.measures["contrast"] >= 1
        place = placements()[placement]
        assert made.rgb.shape == (place.height, place.width, 3)
        roles = {text.words.role for text in made.texts} | ({"price"} if made.badge else set())
        assert roles == {"eyebrow", "headline", "sub_line", "price", "legal"}
        left, top, right, bottom = place.box((0, 0, 1, 1))
        for text in made.texts:
            assert left - 0.5 <= text.words.box[0] and text.words.box[2] <= right + 0.5, text.words.role
            assert top - 0.5 <= text.words.box[1] and text.words.box[3] <= bottom + 0.5, text.words.role


def test_the_product_keeps_its_pixels():
    made = poster(ware(), ENGLISH, "split", "square")
    left, top, right, bottom = made.target
    inside = made.alpha == 255
    assert (made.rgb[inside] == made.product[inside]).all()
    assert inside[top:bottom, left:right].sum() == inside.sum() > 10_000


def test_ink_is_where_the_boxes_say():
    """The letters that were drawn, against the same poster with other words: nothing differs outside of the boxes."""
    one = poster(ware(), ENGLISH, "gallery", "square")
    other = poster(ware(), replace(ENGLISH, headline="Xxxx", sub_line="Yyy", eyebrow="Z"), "gallery", "square")
    changed = np.abs(one.rgb.astype(int) - other.rgb).max(axis=2) > 24
    for made in (one, other):
        for text in made.texts:
            left, top, right, bottom = text.words.box
            changed[round(top) - 6 : round(bottom) + 7, round(left) - 6 : round(right) + 7] = False
    assert not changed.any()


def test_the_same_input_gives_the_same_pixels():
    one, other = (poster(ware(), CHINESE, "scene", "portrait", "zh-Hans", seed=7) for _ in range(2))
    assert (one.rgb == other.rgb).all()


def test_kerning_is_on():
    chain = faces.chain("bold", "en")
    apart = faces.width("A", chain, "en", 100) + faces.width("V", chain, "en", 100)
    assert faces.width("AV", chain, "en", 100) < apart - 1


def test_long_words_get_smaller_letters_and_too_long_ones_are_refused():
    short = poster(ware(), ENGLISH, "split", "square")
    longer = poster(
        ware(), replace(ENGLISH, headline="Cold for a whole long day, and hot for about half of it"), "split", "square"
    )
    sizes = [next(t.words.size for t in made.texts if t.words.role == "headline") for made in (short, longer)]
    assert sizes[1] < sizes[0]
    with pytest.raises(Refused) as refused:
        poster(ware(), replace(ENGLISH, headline="Extraordinarily " * 30), "split", "square")
    assert refused.value.code == "poster.too_long" and refused.value.detail == "headline"


def test_a_letter_that_no_font_has_is_refused():
    with pytest.raises(Refused) as refused:
        poster(ware(), replace(ENGLISH, headline="Cold 🧊 water"), "classic", "square")
    assert refused.value.code == "poster.no_glyph" and "🧊" in refused.value.detail


def test_chinese_within_an_english_headline_is_set_in_the_chinese_face():
    families = [run.face.family for run in faces.runs("Tea by 茗瑜", faces.chain("bold", "en"))]
    assert families == ["Manrope", "Noto Sans CJK SC"]


def test_contrast_is_that_of_wcag():
    white = np.full((4, 4, 3), 255, np.uint8)
    assert contrast.against((0, 0, 0), white) == pytest.approx(21)
    assert contrast.against((118, 118, 118), white) == pytest.approx(4.54, abs=0.01)
    assert contrast.needed(60, 400, 390 / 1080) == contrast.SMALL
    assert contrast.needed(70, 400, 390 / 1080) == contrast.LARGE


def test_brand_colours_are_used_and_a_pale_brand_is_still_readable():
    made = poster(ware(), ENGLISH, "split", "square", marks=Marks(("#f5e663",)))
    assert made.forms[0].colour == (245, 230, 99)
    assert made.measures["contrast"] >= 1


def test_a_logo_takes_the_place_of_the_name():
    logo = np.zeros((80, 240, 4), np.uint8)
    logo[10:70, 10:230] = (200, 30, 40, 255)
    made = poster(ware(), ENGLISH, "classic", "square", marks=Marks((), logo))
    assert made.logo is not None
    assert "eyebrow" not in {text.words.role for text in made.texts}
    left, top, right, bottom = (round(side) for side in made.logo[1])
    assert (made.rgb[(top + bottom) // 2, (left + right) // 2] == (200, 30, 40)).all()


@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
def test_the_layers_of_the_svg(locale: str):
    said = replace(SAID[locale], sub_line='Steel & <b>"glass"</b>' if locale == "en" else "白瓷 & <盖碗>")
    made = poster(ware(), said, "diagonal", "square", locale)
    svg = layered(made, "A <poster>", "compositeCapture")
    root = ElementTree.fromstring(svg)
    groups = [child.get("id") for child in root if child.tag == f"{SVG}g"]
    assert groups == [name for name in LAYERS if name in groups]
    assert {"ground", "shadow", "product", "words", "badge"} <= set(groups)
    assert not {child.tag.rpartition("}")[2] for child in root.iter()} & {
        "script",
        "foreignObject",
        "a",
        "use",
        "iframe",
    }
    assert all(not name.lower().startswith("on") for child in root.iter() for name in child.attrib)
    links = [value for child in root.iter() for name, value in child.attrib.items() if name.endswith("href")]
    assert links and all(link.startswith("data:image/") for link in links)
    printed = printed_words(svg)
    for role in ("headline", "sub_line", "price", "legal"):
        assert "".join(printed[role].split()) == "".join(getattr(said, role).split())
    assert b"digitalsourcetype/compositeCapture" in svg


def test_texts_of_the_svg_stand_where_the_picture_has_them():
    made = poster(ware(), ENGLISH, "gallery", "landscape")
    root = ElementTree.fromstring(layered(made, "x", "compositeCapture"))
    spans = {
        text.get("id"): [
            (float(span.get("x", 0)), float(span.get("y", 0)), float(span.get("font-size", 0))) for span in text
        ]
        for text in root.iter(f"{SVG}text")
    }
    for text in made.texts:
        pieces = [(round(piece.x, 2), round(piece.y, 2), round(piece.size, 2)) for piece in text.words.pieces]
        for span, piece in zip(spans[text.words.role], pieces, strict=True):
            assert span == pytest.approx(piece, abs=0.011)
