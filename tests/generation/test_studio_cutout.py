"""The cut-out: close to the truth, shadows left behind, holes open, and honest about what it cannot know."""

from __future__ import annotations

import numpy as np
import pytest

from generation.checks.picture import DOUBTFUL
from generation.engines.studio.cutout import CutOut, cut_out
from tests.generation.scenes import Scene, clutter, mug


def iou(cut: CutOut, scene: Scene) -> float:
    found = cut.alpha >= 128
    return float((found & scene.mask).sum() / (found | scene.mask).sum())


@pytest.mark.parametrize(
    "scene",
    [
        pytest.param(mug(), id="red on grey paper"),
        pytest.param(mug(product=(40, 42, 45), ground=(120, 120, 120)), id="black on grey, with shadow"),
        pytest.param(mug(product=(236, 234, 230), ground=(196, 203, 212)), id="white on pale blue"),
        pytest.param(mug(product=(225, 222, 216), ground=(250, 250, 250), shadow=0.1), id="ivory on white"),
        pytest.param(mug(product=(60, 120, 160), ground=(18, 18, 20), shadow=0.0), id="blue on black"),
    ],
)
def test_the_product_is_found_before_an_even_backdrop(scene: Scene) -> None:
    cut = cut_out(scene.rgb)
    assert iou(cut, scene) > 0.95
    assert cut.confidence.overall >= DOUBTFUL


def test_the_shadow_stays_behind() -> None:
    scene = mug(shadow=0.35)
    below = np.zeros_like(scene.mask)
    floor = int(np.nonzero(scene.mask.any(axis=1))[0][-1])
    below[floor + 3 :] = True
    assert scene.rgb[floor + 6, 270].mean() < 0.85 * scene.rgb[20, 270].mean()  # there is a shadow to leave
    assert (cut_out(scene.rgb).alpha[below] > 0).mean() < 0.005


def test_the_backdrop_is_seen_through_the_handle() -> None:
    scene = mug(size=800, span=0.6, ground=(120, 160, 190))
    rows, columns = np.nonzero(scene.mask)
    handle = scene.mask[(rows.min() + rows.max()) // 2]
    gap = next(
        x for x in range(columns.max(), 0, -1) if not handle[x]
    )  # from the right through the handle into its hole
    assert cut_out(scene.rgb).alpha[(rows.min() + rows.max()) // 2, gap - 6] == 0


def test_opaque_pixels_are_the_photos_own() -> None:
    scene = mug()
    cut = cut_out(scene.rgb)
    opaque = cut.alpha == 255
    assert opaque.sum() > 0.9 * scene.mask.sum()
    assert np.array_equal(cut.colour[opaque], scene.rgb[opaque])


def test_the_edge_is_soft_and_free_of_the_backdrop() -> None:
    scene = mug(product=(250, 245, 240), ground=(0, 130, 40), shadow=0.0, noise=0.5)
    cut = cut_out(scene.rgb)
    edge = (cut.alpha > 40) & (cut.alpha < 220)
    assert edge.any()
    green = cut.colour[edge].astype(int)
    assert np.median(green[:, 1] - green[:, 0]) < 12  # the backdrop's own difference is 130


def test_a_busy_scene_is_doubtful() -> None:
    assert cut_out(clutter().rgb).confidence.overall < DOUBTFUL


def test_a_cropped_product_is_doubtful() -> None:
    whole = mug(size=800, span=0.7)
    middle = int(np.nonzero(whole.mask.any(axis=1))[0].mean())
    cut = cut_out(np.ascontiguousarray(whole.rgb[:middle]))
    assert cut.confidence.overall < DOUBTFUL
    assert cut.touches_frame > 0.1


def test_a_blank_wall_has_no_product() -> None:
    wall = np.clip(np.random.default_rng(3).normal(200, 1.5, (300, 400, 3)), 0, 255).astype(np.uint8)
    cut = cut_out(wall)
    assert cut.confidence.overall < DOUBTFUL


def test_a_picture_that_was_cut_out_before_is_taken_at_its_word() -> None:
    scene = mug(size=300)
    alpha = np.where(scene.mask, 255, 0).astype(np.uint8)
    cut = cut_out(scene.rgb, alpha)
    assert np.array_equal(cut.alpha, alpha)
    assert cut.confidence.overall == 1.0


def test_the_same_photo_gives_the_same_cut_out() -> None:
    scene = mug(size=400)
    assert np.array_equal(cut_out(scene.rgb).alpha, cut_out(scene.rgb).alpha)
