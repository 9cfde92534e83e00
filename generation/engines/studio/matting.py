"""From a mask at working size to a soft edge at the photo's own size, with the backdrop's colour taken out of it.

Only a narrow band along the outline is open. In it every pixel is taken for a mixture I = a F + (1 - a) B of the
product's and the backdrop's colours nearby; a is the projection of I on the line from B to F (as in Ruzon and Tomasi,
"Alpha estimation in natural images", 2000). Where F and B are too alike to tell, a guided filter (He, Sun, Tang, 2010)
of the mask decides instead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generation.engines.studio.colour import Bytes, Floats, Mask, floats, grow, local_mean, resize_plane

DRAWN = 0.002  # of the longer side: the half width of the band in which a drawn outline is refined
ALIKE = 14.0  # sRGB levels between F and B at which colour and guided filter weigh the same


@dataclass(frozen=True, slots=True)
class Matte:
    """`alpha` 0..255; `colour` equals the photo wherever alpha is 255, and is free of backdrop elsewhere."""

    alpha: Bytes
    colour: Bytes


def matte_drawn(rgb: Bytes, drawn: Bytes) -> Matte:
    """Of a mask that a person drew at the photo's size (0..255): it counts as it is, but for a narrow band along its outline,
    where the photo says how soft the edge is."""
    solid = drawn >= 128
    alpha, colour = drawn.copy(), rgb.copy()
    if solid.any():
        radius = max(2, round(DRAWN * max(solid.shape)))
        window = _window(solid, 10 * radius)
        fine, colour[window] = _open_band(rgb[window], solid[window], radius)
        band = grow(solid[window], radius) & ~grow(solid[window], -radius)
        alpha[window] = np.where(band, fine, drawn[window])
    return Matte(alpha, colour)


def matte(rgb: Bytes, mask: Mask, even_backdrop: bool) -> Matte:
    """`mask` at any size; `even_backdrop` allows a wider band, since no texture can be mistaken for product there."""
    shape = (rgb.shape[0], rgb.shape[1])
    growth = max(shape) / max(mask.shape)
    solid = resize_plane(_rounded(mask), shape) > 0.5
    alpha, colour = np.zeros(shape, np.uint8), rgb.copy()
    if solid.any():
        radius = max(2, round((2.6 if even_backdrop else 1.8) * growth))
        window = _window(solid, 10 * radius)
        alpha[window], colour[window] = _open_band(rgb[window], solid[window], radius)
    return Matte(alpha, colour)


def _window(solid: Mask, margin: int) -> tuple[slice, slice]:
    """The product's box and some backdrop around it: nothing else needs the work."""
    rows, columns = np.nonzero(solid.any(axis=1))[0], np.nonzero(solid.any(axis=0))[0]
    return (
        slice(max(0, int(rows[0]) - margin), int(rows[-1]) + 1 + margin),
        slice(max(0, int(columns[0]) - margin), int(columns[-1]) + 1 + margin),
    )


def _open_band(rgb: Bytes, solid: Mask, radius: int) -> tuple[Bytes, Bytes]:
    """Alpha and colour where the outline may run up to `radius` px beside the mask's."""
    photo = rgb.astype(np.float32)
    front, behind = grow(solid, -radius), ~grow(solid, radius)
    thin = solid & ~grow(grow(solid, -radius), radius)
    product = _spread(photo, front | _spine(thin), 3 * radius)
    backdrop = _spread(photo, behind, 3 * radius)
    mixed = _mixture(photo, product, backdrop)
    guided = _guided(photo, solid, 2 * radius)
    reach = ((product - backdrop) ** 2).sum(axis=2)
    trust = reach / (reach + ALIKE**2)
    alpha = np.clip(trust * mixed + (1 - trust) * guided, 0, 1)
    alpha = _steepened(floats(np.where(front, 1, np.where(behind, 0, alpha))))
    alpha[~_touching(alpha > 0.05, solid)] = 0
    return (alpha * 255).round().astype(np.uint8), _decontaminated(photo, alpha, product, backdrop)


def _rounded(mask: Mask) -> Floats:
    """The mask with its staircase smoothed, so that enlarging it draws curves."""
    import cv2

    return floats(cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 0.9))


def _spine(thin: Mask) -> Mask:
    """The inner part of wires, laces and stems, which have no core of their own."""
    inner = grow(thin, -1)
    return inner if inner.any() else thin


def _spread(photo: Floats, known: Mask, radius: int) -> Floats:
    """The known colours nearby, looked for in windows that grow until they hold some."""
    colours = np.zeros_like(photo)
    open_yet = np.ones(known.shape, np.bool_)
    for step in (radius, 3 * radius, 12 * radius):
        near, share = local_mean(photo, known, step)
        found = open_yet & (share > 0.004)
        colours[found] = near[found]
        open_yet &= ~found
        if not open_yet.any():
            break
    if known.any():
        colours[open_yet] = photo[known].mean(axis=0)
    return colours


def _mixture(photo: Floats, product: Floats, backdrop: Floats) -> Floats:
    line = product - backdrop
    length = np.maximum((line**2).sum(axis=2), 1.0)
    return floats(np.clip(((photo - backdrop) * line).sum(axis=2) / length, 0, 1))


def _guided(photo: Floats, solid: Mask, radius: int) -> Floats:
    """Guided filter of the mask, with the photo's luminance as guide."""
    import cv2

    def mean(plane: Floats) -> Floats:
        return floats(cv2.blur(plane, (2 * radius + 1, 2 * radius + 1)))

    guide = floats(cv2.cvtColor(photo / 255, cv2.COLOR_RGB2GRAY))
    target = solid.astype(np.float32)
    guide_mean, target_mean = mean(guide), mean(target)
    slope = (mean(guide * target) - guide_mean * target_mean) / (mean(guide * guide) - guide_mean**2 + 1e-4)
    return floats(np.clip(mean(slope) * guide + mean(target_mean - slope * guide_mean), 0, 1))


def _steepened(alpha: Floats) -> Floats:
    """Full and empty ends made exact: a veil of 3 % over the white would be seen, one of 97 % is the product."""
    return floats(np.clip((alpha - 0.04) / 0.92, 0, 1))


def _touching(visible: Mask, solid: Mask) -> Mask:
    """The regions of `visible` that overlap the solid product: drops specks of backdrop in the open band."""
    from generation.engines.studio.regions import components

    labels, boxes = components(visible)
    kept = np.zeros(len(boxes) + 1, np.bool_)
    kept[np.unique(labels[solid])] = True
    kept[0] = False
    return np.asarray(kept[labels])


def _decontaminated(photo: Floats, alpha: Floats, product: Floats, backdrop: Floats) -> Bytes:
    """Solve the mixture for F where alpha is large; lean on the product's colour nearby where it is small."""
    edge = (alpha > 0) & (alpha < 1)
    share = np.maximum(alpha[edge], 0.05)[:, None]
    solved = np.clip((photo[edge] - (1 - share) * backdrop[edge]) / share, 0, 255)
    lean = np.clip((alpha[edge] - 0.2) / 0.6, 0, 1)[:, None]
    colour = photo.copy()
    colour[edge] = lean * solved + (1 - lean) * product[edge]
    return np.clip(colour, 0, 255).round().astype(np.uint8)
