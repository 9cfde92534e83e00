"""Products with a body, drawn without a renderer: vessels, lamps, devices, seats, toys, plants, bags, sets of several things.

Unlimited in number, where rendered views are few; less true in light and matter.
"""

from __future__ import annotations

import numpy as np

from generation.engines.studio.colour import Bytes, Floats, floats
from generation.training.cutout import grounds
from generation.training.cutout.meshes import Surface, box, drawn, joined, tube, turned

Chance = np.random.Generator
FINE = 2  # times larger drawn than asked
MATERIALS = 6  # of one product at most; parts share them


def solid(chance: Chance, side: int) -> tuple[Bytes, Floats]:
    """RGBA bytes with straight alpha, and the light left on the ground around it (1: no shadow), both `side` squared."""
    import cv2

    seen = drawn(chance, body(chance), side * FINE, chance.choice((0.0, chance.uniform(0, 0.3), chance.uniform(0, 1))))
    size = side * FINE
    skins = [_skin(chance, side) for _ in range(MATERIALS)]
    colour = np.zeros((size, size, 3), np.float32)
    for number, skin in enumerate(skins):
        here = seen.material == number
        if here.any():
            colour[here] = cv2.resize(skin, (size, size), interpolation=cv2.INTER_LINEAR)[here]
    light = _smooth(seen.light, seen.cover)
    colour = floats(colour * light[..., None] + 255 * _smooth(seen.shine, seen.cover)[..., None])
    colour = floats(colour * seen.cover[..., None])
    cover = floats(cv2.resize(seen.cover, (side, side), interpolation=cv2.INTER_AREA))
    small = cv2.resize(colour, (side, side), interpolation=cv2.INTER_AREA) / np.maximum(cover, 1e-3)[..., None]
    rgba = np.dstack([np.clip(small, 0, 255), 255 * cover]).round().astype(np.uint8)
    shadow = cv2.resize(seen.shadow, (side, side), interpolation=cv2.INTER_AREA)
    shadow = cv2.GaussianBlur(shadow, (0, 0), side * chance.uniform(0.004, 0.05))
    return rgba, floats(1 - chance.uniform(0.2, 0.75) * shadow)


def _smooth(plane: Floats, cover: Floats) -> Floats:
    """Over the flat faces of round things; the plane is 0 where nothing is."""
    import cv2

    soft = 0.005 * plane.shape[0]
    return floats(cv2.GaussianBlur(plane, (0, 0), soft) / np.maximum(cv2.GaussianBlur(cover, (0, 0), soft), 1e-3))


def body(chance: Chance) -> Surface:
    """One thing, or at times two or three that are sold together."""
    make = BODIES[chance.integers(len(BODIES))]
    first = make(chance)
    if chance.random() < 0.88:
        return first
    again = make(chance) if chance.random() < 0.5 else first
    gap = (np.ptp(first.corners[..., 0]) + np.ptp(again.corners[..., 0])) / 2 * chance.uniform(0.95, 1.4)
    way = chance.choice((-1.0, 1.0))
    return joined([first, again.moved((way * gap, chance.uniform(-0.3, 0.3), 0), chance.uniform(-1, 1))])


def _skin(chance: Chance, side: int) -> Floats:
    makers = (
        *(grounds.paper,) * 5,
        grounds.wood,
        grounds.cloth,
        grounds.marble,
        grounds.stripes,
        grounds.gravel,
    )
    half = max(2, side // 2)
    skin = makers[chance.integers(len(makers))](chance, (half, half))
    return floats(np.clip(skin, 0, 255))


def _bent(points: np.ndarray, count: int = 6) -> np.ndarray:
    """A smooth curve (Catmull and Rom's) through the points (n, k)."""
    t = np.linspace(0, 1, count, endpoint=False)[:, None]
    padded = np.concatenate([points[:1], points, points[-1:]])
    pieces = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False)
    ]
    return np.concatenate([*pieces, points[-1:]])


