"""The layered SVG as Chromium draws it, against the PNG."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser

from generation.engines.studio.posters.compose import poster
from generation.engines.studio.posters.svg import layered
from tests.generation.posters.wares import SAID, ware

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("layout", "locale"), [("diagonal", "en"), ("arch", "en"), ("scene", "zh-Hans"), ("band", "zh-Hans")]
)
def test_it_looks_like_the_picture(browser: Browser, tmp_path: Path, layout: str, locale: str) -> None:
    made = poster(ware(), SAID[locale], layout, "square", locale, seed=1)
    file = tmp_path / "poster.svg"
    file.write_bytes(layered(made, "A poster", "compositeCapture"))
    height, width = made.alpha.shape
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(file.as_uri())
    page.wait_for_timeout(300)
    with Image.open(io.BytesIO(page.screenshot())) as shot:
        shown = np.asarray(shot.convert("RGB")).astype(int)
    page.close()
    assert np.abs(shown - made.rgb).mean() < 1.5
    # How edges are smoothed differs, where letters stand does not.
    away = np.abs(blurred(shown) - blurred(made.rgb)).mean(axis=2)
    for text in made.texts:
        left, top, right, bottom = (round(side) for side in text.words.box)
        assert away[top:bottom, left:right].mean() < 12, text.words.role


def blurred(picture: np.ndarray) -> np.ndarray:
    return np.asarray(cv2.GaussianBlur(picture.astype(np.float32), (0, 0), 2.0))
