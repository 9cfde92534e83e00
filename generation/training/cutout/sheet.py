"""What training sees, on one sheet, to be looked at by people."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from generation.engines.studio.colour import Bytes
from generation.training.cutout.scenes import Scene
from generation.training.cutout.stock import Stock

SIDE, COLUMNS, ROWS = 224, 8, 6
WARM_UP = 40  # grounds of each sort before the first scene


def draw(folder: Path, target: Path, seed: int = 1) -> None:
    from PIL import Image

    stock, chance = Stock(folder), np.random.default_rng(seed)
    stock.fill(chance, WARM_UP)
    tiles = [_tile(stock.scene(chance, (SIDE, SIDE)), place % 2 == 1) for place in range(COLUMNS * ROWS)]
    rows = [np.concatenate(tiles[start : start + COLUMNS], axis=1) for start in range(0, len(tiles), COLUMNS)]
    Image.fromarray(np.concatenate(rows)).save(target)


def _tile(scene: Scene, outlined: bool) -> Bytes:
    import cv2

    tile = scene.rgb.copy()
    if outlined:
        edge = np.abs(cv2.Laplacian((scene.alpha > 0.5).astype(np.float32), -1)) > 0
        tile[edge] = (255, 0, 255)
    return tile
