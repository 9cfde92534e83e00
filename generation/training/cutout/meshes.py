"""Surfaces of solids as lists of quadrilaterals, and a quick painter for them: form, light and cast shadow without a renderer.

Lengths are shares of a product's size; x to the right, y away from the front, z up; the ground is z = 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from generation.engines.studio.colour import Bytes, Floats, floats

Chance = np.random.Generator
FIXED = 16  # OpenCV's fixed-point share of a pixel, as 4 bits


@dataclass(frozen=True, slots=True)
class Surface:
    """Four corners of every face (n, 4, 3) and the number of its material (n,)."""

    corners: Floats
    material: np.ndarray

    def moved(self, shift: Sequence[float], turn: float = 0.0, size: float = 1.0) -> Surface:
        """Scaled, turned about z by so many radians, then shifted."""
        spin = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])
        return Surface(floats(self.corners @ (size * spin.T) + np.asarray(shift)), self.material)

    def lying(self) -> Surface:
        """Turned from upright to facing the front: a wheel, a knob."""
        x, y, z = np.moveaxis(self.corners, -1, 0)
        return Surface(floats(np.stack([x, -z, y], axis=-1)), self.material)


def grid(points: Floats, material: int | np.ndarray) -> Surface:
    """The faces between the points (rows, columns, 3) of a bent sheet."""
    corners = np.stack([points[:-1, :-1], points[:-1, 1:], points[1:, 1:], points[1:, :-1]], axis=2).reshape(-1, 4, 3)
    numbers = np.broadcast_to(np.asarray(material), (points.shape[0] - 1, points.shape[1] - 1)).reshape(-1)
    return Surface(floats(corners), numbers)


def turned(profile: np.ndarray, material: int | np.ndarray, sides: int = 40, square: float = 2.0) -> Surface:
    """A profile of (radius, z) turned about z; `square` above 2 makes the round one boxy, as a superellipse."""
    angle = np.linspace(0, 2 * np.pi, sides + 1)
    c, s = np.cos(angle), np.sin(angle)
    reach = (np.abs(c) ** square + np.abs(s) ** square) ** (-1 / square)
    radius, z = profile[:, :1], profile[:, 1:]
    points = np.stack([radius * (reach * c), radius * (reach * s), z + 0 * radius * angle], axis=-1)
    return grid(floats(points), material)


def box(width: float, depth: float, height: float, front: np.ndarray, material: int) -> Surface:
    """Stands on z = 0; the materials of the front's faces (rows from the top, columns) are `front`."""
    rows, columns = front.shape
    parts = []
    w, d = width / 2, depth / 2
    sheets = (
        ((-w, -d, height), (width, 0, 0), (0, 0, -height), front),
        ((w, d, height), (-width, 0, 0), (0, 0, -height), material),
        ((w, -d, height), (0, depth, 0), (0, 0, -height), material),
        ((-w, d, height), (0, -depth, 0), (0, 0, -height), material),
        ((-w, d, height), (width, 0, 0), (0, -depth, 0), material),
    )
    for corner, across, down, skin in sheets:
        n, m = (rows, columns) if skin is front else (4, 4)
        u, v = np.linspace(0, 1, m + 1)[None, :, None], np.linspace(0, 1, n + 1)[:, None, None]
        parts.append(grid(floats(np.asarray(corner) + u * np.asarray(across) + v * np.asarray(down)), skin))
    return joined(parts)


def tube(path: np.ndarray, radius: float | np.ndarray, material: int, sides: int = 7, flat: float = 1.0) -> Surface:
    """Along the points (n, 3); `flat` below 1 makes it a strap or a leaf."""
    along = np.gradient(path, axis=0)
    along = along / np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-6)
    hint = np.where(np.abs(along[:, 1:2]) < 0.9, (0.0, 1.0, 0.0), (1.0, 0.0, 0.0))
    side = np.cross(along, hint)
    side = side / np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-6)
    other = np.cross(along, side)
    angle = np.linspace(0, 2 * np.pi, sides + 1)[None, :, None]
    thick = np.broadcast_to(np.asarray(radius, dtype=np.float64), len(path))[:, None, None]
    ring = side[:, None] * np.cos(angle) + flat * other[:, None] * np.sin(angle)
    return grid(floats(path[:, None] + thick * ring), material)


