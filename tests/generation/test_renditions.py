"""One picture for each market: labelled where the law wants it, untouched where channels forbid it, its declaration kept."""

from __future__ import annotations

import io
import json

import numpy as np
import pytest
from PIL import Image

from generation import pictures
from generation.errors import Refused
from generation.looking.contract import View
from generation.looking.registry import looker_for
from generation.renditions import Producer, rendition
from generation.renditions.visible_label import LEAST, labelled
from generation.xmp import SOURCE_TYPES
from tests.exiftool import labels

BY = Producer("Norra & Finch", "content.example-version-7", "Norra & Finch", "content.example-version-7")
PAINTED = "compositeWithTrainedAlgorithmicMedia"
PROPERTY = "XMP-iptcExt:DigitalSourceType"


def picture(
    width: int = 1500, height: int = 1100, file_format: pictures.FileFormat = "jpeg", source_type: str = PAINTED
) -> bytes:
    shown = Image.new("RGB", (width, height), (206, 198, 184))
    return pictures.encode(shown, file_format, source_type)


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


@pytest.mark.parametrize("file_format", ["jpeg", "png", "webp"])
def test_china_sees_and_reads_that_a_model_made_it(file_format: pictures.FileFormat) -> None:
    made = rendition(picture(file_format=file_format), "china", BY)
    assert made.labelled and made.changed
    read = labels(made.data)
    assert read[PROPERTY] == SOURCE_TYPES + PAINTED
    assert json.loads(read["XMP-TC260:Aigc"]) == {
        "Label": "1",
        "ContentProducer": "Norra & Finch",
        "ProduceID": "content.example-version-7",
        "ReservedCode1": "",
        "ContentPropagator": "Norra & Finch",
        "PropagateID": "content.example-version-7",
        "ReservedCode2": "",
    }


def test_the_words_can_be_read_and_are_as_high_as_the_law_asks() -> None:
    rgb = pixels(rendition(picture(), "china", BY).data)
    (line,) = looker_for("texts", "rapidocr:").look(View(rgb, np.full(rgb.shape[:2], 255, np.uint8), 1.0)).texts
    assert line.text == "AI生成"
    ys, _ = np.nonzero((rgb > 235).all(axis=2))  # the words are white, nothing else is
    assert ys.max() - ys.min() + 1 >= LEAST * 1100


@pytest.mark.parametrize(
    "product", [(0, 0, 700, 900), (500, 0, 1200, 900), (300, 200, 1200, 900), (0, 300, 1200, 900), (0, 0, 1200, 700)]
)
def test_the_words_never_cover_the_product_where_a_corner_is_free(product: tuple[int, int, int, int]) -> None:
    plain = Image.new("RGB", (1200, 900), (206, 198, 184))
    changed = (np.asarray(labelled(plain, product)) != np.asarray(plain)).any(axis=2)
    left, top, right, bottom = product
    assert changed.any()
    assert not changed[top:bottom, left:right].any()


def test_a_picture_that_no_model_made_is_not_labelled() -> None:
    data = picture(source_type="compositeCapture")
    made = rendition(data, "china", BY)
    assert (made.data, made.labelled, made.changed) == (data, False, False)


@pytest.mark.parametrize("market", ["google", "amazon"])
def test_channels_that_forbid_overlays_get_the_file_as_it_was_approved(market: str) -> None:
    data = picture()
    made = rendition(data, market, BY)
    assert made.data == data
    assert "XMP-TC260:Aigc" not in labels(made.data)


def test_amazon_takes_no_webp_and_gets_a_jpeg_that_keeps_its_label() -> None:
    made = rendition(picture(file_format="webp"), "amazon", BY)
    assert made.media_type == "image/jpeg"
    assert labels(made.data)[PROPERTY] == SOURCE_TYPES + PAINTED
    assert (made.width, made.height) == (1500, 1100)


def test_a_picture_beyond_a_channel_s_pixels_is_made_smaller() -> None:
    made = rendition(picture(8400, 1000), "google", BY)
    assert (made.width, made.height) == (8000, 952)
    assert labels(made.data)[PROPERTY] == SOURCE_TYPES + PAINTED


@pytest.mark.parametrize(
    ("data", "market", "worded", "code"),
    [
        (picture(400, 300), "google", False, "rendition.too_small"),
        (picture(), "google", True, "rendition.words"),
        (picture(), "amazon", True, "rendition.words"),
        (b"no picture", "china", False, "rendition.undeclared"),
    ],
)
def test_what_a_market_does_not_take_is_refused(data: bytes, market: str, worded: bool, code: str) -> None:
    with pytest.raises(Refused) as refused:
        rendition(data, market, BY, worded=worded)
    assert refused.value.code == code


def test_a_poster_may_be_shown_in_china() -> None:
    assert rendition(picture(), "china", BY, worded=True).labelled