def _banded(chance: Chance, rows: int, columns: int) -> np.ndarray:
    """Materials of a turned wall: one, with bands, with a label."""
    skin = np.zeros((rows, columns), int)
    if chance.random() < 0.4:
        low, high = np.sort(chance.integers(0, rows, 2))
        skin[low:high] = 1
    if chance.random() < 0.35:
        top, left = int(rows * chance.uniform(0.2, 0.5)), int(columns * chance.uniform(0.5, 0.75))
        down, right = int(rows * chance.uniform(0.6, 0.9)), left + int(columns * chance.uniform(0.1, 0.3))
        skin[top:down, left:right] = 2
    return skin


def _vessel(chance: Chance, height: float | None = None) -> Surface:
    """Bottle, cup, bowl, vase, jar, candle: open or closed, with handle, lid and label or without."""
    height = chance.uniform(0.3, 1.2) if height is None else height
    widest = chance.uniform(0.15, 0.5) * min(1.0, 0.5 + height / 2)
    if chance.random() < 0.4:  # straight, as most cups and jars
        low = widest * chance.uniform(0.75, 1.05)
        knots = np.array([(low, 0.0), (widest, height * 0.5), (widest * chance.uniform(0.9, 1.1), height)])
    else:
        count = int(chance.integers(3, 6))
        knots = np.stack([widest * chance.uniform(0.25, 1, count), np.linspace(0, height, count)], axis=1)
    wall = np.maximum(_bent(knots), (0.02, 0.0))
    parts = [turned(np.concatenate([[(0.0, 0.0)], wall]), _banded(chance, len(wall), 40))]
    mouth = float(wall[-1, 0])
    if chance.random() < 0.55:  # open: the inner wall, and what it is filled with
        depth = height * chance.uniform(0.03, 0.7)
        inner = np.array([(mouth * 0.92, height), (mouth * 0.88, height - depth), (0.0, height - depth)])
        parts.append(turned(inner, np.array([[0], [int(chance.integers(0, 5))]])))
    else:
        parts.append(turned(np.array([(mouth, height), (0.0, height)]), 0))
        if chance.random() < 0.7:
            top, rim = height + chance.uniform(0.03, 0.25) * height, mouth * chance.uniform(0.7, 1.1)
            lid = np.array([(rim, height), (rim * chance.uniform(0.4, 1.0), top), (0.0, top)])
            parts.append(turned(lid, int(chance.choice((0, 3, 3)))))
            if chance.random() < 0.4:
                a = np.linspace(0, np.pi, 10)
                arch = np.stack([rim * 0.7 * np.cos(a), 0 * a, top + rim * chance.uniform(0.4, 1) * np.sin(a)], axis=1)
                parts.append(tube(arch, rim * 0.1, 3))
    if chance.random() < 0.35:
        start, end = height * chance.uniform(0.65, 0.9), height * chance.uniform(0.1, 0.4)
        reach, turn = widest * chance.uniform(1.3, 2.0), chance.uniform(-np.pi, np.pi)
        bow = _bent(np.array([(widest * 0.8, start), (reach, start), (reach, end), (widest * 0.8, end)]), 5)
        path = np.stack([bow[:, 0] * np.cos(turn), bow[:, 0] * np.sin(turn), bow[:, 1]], axis=1)
        parts.append(tube(path, widest * chance.uniform(0.06, 0.16), int(chance.choice((0, 0, 3)))))
    return joined(parts)


