"""The training command: scenes with exact alpha from seeds, a checkpoint that it goes on from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from generation.training.cutout.grounds import BUSY, PLAIN, ground
from generation.training.cutout.meshes import box, drawn, joined, turned
from generation.training.cutout.scenes import compose, ware_of
from generation.training.cutout.silhouettes import silhouette
from generation.training.cutout.solids import BODIES, solid


@pytest.mark.parametrize("plain", [True, False])
def test_grounds_follow_from_their_seed(plain: bool) -> None:
    one, other = (ground(np.random.default_rng(5), (60, 90), plain=plain) for _ in range(2))
    assert one.shape == (60, 90, 3)
    assert np.array_equal(one, other)


@pytest.mark.parametrize(
    "maker", sorted({*PLAIN, *BUSY}, key=lambda maker: maker.__name__), ids=lambda maker: maker.__name__
)
def test_every_ground_can_be_drawn_upright_and_wide(maker: object) -> None:
    assert callable(maker)
    for shape in ((48, 80), (80, 48)):
        assert maker(np.random.default_rng(1), shape).shape == (*shape, 3)


def test_a_scene_is_the_product_over_the_ground_by_its_alpha() -> None:
    """Where alpha is 1 the ground does not show: two grounds, the same product and camera."""
    white, black = (np.full((80, 80, 3), level, np.uint8) for level in (255, 0))
    ware = ware_of(np.dstack([np.full((64, 64, 3), 120, np.uint8), np.full((64, 64), 255, np.uint8)]), None)
    scenes = [
        compose(np.random.default_rng(4), [ware], {True: [back], False: []}, (64, 64), plain=True)
        for back in (white, black)
    ]
    assert np.array_equal(scenes[0].alpha, scenes[1].alpha)
    outside = scenes[0].alpha == 0
    assert outside.any() and (scenes[0].alpha == 1).any()
    differing = np.abs(scenes[0].rgb.astype(int) - scenes[1].rgb.astype(int)).max(axis=2)
    assert np.median(differing[outside]) > 100


def test_silhouettes_have_soft_edges_and_a_body() -> None:
    shown = [silhouette(np.random.default_rng(seed), 64)[..., 3] for seed in range(12)]
    assert all(alpha.max() == 255 for alpha in shown)
    assert sum(((alpha > 0) & (alpha < 255)).any() for alpha in shown) >= 10


@pytest.mark.parametrize("make", sorted(set(BODIES), key=lambda make: make.__name__), ids=lambda make: make.__name__)
def test_every_solid_stands_on_the_ground(make: object) -> None:
    assert callable(make)
    for seed in range(3):
        body = make(np.random.default_rng(seed))
        assert np.isfinite(body.corners).all()
        assert -0.06 < body.corners[..., 2].min() < 0.06
        assert np.ptp(body.corners, axis=(0, 1)).max() > 0.2


def test_solids_follow_from_their_seed_are_whole_and_throw_shadows() -> None:
    seen = [solid(np.random.default_rng(seed), 96) for seed in range(10)]
    again = solid(np.random.default_rng(3), 96)
    assert np.array_equal(again[0], seen[3][0])
    for rgba, shade in seen:
        alpha = rgba[..., 3]
        assert 0.01 < (alpha > 128).mean() < 0.8
        assert not any(edge.any() for edge in (alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]))
        assert shade.shape == alpha.shape
        assert 0 < shade.min() <= shade.max() <= 1
    assert sum(shade.min() < 0.85 for _, shade in seen) >= 5


def test_the_nearer_face_hides_the_farther_one() -> None:
    """Nothing is seen of a column inside a box, in whichever order they come."""
    around = box(1.0, 1.0, 1.0, np.zeros((6, 6), int), 0)
    column = turned(np.array([(0.1, 0.0), (0.1, 0.5)]), 1)
    for parts in ([around, column], [column, around]):
        for seed in range(4):
            seen = drawn(np.random.default_rng(seed), joined(parts), 64, 0)
            assert (seen.material[seen.cover > 0] == 0).all()


def test_training_goes_on_from_its_checkpoint_and_its_weights_load(tmp_path: Path) -> None:
    from generation.engines.studio.own_network import OwnNetwork
    from generation.training.cutout.export import export
    from generation.training.cutout.train import train

    said: list[str] = []
    (tmp_path / "views").mkdir()
    train(tmp_path, 0.08, 64, 4, 1e-3, said.append, beside=False)
    assert (tmp_path / "checkpoint.pt").exists()
    train(tmp_path, 0.09, 64, 4, 1e-3, said.append, beside=False)
    size = export(tmp_path / "checkpoint.pt", tmp_path / "weights.safetensors")
    assert size < 15_000_000
    likely = OwnNetwork(tmp_path / "weights.safetensors", sides=(64,)).find(np.zeros((90, 60, 3), np.uint8))
    assert likely.shape == (64, 64) or likely.shape == (96, 64)
    assert np.isfinite(likely).all()
