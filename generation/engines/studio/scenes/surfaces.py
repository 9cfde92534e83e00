"""What tables and walls are made of: square tiles of 1024 px, as sRGB 0..255."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from generation.engines.studio.colour import Floats, floats
from generation.engines.studio.scenes.palette import Colour, tinted
from generation.engines.studio.scenes.stage import Random, cloud, soften

TILE = 1024
OAK = ((150.0, 108.0, 68.0), (205.0, 164.0, 116.0))
WALNUT = ((78.0, 52.0, 36.0), (138.0, 98.0, 68.0))


def wood(random: Random, dark: bool) -> Floats:
    """Boards along the depth: each with its own tone, rings drawn out along it, fine pores, a narrow dark joint."""
    import cv2

    low, high = WALNUT if dark else OAK
    boards = 5
    edges = np.linspace(0, TILE, boards + 1).astype(int)
    plane, joint = np.zeros((TILE, TILE), np.float32), np.ones(TILE, np.float32)
    for left, right in pairwise(edges.tolist()):
        wide = right - left
        drift = floats(
            cv2.resize(cloud(random, 14, max(wide // 4, 8), 2.0, 3), (wide, TILE), interpolation=cv2.INTER_CUBIC)
        )
        rings = 0.5 + 0.5 * np.sin(2 * np.pi * (drift * 1.1 + np.linspace(0, 6.5, wide)[None] ** 1.08))
        pores = floats(
            cv2.resize(random.random((24, wide)).astype(np.float32), (wide, TILE), interpolation=cv2.INTER_LINEAR)
        )
        plane[:, left:right] = 0.26 * rings + 0.34 * pores + 0.34 * drift + random.uniform(-0.10, 0.10)
        joint[left : left + 2] = 0.55
    return tinted(np.clip(plane, 0, 1.1), low, high) * joint[None, :, None]


def marble(random: Random) -> Floats:
    """White stone with grey veins: ridges of warped noise, a few strong ones and many faint."""
    import cv2

    warp = cloud(random, TILE, TILE, 2, 4) - 0.5
    lean = cloud(random, TILE, TILE, 3, 4) - 0.5
    y, x = np.mgrid[0:TILE, 0:TILE].astype(np.float32)

    def veins(cells: float, sharp: float) -> Floats:
        field = floats(
            cv2.remap(
                cloud(random, TILE, TILE, cells, 5, 0.55),
                floats((x + 260 * warp) % TILE),
                floats((y + 260 * lean) % TILE),
                cv2.INTER_LINEAR,
            )
        )
        return floats(np.clip(1 - np.abs(2 * field - 1) * sharp, 0, 1) ** 2)

    strength = 0.42 * veins(2.2, 9) + 0.20 * veins(4.5, 12) + 0.16 * cloud(random, TILE, TILE, 3, 4)
    return tinted(1 - np.clip(strength, 0, 1), (150.0, 150.0, 154.0), (247.0, 246.0, 244.0))


def linen(random: Random, colour: Colour) -> Floats:
    """A plain weave: threads of uneven thickness both ways, slubs, and the cloth's own slow waves."""
    y, x = np.mgrid[0:TILE, 0:TILE].astype(np.float32)
    pitch = 5.0
    across = 0.5 + 0.5 * np.sin(2 * np.pi * x / pitch + 2.2 * cloud(random, TILE, TILE, 40, 2))
    down = 0.5 + 0.5 * np.sin(2 * np.pi * y / pitch + 2.2 * cloud(random, TILE, TILE, 40, 2))
    over = ((x // (pitch / 2) + y // (pitch / 2)) % 2).astype(np.float32)
    slubs = soften(floats(random.random((TILE, 1)).repeat(TILE, 1)), 1.0) + soften(
        floats(random.random((1, TILE)).repeat(TILE, 0)), 1.0
    )
    weave = soften(floats(np.where(over > 0, across, down)), 0.8)
    plane = 0.55 + 0.26 * (weave - 0.5) + 0.10 * (slubs - 1.0) + 0.22 * (cloud(random, TILE, TILE, 3, 3) - 0.5)
    deep = (colour[0] * 0.78, colour[1] * 0.78, colour[2] * 0.77)
    bright = (min(255.0, colour[0] * 1.06), min(255.0, colour[1] * 1.06), min(255.0, colour[2] * 1.06))
    return tinted(np.clip(plane, 0, 1), deep, bright)


def concrete(random: Random, height: int = TILE, width: int = TILE) -> Floats:
    """Cast concrete: clouds, fine grain, a few pores."""
    plane = 0.62 * cloud(random, height, width, 3, 6, 0.62) + 0.38 * cloud(random, height, width, 9, 5, 0.6)
    grain = soften(random.normal(0, 1, (height, width)).astype(np.float32), 0.8)
    pores = soften((random.random((height, width)) > 0.99985).astype(np.float32), 1.6) * 9
    shade = np.clip(0.5 + 0.55 * (plane - 0.5) + 0.025 * grain - 0.5 * np.clip(pores, 0, 1), 0, 1)
    return tinted(floats(shade), (138.0, 137.0, 135.0), (206.0, 204.0, 200.0))
