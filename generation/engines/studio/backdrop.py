"""A model of what stands behind the product: a smooth field of colour fitted to the frame's border.

Studio paper, walls and table tops change colour slowly, so a cubic polynomial in x and y for each Lab plane describes
them, vignettes and light falloff included. The fit is robust (iteratively reweighted least squares with Cauchy
weights) and grows inwards: pixels that agree with the fit join the next one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generation.engines.studio.colour import Floats, Mask

RING = 0.04  # width of the border that is taken for backdrop at first, as a share of the longer side
FITTED_PIXELS = 5000  # a fit over more gains nothing
DEGREES = (1, 2, 2, 3, 3)


@dataclass(frozen=True, slots=True)
class Backdrop:
    """`field` is the expected Lab colour at every pixel, `residual` the photo's distance from it.

    `noise` is the standard deviation of the backdrop's own pixels (Lab units, at least 0.6); `coverage` the share
    (0..1) of the border that the field explains.
    """

    field: Floats
    residual: Floats
    noise: float
    coverage: float

    @property
    def tolerance(self) -> float:
        """A residual below this is backdrop."""
        return float(np.clip(3.5 * self.noise, 3.0, 12.0))

    @property
    def plain(self) -> bool:
        """Whether it is one even surface, so that its colour alone tells product from backdrop."""
        return self.noise < 3.6 and self.coverage > 0.66


def border_ring(shape: tuple[int, int], share: float = RING) -> Mask:
    """The frame's border as a mask."""
    width = max(2, round(share * max(shape)))
    ring = np.ones(shape, np.bool_)
    ring[width:-width, width:-width] = False
    return ring


def fit_backdrop(lab: Floats) -> Backdrop:
    """Fit the field to a photo's Lab planes."""
    height, width = lab.shape[:2]
    ring = border_ring((height, width))
    stride = max(1, int(np.sqrt(height * width / FITTED_PIXELS)))
    sample = lab[::stride, ::stride].reshape(-1, 3).astype(np.float64)
    xs, ys = np.linspace(-1, 1, width), np.linspace(-1, 1, height)
    grid_x, grid_y = np.meshgrid(xs[::stride], ys[::stride])
    on_ring = ring[::stride, ::stride].ravel()
    used = on_ring.copy()
    noise, residual, coefficients, degree = 1.0, np.zeros(len(sample)), np.zeros((1, 3)), 0
    for degree in DEGREES:
        terms = _terms(grid_x.ravel(), grid_y.ravel(), degree)
        coefficients, noise = _robust_fit(terms[used], sample[used])
        residual = np.linalg.norm(sample - terms @ coefficients, axis=1)
        used = (residual < max(3.0, 3 * noise)) | (on_ring & (residual < 8))
    full_x, full_y = np.meshgrid(xs, ys)
    field = (_terms(full_x.ravel(), full_y.ravel(), degree) @ coefficients).reshape(lab.shape).astype(np.float32)
    distance = np.linalg.norm(lab - field, axis=2).astype(np.float32)
    noise = max(0.6, noise)
    coverage = float((distance[ring] < max(4.0, 4 * noise)).mean())
    return Backdrop(field, distance, noise, coverage)


def _terms(x: np.ndarray, y: np.ndarray, degree: int) -> np.ndarray:
    """All monomials x^i y^j with i + j <= degree, one column each."""
    return np.stack([x**i * y**j for i in range(degree + 1) for j in range(degree + 1 - i)], axis=1)


def _robust_fit(terms: np.ndarray, colours: np.ndarray) -> tuple[np.ndarray, float]:
    """Coefficients (terms, 3) and the noise that is left (1.4826 times the median residual)."""
    weights, barely = np.ones(len(terms)), 1e-9 * len(terms)
    coefficients: np.ndarray = np.zeros((terms.shape[1], 3))
    scale = 1.0
    for _ in range(6):
        weighted = terms * (weights**2)[:, None]
        coefficients = np.linalg.solve(weighted.T @ terms + barely * np.eye(terms.shape[1]), weighted.T @ colours)
        residual = np.linalg.norm(colours - terms @ coefficients, axis=1)
        scale = max(0.5, 1.4826 * float(np.median(residual)))
        weights = np.sqrt(1 / (1 + (residual / (2 * scale)) ** 2))
    return coefficients, scale
