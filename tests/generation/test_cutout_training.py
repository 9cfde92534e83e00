"""The training command: scenes with exact alpha from seeds, a checkpoint that it goes on from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from generation.training.cutout.grounds import BUSY, PLAIN, ground
from generation.training.cutout.scenes import compose, ware_of
from generation.training.cutout.silhouettes import silhouette


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


def test_training_goes_on_from_its_checkpoint_and_its_weights_load(tmp_path: Path) -> None:
    from generation.engines.studio.own_network import OwnNetwork
    from generation.training.cutout.export import export
    from generation.training.cutout.train import train

    said: list[str] = []
    (tmp_path / "views").mkdir()
    train(tmp_path, 0.05, 64, 4, 1e-3, said.append, beside=False)
    assert (tmp_path / "checkpoint.pt").exists()
    train(tmp_path, 0.06, 64, 4, 1e-3, said.append, beside=False)
    size = export(tmp_path / "checkpoint.pt", tmp_path / "weights.safetensors")
    assert size < 15_000_000
    likely = OwnNetwork(tmp_path / "weights.safetensors", side=64).find(np.zeros((90, 60, 3), np.uint8))
    assert likely.shape == (64, 64) or likely.shape == (96, 64)
    assert np.isfinite(likely).all()
