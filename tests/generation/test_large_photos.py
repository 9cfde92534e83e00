"""A photo larger than what is worked on at once is cut out smaller; its pictures say where they stand in the photo itself."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from generation import pipeline
from generation.contract import Brief, Control, Request
from generation.engines.studio import cutouts
from generation.engines.studio.engine import Studio
from generation.pictures import grey_png
from tests.generation.briefs import MUG
from tests.generation.scenes import mug

SCENE = mug(size=900, span=0.8)


@pytest.mark.parametrize("drawn", [False, True])
def test_the_gate_finds_the_product_in_the_whole_photo(monkeypatch: pytest.MonkeyPatch, drawn: bool) -> None:
    monkeypatch.setattr(cutouts, "MOST_PIXELS", 300_000)
    photo = SCENE.photo()
    if drawn:
        photo = replace(photo, mask=grey_png(SCENE.mask.astype(np.uint8) * 255), mask_sha256="ab" * 32)
    studio = Studio("studio:")
    assert max(studio.cut_out(photo).alpha.shape) == 548
    (outcome,) = pipeline.run([Request(Brief("packshot", "", MUG, photos=(photo,)))], studio, Control())
    assert isinstance(outcome, pipeline.Outcome)
    asset = outcome.result.content.asset
    assert asset is not None and asset.placement is not None
    left, top, right, bottom = asset.placement.source
    rows, columns = np.nonzero(SCENE.mask)
    assert (
        np.abs(np.array([left, top, right, bottom]) - [columns.min(), rows.min(), columns.max(), rows.max()]).max() <= 6
    )
    with Image.open(io.BytesIO(asset.placement.alpha)) as plane:
        assert plane.size == (right - left, bottom - top)
    assert asset.measures["photo_width"] == 900
    assert asset.measures["colour_mean"] <= 1.0
    assert "picture.not_compared" not in {finding.rule for finding in outcome.findings}
