"""Scenes: every backdrop, the product untouched, light and shadow on the same side, seeds kept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from generation.contract import Brief, Control, Request, Result, Sampling
from generation.engines.studio import shadows
from generation.engines.studio.cutout import CutOut
from generation.engines.studio.engine import Studio, choose
from generation.engines.studio.packshot import lay_out
from generation.engines.studio.posters.compose import Wording, poster
from generation.engines.studio.scenes import compose
from generation.engines.studio.scenes.backdrops import BACKDROPS
from generation.engines.studio.scenes.compose import scene
from generation.engines.studio.scenes.palette import harmonised
from generation.engines.studio.wishes import BACKDROP_NAMES
from generation.fidelity.colour_difference import to_lab
from generation.frames import SHAPES, Shape
from generation.pipeline import Outcome, run
from tests.generation.briefs import MUG
from tests.generation.fidelity.pictures import cut
from tests.generation.scenes import mug
from tests.generation.test_studio_packshot import block

PHOTO = cut(mug(size=300, span=0.8))
STUDIO = Studio("studio:")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Frames of a quarter of the size: the same code in a tenth of the time."""
    for name, shape in list(SHAPES.items()):
        monkeypatch.setitem(SHAPES, name, Shape(shape.width // 4, shape.height // 4, shape.most))


def brief(**options: object) -> Brief:
    return Brief("scene", "", MUG, photos=(PHOTO,), options=options)


def test_the_names_are_the_backdrops() -> None:
    assert tuple(BACKDROPS) == BACKDROP_NAMES


@pytest.mark.parametrize("backdrop", BACKDROP_NAMES)
def test_every_backdrop_passes_the_gate(backdrop: str, small: None) -> None:
    (outcome,) = run([Request(brief(backdrop=backdrop))], STUDIO, Control())
    assert isinstance(outcome, Outcome), outcome
    assert [f.rule for f in outcome.findings if f.severity == "error"] == []
    asset = outcome.result.content.asset
    assert asset is not None
    assert asset.measures["colour_mean"] <= 1.0
    assert outcome.result.provenance.sampling["backdrop"] == backdrop


@pytest.mark.parametrize("shape", SHAPES)
def test_the_product_keeps_its_pixels_in_every_shape(shape: str, small: None) -> None:
    photo = block(100, 140, photo=400)
    shot = scene(photo, "window", shape, 5)
    opaque = shot.alpha == 255
    assert shot.rgb.shape[:2] == (SHAPES[shape].height, SHAPES[shape].width)
    assert np.abs(shot.rgb[opaque].astype(int) - shot.product[opaque].astype(int)).max() == 0
    left, top, right, bottom = shot.target
    assert 0 < left < right < shot.rgb.shape[1]
    assert 0 < top < bottom < shot.rgb.shape[0]


def test_the_seed_decides_and_is_kept(small: None) -> None:
    asked = [
        Request(brief(backdrop="linen"), Sampling(seed), variant) for seed, variant in ((1, 0), (1, 0), (1, 1), (2, 0))
    ]
    first, again, variant, other = STUDIO.generate(asked, Control())
    assert isinstance(first, Result) and isinstance(again, Result) and isinstance(variant, Result)
    assert first.content == again.content
    assert first.content != variant.content == other.content  # type: ignore[union-attr]
    assert (first.provenance.seed, variant.provenance.seed) == (1, 2)


def test_variants_take_different_backdrops_where_none_is_wished() -> None:
    chosen = [choose(Request(brief(), Sampling(7), variant)).wishes.backdrop for variant in range(4)]
    assert len(set(chosen)) == 4


def test_the_shadow_lies_on_the_side_away_from_the_light(small: None) -> None:
    photo = block(60, 190, photo=400)
    for seed in range(4):
        light = int(np.random.default_rng(seed).choice((-1, 1)))
        shot = scene(photo, "sweep", "square", seed)
        dark = compose._shadow(
            compose._stage(shot.product, shot.alpha, *shot.alpha.shape, "sweep", np.random.default_rng(seed)),
            shot.alpha,
        )
        middle = (shot.target[0] + shot.target[2]) // 2
        left, right = dark[:, : middle - 60].sum(), dark[:, middle + 60 :].sum()
        assert (left > 3 * right) if light > 0 else (right > 3 * left)
        upper = shot.rgb[: shot.target[1] // 2].astype(float).mean(axis=(0, 2))
        lit, dim = (upper[:40].mean(), upper[-40:].mean())[::-light]
        assert lit > dim


def pendant(side: int = 400) -> CutOut:
    """A lamp on a cord that leaves the photo at the top."""
    alpha = np.zeros((side, side), np.uint8)
    alpha[: side // 2, side // 2 - 3 : side // 2 + 3] = 255
    alpha[side // 2 : side // 2 + 100, side // 2 - 80 : side // 2 + 80] = 255
    return replace(block(60, 60, photo=side), alpha=alpha)


def test_what_hangs_in_the_photo_hangs_in_the_scene(small: None) -> None:
    shot = scene(pendant(), "concrete", "square", 3)
    left, top, right, bottom = shot.target
    assert top == 0
    assert bottom < 0.7 * shot.rgb.shape[0]
    floor = shot.rgb[int(0.93 * shot.rgb.shape[0]) :].astype(float).mean(axis=(0, 2))
    below = floor[left:right].mean()
    assert abs(below - floor.mean()) < 6, "no shadow of feet on the floor"
    standing = scene(block(60, 190, photo=400), "concrete", "square", 3)
    assert standing.target[1] > 0


def test_what_hangs_throws_no_shadow_on_a_floor_that_is_not_there(small: None) -> None:
    hung, stands = lay_out(pendant(), "contact"), lay_out(block(60, 190, photo=400), "contact")
    assert (hung.rgb[hung.alpha == 0] == 255).all()
    assert (stands.rgb[stands.alpha == 0] < 255).any()
    flat, room = (poster(pendant(), Wording("A lamp"), layout, "square") for layout in ("classic", "scene"))
    assert flat.dark.max() == 0
    assert room.dark.max() > 0


def test_a_podium_bears_every_foot(small: None) -> None:
    """Three legs, the two outer ones further back: where each ends, the plinth's lid is seen beside it."""
    alpha = np.zeros((400, 400), np.uint8)
    alpha[100:120, 120:280] = 255
    alpha[100:300, 195:205] = 255
    alpha[100:265, 120:130] = alpha[100:265, 270:280] = 255
    stage = compose._stage(
        np.full((200, 160, 3), 120, np.uint8), alpha[100:300, 120:280], 400, 400, "podium", np.random.default_rng(1)
    )
    assert stage.deep == 35
    ground = BACKDROPS["podium"](stage)
    lid = ground[stage.stand - 20, stage.middle]
    for x in (stage.middle - stage.reach, stage.middle + stage.reach):
        assert np.abs(ground[stage.stand - stage.deep, x] - lid).max() < 25


def test_colours_keep_a_distance_from_the_product() -> None:
    for colour in ((40, 42, 45), (240, 238, 232), (150, 40, 40)):
        seen = np.full((20, 20, 3), colour, np.uint8)
        palette = harmonised(seen, np.full((20, 20), 255, np.uint8), np.random.default_rng(1))
        wall = to_lab(np.array([[palette.wall]], np.float32).round().astype(np.uint8))[0, 0]
        product = to_lab(seen)[0, 0]
        assert abs(float(wall[0] - product[0])) > 15
        assert np.hypot(wall[1], wall[2]) < 24


@pytest.mark.parametrize(("across", "down"), [(70, 20), (20, 8), (12, 8), (2, 1)])
def test_a_wide_shadow_is_as_soft_as_a_plain_gaussian_makes_it(across: float, down: float) -> None:
    """It is taken of a smaller plane; what is lost is less than half a level of 255 in the finished shadow."""
    import cv2

    plane = np.zeros((700, 900), np.float32)
    plane[200:500, 300:600] = 1
    plain = cv2.GaussianBlur(plane, (0, 0), sigmaX=across, sigmaY=down)
    assert float(np.abs(shadows.blurred(plane, across, down) - plain).max()) * shadows.CAST * 255 < 0.5
