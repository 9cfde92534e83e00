"""Finished picture in, its distance from the photo out."""

from __future__ import annotations

import hashlib
import io
import threading
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from generation import pictures
from generation.contract import Brief, Content, Placement
from generation.correction import Correction
from generation.errors import GenerationError
from generation.fidelity.bars import LABEL
from generation.fidelity.comparison import Bytes, Comparison, compare
from generation.fidelity.label import likeness
from generation.fidelity.overlay import overlay
from generation.level import MOST, turned

UPSCALED = "upscaled"  # among the declared corrections: a model has enlarged the product
EDGE = 3  # px of the photo along the outline, where colours of product and ground mix


@dataclass(frozen=True, slots=True)
class _Sides:
    """Photo, picture and the product's alpha where both show it; `left`, `top` in the picture."""

    photo: Bytes
    picture: Bytes
    alpha: Bytes
    left: int
    top: int


def compare_with_photo(brief: Brief, content: Content) -> Content:
    """The content with the gate's measures and overlay added to its picture.

    Unchanged when there is no picture, when it declares no product's place, or when either file cannot be read: what
    was not compared has no measures, which the checks refuse.
    """
    asset = content.asset
    if asset is None or asset.placement is None or not asset.data:
        return content
    photo = next((photo for photo in brief.photos if photo.sha256 == asset.placement.photo), None)
    if photo is None:
        return content
    try:
        whole = np.asarray(pictures.open_picture(asset.data).convert("RGB"))
        sides = _sides(photo.data, whole, asset.placement)
    except (GenerationError, OSError, ValueError):
        return content
    label = likeness(sides.photo, sides.picture, sides.alpha)
    read = {} if label is None else {LABEL.measure: round(label, 4)}
    found = _found(sides, asset.placement)
    if found is None:
        return content
    shown = pictures.encoded(overlay(whole, sides.left, sides.top, found), "jpeg", asset.digital_source_type)
    return replace(
        content, asset=replace(asset, measures={**asset.measures, **found.measures(), **read}, overlay=shown)
    )


def _found(sides: _Sides, place: Placement) -> Comparison | None:
    """What a model has enlarged is compared at the photo's size: the detail that it adds is finer than the photo can tell."""
    scale = max(1.0, place.scale)
    if not place.corrections.get(UPSCALED) or scale == 1.0:
        return compare(sides.photo, sides.picture, sides.alpha, ceil(EDGE * scale))
    height, width = sides.alpha.shape
    size = (max(1, round(width / scale)), max(1, round(height / scale)))
    photo, picture, alpha = (_shrunk(plane, size) for plane in (sides.photo, sides.picture, sides.alpha))
    found = compare(photo, picture, alpha, EDGE)
    if found is None:
        return None
    import cv2

    colour = np.asarray(cv2.resize(found.colour, (width, height)), dtype=np.float32)
    core = np.asarray(cv2.resize(found.core.astype(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST)) > 0
    return replace(found, colour=colour, core=core)


def _shrunk(plane: Bytes, size: tuple[int, int]) -> Bytes:
    import cv2

    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


class Seen:
    """The last photo as a picture of it shows it: its variants are compared with the same pixels."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._seen: Bytes = np.empty(0, np.uint8)
        self._lock = threading.Lock()

    def of(self, photo: bytes, degrees: float, size: tuple[int, int], box: tuple[int, int, int, int]) -> Bytes:
        """The part `box` of the file, turned, as `size` (width, height). Raises `Refused("photo.unreadable")`."""
        from PIL import Image

        key = (hashlib.sha256(photo).digest(), degrees, size, box)
        with self._lock:
            if key != self._key:
                source = Image.fromarray(turned(np.asarray(pictures.open_picture(photo).convert("RGB")), degrees))
                self._seen = np.asarray(source.resize(size, Image.Resampling.LANCZOS, box=box))
                self._key = key
            return self._seen


_SEEN = Seen()


def _sides(photo: bytes, picture: Bytes, place: Placement) -> _Sides:
    """Raises ValueError for a place that is not in the picture."""
    from PIL import Image

    left, top, right, bottom = place.target
    height, width = picture.shape[:2]
    if not (0 <= left < right <= width and 0 <= top < bottom <= height):
        raise ValueError(f"{place.target} is not within {width} x {height} px")
    size = (right - left, bottom - top)
    corrections = dict(place.corrections)
    corrections.pop(UPSCALED, None)
    degrees = corrections.pop("turn", 0.0)
    if abs(degrees) > MOST:
        raise ValueError(f"a turn of {degrees} degrees is no correction")
    seen = _SEEN.of(photo, degrees, size, place.source)
    with Image.open(io.BytesIO(place.alpha), formats=("PNG",)) as mask:
        alpha = np.asarray(mask.convert("L").resize(size, Image.Resampling.LANCZOS))
    corrected = Correction.of(corrections).apply(seen)
    return _Sides(corrected, picture[top:bottom, left:right], alpha, left, top)
