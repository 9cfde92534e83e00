"""A product that leans is set upright, by as much as it leans; what has no axis, or stands, is left alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from generation import pipeline
from generation.checks import run_all
from generation.contract import Content, Control, Copy, Request
from generation.engines.studio.engine import Studio
from generation.fidelity import compared
from generation.level import lean_of, turned
from tests.generation.fidelity.pictures import BRIEF, cut, honest
from tests.generation.scenes import Scene


def bottle(degrees: float = 0.0, size: int = 700) -> Scene:
    """Something that turns about an axis, textured, leaning by so many degrees to the left."""
    shape = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(shape)
    draw.rounded_rectangle([size * 0.36, size * 0.36, size * 0.64, size * 0.85], radius=size // 16, fill=255)
    draw.rectangle([size * 0.45, size * 0.15, size * 0.55, size * 0.4], fill=255)
    mask = turned(np.asarray(shape), degrees, ground=0) >= 128
    x = np.linspace(0.7, 1.1, size)[None, :, None]
    noise = np.random.default_rng(0).normal(0, 3, (size, size, 3))
    rgb = np.where(mask[..., None], np.array([60, 120, 90]) * x, np.array([225, 222, 216])) + noise
    return Scene(np.clip(rgb, 0, 255).astype(np.uint8), mask)


@pytest.mark.parametrize("degrees", [-6.0, -2.5, 1.5, 4.0])
def test_the_lean_is_found(degrees: float) -> None:
    found = lean_of((bottle(degrees).mask * 255).astype(np.uint8))
    assert found.degrees == pytest.approx(-degrees, abs=0.35)
    assert found.confidence > 0.95


def test_what_stands_is_left_alone() -> None:
    assert lean_of((bottle().mask * 255).astype(np.uint8)).degrees == 0


def test_what_has_no_axis_or_runs_out_of_the_frame_is_left_alone() -> None:
    hook = np.zeros((300, 300), np.uint8)
    hook[40:260, 100:130] = hook[230:260, 100:240] = 255
    assert lean_of(hook).degrees == 0
    assert lean_of((bottle(5.0).mask[150:560] * 255).astype(np.uint8)).degrees == 0
    assert lean_of(np.zeros((50, 50), np.uint8)).degrees == 0


def test_a_packshot_is_set_upright_and_passes_the_gate() -> None:
    brief = replace(BRIEF, photos=(cut(bottle(4.0)),), options={"level": "upright"})
    content = compared(brief, honest(brief))
    assert content.asset is not None and content.asset.placement is not None
    assert content.asset.placement.corrections["turn"] == pytest.approx(-4.0, abs=0.35)
    assert content.asset.measures["turned"] == content.asset.placement.corrections["turn"]
    assert content.asset.measures["colour_mean"] <= 1.0
    assert not {one.rule for one in run_all(brief, content)} & {
        "picture.repainted",
        "picture.product_covered",
        "picture.not_compared",
    }
    as_shot = honest(replace(brief, options={}))
    assert as_shot.asset is not None
    assert "turned" not in as_shot.asset.measures


def test_a_poster_is_set_upright_too() -> None:
    words = Copy({"headline": "New in the shop"}, {})
    brief = replace(
        BRIEF, kind="poster", locale="en", photos=(cut(bottle(4.0)),), copy=words, options={"level": "upright"}
    )
    (outcome,) = pipeline.run([Request(brief)], Studio("studio:"), Control(), demands=pipeline.Demands(tries=1))
    assert isinstance(outcome, pipeline.Outcome)
    asset = outcome.result.content.asset
    assert asset is not None and asset.placement is not None
    assert asset.placement.corrections["turn"] == pytest.approx(-4.0, abs=0.35)
    assert outcome.result.provenance.sampling["level"] == "upright"
    assert not [finding.rule for finding in outcome.findings if finding.severity == "error"]


def test_a_turn_that_is_none_is_not_compared() -> None:
    brief = replace(BRIEF, photos=(cut(bottle(4.0)),))
    content = honest(brief)
    assert content.asset is not None and content.asset.placement is not None
    place = replace(content.asset.placement, corrections={"turn": 45.0})
    judged = compared(brief, Content(asset=replace(content.asset, placement=place)))
    assert "picture.not_compared" in {one.rule for one in run_all(brief, judged)}
