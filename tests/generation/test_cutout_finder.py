"""Which network the cut-out asks: the setting's grammar, and real segmentation models of transformers at tiny size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from generation.engines.studio import finder as finders
from generation.engines.studio.cutout import cut_out
from generation.engines.studio.finder import choose_finder, finder
from generation.errors import Refused
from tests.generation.scenes import mug
from tests.generation.tiny_segmenters import build_mask2former, build_segformer


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    choose_finder(finders.DEFAULT)


@pytest.mark.parametrize(
    "setting", ["scissors:", "network", "transformers:", "classical:me", "network:?side=3", "transformers:x?side=9"]
)
def test_a_setting_that_names_nothing_is_refused(setting: str) -> None:
    with pytest.raises(Refused) as refused:
        choose_finder(setting)
    assert refused.value.code == "engine.setting"


def test_a_model_that_is_not_there_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"config\.json") as refused:
        finder(f"transformers:{tmp_path}")
    assert refused.value.code == "engine.model_missing"


def test_a_model_that_segments_nothing_is_refused(tmp_path: Path) -> None:
    from transformers import BertConfig

    BertConfig().save_pretrained(tmp_path)
    with pytest.raises(Refused, match="bert") as refused:
        finder(f"transformers:{tmp_path}")
    assert refused.value.code == "engine.model_unusable"


def test_a_semantic_model_finds_what_is_not_surroundings(tmp_path: Path) -> None:
    folder = build_segformer(tmp_path, ("wall", "floor", "cup"))
    eye = finder(f"transformers:{folder}?side=64")
    assert eye is not None
    scene = mug(size=160)
    likely = eye.find(scene.rgb)
    only_cup = finder(f"transformers:{folder}?side=64&labels=cup")
    without = finder(f"transformers:{folder}?side=64&labels=wall,floor")
    assert only_cup is not None and without is not None
    assert likely.shape == (64, 64)
    assert np.allclose(likely, only_cup.find(scene.rgb), atol=1e-5)
    assert np.allclose(likely + without.find(scene.rgb), 1, atol=1e-4)
    assert 0 <= likely.min() < likely.max() <= 1


def test_a_wide_photo_keeps_its_aspect(tmp_path: Path) -> None:
    eye = finder(f"transformers:{build_segformer(tmp_path, ('wall', 'cup'))}?side=64")
    assert eye is not None
    assert eye.find(np.zeros((90, 180, 3), np.uint8)).shape == (32, 64)


def test_one_plane_is_the_products_own_likelihood(tmp_path: Path) -> None:
    eye = finder(f"transformers:{build_segformer(tmp_path, ('product',))}?side=64")
    assert eye is not None
    assert eye.find(mug(size=96).rgb).shape == (64, 64)


def test_masks_with_classes_are_added_up(tmp_path: Path) -> None:
    pytest.importorskip("scipy", reason="transformers wants scipy for these models")
    eye = finder(f"transformers:{build_mask2former(tmp_path, ('wall', 'cup'))}?side=64")
    assert eye is not None
    likely = eye.find(mug(size=96).rgb)
    assert likely.shape == (64, 64)
    assert 0 <= likely.min() <= likely.max() <= 1


def test_a_label_that_the_model_does_not_know_is_refused(tmp_path: Path) -> None:
    eye = finder(f"transformers:{build_segformer(tmp_path, ('wall', 'cup'))}?side=64&labels=shoe")
    assert eye is not None
    with pytest.raises(Refused, match="cup"):
        eye.find(mug(size=96).rgb)


def test_a_model_of_noise_makes_the_cut_out_doubtful(tmp_path: Path) -> None:
    from generation.checks.picture import DOUBTFUL

    choose_finder(f"transformers:{build_segformer(tmp_path, ('wall', 'cup'))}?side=64")
    assert cut_out(mug().rgb).confidence.overall < DOUBTFUL


def test_a_model_is_loaded_once(tmp_path: Path) -> None:
    setting = f"transformers:{build_segformer(tmp_path, ('wall', 'cup'))}?side=64"
    assert finder(setting) is finder(setting)
