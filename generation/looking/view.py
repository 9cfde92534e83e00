"""A stored picture as lookers get it: small enough for bounded memory, the product outlined."""

from __future__ import annotations

import numpy as np

from generation.looking.contract import View
from generation.pictures import open_picture

LONGEST = 1600  # px; print on labels is still legible


def view_of(data: bytes) -> View:
    """Raises `Refused("photo.unreadable" | "photo.too_large")`, and what the chosen cut-out raises when it cannot be loaded."""
    from PIL import Image

    from generation.engines.studio.cutout import cut_out

    picture = open_picture(data)
    scale = max(1.0, max(picture.size) / LONGEST)
    if scale > 1:
        size = (max(1, round(picture.width / scale)), max(1, round(picture.height / scale)))
        picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    alpha = np.asarray(picture.getchannel("A")) if picture.mode == "RGBA" else None
    rgb = np.asarray(picture.convert("RGB"))
    found = cut_out(rgb, alpha)
    return View(rgb, found.alpha, found.confidence.overall, scale, cut=alpha is not None and found.alpha is alpha)
