"""`embedded:`: what arithmetic tells of a picture. Colours of the product within its outline, the ground, sharpness."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from generation.engines.base import EngineSetting
from generation.errors import Refused
from generation.looking import shades
from generation.looking.contract import Look, Shade, View

CLUSTERS = 10
SAMPLED = 20_000  # px; more say the same
LEAST_SHARE = 0.02  # of the product; smaller patches are reflections and print
INSIDE = 250  # alpha from which a pixel is the product's alone
PURE = 250  # of 255: white paper as a camera records it
WHITE_SHARE = 0.97  # of the ground
LEAST_GROUND = 0.02  # of the picture; less is no ground
SIDE = 720  # px, at which ground and sharpness are judged

Mask = npt.NDArray[np.bool_]


class Measures:
    def __init__(self, setting: str) -> None:
        """Raises `Refused("engine.setting")`."""
        parsed = EngineSetting.parse(setting)
        if parsed.target:
            raise Refused("engine.setting", f"{setting!r} takes no model; write 'embedded:'")
        self.setting = parsed.text

    def load(self) -> None:
        """Raises `Refused("engine.model_unusable")`."""
        try:
            import cv2  # noqa: F401
        except ImportError as error:
            raise Refused("engine.model_unusable", f"install opencv-python-headless: {error}") from error

    def look(self, view: View) -> Look:
        self.load()
        inside = _inside(view)
        if not inside.any():
            return Look(ground=ground_of(view), sharpness=sharpness(view.rgb, np.ones_like(inside)))
        return Look(
            colours=colours(view.rgb, inside),
            ground=ground_of(view),
            sharpness=sharpness(view.rgb, inside),
            certainty=round(view.certainty, 3),
        )


def _inside(view: View) -> Mask:
    """The product without its edge, where colours of product and ground mix; with it where nothing else is left."""
    import cv2

    sure = (view.alpha >= INSIDE).astype(np.uint8)
    width = max(2, round(max(sure.shape) * 0.006))
    core = np.asarray(cv2.erode(sure, np.ones((width, width), np.uint8))) > 0
    return core if core.sum() > 0.2 * sure.sum() else sure > 0


def colours(rgb: npt.NDArray[np.uint8], inside: Mask) -> tuple[Shade, ...]:
    """The product's colours by name, those of the same name added up; small patches are left out."""
    import cv2

    pixels = rgb[inside]
    stride = max(1, len(pixels) // SAMPLED)
    lab = shades.to_oklab(pixels[::stride]).astype(np.float32)
    count = min(CLUSTERS, len(lab))
    cv2.setRNGSeed(0)
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 30, 1e-3)
    _, labels, centres = cv2.kmeans(lab, count, None, criteria, 2, cv2.KMEANS_PP_CENTERS)  # type: ignore[call-overload]
    shares = np.bincount(np.asarray(labels).ravel(), minlength=count) / len(lab)
    sums: dict[str, list[tuple[float, npt.NDArray[np.float64]]]] = {}
    for share, centre in zip(shares, np.asarray(centres, np.float64), strict=True):
        sums.setdefault(shades.named(centre), []).append((float(share), centre))
    found = [_shade(name, parts) for name, parts in sums.items()]
    kept = [shade for shade in found if shade.share >= LEAST_SHARE] or found[:1]
    return tuple(sorted(kept, key=lambda shade: -shade.share))


def _shade(name: str, parts: list[tuple[float, npt.NDArray[np.float64]]]) -> Shade:
    share = sum(part for part, _ in parts)
    mean = [float(sum(part * centre[plane] for part, centre in parts)) / share for plane in range(3)]
    lightness, chroma, hue = shades.in_degrees(mean)
    return Shade(name, round(share, 3), shades.to_rgb(mean), (round(lightness, 3), round(chroma, 3), round(hue, 1)))


def ground_of(view: View) -> str:
    """One of `GROUNDS`."""
    import cv2

    from generation.engines.studio.backdrop import fit_backdrop
    from generation.engines.studio.colour import to_lab

    if view.cut:
        return "none"
    width = max(3, round(max(view.alpha.shape) * 0.01))
    outside = np.asarray(cv2.dilate((view.alpha > 0).astype(np.uint8), np.ones((width, width), np.uint8))) == 0
    if outside.mean() < LEAST_GROUND:
        return "none"
    if (view.rgb[outside] >= PURE).all(axis=1).mean() >= WHITE_SHARE:
        return "white"
    return "plain" if fit_backdrop(to_lab(_reduced(view.rgb))).plain else "busy"


def sharpness(rgb: npt.NDArray[np.uint8], inside: Mask) -> float:
    """0 (blurred) to 1, of what is inside: how much of its fine contrast another blur would take.

    After Crete, Dolmiere, Ladret, Nicolas, "The blur effect: perception and estimation with a new no-reference perceptual
    blur metric", 2007.
    """
    import cv2

    grey = np.asarray(cv2.cvtColor(_reduced(rgb), cv2.COLOR_RGB2GRAY), np.float32)
    where = (
        np.asarray(cv2.resize(inside.astype(np.uint8), (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_AREA))
        > 0
    )
    lost = []
    for axis, size in ((0, (1, 9)), (1, (9, 1))):
        soft = np.asarray(cv2.blur(grey, size), np.float32)
        own, blurred = np.abs(np.diff(grey, axis=axis)), np.abs(np.diff(soft, axis=axis))
        seen = where[1:] if axis == 0 else where[:, 1:]
        total = float(own[seen].sum())
        lost.append(float(np.maximum(0, own - blurred)[seen].sum()) / total if total > 0 else 0.0)
    return round(min(1.0, max(lost)), 3)


def _reduced(rgb: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    import cv2

    scale = min(1.0, SIDE / max(rgb.shape[:2]))
    return np.asarray(cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
