"""Products drawn flat: silhouettes of every kind with holes and straps, shaded and textured. RGBA bytes, straight alpha."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from generation.engines.studio.colour import Bytes, Floats, floats
from generation.training.cutout import grounds

Chance = np.random.Generator
FINE = 3  # times larger than asked, drawn without antialiasing and reduced


def silhouette(chance: Chance, side: int) -> Bytes:
    import cv2

    size = side * FINE
    shape = np.zeros((size, size), np.uint8)
    (_turned, _blob, _garment, _boxes, _bars, _letters)[chance.integers(6)](chance, shape)
    for _ in range(int(chance.choice((0, 0, 0, 1, 2)))):
        centre = (int(size * chance.uniform(0.3, 0.7)), int(size * chance.uniform(0.3, 0.7)))
        axes = (int(size * chance.uniform(0.02, 0.12)), int(size * chance.uniform(0.02, 0.12)))
        cv2.ellipse(shape, centre, axes, chance.uniform(0, 180), 0, 360, 0, -1)
    if chance.random() < 0.4:
        points = _curve(chance, chance.uniform(0.15, 0.85, (4, 2))) * size
        cv2.polylines(shape, [points.astype(np.int32)], False, 255, int(size * chance.uniform(0.006, 0.03)))
    alpha = floats(cv2.resize(shape, (side, side), interpolation=cv2.INTER_AREA))
    return np.dstack([_skin(chance, alpha), alpha]).round().astype(np.uint8)


def _skin(chance: Chance, alpha: Floats) -> Floats:
    """Colour with a slope of light, a darker rim as on round bodies, patches of a second material, noise."""
    import cv2

    side = alpha.shape[0]
    makers = (
        grounds.paper,
        grounds.paper,
        grounds.wood,
        grounds.cloth,
        grounds.marble,
        grounds.stripes,
        grounds.gravel,
    )
    colour = makers[chance.integers(len(makers))](chance, (side, side))
    if chance.random() < 0.5:
        other = makers[chance.integers(len(makers))](chance, (side, side))
        low, high = np.sort(chance.uniform(0, 1, 2) * side).astype(int)
        if chance.random() < 0.5:
            colour[low:high] = other[low:high]
        else:
            colour[:, low:high] = other[:, low:high]
    depth = floats(cv2.distanceTransform((alpha > 128).astype(np.uint8), cv2.DIST_L2, 3))
    round_body = np.clip(depth / max(1.0, chance.uniform(0.02, 0.3) * float(depth.max() + 1)), 0, 1) ** 0.5
    light = 1 - chance.uniform(0, 0.6) * (1 - round_body)
    light = light + np.linspace(chance.uniform(-0.3, 0.3), chance.uniform(-0.3, 0.3), side, dtype=np.float32)[None]
    return floats(np.clip(colour * light[..., None], 0, 255))


def _curve(chance: Chance, points: np.ndarray) -> np.ndarray:
    """A smooth curve through the points (n, 2)."""
    steps = np.linspace(0, 1, 12)[:, None]
    padded = np.concatenate([points[:1], points, points[-1:]])
    pieces = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        pieces.append(
            0.5
            * (2 * b + (c - a) * steps + (2 * a - 5 * b + 4 * c - d) * steps**2 + (3 * b - a - 3 * c + d) * steps**3)
        )
    return np.concatenate(pieces)


def _fill(shape: Bytes, points: np.ndarray) -> None:
    import cv2

    cv2.fillPoly(shape, [(points * shape.shape[0]).astype(np.int32)], 255)


def _turned(chance: Chance, shape: Bytes) -> None:
    """A bottle, vase or glass seen from the side."""
    count = int(chance.integers(3, 8))
    z = np.linspace(0.08, 0.92, count)
    r = chance.uniform(0.05, 0.38, count)
    right = _curve(chance, np.stack([0.5 + r, z], axis=1))
    left = right[::-1] * (-1, 1) + (1, 0)
    _fill(shape, np.concatenate([right, left]))


def _blob(chance: Chance, shape: Bytes) -> None:
    count = int(chance.integers(4, 14))
    angles = np.sort(chance.uniform(0, 2 * np.pi, count))
    radii = chance.uniform(0.15, 0.45, count)
    points = np.stack([0.5 + radii * np.cos(angles), 0.5 + radii * np.sin(angles)], axis=1)
    _fill(shape, _curve(chance, np.concatenate([points, points[:1]])) if chance.random() < 0.7 else points)


def _garment(chance: Chance, shape: Bytes) -> None:
    """A shirt, dress or trousers, mirrored about its middle."""
    neck, shoulder, waist, hem = chance.uniform(0.04, 0.1), chance.uniform(0.15, 0.25), *chance.uniform(0.1, 0.3, 2)
    sleeve, length = chance.uniform(0.2, 0.46), chance.uniform(0.2, 0.7)
    half = [(neck, 0.1), (shoulder, 0.14), (sleeve, 0.14 + length), (sleeve - 0.1, 0.17 + length)]
    half += [(shoulder - 0.02, 0.3), (waist, 0.55), (hem, 0.92)]
    if chance.random() < 0.3:
        half.append((chance.uniform(0.01, 0.05), 0.55))
    right = np.array([(0.5 + x, y) for x, y in half])
    _fill(shape, np.concatenate([right, right[::-1] * (-1, 1) + (1, 0)]))


def _boxes(chance: Chance, shape: Bytes) -> None:
    import cv2

    size = shape.shape[0]
    for _ in range(int(chance.integers(1, 5))):
        centre = chance.uniform(0.3, 0.7, 2) * size
        extent = chance.uniform(0.08, 0.6, 2) * size
        corners = cv2.boxPoints((centre.tolist(), extent.tolist(), chance.choice((0, 0, 0, chance.uniform(-40, 40)))))
        cv2.fillPoly(shape, [corners.astype(np.int32)], 255)


def _bars(chance: Chance, shape: Bytes) -> None:
    """Frames and legs: straight bars and rings."""
    import cv2

    size = shape.shape[0]
    joints = (chance.uniform(0.12, 0.88, (int(chance.integers(3, 7)), 2)) * size).astype(int)
    thick = int(size * chance.uniform(0.01, 0.05))
    for one, other in pairwise(joints):
        cv2.line(shape, one.tolist(), other.tolist(), 255, thick)
    for place in joints[: int(chance.integers(0, 3))]:
        cv2.circle(shape, place.tolist(), int(size * chance.uniform(0.06, 0.2)), 255, thick)
    if chance.random() < 0.5:
        _boxes(chance, shape)


def _letters(chance: Chance, shape: Bytes) -> None:
    """Signs and shapes like letters, which are all stroke and hole."""
    import cv2

    size = shape.shape[0]
    word = "".join(chance.choice(list("ABDEGHKMQRSXZ08&36"), int(chance.integers(1, 4))))
    scale = size / 30 / len(word)
    thick = max(2, int(size * chance.uniform(0.02, 0.06)))
    cv2.putText(shape, word, (int(size * 0.12), int(size * 0.75)), cv2.FONT_HERSHEY_SIMPLEX, scale, 255, thick)