def joined(parts: Sequence[Surface]) -> Surface:
    return Surface(
        floats(np.concatenate([part.corners for part in parts])), np.concatenate([part.material for part in parts])
    )


@dataclass(frozen=True, slots=True)
class Drawn:
    """(height, width) planes: light on the surface, its highlight, the number of its material, cover and shadow, all but the
    third 0..1 or a little more.
    """

    light: Floats
    shine: Floats
    material: Bytes
    cover: Floats
    shadow: Floats


def drawn(chance: Chance, solid: Surface, side: int, gloss: float) -> Drawn:
    """Seen from somewhere before and above it, lit by a lamp and the sky; the longer side fills most of the picture."""
    import cv2

    middle = (solid.corners.min(axis=(0, 1)) + solid.corners.max(axis=(0, 1))) / 2
    size = float(np.linalg.norm(solid.corners.max(axis=(0, 1)) - solid.corners.min(axis=(0, 1))))
    turn = chance.uniform(-0.9, 0.9) if chance.random() < 0.8 else chance.uniform(-np.pi, np.pi)
    rise = np.radians(chance.choice((chance.uniform(1, 14), chance.uniform(8, 35), chance.uniform(30, 80))))
    back = np.array([np.sin(turn) * np.cos(rise), -np.cos(turn) * np.cos(rise), np.sin(rise)])
    right = np.array([np.cos(turn), np.sin(turn), 0.0])
    up = np.cross(back, right) * -1
    up = up if up[2] > 0 else -up
    away = size * chance.uniform(1.6, 6)

    def seen(points: Floats) -> tuple[np.ndarray, np.ndarray]:
        """Places (…, 2) in px of the picture, and the distance."""
        from_middle = points - middle
        depth = away - from_middle @ back
        scale = 0.85 * side / size * away / np.maximum(depth, 0.2 * away)
        x, y = from_middle @ right * scale, from_middle @ up * scale
        return np.stack([side / 2 + x, side / 2 - y], axis=-1), depth

    places, depth = seen(solid.corners)
    normal = np.cross(solid.corners[:, 2] - solid.corners[:, 0], solid.corners[:, 3] - solid.corners[:, 1]).astype(
        np.float64
    )
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    normal *= np.where(normal @ back < 0, -1.0, 1.0)[:, None]
    lamp = right * chance.uniform(-1, 1) + up * chance.uniform(0.2, 1.2) + back * chance.uniform(0.1, 1.2)
    lamp /= np.linalg.norm(lamp)
    sky = chance.uniform(0.25, 0.7)
    light = sky * (0.75 + 0.25 * normal[:, 2]) + (1.1 - sky) * np.clip(normal @ lamp, 0, None)
    half = (lamp + back) / np.linalg.norm(lamp + back)
    shine = gloss * np.clip(normal @ half, 0, 1) ** chance.uniform(10, 120)
    picture = np.zeros((side, side, 3), np.float32)
    cover = np.zeros((side, side), np.uint8)
    order = np.argsort(-depth.mean(axis=1))
    fixed = np.clip(places * FIXED, -(2**20), 2**20).astype(np.int32)
    values = np.stack([light, shine, solid.material], axis=1)
    for corners, value in zip(fixed[order], values[order].tolist(), strict=True):
        cv2.fillConvexPoly(picture, corners, value, cv2.LINE_8, 4)
        cv2.fillConvexPoly(cover, corners, 255, cv2.LINE_8, 4)
    shadow = np.zeros((side, side), np.uint8)
    if lamp[2] > 0.1:
        on_ground = solid.corners - solid.corners[..., 2:] / lamp[2] * lamp
        for corners in np.clip(seen(floats(on_ground))[0] * FIXED, -(2**20), 2**20).astype(np.int32):
            cv2.fillConvexPoly(shadow, corners, 255, cv2.LINE_8, 4)
    return Drawn(
        floats(picture[..., 0]),
        floats(picture[..., 1]),
        picture[..., 2].round().astype(np.uint8),
        floats(cover / 255),
        floats(shadow / 255),
    )
