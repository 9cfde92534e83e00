"""Painting around the real product: what stands before the painter, and what becomes of the painted ground.

The product's pixels are laid back over what was painted: a raw inpainting alters them, which a shop must not show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from generation import pictures
from generation.contract import Asset, Content, Photo, Provenance, Request, Result
from generation.correction import Correction
from generation.engines.studio.engine import (
    correction_for,
    frame_of,
    made_from,
    measures_of,
    photo_of,
    placement_of,
    upright,
    upscaled_by,
)
from generation.engines.studio.wishes import Wishes, wishes_of
from generation.errors import Refused
from generation.kinds import KINDS
from generation.level import Lean
from generation.safety.chosen import judged
from generation.xmp import PAINTED

if TYPE_CHECKING:
    from generation.engines.painter import Painter
    from generation.engines.painting import Painting
    from generation.engines.studio.cutout import CutOut
    from generation.engines.studio.cutouts import CutOuts
    from generation.engines.studio.packshot import Packshot, Shadow

STAND_IN = "sweep"  # what the painter starts from around the product


@dataclass(frozen=True, slots=True)
class Placed:
    """A product in its frame, ready to be painted around. `shot.rgb` is a sketch of at least the painter's size."""

    request: Request
    wishes: Wishes
    photo: Photo
    cut: CutOut
    lean: Lean
    correction: Correction
    shot: Packshot


def placed(request: Request, cutouts: CutOuts, seed: int, side: int) -> Placed:
    """`side`: px of the longer side that the painter will look at. Raises `Refused` without a photo, and for wishes that are none."""
    from generation.engines.studio.packshot import lay_out
    from generation.engines.studio.scenes.compose import stand_in

    brief = request.brief
    if not brief.photos:
        raise Refused("photo.missing", "add a photo of the product; the backdrop is painted around it")
    wishes = wishes_of(brief, "none")
    photo = photo_of(brief, wishes)
    cut, lean = upright(cutouts.of(photo), wishes)
    correction = correction_for(cut, wishes)
    if brief.kind == "scene":
        shot = stand_in(cut, STAND_IN, wishes.shape, seed, side, correction)
    else:
        shot = lay_out(cut, cast("Shadow", wishes.shadow), frame_of(wishes, correction))
    return Placed(request, wishes, photo, cut, lean, correction, shot)


def finished(
    it: Placed, painted: Any, painting: Painting, brush: Painter, setting: str, model: str, seed: int, seconds: float
) -> Result:
    """The picture as an asset. `seconds`: spent on it so far."""
    shot, wishes = it.shot, it.wishes
    rgb = laid_back(shot, painted)
    height, width = shot.alpha.shape
    turned = {"turned": it.lean.degrees} if it.lean.degrees else {}
    asset = Asset(
        pictures.faithful(rgb, shot.alpha >= 254, wishes.file_format, PAINTED),
        pictures.MEDIA_TYPES[wishes.file_format],
        width,
        height,
        PAINTED,
        measures_of(it.cut, shot) | turned | judged(rgb),
        placement_of(it.photo, it.cut, shot, it.correction, it.lean.degrees),
    )
    told = {
        "steps": painting.steps,
        "guidance": painting.guidance,
        "avoid": painting.avoid,
        **made_from(it.photo),
        "pipeline": brush.pipeline_name,
    }
    told |= {"upscaler": upscaled} if (upscaled := upscaled_by(shot)) else {}
    provenance = Provenance(
        engine=setting,
        model=model,
        revision=brush.revision,
        prompt_version=KINDS[it.request.brief.kind].prompt_version,
        prompt=painting.scene,
        seed=seed,
        sampling=wishes.told() | told,
        seconds=seconds,
    )
    return Result(Content(asset=asset), (), provenance)


def laid_back(shot: Packshot, painted: Any) -> Any:
    """The product over the painted backdrop, sRGB bytes; where its alpha is 255, its pixels are the packshot's, exactly."""
    import numpy as np
    from PIL import Image, ImageOps

    from generation.engines.studio.packshot import over

    ground = np.asarray(ImageOps.fit(painted.convert("RGB"), shot.alpha.shape[::-1], Image.Resampling.LANCZOS))
    return over(shot.product, shot.alpha, ground)
