"""What stands out of a busy scene: saliency from robust background detection.

After Zhu, Liang, Wei and Sun, "Saliency optimization from robust background detection" (CVPR 2014): a patch belongs to
the background as far as the region of like colour around it runs along the frame's border.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from generation.engines.studio.colour import Floats, Labels
from generation.engines.studio.superpixels import ROUNDS, superpixels

PATCHES = 500
COLOUR_SCALE = 10.0  # Lab distance at which two patches count as different
REACH = 0.4  # how far contrast is looked for, as a share of the longer side

_Square = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Saliency:
    """Both planes in 0..1: how much a pixel stands out, and how much it is tied to the frame's border."""

    salient: Floats
    background: Floats


def find_salient(lab: Floats, patches: int = PATCHES, rounds: int = ROUNDS) -> Saliency:
    labels = superpixels(lab, patches, rounds)
    colours, places = _patch_means(lab, labels)
    touching = _adjacency(labels, len(colours))
    border = np.zeros(len(colours), np.bool_)
    for edge in (labels[0], labels[-1], labels[:, 0], labels[:, -1]):
        border[edge] = True
    colour_distance = _distances(colours)
    background = _background_weight(colour_distance, touching, border)
    contrast = _contrast(colour_distance, _distances(places), background)
    salient = _optimise(colour_distance, touching, border, background, contrast)
    return Saliency(salient[labels].astype(np.float32), background[labels].astype(np.float32))


def _patch_means(lab: Floats, labels: Labels) -> tuple[_Square, _Square]:
    """Mean colour (n, 3) and mean place (n, 2; shares of the longer side) of every patch."""
    flat = labels.ravel()
    count = int(flat.max()) + 1
    sizes = np.bincount(flat, minlength=count)
    y, x = np.mgrid[0 : labels.shape[0], 0 : labels.shape[1]]
    longer = max(labels.shape)
    colours = np.stack([np.bincount(flat, lab[..., k].ravel(), count) / sizes for k in range(3)], axis=1)
    places = np.stack([np.bincount(flat, plane.ravel(), count) / sizes / longer for plane in (y, x)], axis=1)
    return colours, places


def _adjacency(labels: Labels, count: int) -> npt.NDArray[np.bool_]:
    touching = np.zeros((count, count), np.bool_)
    touching[labels[:, 1:].ravel(), labels[:, :-1].ravel()] = True
    touching[labels[1:].ravel(), labels[:-1].ravel()] = True
    touching |= touching.T
    np.fill_diagonal(touching, False)
    return touching


def _distances(points: _Square) -> _Square:
    return np.asarray(np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=-1)))


def _with_border_joined(touching: npt.NDArray[np.bool_], border: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """All border patches are each other's neighbours, so a background cut in two by the product stays one."""
    joined = touching.copy()
    joined[np.ix_(border, border)] = True
    np.fill_diagonal(joined, False)
    return joined


def _background_weight(
    colour_distance: _Square, touching: npt.NDArray[np.bool_], border: npt.NDArray[np.bool_]
) -> _Square:
    """1 - exp(-c^2 / 2) of the boundary connectivity c: border length over the root of the area, by geodesic affinity."""
    nearest = np.where(touching, colour_distance, np.inf).min(axis=1)
    free = float(nearest[np.isfinite(nearest)].mean())
    steps = np.where(_with_border_joined(touching, border), np.maximum(colour_distance - free, 0), np.inf)
    np.fill_diagonal(steps, 0)
    for through in range(len(steps)):  # Floyd and Warshall's shortest paths
        np.minimum(steps, steps[:, through : through + 1] + steps[through], out=steps)
    affinity = np.exp(-(steps**2) / (2 * COLOUR_SCALE**2))
    connectivity = affinity[:, border].sum(axis=1) / np.sqrt(affinity.sum(axis=1))
    return np.asarray(1 - np.exp(-(connectivity**2) / 2))


def _contrast(colour_distance: _Square, place_distance: _Square, background: _Square) -> _Square:
    near = np.exp(-(place_distance**2) / (2 * REACH**2))
    return _stretch((colour_distance * near * background[None]).sum(axis=1))


def _optimise(
    colour_distance: _Square,
    touching: npt.NDArray[np.bool_],
    border: npt.NDArray[np.bool_],
    background: _Square,
    contrast: _Square,
) -> _Square:
    """The smooth map that is 0 where background is sure and 1 where contrast is high (a linear system)."""
    direct = touching.astype(np.float32)
    wide = touching | ((direct @ direct) > 0) | _with_border_joined(touching, border)
    smooth = np.where(wide, np.exp(-(colour_distance**2) / (2 * COLOUR_SCALE**2)) + 0.1, 0)
    np.fill_diagonal(smooth, 0)
    system = 5 * np.diag(background) + np.diag(contrast) + np.diag(smooth.sum(axis=1)) - smooth
    return _stretch(np.linalg.solve(system + 1e-6 * np.eye(len(system)), contrast))


def _stretch(values: _Square) -> _Square:
    low, high = float(values.min()), float(values.max())
    return np.asarray((values - low) / max(high - low, 1e-9))
