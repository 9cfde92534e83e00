"""Packshots for channels: shapes, grounds, margins, shadows, and the pixel rules on the file that leaves."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from generation.checks import run_all
from generation.contract import Brief, Content, Control, Request
from generation.engines.studio.engine import Studio
from generation.engines.studio.packshot import Frame, lay_out
from generation.frames import CHANNELS, SHAPES, Shape
from generation.pipeline import Outcome, run
from tests.generation.briefs import MUG
from tests.generation.fidelity.pictures import cut
from tests.generation.scenes import mug
from tests.generation.test_studio_packshot import block

PHOTO = cut(mug(size=420, span=0.8))
STUDIO = Studio("studio:")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Frames of half the size: the same code in a quarter of the time."""
    for name, shape in list(SHAPES.items()):
        monkeypatch.setitem(SHAPES, name, Shape(shape.width // 2, shape.height // 2, shape.most))


def made(kind: str = "packshot", **options: Any) -> Outcome:
    (outcome,) = run([Request(Brief(kind, "", MUG, photos=(PHOTO,), options=options))], STUDIO, Control())
    assert isinstance(outcome, Outcome), outcome
    return outcome


def errors(outcome: Outcome) -> set[str]:
    return {finding.rule for finding in outcome.findings if finding.severity == "error"}


def pixels(outcome: Outcome) -> np.ndarray:
    assert outcome.result.content.asset is not None
    return np.asarray(Image.open(io.BytesIO(outcome.result.content.asset.data)).convert("RGB"))


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_to_the_pixel(shape: str) -> None:
    outcome = made(shape=shape, shadow="cast")
    assert errors(outcome) == set()
    height, width, _ = pixels(outcome).shape
    assert (width, height) == (SHAPES[shape].width, SHAPES[shape].height)
    assert (pixels(outcome)[:8] == 255).all()


@pytest.mark.parametrize("channel", ["google", "amazon", "shopify", "meta"])
def test_every_channel_takes_the_usual_packshot(channel: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CHANNELS, channel, replace(CHANNELS[channel], least=CHANNELS[channel].least // 2))
    assert errors(made(channel=channel)) == set()


def test_amazon_takes_white_only_and_wants_the_product_large() -> None:
    assert errors(made(ground="#e8e0d4")) == set()
    assert errors(made(ground="#e8e0d4", channel="amazon")) - {"picture.channel_refuses"} == {
        "picture.ground_not_white"
    }
    assert errors(made(margin=0.2)) == set()
    assert errors(made(margin=0.2, channel="amazon")) - {"picture.channel_refuses"} == {"picture.product_too_small"}


def test_a_wished_ground_is_exactly_that_colour() -> None:
    rgb = pixels(made(ground="#24506e", format="png"))
    assert rgb[0, 0].tolist() == [0x24, 0x50, 0x6E]


def test_a_file_that_the_channel_refuses_is_said_so() -> None:
    outcome = made()
    asset = outcome.result.content.asset
    assert asset is not None
    brief = Brief("packshot", "", MUG, photos=(PHOTO,), options={"channel": "shopify"})
    heavy = replace(asset, data=asset.data + b"\0" * 20_000_000)
    assert "picture.channel_refuses" in {f.rule for f in run_all(brief, Content(asset=heavy))}
    story = replace(brief, options={"shape": "story"})
    assert "picture.wrong_shape" in {f.rule for f in run_all(story, Content(asset=asset))}


def test_weight_not_the_box_stands_in_the_middle() -> None:
    photo = block(600, 150)
    photo.alpha[100:105, 900:1100] = 255  # a thin rod to the right
    shot = lay_out(photo, "none", Frame(margin=0.1))
    columns = np.nonzero(shot.alpha.any(axis=0))[0]
    side = shot.alpha.shape[1]
    left, right = columns[0], side - 1 - columns[-1]
    assert left > right
    assert right >= round(0.03 * side)


def test_shadows_fall_where_they_should() -> None:
    photo = block(250, 500)
    bare, thrown, mirrored = (lay_out(photo, shadow) for shadow in ("none", "cast", "reflection"))  # type: ignore[arg-type]
    ground = bare.alpha == 0
    side = bare.alpha.shape[1]
    darkness = 255 - thrown.rgb.min(axis=2).astype(int)
    right, left = (
        np.where(ground, darkness, 0)[:, side * 3 // 4 :].sum(),
        np.where(ground, darkness, 0)[:, : side // 4].sum(),
    )
    assert right > 20 * (left + 1)
    foot = int(np.nonzero(mirrored.alpha.any(axis=1))[0][-1])
    near, far = mirrored.rgb[foot + 5, side // 2].mean(), mirrored.rgb[-1, side // 2].mean()
    assert near < 240 < far == 255
    for shot in (thrown, mirrored):
        assert (shot.rgb[0] == 255).all()
        assert (shot.rgb[-1] == 255).all()


def test_light_is_corrected_and_the_gate_knows() -> None:
    tinted = mug(size=420, span=0.7, ground=(214, 203, 184), shadow=0.0, noise=0.5)
    photo = cut(tinted)
    plain, corrected = (
        run([Request(Brief("packshot", "", MUG, photos=(photo,), options={"light": light}))], STUDIO, Control())[0]
        for light in ("as_shot", "corrected")
    )
    assert isinstance(plain, Outcome) and isinstance(corrected, Outcome)
    assert errors(corrected) == set()
    assert corrected.result.content.asset is not None and corrected.result.content.asset.placement is not None
    assert corrected.result.content.asset.placement.corrections
    assert np.abs(pixels(plain).astype(int) - pixels(corrected)).mean() > 1
