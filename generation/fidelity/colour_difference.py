"""CIEDE2000, the colour difference that eyes agree with best.

After CIE 142:2001 in the notation of Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula: implementation
notes, supplementary test data, and mathematical observations" (Color Research & Application 30, 2005).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

CHUNK = 32_768  # pixels worked on at once: what is made on the way stays in the processor's cache
_FAR = np.float32(25.0**7)
_TURN = np.float32(2 * np.pi)
_HALF = np.float32(np.pi + 1e-6)  # opposite hues are not apart by more than half a turn, whatever the last digit says
_BLUE, _AROUND = np.float32(np.radians(275)), np.float32(np.radians(25))
_COS = {degrees: np.float32(np.cos(np.radians(degrees))) for degrees in (6, 30, 63)}
_SIN = {degrees: np.float32(np.sin(np.radians(degrees))) for degrees in (6, 30, 63)}


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
        found[part] = _differences(
            *(np.ascontiguousarray(colours[part].T, dtype=np.float32) for colours in (one, other))
        )
    return found


def _seventh(values: Floats) -> Floats:
    """To the seventh power, by four products: `**` takes ten times as long."""
    square = values * values
    return np.asarray(square * square * square * values, dtype=np.float32)


def _weight(mean_hue: Floats) -> Floats:
    """T of the formula, `mean_hue` in radians: its four cosines of multiples come from one cosine and one sine."""
    cosine, sine = np.cos(mean_hue), np.sin(mean_hue)
    cosine2, sine2 = 2 * cosine * cosine - 1, 2 * sine * cosine
    cosine3, sine3 = cosine2 * cosine - sine2 * sine, sine2 * cosine + cosine2 * sine
    cosine4, sine4 = 2 * cosine2 * cosine2 - 1, 2 * sine2 * cosine2
    return np.asarray(
        1
        - 0.17 * (cosine * _COS[30] + sine * _SIN[30])
        + 0.24 * cosine2
        + 0.32 * (cosine3 * _COS[6] - sine3 * _SIN[6])
        - 0.20 * (cosine4 * _COS[63] + sine4 * _SIN[63]),
        dtype=np.float32,
    )


def _differences(one: Floats, other: Floats) -> Floats:
    light1, a1, b1 = one
    light2, a2, b2 = other
    seventh = _seventh((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2)
    stretch = 1 + 0.5 * (1 - np.sqrt(seventh / (seventh + _FAR)))
    a1, a2 = a1 * stretch, a2 * stretch
    chroma1, chroma2 = np.hypot(a1, b1), np.hypot(a2, b2)
    hue1, hue2 = np.arctan2(b1, a1), np.arctan2(b2, a2)
    hue1[hue1 < 0] += _TURN
    hue2[hue2 < 0] += _TURN
    grey = chroma1 * chroma2 == 0
    apart = hue2 - hue1
    far = np.abs(apart) > _HALF
    turn = np.where(far, apart - np.copysign(_TURN, apart), apart)
    turn[grey] = 0
    light, chroma = light2 - light1, chroma2 - chroma1
    hue = 2 * np.sqrt(chroma1 * chroma2) * np.sin(turn / 2)

    mean_light, mean_chroma = (light1 + light2) / 2, (chroma1 + chroma2) / 2
    total = hue1 + hue2
    mean_hue = np.where(far, np.where(total < _TURN, total + _TURN, total - _TURN), total) / 2
    mean_hue[grey] = total[grey]
    from_middle = (mean_light - 50) ** 2
    light = light / (1 + 0.015 * from_middle / np.sqrt(20 + from_middle))
    seventh = _seventh(mean_chroma)
    bend = np.radians(60) * np.exp(-(((mean_hue - _BLUE) / _AROUND) ** 2))
    rotation = -2 * np.sqrt(seventh / (seventh + _FAR)) * np.sin(bend)
    chroma = chroma / (1 + 0.045 * mean_chroma)
    hue = hue / (1 + 0.015 * mean_chroma * _weight(mean_hue))
    return np.asarray(np.sqrt(np.maximum(light**2 + chroma**2 + hue**2 + rotation * chroma * hue, 0)), dtype=np.float32)
