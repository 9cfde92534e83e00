"""Before black, dark parts of a product cannot be told from the ground: a person is asked to look, however clear its outline is."""

from __future__ import annotations

import pytest

from generation.checks.picture import UNCERTAIN
from generation.engines.studio.confidence import UNTOLD
from generation.engines.studio.cutout import cut_out
from tests.generation.scenes import mug


@pytest.mark.parametrize(("ground", "sure"), [((4, 4, 5), False), ((90, 90, 95), True), ((214, 210, 204), True)])
def test_a_clear_product_before_this_ground(ground: tuple[int, int, int], sure: bool) -> None:
    confidence = cut_out(mug(size=480, span=0.7, ground=ground).rgb).confidence
    assert (confidence.overall >= UNCERTAIN) is sure
    assert (confidence.surroundings > UNTOLD) is sure
