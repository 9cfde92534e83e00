"""What every backdrop is built from: the frame, where the floor begins, where the product stands, the light, the colours."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from generation.engines.studio.colour import Bytes, Floats, floats
from generation.engines.studio.scenes.palette import Palette

Random = np.random.Generator

FOOT = 0.2  # of its height: as far above the ground line the feet of a product end; no handle or brim counts


@dataclass(frozen=True, slots=True)
class Stage:
    """`horizon` is the row where wall and floor meet, `stand` the row on which the product stands, `middle` its column.

    `light` is the side that the light comes from: -1 left, 1 right. `reach` is half the product's width in px, `deep` by how
    many px its hindmost foot stands above the foremost.
    """

    height: int
    width: int
    horizon: int
    stand: int
    middle: int
    reach: int
    deep: int
    light: int
    palette: Palette
    random: Random

    def shrunk(self, share: float) -> Stage:
        """The same stage in a smaller frame."""
        names = ("height", "width", "horizon", "stand", "middle", "reach", "deep")
        return replace(self, **{name: round(getattr(self, name) * share) for name in names})

    @property
    def side(self) -> int:
        return min(self.height, self.width)

    def rows(self) -> Floats:
        """0 at the top to 1 at the bottom, (height, 1)."""
        return np.linspace(0, 1, self.height, dtype=np.float32)[:, None]

    def columns(self) -> Floats:
        """0 on the side that the light comes from to 1 on the other, (1, width)."""
        across = np.linspace(0, 1, self.width, dtype=np.float32)[None]
        return across if self.light < 0 else floats(across[:, ::-1])

    def floor(self) -> Floats:
        """1 on the floor, 0 on the wall, with the edge as soft as a lens draws it there, (height, 1)."""
        soft = 0.006 * self.height
        return floats(1 / (1 + np.exp(-(np.arange(self.height) - self.horizon) / soft)))[:, None]


def depth_of(alpha: Bytes) -> int:
    """By how many px the hindmost foot stands above the foremost: the lower end of what stands at either side."""
    visible = alpha >= 128
    columns = np.nonzero(visible.any(axis=0))[0]
    if not len(columns):
        return 0
    lowest = alpha.shape[0] - 1 - np.argmax(visible[::-1][:, columns], axis=0)
    above = lowest.max() - lowest
    third = max(1, len(columns) // 3)
    sides = [int(side.min()) for side in (above[:third], above[-third:])]
    return max((one for one in sides if one <= FOOT * alpha.shape[0]), default=0)


def cloud(random: Random, height: int, width: int, cells: float, octaves: int = 5, rough: float = 0.5) -> Floats:
    """Smooth noise from 0 to 1: `cells` lumps across the shorter side, each octave twice as fine and `rough` times as strong."""
    import cv2

    total, weight = np.zeros((height, width), np.float32), 1.0
    side = min(height, width)
    for octave in range(octaves):
        step = side / (cells * 2**octave)
        if step < 1.5:
            break
        grid = random.random((max(2, round(height / step) + 2), max(2, round(width / step) + 2))).astype(np.float32)
        total += weight * floats(cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC))
        weight *= rough
    low, high = np.percentile(total, (0.5, 99.5))
    return floats(np.clip((total - low) / max(float(high - low), 1e-6), 0, 1))


def soften(plane: Floats, sigma: float) -> Floats:
    import cv2

    return floats(cv2.GaussianBlur(plane, (0, 0), max(sigma, 0.3), borderType=cv2.BORDER_REFLECT))


def onto_floor(stage: Stage, texture: Floats, scale: float = 1.0) -> Floats:
    """A square texture laid on the floor in perspective; rows above the horizon repeat what lies at it.

    `scale`: how many px of the texture one px at the front shows.
    """
    import cv2

    camera = stage.horizon - 0.42 * stage.height  # the row of the vanishing point
    depth = np.maximum(np.arange(stage.height, dtype=np.float32), stage.horizon) - camera
    near = stage.height - camera
    across = (np.arange(stage.width, dtype=np.float32) - stage.width / 2)[None] * (near / depth)[:, None] * scale
    along = np.repeat((near * near / depth * scale)[:, None], stage.width, axis=1)
    size = texture.shape[0]

    def folded(place: Floats) -> Floats:
        """Back and forth over the tile, so that no seam shows."""
        return floats(np.abs((place % (2 * size)) - size) * (size - 1) / size)

    return floats(cv2.remap(texture, folded(floats(across + size / 2)), folded(floats(along)), cv2.INTER_LINEAR))
