"""What products stand before: papers, walls, tables, cloth, leaves, rooms and shelves, all drawn from a seed. sRGB bytes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from generation.engines.studio.colour import Bytes, Floats, floats

Chance = np.random.Generator

PLAIN_SHARE = 0.42


def tone(chance: Chance) -> Floats:
    """A colour, 0..255: greys, off-whites and near-blacks as often as in studios."""
    kind = chance.random()
    if kind < 0.2:
        return floats(chance.uniform(225, 255) - chance.uniform(0, 12, 3))
    if kind < 0.3:
        return floats(chance.uniform(4, 40) + chance.uniform(0, 8, 3))
    if kind < 0.5:
        return floats(chance.uniform(60, 220) + chance.uniform(-10, 10, 3))
    import cv2

    hsv = np.array([[[chance.uniform(0, 360), chance.uniform(0.1, 0.85), chance.uniform(0.25, 0.98)]]], np.float32)
    return floats(cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)[0, 0] * 255)


def clouds(chance: Chance, shape: tuple[int, int], coarse: float, octaves: int = 4, fall: float = 0.55) -> Floats:
    """Noise in -1..1 or so: random grids of `coarse` cells and finer, added up with weights that fall by `fall`."""
    import cv2

    total, weight, norm = np.zeros(shape, np.float32), 1.0, 0.0
    cells = coarse
    for _ in range(octaves):
        rows, columns = max(2, round(cells * shape[0] / max(shape))), max(2, round(cells * shape[1] / max(shape)))
        grid = chance.uniform(-1, 1, (rows, columns)).astype(np.float32)
        total += weight * floats(cv2.resize(grid, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC))
        norm += weight
        weight, cells = weight * fall, cells * 2
    return floats(total / norm)


def _grid(shape: tuple[int, int]) -> tuple[Floats, Floats]:
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    return floats(x / max(shape)), floats(y / max(shape))


def paper(chance: Chance, shape: tuple[int, int]) -> Floats:
    """One even surface: a slope of light, a vignette, a glow, the faintest grain."""
    x, y = _grid(shape)
    base = tone(chance)
    angle, slope = chance.uniform(0, 2 * np.pi), chance.uniform(0, 0.35)
    light = 1 + slope * ((x - 0.5) * np.cos(angle) + (y - 0.5) * np.sin(angle))
    cx, cy, glow = chance.uniform(0.2, 0.8), chance.uniform(0.1, 0.8), chance.uniform(-0.1, 0.4)
    light -= glow * ((x - cx) ** 2 + (y - cy) ** 2)
    picture = base * light[..., None]
    if chance.random() < 0.3:
        picture += clouds(chance, shape, 3, 3)[..., None] * chance.uniform(1, 7)
    return floats(picture)


def sweep(chance: Chance, shape: tuple[int, int]) -> Floats:
    """Wall and table, of one colour with a soft bend or of two with a line between."""
    x, y = _grid(shape)
    wall = paper(chance, shape)
    one = chance.random() < 0.5
    table = wall * chance.uniform(0.75, 1.2) if one else paper(chance, shape)
    horizon = chance.uniform(0.35, 0.85) + chance.uniform(-0.1, 0.1) * (x - 0.5)
    soft = chance.uniform(0.03, 0.2) if one else chance.choice((0.002, 0.01, 0.03))
    share = 1 / (1 + np.exp(np.clip(-(y - horizon) / soft, -30, 30)))
    return floats(wall * (1 - share[..., None]) + table * share[..., None])


def wood(chance: Chance, shape: tuple[int, int]) -> Floats:
    """Boards with grain, gaps and knots."""
    x, y = _grid(shape)
    across, along = (x, y) if chance.random() < 0.5 else (y, x)
    base = np.array(
        [(196, 152, 104), (120, 82, 54), (84, 60, 46), (150, 140, 128), (216, 190, 150), (70, 66, 64)][
            chance.integers(6)
        ]
    )
    boards = chance.integers(1, 9)
    number = np.floor(across * boards)
    shift = chance.uniform(-1, 1, 16)[(number % 16).astype(int)]
    bent = across + 0.03 * clouds(chance, shape, 3, 2) + shift
    rings = np.sin(2 * np.pi * (bent * chance.uniform(8, 40) + 0.6 * np.sin(along * 3 + 9 * shift)))
    fibres = clouds(chance, shape, 90, 2) * 0.5 + rings * chance.uniform(0.1, 0.5) + shift * 0.5
    picture = base * (1 + chance.uniform(0.08, 0.3) * fibres)[..., None]
    gap = np.abs(across * boards - np.round(across * boards)) < 0.012
    picture[gap] *= chance.uniform(0.3, 0.9)
    return floats(picture)


def marble(chance: Chance, shape: tuple[int, int]) -> Floats:
    base, vein = tone(chance), tone(chance)
    bent = clouds(chance, shape, chance.uniform(2, 5), 5)
    lines = np.exp(-np.abs(bent - chance.uniform(-0.2, 0.2)) * chance.uniform(15, 60))
    lines = 0.7 * lines + 0.5 * np.exp(-np.abs(clouds(chance, shape, 5, 5)) * 30)
    share = np.clip(lines * chance.uniform(0.3, 0.9), 0, 1)[..., None]
    return floats(base * (1 - share) + vein * share + 8 * clouds(chance, shape, 8, 4)[..., None])


def cloth(chance: Chance, shape: tuple[int, int]) -> Floats:
    """Weave and folds."""
    x, y = _grid(shape)
    angle, fine = chance.uniform(0, np.pi), chance.uniform(30, 120)
    u, v = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    weave = np.sin(2 * np.pi * fine * u) * np.sin(2 * np.pi * fine * v)
    folds = clouds(chance, shape, chance.uniform(2, 6), 3)
    return floats(tone(chance) * (1 + 0.06 * weave + chance.uniform(0.1, 0.5) * folds)[..., None])


def stripes(chance: Chance, shape: tuple[int, int]) -> Floats:
    """Stripes, tiles or bricks of two colours."""
    x, y = _grid(shape)
    angle, count = chance.uniform(0, np.pi), chance.uniform(3, 18)
    u, v = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    kind = chance.random()
    if kind < 0.35:
        share = (u * count % 1) < chance.uniform(0.2, 0.8)
    elif kind < 0.6:
        share = ((u * count % 1) < 0.5) ^ ((v * count % 1) < 0.5)
    else:
        row = np.floor(y * count)
        joint = chance.uniform(0.03, 0.1)
        share = ((y * count % 1) < joint) | (((x * count / 2 + 0.5 * (row % 2)) % 1) < joint / 2)
    one, other = tone(chance), tone(chance)
    picture = np.where(share[..., None], one, other)
    return floats(picture * (1 + 0.15 * clouds(chance, shape, 20, 4))[..., None])


def gravel(chance: Chance, shape: tuple[int, int]) -> Floats:
    """Sand, stone, asphalt, grass from above: noise of one or two colours."""
    one, other = tone(chance), tone(chance)
    share = np.clip(0.5 + clouds(chance, shape, chance.uniform(4, 80), 5, chance.uniform(0.5, 0.95)) * 1.6, 0, 1)
    return floats(one * share[..., None] + other * (1 - share[..., None]))


def foliage(chance: Chance, shape: tuple[int, int]) -> Floats:
    import cv2

    hue = chance.uniform(60, 150)
    picture = np.full((*shape, 3), floats(tone(chance)) * 0.3, np.float32)
    size = max(shape)
    for depth in range(int(chance.integers(60, 300))):
        hsv = np.array(
            [[[hue + chance.uniform(-25, 25), chance.uniform(0.2, 0.8), chance.uniform(0.1, 0.9)]]], np.float32
        )
        colour = (cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)[0, 0] * 255).tolist()
        centre = (int(chance.integers(0, shape[1])), int(chance.integers(0, shape[0])))
        axes = (int(size * chance.uniform(0.02, 0.12)), max(1, int(size * chance.uniform(0.004, 0.03))))
        cv2.ellipse(picture, centre, axes, chance.uniform(0, 180), 0, 360, colour, -1, cv2.LINE_AA)
        if depth % 60 == 0:
            picture = floats(cv2.GaussianBlur(picture, (0, 0), 2))
    return picture


def bokeh(chance: Chance, shape: tuple[int, int]) -> Floats:
    import cv2

    picture = paper(chance, shape) * chance.uniform(0.1, 1)
    for _ in range(int(chance.integers(8, 50))):
        layer = np.zeros(shape, np.float32)
        centre = (int(chance.integers(0, shape[1])), int(chance.integers(0, shape[0])))
        reach = int(max(shape) * chance.uniform(0.01, 0.12))
        cv2.circle(layer, centre, reach, 1.0, -1, cv2.LINE_AA)
        near = tuple(slice(max(0, at - reach - 2), at + reach + 3) for at in centre[::-1])
        share = layer[near][..., None] * chance.uniform(0.1, 0.8)
        picture[near] = picture[near] * (1 - share) + tone(chance) * share
    return floats(cv2.GaussianBlur(floats(picture), (0, 0), chance.uniform(1, 6)))


SURFACES: tuple[Callable[[Chance, tuple[int, int]], Floats], ...] = (
    paper,
    paper,
    paper,
    wood,
    wood,
    marble,
    cloth,
    stripes,
    gravel,
)


def room(chance: Chance, shape: tuple[int, int]) -> Floats:
    """Wall and floor with skirting, furniture, pictures, windows and a lamp, all simple forms."""
    import cv2

    height, width = shape
    wall, floor = (SURFACES[chance.integers(len(SURFACES))](chance, shape) for _ in range(2))
    horizon = int(height * chance.uniform(0.5, 0.85))
    picture = wall.copy()
    picture[horizon:] = floor[horizon:]
    if chance.random() < 0.6:
        cv2.line(picture, (0, horizon), (width, horizon), tone(chance).tolist(), int(chance.integers(1, 8)))
    for _ in range(int(chance.integers(2, 9))):
        _object(
            chance, picture, int(chance.integers(-width // 6, width)), horizon + int(chance.integers(0, height // 8))
        )
    for _ in range(int(chance.integers(0, 4))):
        x, y = int(chance.integers(0, width)), int(chance.integers(0, horizon))
        w, h = int(width * chance.uniform(0.08, 0.3)), int(height * chance.uniform(0.08, 0.3))
        cv2.rectangle(picture, (x, y), (x + w, y + h), tone(chance).tolist(), -1)
        cv2.rectangle(picture, (x, y), (x + w, y + h), tone(chance).tolist(), int(chance.integers(1, 6)))
    return picture


def _object(chance: Chance, picture: Floats, x: int, foot: int) -> None:
    """Something that stands: a box, a vase, a cupboard with doors, something on legs; with a gradient of light."""
    import cv2

    height, width = picture.shape[:2]
    w, h = int(width * chance.uniform(0.05, 0.4)), int(height * chance.uniform(0.08, 0.5))
    layer = np.zeros((height, width), np.float32)
    kind = chance.random()
    if kind < 0.4:
        cv2.rectangle(layer, (x, foot - h), (x + w, foot), 1.0, -1)
    elif kind < 0.65:
        cv2.ellipse(layer, (x + w // 2, foot - h // 2), (w // 2, h // 2), 0, 0, 360, 1.0, -1, cv2.LINE_AA)
    else:
        cv2.rectangle(layer, (x, foot - h), (x + w, foot - h // 2), 1.0, -1)
        for leg in (x, x + w - w // 8):
            cv2.rectangle(layer, (leg, foot - h // 2), (leg + max(2, w // 8), foot), 1.0, -1)
    tint = tone(chance) * np.linspace(chance.uniform(0.6, 1.1), chance.uniform(0.6, 1.1), width)[None, :, None]
    picture[:] = np.where(layer[..., None] > 0.5, tint * np.ones((height, 1, 1)), picture)
    if kind < 0.4:
        for part in range(int(chance.integers(0, 4))):
            y = foot - h + h * (part + 1) // 5
            cv2.line(picture, (x, y), (x + w, y), tone(chance).tolist(), int(chance.integers(1, 4)))


def shelves(chance: Chance, shape: tuple[int, int]) -> Floats:
    """Boards with books, jars and boxes side by side."""
    import cv2

    height, width = shape
    picture = SURFACES[chance.integers(len(SURFACES))](chance, shape) * chance.uniform(0.4, 1)
    rows = int(chance.integers(2, 6))
    board = tone(chance)
    for row in range(rows):
        foot = height * (row + 1) // rows
        x = 0
        while x < width:
            w, h = int(width * chance.uniform(0.02, 0.14)), int(height / rows * chance.uniform(0.3, 0.9))
            if chance.random() < 0.8:
                cv2.rectangle(picture, (x, foot - h), (x + w, foot), tone(chance).tolist(), -1)
                if chance.random() < 0.5:
                    cv2.rectangle(picture, (x, foot - h // 2), (x + w, foot - h // 3), tone(chance).tolist(), -1)
            x += w + int(chance.integers(0, width // 30 + 2))
        cv2.rectangle(picture, (0, foot - max(2, height // 80)), (width, foot), board.tolist(), -1)
    return floats(picture)


def table_scene(chance: Chance, shape: tuple[int, int]) -> Floats:
    """A textured table before a room or shelves out of focus."""
    import cv2

    behind = (room, shelves, foliage, bokeh, gravel)[chance.integers(5)](chance, shape)
    behind = floats(cv2.GaussianBlur(behind, (0, 0), chance.uniform(0.5, 0.02 * max(shape))))
    top = (wood, marble, cloth, paper, stripes)[chance.integers(5)](chance, shape)
    horizon = int(shape[0] * chance.uniform(0.4, 0.8))
    behind[horizon:] = top[horizon:]
    return behind


PLAIN = (paper, paper, sweep)
BUSY = (
    wood,
    wood,
    marble,
    cloth,
    stripes,
    gravel,
    foliage,
    bokeh,
    room,
    room,
    shelves,
    table_scene,
    table_scene,
    table_scene,
)


def ground(chance: Chance, shape: tuple[int, int], *, plain: bool) -> Bytes:
    """A ground of (height, width)."""
    makers = PLAIN if plain else BUSY
    picture = makers[chance.integers(len(makers))](chance, shape)
    if not plain and chance.random() < 0.5:
        x, y = _grid(shape)
        angle = chance.uniform(0, 2 * np.pi)
        light = 1 + chance.uniform(0, 0.6) * ((x - 0.5) * np.cos(angle) + (y - 0.5) * np.sin(angle))
        picture = floats(picture * light[..., None])
    return np.asarray(np.clip(picture, 0, 255).round(), dtype=np.uint8)
