"""Products with known outlines, cut out without a photo."""

from __future__ import annotations

import numpy as np

from generation.engines.studio.confidence import Confidence
from generation.engines.studio.cutout import CutOut
from generation.engines.studio.posters.compose import Wording

ENGLISH = Wording(
    "Cold for a day, hot for half",
    "Double-walled steel, 750 ml, and a lid that seals with one hand.",
    "€34.90",
    "Price incl. VAT. While stock lasts.",
    "Norra",
)
CHINESE = Wording(
    "一盏慢茶，一段好时光",
    "120 毫升白瓷盖碗，薄胎细口，出汤利落不烫手。",
    "¥198.00",
    "价格含税，数量有限，售完即止。",
    "茗瑜",
    ("白瓷", "盖碗"),
)
SAID = {"en": ENGLISH, "zh-Hans": CHINESE}


def ware(width: int = 300, height: int = 420, colour: tuple[int, int, int] = (40, 92, 120)) -> CutOut:
    """An ellipse of one colour, with a little shading, on nothing."""
    y, x = np.mgrid[0 : height + 80, 0 : width + 80].astype(np.float32)
    inside = ((x - width / 2 - 40) / (width / 2)) ** 2 + ((y - height / 2 - 40) / (height / 2)) ** 2 <= 1
    shade = (0.8 + 0.2 * x / x.max())[..., None]
    rgb = np.clip(np.array(colour, np.float32) * shade, 0, 255).astype(np.uint8)
    return CutOut(rgb, np.where(inside, 255, 0).astype(np.uint8), Confidence(1.0, 1.0, 1.0, 1.0), 0.0)
