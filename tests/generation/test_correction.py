"""White balance and exposure: what is estimated from the paper, applied, declared and refused."""

from __future__ import annotations

import numpy as np
import pytest

from generation.correction import Correction, estimated


def test_tinted_paper_becomes_neutral_and_as_bright_as_paper() -> None:
    paper = np.full((40, 40, 3), (214, 204, 190), np.uint8)
    correction = estimated(paper, np.ones((40, 40), np.bool_))
    corrected = correction.apply(paper)[0, 0].astype(int)
    assert np.ptp(corrected) <= 1
    assert 226 <= corrected[0] <= 234
    assert Correction.of(correction.declared()) == correction


@pytest.mark.parametrize("colour", [(200, 40, 40), (12, 12, 14)])
def test_coloured_and_black_backdrops_say_nothing(colour: tuple[int, int, int]) -> None:
    plain = np.full((40, 40, 3), colour, np.uint8)
    assert estimated(plain, np.ones((40, 40), np.bool_)) == Correction()
    assert Correction().apply(plain) is plain


def test_a_grey_wall_keeps_its_lightness() -> None:
    wall = np.full((40, 40, 3), (112, 110, 104), np.uint8)
    correction = estimated(wall, np.ones((40, 40), np.bool_))
    assert correction.exposure == 0
    assert abs(int(correction.apply(wall).mean()) - int(wall.mean())) <= 2


def test_without_backdrop_nothing_is_guessed() -> None:
    assert estimated(np.full((9, 9, 3), 200, np.uint8), np.zeros((9, 9), np.bool_)) == Correction()


@pytest.mark.parametrize("declared", [{"exposure": 2.0}, {"red": 3.0}, {"hue": 1.0}])
def test_what_is_no_correction_is_refused(declared: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="no correction"):
        Correction.of(declared)
