"""CIEDE2000, the colour difference that eyes agree with best.

After CIE 142:2001 in the notation of Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula: implementation
notes, supplementary test data, and mathematical observations" (Color Research & Application 30, 2005).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

CHUNK = 200_000  # pixels worked on at once; more would only take memory
_FAR = 25.0**7


def to_lab(rgb: npt.NDArray[np.uint8]) -> Floats:
    """sRGB bytes (..., 3) as CIE Lab under D65: L 0..100, a and b about -128..127."""
    import cv2

    flat = rgb.reshape(-1, 1, 3).astype(np.float32) / 255
    return np.asarray(cv2.cvtColor(flat, cv2.COLOR_RGB2LAB), dtype=np.float32).reshape(rgb.shape)


def differences(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> Floats:
    """CIEDE2000 of every pair of Lab colours; both (n, 3), the answer (n,)."""
    found = np.empty(len(one), np.float32)
    for start in range(0, len(one), CHUNK):
        part = slice(start, start + CHUNK)
        found[part] = _differences(one[part].astype(np.float64), other[part].astype(np.float64))
    return found


def _differences(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    light1, a1, b1 = one.T
    light2, a2, b2 = other.T
    mean_chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - np.sqrt(mean_chroma**7 / (mean_chroma**7 + _FAR)))
    a1, a2 = a1 * stretch, a2 * stretch
    chroma1, chroma2 = np.hypot(a1, b1), np.hypot(a2, b2)
    hue1, hue2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    grey = chroma1 * chroma2 == 0
    turn = np.where(grey, 0, (hue2 - hue1 + 180) % 360 - 180)
    turn = np.where(~grey & (np.abs(hue2 - hue1) == 180), hue2 - hue1, turn)
    light, chroma = light2 - light1, chroma2 - chroma1
    hue = 2 * np.sqrt(chroma1 * chroma2) * np.sin(np.radians(turn) / 2)

    mean_light, mean_chroma = (light1 + light2) / 2, (chroma1 + chroma2) / 2
    total = hue1 + hue2
    wrapped = np.where(total < 360, (total + 360) / 2, (total - 360) / 2)
    mean_hue = np.where(grey, total, np.where(np.abs(hue1 - hue2) > 180, wrapped, total / 2))
    weight = (
        1
        - 0.17 * np.cos(np.radians(mean_hue - 30))
        + 0.24 * np.cos(np.radians(2 * mean_hue))
        + 0.32 * np.cos(np.radians(3 * mean_hue + 6))
        - 0.20 * np.cos(np.radians(4 * mean_hue - 63))
    )
    from_middle = (mean_light - 50) ** 2
    light_scale = 1 + 0.015 * from_middle / np.sqrt(20 + from_middle)
    chroma_scale = 1 + 0.045 * mean_chroma
    hue_scale = 1 + 0.015 * mean_chroma * weight
    bend = 60 * np.exp(-(((mean_hue - 275) / 25) ** 2))
    rotation = -2 * np.sqrt(mean_chroma**7 / (mean_chroma**7 + _FAR)) * np.sin(np.radians(bend))
    chroma, hue = chroma / chroma_scale, hue / hue_scale
    return np.asarray(np.sqrt(np.maximum((light / light_scale) ** 2 + chroma**2 + hue**2 + rotation * chroma * hue, 0)))
