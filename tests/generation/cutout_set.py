"""Pictures with known truth that no training has seen: the sample shop's photos, and their products before other grounds.

Training knows random wares and drawn silhouettes only. The truth of the photos was rendered from the same scenes
(`generation/training/cutout/blender/truth.py`); everything else follows from seeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
from PIL import Image

from generation.training.cutout.grounds import ground
from generation.training.cutout.scenes import Ware, photographed, placed, shadow_over, ware_of

HERE = Path(__file__).parent
PHOTOS = HERE.parent.parent / "shop_content" / "catalogue" / "sample" / "photos"
TRUTH = HERE / "cutout_truth"
ON_A_TABLE = ("candle-3-lit", "mug-3-table", "planter-3-detail")
CROPPED = ("bottle-3-detail", "lamp-3-detail", "planter-3-detail", "speaker-3-detail")  # the frame cuts them off
SIDE = 640  # px of a composed picture
PLAIN, BUSY = 12, 24  # composed pictures

Group = Literal["plain", "busy"]


@dataclass(frozen=True)
class Known:
    """`truth` is the product's alpha, 0..1."""

    name: str
    group: Group
    rgb: np.ndarray
    truth: np.ndarray


def photo_names() -> list[str]:
    return sorted(path.stem for path in TRUTH.glob("*.png"))


def photos() -> Iterator[Known]:
    """The sample shop's own photos, those that show a whole product."""
    for name in photo_names():
        if name not in CROPPED:
            rgb, truth = _read(name)
            yield Known(name, "busy" if name in ON_A_TABLE else "plain", rgb, truth)


def composed(group: Group, count: int | None = None) -> Iterator[Known]:
    """Products of the photos before grounds, in light and with shadows of their own; in busy ones with other things around."""
    wares = [ware for name in photo_names() if name not in CROPPED for ware in (_ware(name),)]
    for number in range(count or (PLAIN if group == "plain" else BUSY)):
        chance = np.random.default_rng([number, group == "plain"])
        shape = ((SIDE, SIDE), (SIDE, SIDE * 3 // 4), (SIDE * 3 // 4, SIDE))[number % 3]
        back = ground(chance, shape, plain=group == "plain").astype(np.float32)
        if group == "busy":
            back = _crowd(chance, back, wares)
        colour, alpha, shade = placed(chance, wares[number % len(wares)], shape, chance.uniform(0.5, 0.85))
        back = back * shadow_over(chance, alpha, shade)[..., None]
        picture = colour * alpha[..., None] + back * (1 - alpha[..., None])
        yield Known(f"{group}-{number:02d}", group, photographed(chance, picture.astype(np.float32)), alpha)


def every() -> Iterator[Known]:
    yield from photos()
    yield from composed("plain")
    yield from composed("busy")


def iou(alpha: np.ndarray, truth: np.ndarray) -> float:
    """Of a cut-out's alpha (bytes) with the truth (0..1), both cut at a half."""
    found, known = alpha >= 128, truth >= 0.5
    union = int((found | known).sum())
    return int((found & known).sum()) / union if union else 1.0


def boundary_f(alpha: np.ndarray, truth: np.ndarray, tolerance: float = 0.008) -> float:
    """F-score of the outline's pixels that lie within `tolerance` of the picture's diagonal of the other outline.

    As in Perazzi et al., "A benchmark dataset and evaluation methodology for video object segmentation" (2016).
    """
    import cv2

    reach = max(1, round(tolerance * float(np.hypot(*truth.shape))))
    near = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))

    def outline(mask: np.ndarray) -> np.ndarray:
        whole = mask.astype(np.uint8)
        return whole - cv2.erode(whole, np.ones((3, 3), np.uint8))

    found, known = outline(alpha >= 128), outline(truth >= 0.5)
    if not found.any() or not known.any():
        return float(found.any() == known.any())
    precision = float(cv2.dilate(known, near)[found > 0].mean())
    recall = float(cv2.dilate(found, near)[known > 0].mean())
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@cache
def _read(name: str) -> tuple[np.ndarray, np.ndarray]:
    with Image.open(PHOTOS / f"{name}.jpg") as photo, Image.open(TRUTH / f"{name}.png") as truth:
        rgb = photo.convert("RGB").resize(truth.size, Image.Resampling.LANCZOS)
        return np.asarray(rgb), np.asarray(truth).astype(np.float32) / 255


@cache
def _ware(name: str) -> Ware:
    """The product alone; what the studio's paper gave to its edge is replaced by the colour further in."""
    import cv2

    rgb, truth = _read(name)
    edge = ((truth > 0) & (truth < 0.98)).astype(np.uint8)
    inner: Any = cv2.inpaint(
        np.ascontiguousarray(rgb), cv2.dilate(edge, np.ones((3, 3), np.uint8)), 3, cv2.INPAINT_TELEA
    )
    return ware_of(np.dstack([inner, (truth * 255).round().astype(np.uint8)]), None)


def _crowd(chance: np.random.Generator, back: np.ndarray, wares: list[Ware]) -> np.ndarray:
    """Up to three other things: cut off by the frame, or small."""
    shape = (back.shape[0], back.shape[1])
    for _ in range(int(chance.integers(0, 4))):
        at_edge = chance.random() < 0.6
        place = (float(chance.choice((0.0, 1.0))), chance.uniform(0, 1)) if at_edge else (chance.uniform(0, 1), 0.12)
        share = chance.uniform(0.2, 0.45) if at_edge else chance.uniform(0.08, 0.18)
        colour, alpha, _ = placed(chance, wares[chance.integers(len(wares))], shape, share, place)
        back = back * (1 - alpha[..., None]) + colour * alpha[..., None]
    return back
