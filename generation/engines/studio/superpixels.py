"""SLIC superpixels (Achanta et al., "SLIC superpixels compared to state-of-the-art methods", 2012), in numpy."""

from __future__ import annotations

import numpy as np

from generation.engines.studio.colour import Floats, Labels

COMPACTNESS = 12.0  # Lab units that one superpixel's width weighs
ROUNDS = 6


def superpixels(lab: Floats, count: int, rounds: int = ROUNDS) -> Labels:
    """About `count` patches of similar colour: their numbers 0..n-1 as a plane."""
    height, width = lab.shape[:2]
    step = np.sqrt(height * width / count)
    rows, columns = max(2, round(height / step)), max(2, round(width / step))
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    scale = COMPACTNESS / step
    features = np.dstack([lab, x * scale, y * scale]).reshape(-1, 5).astype(np.float32)
    home_row = np.minimum((y * rows / height).astype(np.int64), rows - 1).ravel()
    home_column = np.minimum((x * columns / width).astype(np.int64), columns - 1).ravel()
    labels = home_row * columns + home_column
    for _ in range(rounds):
        centres = _means(features, labels, rows * columns)
        labels = _nearest(features, centres, home_row, home_column, rows, columns, labels)
    numbers = np.unique(labels, return_inverse=True)[1]
    return np.asarray(numbers, dtype=np.int64).reshape(height, width)


def _means(features: Floats, labels: Labels, count: int) -> Floats:
    sizes = np.maximum(np.bincount(labels, minlength=count), 1)
    sums = [np.bincount(labels, features[:, k], count) for k in range(features.shape[1])]
    return (np.stack(sums, axis=1) / sizes[:, None]).astype(np.float32)


def _nearest(
    features: Floats, centres: Floats, home_row: Labels, home_column: Labels, rows: int, columns: int, labels: Labels
) -> Labels:
    """Each pixel's nearest centre among the nine around its home cell."""
    best = np.full(len(features), np.inf, np.float32)
    nearest = labels.copy()
    for down in (-1, 0, 1):
        row = np.clip(home_row + down, 0, rows - 1)
        for right in (-1, 0, 1):
            candidate = row * columns + np.clip(home_column + right, 0, columns - 1)
            apart = features - centres[candidate]
            distance = np.einsum("ij,ij->i", apart, apart)
            closer = distance < best
            best[closer] = distance[closer]
            nearest[closer] = candidate[closer]
    return nearest