def _carton(chance: Chance) -> Surface:
    """Box, device, parcel, book: print, screen, knobs, feet, a grip."""
    w, d, h = chance.uniform(0.2, 1), chance.uniform(0.05, 0.7), chance.uniform(0.2, 1)
    rows, columns = 24, 24
    y, x = np.mgrid[0.5:rows, 0.5:columns] / 24
    front = np.zeros((rows, columns), int)
    for number in range(int(chance.integers(0, 4))):
        left, top = chance.uniform(0.02, 0.6, 2)
        across, down = chance.uniform(0.1, 0.8, 2)
        front[(x > left) & (x < min(0.97, left + across)) & (y > top) & (y < min(0.97, top + down))] = 1 + number
    for _ in range(int(chance.choice((0, 0, 1, 3)))):
        centre, r = chance.uniform(0.1, 0.9, 2), chance.uniform(0.03, 0.15)
        front[((x - centre[0]) * w) ** 2 + ((y - centre[1]) * h) ** 2 < r**2 * w * h] = int(chance.integers(1, 5))
    parts = [box(w, d, h, front, int(chance.choice((0, 0, 5))))]
    if chance.random() < 0.3:
        s = chance.uniform(0.4, 1.05)
        parts.append(box(w * s, d * s, h * chance.uniform(0.05, 0.6), np.full((4, 4), 4), 4).moved((0, 0, h)))
    if chance.random() < 0.3:
        lift = chance.uniform(0.03, 0.12)
        parts = [part.moved((0, 0, lift)) for part in parts]
        for x0 in (-0.4, 0.4):
            for y0 in (-0.4, 0.4):
                parts.append(tube(np.array([(x0 * w, y0 * d, lift), (x0 * w, y0 * d, 0.0)]), 0.025, 3))
    elif chance.random() < 0.3:
        a = np.linspace(0, np.pi, 12)
        arch = np.stack([0.4 * w * np.cos(a), 0 * a, h + chance.uniform(0.1, 0.4) * np.sin(a)], axis=1)
        parts.append(tube(arch, chance.uniform(0.01, 0.035), 3))
    return joined(parts)


def _seat(chance: Chance) -> Surface:
    """Stool, chair, table, bench: a top on legs, rails, a back."""
    w, d, h = chance.uniform(0.3, 1.0), chance.uniform(0.3, 0.7), chance.uniform(0.2, 0.9)
    thick, leg = chance.uniform(0.02, 0.15), chance.uniform(0.012, 0.045)
    legs = int(chance.choice((0, 0, 1)))
    if chance.random() < 0.5:
        d = w
        top = turned(np.array([(0.0, h), (w / 2, h), (w / 2, h + thick), (0.0, h + thick)]), 0)
    else:
        top = box(w, d, thick, np.zeros((3, 8), int), 0).moved((0, 0, h))
    count = int(chance.choice((3, 4, 4, 4)))
    angle = 2 * np.pi * (np.arange(count) + 0.5) / count + chance.uniform(-0.1, 0.1)
    splay, reach = chance.uniform(0.85, 1.4), chance.uniform(0.45, 0.65)
    tops = np.stack([reach * w * np.cos(angle), reach * d * np.sin(angle), np.full(count, h)], axis=1)
    feet = tops * (splay, splay, 0)
    parts = [top, *(tube(np.array([a, (a + b) / 2, b]), leg, legs) for a, b in zip(tops, feet, strict=True))]
    if chance.random() < 0.6:
        for one in range(count):
            share = chance.uniform(0.3, 0.75)
            ends = [tops[k] * (1 - share) + feet[k] * share for k in (one, (one + 1) % count)]
            parts.append(tube(np.array([ends[0], (ends[0] + ends[1]) / 2, ends[1]]), leg * 0.7, legs))
    if chance.random() < 0.35:
        tall = chance.uniform(0.2, 0.8)
        if chance.random() < 0.5:
            parts.append(box(w, 0.06, tall, np.full((4, 4), 1), 1).moved((0, d / 2, h + thick)))
        else:
            for x in np.linspace(-0.45, 0.45, int(chance.integers(3, 7))):
                parts.append(tube(np.array([(x * w, d / 2, h), (x * w, d / 2 + 0.05, h + tall)]), leg * 0.6, legs))
            rail = np.array(
                [(-w / 2, d / 2 + 0.05, h + tall), (0, d / 2 + 0.08, h + tall), (w / 2, d / 2 + 0.05, h + tall)]
            )
            parts.append(tube(rail, leg, legs))
    return joined(parts)


