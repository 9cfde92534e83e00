"""Packshots by the real engine, and what a dishonest engine could do to them before they leave."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PIL import Image

from generation import pictures
from generation.contract import Brief, Content, Control, Photo, Request, Result
from generation.engines.studio.engine import Studio
from generation.fidelity import compared
from tests.generation.briefs import MUG
from tests.generation.scenes import Scene, mug, png


def cut(scene: Scene) -> Photo:
    """A photo that comes with its own outline, so that nothing has to be found in it."""
    data = png(np.dstack([scene.rgb, np.where(scene.mask, 255, 0).astype(np.uint8)]))
    return Photo("p1", hashlib.sha256(data).hexdigest(), data, "image/png")


BRIEF = Brief("packshot", "en", MUG, photos=(cut(mug(size=760, span=0.86)),))
STUDIO = Studio("studio:")


def honest(brief: Brief = BRIEF) -> Content:
    """A packshot as the studio makes it, before the gate."""
    (result,) = STUDIO.generate([Request(brief)], Control())
    assert isinstance(result, Result), result
    return result.content


def decoded(content: Content) -> np.ndarray:
    assert content.asset is not None
    return np.asarray(Image.open(io.BytesIO(content.asset.data)).convert("RGB"))


def altered(content: Content, change: Callable[[np.ndarray, tuple[int, int, int, int]], np.ndarray]) -> Content:
    """The same picture after `change(rgb, box of the product)`."""
    assert content.asset is not None and content.asset.placement is not None
    rgb = change(decoded(content).copy(), content.asset.placement.target)
    data = pictures.encoded(rgb, "jpeg", content.asset.digital_source_type)
    return replace(content, asset=replace(content.asset, data=data))


def measured(content: Content, brief: Brief = BRIEF) -> dict[str, float]:
    asset = compared(brief, content).asset
    assert asset is not None
    return dict(asset.measures)
