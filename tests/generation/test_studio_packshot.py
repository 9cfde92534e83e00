"""The packshot: square, large, white, filled, shadowed or not, and the product's pixels untouched."""

from __future__ import annotations

import numpy as np
import pytest

from generation.engines.studio.confidence import Confidence
from generation.engines.studio.cutout import CutOut
from generation.engines.studio.packshot import lay_out

SURE = Confidence(1, 1, 1, 1)


def block(width: int, height: int, photo: int = 2400) -> CutOut:
    """A noisy opaque block inside a larger photo."""
    colour = np.random.default_rng(5).integers(0, 200, (photo, photo, 3)).astype(np.uint8)
    alpha = np.zeros((photo, photo), np.uint8)
    alpha[100 : 100 + height, 300 : 300 + width] = 255
    return CutOut(colour, alpha, SURE, 0.0)


@pytest.mark.parametrize(
    ("width", "height", "side", "resized"),
    [(1500, 900, 1705, False), (700, 300, 1600, True), (2000, 2050, 2000, True), (900, 1410, 1602, False)],
)
def test_size_fill_and_centring(width: int, height: int, side: int, resized: bool) -> None:
    shot = lay_out(block(width, height), "none")
    assert shot.rgb.shape == (side, side, 3)
    assert 0.85 <= shot.fill <= 0.9
    assert (shot.scale != 1.0) is resized
    rows, columns = np.nonzero(shot.alpha.any(axis=1))[0], np.nonzero(shot.alpha.any(axis=0))[0]
    assert abs((rows[0] + rows[-1] + 1) / 2 - side / 2) <= 1
    assert abs((columns[0] + columns[-1] + 1) / 2 - side / 2) <= 1


def test_at_scale_one_every_product_pixel_is_the_photos() -> None:
    cut = block(1500, 900)
    for shadow in ("contact", "none"):
        shot = lay_out(cut, shadow)  # type: ignore[arg-type]
        assert shot.scale == 1.0
        opaque = shot.alpha == 255
        difference = shot.rgb[opaque].astype(int) - cut.colour[cut.alpha == 255].astype(int)
        assert np.abs(difference).max() == 0


def test_without_shadow_all_ground_is_white() -> None:
    shot = lay_out(block(900, 1000), "none")
    assert (shot.rgb[shot.alpha == 0] == 255).all()


def test_the_contact_shadow_lies_close_under_the_product_and_leaves_the_border_white() -> None:
    shot = lay_out(block(900, 1000), "contact")
    side = shot.rgb.shape[0]
    bottom = int(np.nonzero(shot.alpha.any(axis=1))[0][-1])
    assert 170 < shot.rgb[bottom + 3, side // 2].min() < 250
    band = round(0.02 * side)
    border = np.ones((side, side), bool)
    border[band:-band, band:-band] = False
    assert (shot.rgb[border] == 255).all()
    upper = shot.rgb[: side // 2][shot.alpha[: side // 2] == 0]
    assert (upper == 255).all()


def test_an_even_colour_keeps_its_value_when_enlarged() -> None:
    cut = block(300, 300)
    cut.colour[:] = (10, 90, 200)
    shot = lay_out(cut, "none")
    middle = shot.rgb.shape[0] // 2
    assert tuple(shot.rgb[middle, middle]) == (10, 90, 200)
    edge = shot.rgb[(shot.alpha > 0) & (shot.alpha < 255)].astype(int)
    assert len(edge) == 0 or (edge[:, 2] >= 190).all()  # mixes of blue and white only: no fringe from beyond the edge


def test_nothing_visible_cannot_be_laid_out() -> None:
    cut = block(300, 300)
    cut.alpha[:] = 0
    with pytest.raises(ValueError, match="nothing is visible"):
        lay_out(cut, "none")
