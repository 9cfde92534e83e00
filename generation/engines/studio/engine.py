"""`studio:` answers packshot requests from the product's own photos, on the CPU, without weights."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, cast

from generation import pictures
from generation.contract import Asset, Content, Control, Photo, Placement, Provenance, Request, Result
from generation.engines.base import EngineSetting
from generation.errors import Cancelled, GenerationError, Refused, Retryable
from generation.kinds import KINDS

if TYPE_CHECKING:
    from generation.engines.studio.cutout import CutOut
    from generation.engines.studio.cutouts import CutOuts
    from generation.engines.studio.packshot import Packshot

REVISION = "2"  # changes whenever the same photo would give other pixels
SOURCE_TYPE = "compositeCapture"  # a captured product on a plain ground, nothing generated
SHADOWS = ("contact", "none")


@dataclass(frozen=True, slots=True)
class Choice:
    """What one variant is made from."""

    photo: Photo
    shadow: str
    file_format: pictures.FileFormat


class Studio:
    """Options of a brief: `shadow` (contact, none) and `format` (jpeg, png, webp). The setting takes none."""

    def __init__(self, setting: str) -> None:
        parsed = EngineSetting.parse(setting)
        if parsed.target:
            raise Refused("engine.setting", f"{setting!r}: the studio takes no model; write 'studio:'")
        self.setting = parsed.text
        self._cutouts: CutOuts | None = None

    def load(self) -> None:
        """Import OpenCV and the cut-out. Raises `Refused("engine.model_unusable")`."""
        try:
            import cv2  # noqa: F401

            from generation.engines.studio.cutouts import CutOuts
        except ImportError as error:
            raise Refused("engine.model_unusable", f"install opencv-python-headless and numpy: {error}") from error
        self._cutouts = self._cutouts or CutOuts()

    def generate(self, requests: Sequence[Request], control: Control) -> list[Result | Exception]:
        """One packshot a request. Raises `Cancelled` between photos when the caller asks to stop."""
        self.load()
        answers: list[Result | Exception] = []
        for number, request in enumerate(requests):
            if control.cancelled():
                raise Cancelled()
            try:
                answers.append(self._packshot(request))
            except GenerationError as error:
                answers.append(error)
            except MemoryError:
                answers.append(Retryable("engine.out_of_memory", "the photo did not fit into memory"))
            control.progress((number + 1) / len(requests))
        return answers

    def _packshot(self, request: Request) -> Result:
        from generation.engines.studio.packshot import Shadow, lay_out

        started = time.perf_counter()
        chosen = choose(request)
        assert self._cutouts is not None
        cut = self._cutouts.of(chosen.photo)
        shot = lay_out(cut, cast("Shadow", chosen.shadow))
        data = pictures.faithful(shot.rgb, shot.alpha >= 254, chosen.file_format, SOURCE_TYPE)
        side = shot.rgb.shape[0]
        media_type = pictures.MEDIA_TYPES[chosen.file_format]
        placement = placement_of(chosen.photo, cut, shot)
        asset = Asset(data, media_type, side, side, SOURCE_TYPE, measures_of(cut, shot), placement)
        return Result(Content(asset=asset), (), self._provenance(request, chosen, time.perf_counter() - started))

    def _provenance(self, request: Request, chosen: Choice, seconds: float) -> Provenance:
        how = {"photo": chosen.photo.sha256, "shadow": chosen.shadow, "format": chosen.file_format}
        return Provenance(
            engine=self.setting,
            model="studio",
            revision=REVISION,
            prompt_version=KINDS["packshot"].prompt_version,
            seed=request.sampling.seed,
            sampling=how,
            seconds=seconds,
        )


def choose(request: Request) -> Choice:
    """The variant's photo and shadow: first every photo with the wished shadow, then every photo with the other.

    Raises `Refused` when the kind is not packshot, there is no photo, an option is unknown or the variants run out.
    """
    brief = request.brief
    if brief.kind != "packshot":
        raise Refused("engine.kind", f"the studio makes packshots, not {brief.kind!r}")
    if not brief.photos:
        raise Refused("photo.missing", "add a photo of the product; a packshot is cut out of it")
    shadow = str(brief.options.get("shadow", SHADOWS[0]))
    file_format = str(brief.options.get("format", "jpeg"))
    if shadow not in SHADOWS:
        raise Refused("option.invalid", f"shadow is {shadow!r}, expected one of {', '.join(SHADOWS)}")
    if file_format not in pictures.MEDIA_TYPES:
        raise Refused("option.invalid", f"format is {file_format!r}, expected one of {', '.join(pictures.MEDIA_TYPES)}")
    shadows = (shadow, *(other for other in SHADOWS if other != shadow))
    turn, place = divmod(request.variant, len(brief.photos))
    if turn >= len(shadows):
        most = len(shadows) * len(brief.photos)
        raise Refused(
            "variant.exhausted", f"{len(brief.photos)} photos give {most} different packshots; add another photo"
        )
    return Choice(brief.photos[place], shadows[turn], cast("pictures.FileFormat", file_format))


def placement_of(photo: Photo, cut: CutOut, shot: Packshot) -> Placement:
    """What the fidelity gate needs to find the photo's product in the picture."""
    left, top, right, bottom = shot.source
    alpha = pictures.grey_png(cut.alpha[top:bottom, left:right])
    return Placement(photo.sha256, shot.source, shot.target, alpha)


def measures_of(cut: CutOut, shot: Packshot) -> dict[str, float]:
    """What the checks judge by. `white` is the share of the ground (shadow included) that is exactly 255."""
    ground = shot.rgb[shot.alpha == 0]
    measures = {
        "confidence": cut.confidence.overall,
        **asdict(cut.confidence),
        "fill": shot.fill,
        "scale": shot.scale,
        "white": float((ground == 255).all(axis=1).mean()) if len(ground) else 0.0,
        "touches_frame": cut.touches_frame,
        "photo_width": float(cut.alpha.shape[1]),
        "photo_height": float(cut.alpha.shape[0]),
    }
    return {name: round(float(value), 4) for name, value in measures.items()}
