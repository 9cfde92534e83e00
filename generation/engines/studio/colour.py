"""Colour arithmetic that every step of the cut-out shares: CIE Lab planes, gradients, blurs.

Shapes: images are (height, width, 3), planes and masks (height, width). Lab is in its natural units (L 0..100), so a
Euclidean distance of about 2.3 is a just noticeable difference (Mahy, Van Eycken, Oosterlinck, 1994).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Labels = npt.NDArray[np.int64]


def floats(values: Any) -> Floats:
    """What OpenCV returned, as float32."""
    return np.asarray(values, dtype=np.float32)


def to_lab(rgb: Bytes) -> Floats:
    """sRGB bytes to Lab, with sensor and JPEG noise smoothed away but edges kept."""
    import cv2

    smooth = cv2.bilateralFilter(rgb, 5, 14, 3)
    return floats(cv2.cvtColor(smooth.astype(np.float32) / 255, cv2.COLOR_RGB2LAB))


def gradient(lab: Floats) -> Floats:
    """Largest change of colour over the three planes, in Lab units per pixel."""
    import cv2

    smooth = cv2.GaussianBlur(lab, (0, 0), 0.8)
    strength = np.zeros(lab.shape[:2], np.float32)
    for plane in range(3):
        across = cv2.Scharr(smooth[..., plane], cv2.CV_32F, 1, 0)
        down = cv2.Scharr(smooth[..., plane], cv2.CV_32F, 0, 1)
        strength = np.maximum(strength, np.hypot(across, down) / 32)
    return floats(strength)


def local_mean(image: Floats, where: Mask, radius: int) -> tuple[Floats, Floats]:
    """Mean colour of the `where` pixels in the square window of `radius`, and the share of the window they fill.

    Where a window holds none, the mean is 0 and so is the share.
    """
    import cv2

    size = (2 * radius + 1, 2 * radius + 1)
    weight = where.astype(np.float32)
    share = floats(cv2.blur(weight, size))
    total = floats(cv2.blur(image * weight[..., None], size))
    return floats(total / np.maximum(share, 1e-6)[..., None]), share


def grow(mask: Mask, radius: int) -> Mask:
    """Dilation by a disc of `radius` pixels; a negative radius erodes. What lies outside the frame counts as `mask`."""
    import cv2

    if radius == 0:
        return mask
    size = 2 * abs(radius) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    change = cv2.dilate if radius > 0 else cv2.erode
    return np.asarray(change(mask.astype(np.uint8), disc)) > 0


def resize_plane(plane: npt.NDArray[Any], shape: tuple[int, int]) -> Floats:
    """Bilinear resize of a plane to (height, width)."""
    import cv2

    return floats(cv2.resize(plane.astype(np.float32), (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR))