def _lamp(chance: Chance) -> Surface:
    """A foot, a stem and a shade: lamps, but also brushes, funnels, parasols."""
    stem = _vessel(chance, chance.uniform(0.2, 0.8)) if chance.random() < 0.6 else None
    height = float(stem.corners[..., 2].max()) if stem else chance.uniform(0.3, 1.0)
    foot = chance.uniform(0.08, 0.25)
    parts = [stem] if stem else [turned(np.array([(0.0, 0.0), (foot, 0.0), (foot, 0.03), (0.0, 0.04)]), 0, 24)]
    if not stem:
        parts.append(tube(np.array([(0.0, 0.0, 0.0), (0.0, 0.0, height)]), chance.uniform(0.01, 0.04), 0))
    wide, narrow, tall = chance.uniform(0.2, 0.5), chance.uniform(0.3, 1.0), chance.uniform(0.15, 0.5)
    low = height - tall * chance.uniform(0.0, 0.5)
    parts.append(
        turned(np.array([(wide, low), (wide * (1 + narrow) / 2, low + tall / 2), (wide * narrow, low + tall)]), 1)
    )
    if chance.random() < 0.4:
        end = (chance.choice((-1.0, 1.0)) * chance.uniform(0.3, 0.9), chance.uniform(-0.4, 0.4), 0.01)
        middle = (end[0] / 2, end[1] / 2 + chance.uniform(-0.2, 0.2), 0.01)
        parts.append(tube(_bent(np.array([(0.0, 0.0, 0.02), middle, end])), 0.012, int(chance.choice((0, 3)))))
    return joined(parts)


def _toy(chance: Chance) -> Surface:
    """A body of boxes on wheels, or on nothing."""
    w, d, h = chance.uniform(0.5, 1.1), chance.uniform(0.25, 0.5), chance.uniform(0.15, 0.35)
    wheel = chance.uniform(0.08, 0.18)
    rows = np.zeros((6, 12), int)
    rows[:, -2:] = chance.integers(0, 2)
    parts = [box(w, d, h, rows, 0).moved((0, 0, wheel))]
    cab = np.full((8, 12), int(chance.choice((0, 1))))
    cab[2:6, 1:5] = cab[2:6, 7:11] = 2
    wide, tall = w * chance.uniform(0.35, 0.8), chance.uniform(0.12, 0.3)
    at = chance.uniform(-0.5, 0.5) * (w - wide)
    upper = box(wide, d * 0.9, tall, cab, int(cab[0, 0])).moved((at, 0, wheel + h))
    lean = chance.uniform(0, 0.5) * (upper.corners[..., 2:] - wheel - h)
    parts.append(
        Surface(
            floats(upper.corners * (1, 1, 1) - lean * (np.sign(upper.corners[..., :1] - at) * (1, 0, 0))),
            upper.material,
        )
    )
    if chance.random() < 0.4:
        parts.append(box(wide * 0.9, d, 0.05, np.full((2, 2), 4), 4).moved((at, 0, wheel + h + tall)))
    rim = np.array([(0.0, 0.06), (wheel * 0.4, 0.06), (wheel, 0.05), (wheel, 0.0), (0.0, 0.0)])
    skin = np.array([[4], [3], [3], [3]])
    for x in (-0.32, 0.32):
        for y in (-d / 2, d / 2 + 0.04):
            parts.append(turned(rim, skin, 20).lying().moved((x * w, y, wheel)))
    return joined(parts)


def _plant(chance: Chance) -> Surface:
    """Leaves or stalks out of a pot: as many gaps as product."""
    h, r = chance.uniform(0.15, 0.45), chance.uniform(0.12, 0.3)
    pot = np.array([(0.0, 0.0), (r * 0.7, 0.0), (r, h), (r * 0.9, h), (r * 0.85, h * 0.92), (0.0, h * 0.92)])
    parts = [turned(pot, np.array([[0], [0], [0], [0], [1]]), 28)]
    wide = chance.uniform(0.01, 0.06)
    for _ in range(int(chance.integers(5, 24))):
        a, lean, tall = chance.uniform(0, 6.3), chance.uniform(0, 0.5), chance.uniform(0.2, 0.8)
        spine = np.array([(0.1, 0.9 * h), (0.3 * lean + 0.1 * r, h + 0.6 * tall), (lean, h + tall)])
        path = _bent(spine, 5)
        path = np.stack([path[:, 0] * np.cos(a), path[:, 0] * np.sin(a), path[:, 1]], axis=1)
        swell = wide * np.sin(np.pi * np.linspace(0.15, 0.97, len(path)))
        parts.append(tube(path, swell, int(chance.choice((2, 2, 3))), 6, 0.2))
    return joined(parts)


