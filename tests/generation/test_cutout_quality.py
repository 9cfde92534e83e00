"""The package's network on pictures with known truth that no training has seen: floors under what the bench measures in full."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from generation.checks.picture import DOUBTFUL
from generation.engines.studio.cutout import cut_out
from generation.engines.studio.finder import choose_finder, chosen_finder
from generation.engines.studio.own_network import WEIGHTS, OwnNetwork
from tests.generation.cutout_set import boundary_f, composed, iou, photos

LARGEST = 15_000_000  # bytes


@pytest.fixture(autouse=True)
def with_the_network() -> Iterator[None]:
    before = chosen_finder()
    choose_finder("network:")
    yield
    choose_finder(before)


def test_the_weights_ship_and_are_small() -> None:
    assert 100_000 < WEIGHTS.stat().st_size <= LARGEST


def test_the_network_alone_sees_products_before_plain_grounds() -> None:
    """Without any outline work after it."""
    import cv2

    network, overlaps = OwnNetwork(), []
    for known in composed("plain", 5):
        likely = cv2.resize(network.find(known.rgb), known.truth.shape[::-1])
        overlaps.append(iou((likely * 255).astype(np.uint8), known.truth))
    assert np.mean(overlaps) > 0.9


def test_a_mirrored_photo_gives_the_mirrored_answer() -> None:
    known = next(composed("plain", 1))
    network = OwnNetwork()
    mirrored = network.find(np.ascontiguousarray(known.rgb[:, ::-1]))[:, ::-1]
    assert np.abs(network.find(known.rgb) - mirrored).mean() < 0.01


def test_photos_on_paper_are_cut_out_truly() -> None:
    some = [known for known in photos() if known.group == "plain"][3::6]
    cuts = [(cut_out(known.rgb), known) for known in some]
    assert len(cuts) >= 3
    assert np.median([iou(cut.alpha, known.truth) for cut, known in cuts]) > 0.95
    assert np.median([boundary_f(cut.alpha, known.truth) for cut, known in cuts]) > 0.9


def test_in_busy_scenes_the_network_proposes_better_masks_and_a_person_is_asked() -> None:
    some = list(composed("busy", 16))[12:]
    overlaps = {}
    for setting in ("classical:", "network:"):
        choose_finder(setting)
        cuts = [cut_out(known.rgb) for known in some]
        overlaps[setting] = np.mean([iou(cut.alpha, known.truth) for cut, known in zip(cuts, some, strict=True)])
    assert overlaps["network:"] > overlaps["classical:"] + 0.03
    assert all(cut.confidence.overall < DOUBTFUL for cut in cuts if cut.confidence.surroundings <= 0.3)


def test_the_network_catches_what_colour_alone_would_let_pass() -> None:
    """A lamp on boards: to colour and outlines the cut-out without its foot and cord looks sure."""
    known = list(composed("busy", 12))[11]
    choose_finder("classical:")
    alone = cut_out(known.rgb)
    assert iou(alone.alpha, known.truth) < 0.9
    assert alone.confidence.overall >= DOUBTFUL
    choose_finder("network:")
    assert cut_out(known.rgb).confidence.overall < DOUBTFUL
