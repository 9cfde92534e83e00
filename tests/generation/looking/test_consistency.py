"""Texts and pictures compared by the real loading code of transformers, over tiny models."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from generation.contract import Content
from generation.errors import Refused
from generation.looking.consistency.contract import BAR
from generation.looking.consistency.passages import compared, passages
from generation.looking.consistency.registry import matcher_for
from tests.generation import tiny_lookers, tiny_matchers
from tests.generation.scenes import mug, png
from tests.generation.tiny_matchers import COLOURS

PICTURES = {name: png(mug(size=160, product=colour).rgb) for name, colour in COLOURS.items()}


@pytest.fixture(scope="module")
def clip(clip_model: Path) -> str:
    return f"transformers:{clip_model}?device=cpu"


def test_a_text_belongs_to_the_picture_that_it_tells_of(clip: str) -> None:
    for said in COLOURS:
        scores = {shown: matcher_for(clip).match(data, [f"a {said} mug"]).score for shown, data in PICTURES.items()}
        assert max(scores, key=lambda shown: scores[shown]) == said
        assert min(scores.values()) < BAR <= scores[said]


def test_one_sentence_that_fits_is_enough(clip: str) -> None:
    found = matcher_for(clip).match(PICTURES["blue"], ["a yellow mug", "The mug is blue.", "a red mug"])
    assert found.passage == 1
    assert found.score == pytest.approx(min(1.0, 2.5 * found.similarity), abs=1e-3)


def test_a_text_longer_than_the_model_reads_is_cut(clip: str) -> None:
    assert 0 <= matcher_for(clip).match(PICTURES["red"], ["a red mug " * 60]).score <= 1


def test_a_see_through_picture_is_seen_on_white(clip: str) -> None:
    drawn = mug(size=160, product=COLOURS["green"])
    cut = Image.fromarray(np.dstack([drawn.rgb, (drawn.mask * 255).astype(np.uint8)]))
    white = np.where(drawn.mask[..., None] > 0.5, drawn.rgb, 255).astype(np.uint8)
    file = io.BytesIO()
    cut.save(file, "PNG")
    one, other = (matcher_for(clip).match(data, ["a green mug"]) for data in (file.getvalue(), png(white)))
    assert one.similarity == pytest.approx(other.similarity, abs=0.05)


def test_what_each_kind_of_model_was_trained_on(clip: str, tmp_path: Path) -> None:
    chinese = f"transformers:{tiny_matchers.build_chinese_clip(tmp_path / 'zh')}?device=cpu"
    both = f"{clip}&languages=en,zh-Hans"
    read = {name: [matcher_for(one).reads(name) for one in (clip, chinese, both)] for name in ("en", "zh-Hans")}
    assert read == {"en": [True, False, True], "zh-Hans": [False, True, True]}
    assert 0 <= matcher_for(chinese).match(PICTURES["red"], ["红色的马克杯"]).score <= 1


def test_a_model_with_a_sigmoid_is_read_by_its_own_bias(tmp_path: Path) -> None:
    matcher = matcher_for(f"transformers:{tiny_matchers.build_siglip(tmp_path / 'siglip')}?device=cpu")
    found = matcher.match(PICTURES["red"], ["a red mug"])
    wanted = max(0.0, min(1.0, found.similarity * 2.718281828**2.3 / 10))
    assert found.score == pytest.approx(wanted, abs=1e-3)


def test_a_model_that_compares_nothing_is_refused(tmp_path: Path) -> None:
    folder = tiny_lookers.build_classifier(tmp_path / "vit")
    with pytest.raises(Refused) as refused:
        matcher_for(f"transformers:{folder}?device=cpu").load()
    assert refused.value.code == "engine.model_unusable"


@pytest.mark.parametrize(
    "setting", ["clip:x", "transformers:", "transformers:x?languages=de", "transformers:x?bar=500"]
)
def test_a_wrong_setting_is_refused_before_anything_is_loaded(setting: str) -> None:
    with pytest.raises(Refused):
        matcher_for(setting)


def test_what_describes_nothing_is_not_compared() -> None:
    content = Content({"description": "A red mug. It holds 350 ml.", "keywords": ("mug", "cup")})
    assert [one.text for one in passages(content, "en")] == ["A red mug.", "It holds 350 ml."]
    assert compared("description")
    assert compared("packshot")
    assert not compared("review_reply")
    assert not compared("recommendation")
