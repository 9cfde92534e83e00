"""What the product encloses: labels stay, openings are cut, and what could be either is kept and goes to a person."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from generation.checks.picture import DOUBTFUL, UNCERTAIN
from generation.engines.studio.cutout import cut_out

SIDE = 600
GROUND = (222, 220, 216)


def paper() -> Image.Image:
    """Pale paper that darkens to one side."""
    x = np.linspace(1, 0.95, SIDE)[None, :, None]
    return Image.fromarray((np.ones((SIDE, 1, 1)) * x * np.array(GROUND)).round().astype(np.uint8))


def photographed(picture: Image.Image) -> np.ndarray:
    """A little blur and noise, as any lens and sensor add."""
    soft = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.7))).astype(np.float32)
    soft += np.random.default_rng(2).normal(0, 1.5, soft.shape)
    return np.clip(soft, 0, 255).round().astype(np.uint8)


def jar(label: tuple[int, int, int] | None, printed: bool) -> np.ndarray:
    """A dark jar with a paper label; without a colour, the paper is exactly the backdrop's."""
    picture = paper()
    ground = picture.copy()
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle([170, 130, 430, 480], 24, fill=(70, 42, 24))
    box = (215, 230, 385, 420)
    if label is None:
        picture.paste(ground.crop(box), box)
    else:
        draw.rectangle(box, fill=label)
    if printed:
        for row, width in ((262, 110), (300, 80), (340, 60), (380, 30)):
            for x in range(300 - width // 2, 300 + width // 2, 12):
                draw.rectangle([x, row, x + 7, row + 12], fill=(60, 60, 60))
    return photographed(picture)


LABEL = (slice(236, 415), slice(221, 380))


@pytest.mark.parametrize("label", [(224, 221, 216), (217, 215, 211), None], ids=["lighter", "alike", "the same"])
def test_a_printed_label_stays_whole(label: tuple[int, int, int] | None) -> None:
    cut = cut_out(jar(label, printed=True))
    assert (cut.alpha[LABEL] == 255).all()
    assert cut.alpha[20, 20] == 0


def test_a_blank_label_like_the_backdrop_stays_and_goes_to_a_person() -> None:
    cut = cut_out(jar(None, printed=False))
    assert (cut.alpha[LABEL] == 255).all()
    assert cut.confidence.openings < 0.5
    assert cut.confidence.overall < DOUBTFUL


def test_the_opening_of_a_ring_is_cut() -> None:
    picture = paper()
    ImageDraw.Draw(picture).ellipse([160, 160, 440, 440], outline=(60, 90, 120), width=26)
    cut = cut_out(photographed(picture))
    assert (cut.alpha[240:360, 240:360] == 0).all()
    assert (cut.alpha[295:305, 168:178] == 255).all()
    assert cut.confidence.openings == 1.0
    assert cut.confidence.overall >= DOUBTFUL


def test_an_outline_that_the_photo_does_not_show_is_doubtful() -> None:
    picture = paper()
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle([150, 180, 420, 440], 20, fill=(120, 60, 50))
    fading = np.asarray(picture).astype(np.float32)
    toward = np.clip((np.arange(SIDE) - 230) / 150, 0, 1)[None, :, None]
    ground = np.asarray(paper()).astype(np.float32)
    faded = Image.fromarray((fading * (1 - toward) + ground * toward).round().astype(np.uint8))
    assert cut_out(photographed(faded)).confidence.overall < UNCERTAIN
