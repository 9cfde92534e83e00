"""The segmentation network: a small encoder and decoder that says for every pixel how likely it is the product.

Made for one CPU core: most layers run at a sixteenth of the photo's side, one attention layer at a thirty-second lets every
place see every other, and the finest detail is drawn by a head that predicts sixteen pixels at a time (pixel shuffle, Shi et
al., 2016). `generation.training.cutout` makes the weights.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from generation.engines.studio.colour import Bytes, Floats, floats, resize_plane, to_lab
from generation.engines.studio.saliency import find_salient

PLANES = (
    8  # red, green, blue, distance from the backdrop, x, y, how far it stands out, how far it is tied to the border
)
MULTIPLE = 32  # px; both sides of what goes in are multiples of it
WIDTHS = (24, 48, 96, 144)
CUE_SIDE, CUE_PATCHES, CUE_ROUNDS = 104, 150, 3  # px (the square root of the area), for what stands out
RING = 0.05  # share of the frame that is taken for backdrop to begin with


def build() -> Any:
    """An untrained network: (n, PLANES, height, width) float32 to logits (n, 1, height, width) and coarser ones for training."""
    import torch
    from torch import nn
    from torch.nn import functional

    class Block(nn.Module):
        def __init__(self, width: int) -> None:
            super().__init__()
            self.one, self.first = nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width)
            self.two, self.second = nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width)

        def forward(self, x: Any) -> Any:
            y = functional.relu(self.first(self.one(x)), inplace=True)
            return functional.relu(x + self.second(self.two(y)), inplace=True)

    class Everywhere(nn.Module):
        """Self-attention over all places, without a notion of order: the same for every size of photo."""

        def __init__(self, width: int, heads: int = 4) -> None:
            super().__init__()
            self.heads = heads
            self.norm, self.three, self.out = nn.LayerNorm(width), nn.Linear(width, 3 * width), nn.Linear(width, width)
            self.second = nn.LayerNorm(width)
            self.wide = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))

        def forward(self, x: Any) -> Any:
            n, c, h, w = x.shape
            tokens = x.flatten(2).transpose(1, 2)
            q, k, v = (
                self.three(self.norm(tokens)).view(n, h * w, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4)
            )
            seen = functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(n, h * w, c)
            tokens = tokens + self.out(seen)
            tokens = tokens + self.wide(self.second(tokens))
            return tokens.transpose(1, 2).reshape(n, c, h, w)

    def reduce(before: int, after: int) -> Any:
        return nn.Sequential(
            nn.Conv2d(before, after, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(after), nn.ReLU(inplace=True)
        )

    def narrow(before: int, after: int) -> Any:
        return nn.Sequential(nn.Conv2d(before, after, 1, bias=False), nn.BatchNorm2d(after))

    class Network(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            a, b, c, d = WIDTHS
            self.stem = reduce(PLANES * 4, a)
            self.quarter = Block(a)
            self.eighth = nn.Sequential(reduce(a, b), Block(b))
            self.sixteenth = nn.Sequential(reduce(b, c), Block(c), Block(c))
            self.least = nn.Sequential(reduce(c, d), Block(d), Everywhere(d))
            self.up_c, self.skip_c, self.out_c = narrow(d, c), narrow(c, c), Block(c)
            self.up_b, self.skip_b, self.out_b = narrow(c, b), narrow(b, b), Block(b)
            self.up_a, self.skip_a, self.out_a = narrow(b, a), narrow(a, a), Block(a)
            self.head = nn.Sequential(nn.Conv2d(a + 16 * PLANES, 64, 1), nn.ReLU(inplace=True), nn.Conv2d(64, 16, 1))
            self.coarse_c, self.coarse_b = nn.Conv2d(c, 1, 1), nn.Conv2d(b, 1, 1)

        def forward(self, x: Any) -> tuple[Any, Any, Any]:
            quarter = self.quarter(self.stem(functional.pixel_unshuffle(x, 2)))
            eighth = self.eighth(quarter)
            sixteenth = self.sixteenth(eighth)
            y = self.least(sixteenth)
            y = self.out_c(functional.relu(self._twice(self.up_c(y)) + self.skip_c(sixteenth)))
            coarse_c = self.coarse_c(y)
            y = self.out_b(functional.relu(self._twice(self.up_b(y)) + self.skip_b(eighth)))
            coarse_b = self.coarse_b(y)
            y = self.out_a(functional.relu(self._twice(self.up_a(y)) + self.skip_a(quarter)))
            fine = self.head(torch.cat([y, functional.pixel_unshuffle(x, 4)], dim=1))
            return functional.pixel_shuffle(fine, 4), coarse_b, coarse_c

        @staticmethod
        def _twice(x: Any) -> Any:
            return functional.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)

    return Network()


def planes_of(rgb: Bytes, cues: Floats | None = None) -> Floats:
    """What the network sees of a photo whose sides are multiples of `MULTIPLE`: (PLANES, height, width), about -1..1.

    `cues` is what `cues_of` says of it, where that is known.
    """
    height, width = rgb.shape[:2]
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    colour = rgb.astype(np.float32).transpose(2, 0, 1) / 127.5 - 1
    told = cues_of(rgb) if cues is None else cues
    return floats(np.concatenate([colour, told[:1], x[None], y[None], told[1:]]))


def cues_of(rgb: Bytes) -> Floats:
    """How unlike each pixel is to the backdrop, how far it stands out and how far it is tied to the frame's border, 0..1:
    (3, height, width).
    """
    import cv2

    height, width = rgb.shape[:2]
    scale = CUE_SIDE / (height * width) ** 0.5
    size = (max(24, round(width * scale)), max(24, round(height * scale)))
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    found = find_salient(to_lab(np.asarray(small, dtype=np.uint8)), CUE_PATCHES, CUE_ROUNDS)
    standing = [resize_plane(plane, (height, width)) for plane in (found.salient, found.background)]
    return floats(np.stack([distance_from_backdrop(rgb), *standing]))


def distance_from_backdrop(rgb: Bytes) -> Floats:
    """How unlike each pixel is to the smooth field that best explains the frame's border: 0 (the same) to 1."""
    import cv2

    height, width = rgb.shape[:2]
    lab = floats(cv2.cvtColor(rgb.astype(np.float32) / 255, cv2.COLOR_RGB2LAB))
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    terms = np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], axis=-1)
    ring = np.ones((height, width), np.bool_)
    margin = max(2, round(RING * max(height, width)))
    ring[margin:-margin, margin:-margin] = False
    known, colours = terms[ring].astype(np.float64), lab[ring].astype(np.float64)
    weight, coefficients = np.ones(len(known)), np.zeros((6, 3))
    for _ in range(6):
        weighted = known * weight[:, None]
        left = weighted.T @ known + 1e-3 * len(known) * np.diag((0, 0.02, 0.02, 0.1, 0.1, 0.1))
        coefficients = np.asarray(np.linalg.solve(left, weighted.T @ colours), dtype=np.float64)
        residual = np.linalg.norm(colours - known @ coefficients, axis=1)
        weight = 1 / (1 + (residual / max(2.0, 1.5 * float(np.median(residual)))) ** 2)
    distance = np.linalg.norm(lab - terms @ coefficients.astype(np.float32), axis=2)
    return floats(distance / (distance + 12))