def _bag(chance: Chance) -> Surface:
    """Bags, cushions, shoes, fruit: a swollen body, perhaps a strap or a sole."""
    w, d, h = chance.uniform(0.3, 0.6), chance.uniform(0.4, 1.0), chance.uniform(0.25, 0.9)
    a = np.linspace(0, np.pi, 16)
    fat = chance.uniform(0.35, 1.0)
    profile = np.stack([w * np.sin(a) ** fat, h * (1 - np.cos(a)) / 2], axis=1)
    whole = turned(profile, _banded(chance, 15, 40), 40, chance.uniform(1.7, 5))
    wave = 1 + chance.uniform(0, 0.3) * np.sin(whole.corners * chance.uniform(3, 12, 3)).sum(axis=-1, keepdims=True) / 3
    parts = [Surface(floats(whole.corners * wave * (1, d, 1)), whole.material)]
    if chance.random() < 0.6:
        t = np.linspace(0, np.pi, 14)
        arch = np.stack([0.7 * w * np.cos(t), 0 * t, h * 0.85 + chance.uniform(0.15, 0.7) * np.sin(t)], axis=1)
        parts.append(tube(arch, chance.uniform(0.012, 0.05), 3, 7, chance.choice((1.0, 0.3))))
    return joined(parts)


def _frame(chance: Chance) -> Surface:
    """Rings, hoops, cables, frames: thin things with large openings."""
    parts = []
    for _ in range(int(chance.integers(1, 3))):
        r, x, thick = chance.uniform(0.15, 0.45), chance.uniform(-0.4, 0.4), chance.uniform(0.012, 0.06)
        a = np.linspace(0, 2 * np.pi, 30)
        ring = np.stack([x + r * np.cos(a), 0 * a, r + thick + r * np.sin(a)], axis=1)
        parts.append(tube(ring, thick, int(chance.integers(0, 2))))
    points = chance.uniform((-0.5, -0.1, 0.05), (0.5, 0.1, 0.8), (int(chance.integers(3, 6)), 3))
    parts.append(tube(_bent(points), chance.uniform(0.012, 0.05), 1))
    if chance.random() < 0.5:
        parts.append(box(0.25, 0.12, 0.15, np.full((3, 3), 2), 2).moved(points[-1] - (0, 0, 0.07)))
    return joined(parts)


def _set(chance: Chance) -> Surface:
    """Small vessels on a tray, or on a saucer."""
    if chance.random() < 0.4:
        cup = _vessel(chance, chance.uniform(0.25, 0.5))
        wide = float(np.abs(cup.corners[..., :2]).max()) * chance.uniform(1.0, 1.6)
        saucer = turned(np.array([(0.0, 0.02), (wide * 0.5, 0.0), (wide, 0.06), (wide * 0.6, 0.03), (0.0, 0.03)]), 0)
        return joined([saucer, cup.moved((0, 0, 0.03))])
    w, d = chance.uniform(0.7, 1.1), chance.uniform(0.35, 0.6)
    parts = [box(w, d, 0.05, np.full((2, 8), 4), 4)]
    count = int(chance.integers(2, 5))
    for place in range(count):
        x = (place + 0.5) / count - 0.5
        thing = _vessel(chance, chance.uniform(0.1, 0.35))
        parts.append(thing.moved((x * w * 0.9, chance.uniform(-0.25, 0.25) * d, 0.05), 0, chance.uniform(0.4, 0.8)))
    return joined(parts)


BODIES = (_vessel, _vessel, _vessel, _carton, _carton, _seat, _seat, _lamp, _toy, _plant, _bag, _bag, _frame, _set)
