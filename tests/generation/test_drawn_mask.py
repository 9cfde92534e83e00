"""A mask that a person drew stands above the engine's own cut-out, and says so."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from generation.contract import Brief, Control, Photo, Request, Result
from generation.engines.studio.engine import Studio
from generation.errors import Refused
from generation.fidelity import compared
from generation.pictures import grey_png
from generation.pipeline import Outcome, run
from tests.generation.briefs import MUG
from tests.generation.scenes import clutter

SCENE = clutter(size=400)  # which the engine alone finds doubtful
STUDIO = Studio("studio:")


def plane(left: int = 120, top: int = 100, right: int = 290, bottom: int = 330) -> np.ndarray:
    drawn = np.zeros((400, 400), np.uint8)
    drawn[top:bottom, left:right] = 255
    return drawn


def masked(drawn: np.ndarray) -> Photo:
    return replace(SCENE.photo(), mask=grey_png(drawn), mask_sha256="ab" * 32)


def made(photo: Photo, kind: str = "packshot") -> Result:
    (answer,) = STUDIO.generate([Request(Brief(kind, "", MUG, photos=(photo,)))], Control())
    assert isinstance(answer, Result)
    return answer


def test_the_picture_is_cut_along_the_mask_and_sure() -> None:
    answer = made(masked(plane()))
    asset = answer.content.asset
    assert asset is not None and asset.placement is not None
    left, top, right, bottom = asset.placement.source
    assert max(abs(left - 120), abs(top - 100), abs(right - 290), abs(bottom - 330)) <= 3
    assert asset.measures["confidence"] == 1.0
    assert asset.measures["by_person"] == 1.0
    assert answer.provenance.sampling["mask"] == "ab" * 32
    alpha = np.asarray(Image.open(io.BytesIO(asset.placement.alpha)))
    assert (alpha[5:-5, 5:-5] == 255).all()


def test_without_a_mask_the_engine_is_not_sure_of_this_photo() -> None:
    asset = made(SCENE.photo()).content.asset
    assert asset is not None
    assert asset.measures["confidence"] < 0.75
    assert "by_person" not in asset.measures


def test_a_hole_that_was_erased_stays_open_and_softness_inside_stays_soft() -> None:
    drawn = plane()
    drawn[180:240, 180:230] = 0
    drawn[120:160, 140:200] = 140  # a veil, far from the outline
    asset = made(masked(drawn)).content.asset
    assert asset is not None and asset.placement is not None
    left, top = asset.placement.source[:2]
    alpha = np.asarray(Image.open(io.BytesIO(asset.placement.alpha)))
    assert (alpha[190 - top : 230 - top, 190 - left : 220 - left] == 0).all()
    assert (alpha[126 - top : 154 - top, 150 - left : 190 - left] == 140).all()


def test_the_gate_passes_it_and_nothing_is_doubtful() -> None:
    (outcome,) = run([Request(Brief("scene", "", MUG, photos=(masked(plane()),)))], STUDIO, Control())
    assert isinstance(outcome, Outcome)
    rules = {finding.rule for finding in outcome.findings}
    assert not rules & {
        "picture.cutout_doubtful",
        "picture.cutout_uncertain",
        "picture.repainted",
        "picture.not_compared",
    }
    brief = Brief("scene", "", MUG, photos=(masked(plane()),))
    asset = compared(brief, outcome.result.content).asset
    assert asset is not None
    assert asset.measures["colour_mean"] <= 1.0


def test_another_mask_is_another_source() -> None:
    before = Brief("packshot", "", MUG, photos=(SCENE.photo(),))
    after = replace(before, photos=(masked(plane()),))
    assert before.source_hash() != after.source_hash()
    assert not before.same_source(after)
    assert after.same_source(replace(after))


@pytest.mark.parametrize("mask", [b"no picture", grey_png(np.zeros((9, 9), np.uint8))])
def test_a_mask_that_does_not_fit_is_refused(mask: bytes) -> None:
    (answer,) = STUDIO.generate(
        [Request(Brief("packshot", "", MUG, photos=(replace(SCENE.photo(), mask=mask, mask_sha256="cd" * 32),)))],
        Control(),
    )
    assert isinstance(answer, Refused)
    assert answer.code == "mask.unusable"


def test_packshots_like_one_keep_its_photo_and_shadow_and_begin_with_itself() -> None:
    options = {"shadow": "reflection", "photo": SCENE.photo().sha256, "margin": 0.08}
    brief = Brief("packshot", "", MUG, photos=(masked(plane()),), options=options)
    answers = STUDIO.generate([Request(brief, variant=variant) for variant in range(4)], Control())
    told = [answer.provenance.sampling for answer in answers if isinstance(answer, Result)]
    assert [each["shadow"] for each in told] == ["reflection"] * 4
    assert told[0]["margin"] == 0.08
    assert len({(each["margin"], each["light"]) for each in told}) == 4
    gone = replace(brief, options={**options, "photo": "0" * 64})
    (refused,) = STUDIO.generate([Request(gone)], Control())
    assert isinstance(refused, Refused) and refused.code == "photo.gone"
