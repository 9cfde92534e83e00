"""Print on things, by the reader that ships and by the others."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from generation.errors import Refused
from generation.looking.contract import Text, View
from generation.looking.registry import looker_for
from generation.looking.texts.lines import in_reading_order
from tests.generation.tiny_lookers import build_line_reader

LINES = ("NORRA", "350 ml", "Stoneware")


def label(scale: float = 1.0) -> View:
    """A label of three lines on a grey thing."""
    picture = Image.new("RGB", (640, 480), (150, 160, 170))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((120, 90, 520, 400), fill=(245, 242, 235))
    for row, line in enumerate(LINES):
        draw.text((160, 120 + 90 * row), line, font=ImageFont.load_default(52), fill=(30, 30, 40))
    rgb = np.asarray(picture)
    return View(rgb, np.full(rgb.shape[:2], 255, np.uint8), 1.0, scale)


def test_what_ships_reads_a_label_line_by_line_and_says_where() -> None:
    look = looker_for("texts", "rapidocr:").look(label(scale=2.0))
    assert [text.text for text in look.texts] == list(LINES)
    for row, text in enumerate(look.texts):
        left, top, right, bottom = text.box
        assert 240 <= left < right <= 1040
        assert top < 2 * (150 + 90 * row) < bottom
        assert text.confidence > 0.9


def test_nothing_is_read_where_nothing_is_written() -> None:
    plain = np.full((300, 300, 3), 180, np.uint8)
    assert looker_for("texts", "rapidocr:").look(View(plain, plain[..., 0], 1.0)).texts == ()


def test_lines_are_told_as_people_read_them() -> None:
    texts = [Text("c", (0, 40, 10, 50), 1.0), Text("b", (30, 2, 40, 12), 1.0), Text("a", (0, 0, 10, 10), 1.0)]
    assert [text.text for text in in_reading_order(texts)] == ["a", "b", "c"]


def test_a_line_recogniser_of_the_hub_s_shape_reads_every_line_that_is_found(tmp_path: Path) -> None:
    reader = looker_for("texts", f"transformers:{build_line_reader(tmp_path / 'trocr')}?tokens=4&device=cpu")
    texts = reader.look(label()).texts
    assert 0 < len(texts) <= len(LINES)
    assert all(text.box[3] > text.box[1] for text in texts)


def test_tesseract_says_how_to_get_it_or_reads() -> None:
    reader = looker_for("texts", "tesseract:")
    if shutil.which("tesseract") is None:
        with pytest.raises(Refused) as refused:
            reader.load()
        assert refused.value.code == "engine.model_missing"
        assert "tesseract-ocr" in refused.value.detail
    else:
        assert [text.text for text in reader.look(label()).texts] == list(LINES)


@pytest.mark.parametrize(
    "setting", ["rapidocr:model", "tesseract:?languages=../etc", "transformers:", "other:", "rapidocr"]
)
def test_bad_settings_are_refused_at_start(setting: str) -> None:
    with pytest.raises(Refused):
        looker_for("texts", setting)


def test_a_model_that_is_not_there_is_refused_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        looker_for("texts", f"transformers:{tmp_path}").load()
    assert "config.json" in refused.value.detail
