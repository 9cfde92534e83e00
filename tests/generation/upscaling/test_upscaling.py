"""Small products enlarged by a model: real loading code, tiles without seams, the gate, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from generation.checks import run_all
from generation.contract import Asset, Brief
from generation.errors import Refused
from generation.fidelity import compared
from generation.upscaling.chosen import choose_upscaler, upscaler_for
from generation.upscaling.model import SuperResolution
from generation.xmp import read_digital_source_type
from tests.generation import tiny_lookers
from tests.generation.fidelity.pictures import BRIEF, altered, cut, honest
from tests.generation.scenes import mug
from tests.generation.upscaling.tiny_enlargers import FACTOR, build_swin2sr

SMALL = replace(BRIEF, photos=(cut(mug(size=380, span=0.86)),))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"transformers:{build_swin2sr(tmp_path_factory.mktemp('swin2sr'))}?device=cpu&tile=96"


@pytest.fixture(autouse=True)
def _plain_afterwards() -> Iterator[None]:
    yield
    choose_upscaler("")


def made(brief: Brief = SMALL) -> Asset:
    asset = compared(brief, honest(brief)).asset
    assert asset is not None
    return asset


def test_tiles_leave_no_seam(model: str) -> None:
    rgb = np.random.default_rng(3).integers(0, 256, (150, 131, 3), np.uint8)
    larger = upscaler_for(model).enlarged(rgb)
    wanted = rgb.repeat(FACTOR, axis=0).repeat(FACTOR, axis=1)
    assert larger.shape == wanted.shape
    assert np.abs(larger.astype(int) - wanted).max() <= 1


def test_a_picture_smaller_than_the_overlap_is_enlarged_too(model: str) -> None:
    assert upscaler_for(model).enlarged(np.full((5, 3, 3), 90, np.uint8)).shape == (10, 6, 3)


def test_what_a_model_enlarged_says_so_and_passes_the_gate(model: str) -> None:
    choose_upscaler(model)
    asset = made()
    assert asset.measures["upscaled"] == FACTOR
    assert asset.measures["scale"] > FACTOR
    assert asset.measures["colour_mean"] <= 1.0
    assert asset.measures["structure"] > 0.97
    assert asset.digital_source_type == "compositeWithTrainedAlgorithmicMedia"
    assert read_digital_source_type(asset.data) == asset.digital_source_type
    rules = {one.rule for one in run_all(SMALL, compared(SMALL, honest(SMALL)))}
    assert not rules & {"picture.repainted", "picture.product_covered", "picture.enlarged", "picture.undeclared_source"}


def test_without_a_model_the_filter_enlarges_and_a_person_is_warned() -> None:
    asset = made()
    assert "upscaled" not in asset.measures
    assert asset.digital_source_type == "compositeCapture"
    assert "picture.enlarged" in {one.rule for one in run_all(SMALL, compared(SMALL, honest(SMALL)))}


def test_a_model_that_paints_another_product_is_stopped_by_the_gate(tmp_path: Path) -> None:
    choose_upscaler(f"transformers:{build_swin2sr(tmp_path / 'random', learnt=False)}?device=cpu&tile=256")
    assert "picture.repainted" in {one.rule for one in run_all(SMALL, compared(SMALL, honest(SMALL)))}


def test_what_is_repainted_after_the_model_is_stopped_too(model: str) -> None:
    choose_upscaler(model)
    content = altered(honest(SMALL), lambda rgb, box: np.ascontiguousarray(rgb[..., [1, 0, 2]]))
    assert "picture.repainted" in {one.rule for one in run_all(SMALL, compared(SMALL, content))}


def test_a_photo_that_is_large_enough_is_left_to_no_model(model: str) -> None:
    choose_upscaler(model)
    asset = made(replace(BRIEF, photos=(cut(mug(size=1650, span=0.86)),)))
    assert "upscaled" not in asset.measures
    assert asset.digital_source_type == "compositeCapture"


def test_the_model_never_sees_more_than_a_tile(model: str) -> None:
    upscaler = cast(SuperResolution, upscaler_for(model))
    upscaler.load()
    seen: list[tuple[int, int]] = []
    hook = upscaler._model.register_forward_pre_hook(
        lambda _model, _given, named: seen.append(named["pixel_values"].shape[2:]), with_kwargs=True
    )
    upscaler.enlarged(np.zeros((500, 400, 3), np.uint8))
    hook.remove()
    assert len(seen) == 8 * 7
    assert max(max(sides) for sides in seen) <= 96 + 8  # the processor fills up to a multiple of 8


def test_a_model_that_enlarges_nothing_is_refused(tmp_path: Path) -> None:
    folder = tiny_lookers.build_classifier(tmp_path / "vit")
    with pytest.raises(Refused) as refused:
        upscaler_for(f"transformers:{folder}?device=cpu").load()
    assert refused.value.code == "engine.model_unusable"


@pytest.mark.parametrize("setting", ["lanczos:", "transformers:", "transformers:x?tile=8", "transformers:x?colour=red"])
def test_a_wrong_setting_is_refused_before_anything_is_loaded(setting: str) -> None:
    with pytest.raises(Refused):
        choose_upscaler(setting)
