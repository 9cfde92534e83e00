"""The gate: honest pictures pass with room to spare, a repainted product never does."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from generation.checks import run_all
from generation.contract import Asset, Content, Placement
from generation.fidelity import compared
from tests.generation.fidelity.pictures import BRIEF, altered, cut, decoded, honest, measured
from tests.generation.scenes import mug

HONEST = honest()
Box = tuple[int, int, int, int]


def found(content: Content) -> list[tuple[str, str]]:
    return [(f.rule, f.severity) for f in run_all(BRIEF, compared(BRIEF, content))]


def asset_of(content: Content) -> Asset:
    assert content.asset is not None
    return content.asset


@pytest.mark.parametrize(("size", "noise"), [(300, 3), (760, 3), (1650, 6)])
def test_honest_packshots_pass(size: int, noise: float) -> None:
    brief = replace(BRIEF, photos=(cut(mug(size=size, span=0.86, noise=noise)),))
    content = compared(brief, honest(brief))
    measures = asset_of(content).measures
    assert measures["colour_mean"] <= 1.0
    assert measures["silhouette"] == 1.0
    assert measures["structure"] > 0.97
    assert not {f.rule for f in run_all(brief, content)} & {"picture.repainted", "picture.product_covered"}


def another_colour(rgb: np.ndarray, box: Box) -> np.ndarray:
    left, top, right, bottom = box
    rgb[top:bottom, left:right] = rgb[top:bottom, left:right][..., [1, 0, 2]]
    return rgb


def a_little_redder(rgb: np.ndarray, box: Box) -> np.ndarray:
    left, top, right, bottom = box
    part = rgb[top:bottom, left:right].astype(int)
    rgb[top:bottom, left:right] = np.where(
        part.min(axis=2, keepdims=True) < 240, np.clip(part + np.array([9, 0, 0]), 0, 255), part
    )
    return rgb


def smoothed(rgb: np.ndarray, box: Box) -> np.ndarray:
    """What a denoising painter does to texture."""
    import cv2

    return np.asarray(cv2.GaussianBlur(rgb, (0, 0), 4))


@pytest.mark.parametrize("change", [another_colour, a_little_redder])
def test_a_repainted_product_is_refused(change: object) -> None:
    assert ("picture.repainted", "error") in found(altered(HONEST, change))  # type: ignore[arg-type]


def test_lost_texture_is_refused() -> None:
    brief = replace(BRIEF, photos=(cut(mug(size=1000, span=0.86, noise=9)),))
    content = honest(brief)
    assert not {"picture.repainted"} & {f.rule for f in run_all(brief, compared(brief, content))}
    assert "picture.repainted" in {f.rule for f in run_all(brief, compared(brief, altered(content, smoothed)))}


def test_an_invented_logo_is_refused_however_small() -> None:
    def logo(rgb: np.ndarray, box: Box) -> np.ndarray:
        x, y = (box[0] * 3 + box[2]) // 4, (box[1] + box[3]) // 2
        rgb[y : y + 45, x : x + 45] = (20, 60, 160)
        return rgb

    content = altered(HONEST, logo)
    measures = measured(content)
    assert measures["silhouette"] < 0.999
    assert {rule for rule, _ in found(content)} & {"picture.product_covered", "picture.repainted"}


def test_a_product_beside_its_declared_place_is_refused() -> None:
    scene = mug(size=760, span=0.86)
    scene.rgb[::6, :, :] = np.where(scene.mask[::6, :, None], 40, scene.rgb[::6])  # stripes show where it stands
    brief = replace(BRIEF, photos=(cut(scene),))
    content = honest(brief)
    place = asset_of(content).placement
    assert place is not None
    left, top, right, bottom = place.target
    moved = replace(place, target=(left, top + 3, right, bottom + 3))
    for where, refused in ((place, False), (moved, True)):
        said = replace(content, asset=replace(asset_of(content), placement=where))
        assert ("picture.repainted" in {f.rule for f in run_all(brief, compared(brief, said))}) is refused


def nowhere(place: Placement) -> Placement:
    return replace(place, target=(0, 0, 9000, 9000))


def of_another_photo(place: Placement) -> Placement:
    return replace(place, photo="0" * 64)


def with_a_correction_that_is_none(place: Placement) -> Placement:
    return replace(place, corrections={"exposure": 3.0})


@pytest.mark.parametrize("lie", [nowhere, of_another_photo, with_a_correction_that_is_none])
def test_what_cannot_be_compared_is_refused(lie: object) -> None:
    place = asset_of(HONEST).placement
    assert place is not None
    content = replace(HONEST, asset=replace(asset_of(HONEST), placement=lie(place)))  # type: ignore[operator]
    assert found(content) == [("picture.not_compared", "error")]
    bare = replace(HONEST, asset=replace(asset_of(HONEST), placement=None))
    assert found(bare) == [("picture.not_compared", "error")]


def test_the_overlay_shows_where() -> None:
    def half(rgb: np.ndarray, box: Box) -> np.ndarray:
        left, top, right, bottom = box
        rgb[top:bottom, left : (left + right) // 2] = rgb[top:bottom, left : (left + right) // 2][..., [1, 0, 2]]
        return rgb

    asset = asset_of(compared(BRIEF, altered(HONEST, half)))
    shown = np.asarray(Image.open(io.BytesIO(asset.overlay)).convert("RGB")).astype(int)
    assert max(shown.shape) == 1000
    warm = (shown[..., 0] - shown[..., 2] > 90).mean(axis=0)
    assert warm[:400].sum() > 20 * max(warm[600:].sum(), 0.1)
    assert decoded(HONEST).shape == (1600, 1600, 3)
