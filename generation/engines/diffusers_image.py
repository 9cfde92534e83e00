"""`diffusers:MODEL`: a backdrop painted around the real product by any diffusers pipeline, from the hub or a folder; and mood
pictures, painted from words alone.

Options of the setting: `dtype` (auto, float32, float16, bfloat16), `device` (auto, cpu, cuda, mps), `revision` (of a hub
model). Options of a brief: `scene` (what to paint around the product), `avoid` (what not to), `steps`, `guidance`,
and those of `studio.wishes`. The product's pixels are laid back over what was painted: a raw inpainting alters
them, which a shop must not show.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from generation import moods, pictures
from generation.contract import Asset, Brief, Content, Control, Provenance, Request, Result
from generation.engines import mood, painter
from generation.engines.base import EngineSetting
from generation.engines.studio.engine import (
    MADE,
    REVISION,
    correction_for,
    frame_of,
    made_from,
    measures_of,
    photo_of,
    placement_of,
    upscaled_by,
)
from generation.engines.studio.posters.making import made
from generation.engines.studio.wishes import wishes_of
from generation.errors import Cancelled, GenerationError, Refused
from generation.kinds import KINDS
from generation.safety.chosen import judged

if TYPE_CHECKING:
    from generation.engines.studio.cutouts import CutOuts
    from generation.engines.studio.packshot import Packshot, Shadow

PLAIN = "plain white studio background"
STAND_IN = "sweep"  # what the painter starts from around the product
SCENES = {
    "sweep": "a seamless paper backdrop",
    "two_tone": "a painted table before a plain wall",
    "wood": "an oak table before a plain wall",
    "marble": "a white marble counter",
    "linen": "a table with a linen cloth",
    "concrete": "a concrete shelf before a concrete wall",
    "window": "a table in evening light from a window",
    "foliage": "a table with the shadow of leaves on the wall",
    "podium": "a round plinth before a plain wall",
}
PAINTED = (*MADE, "mood")
SOURCE_TYPE = "compositeWithTrainedAlgorithmicMedia"  # a captured product before a generated backdrop
_OPTIONS = ("dtype", "device", "revision")
_DTYPES = ("auto", "float32", "float16", "bfloat16")
LONGEST_PROMPT = 1000  # characters; text encoders cut at 77 to 512 tokens anyway

_turn = threading.RLock()  # one pipeline a process: who loads another model puts away the one before
_holder: DiffusersImage | None = None


@dataclass(frozen=True, slots=True)
class Painting:
    """A brief's options for the painter, checked. `guidance` 0 to 30; `steps` 1 to 200."""

    scene: str
    avoid: str
    steps: int
    guidance: float


class DiffusersImage:
    def __init__(self, setting: str) -> None:
        """Raises `Refused("engine.setting")`; nothing is loaded yet."""
        parsed = EngineSetting.parse(setting, _OPTIONS)
        if not parsed.target:
            raise Refused("engine.setting", f"{setting!r} names no model; expected diffusers:NAME or diffusers:FOLDER")
        self.setting = parsed.text
        self._name = parsed.target
        self._dtype = parsed.choice("dtype", "auto", _DTYPES)
        self._device = parsed.options.get("device", "auto")
        self._revision = parsed.options.get("revision", "main")
        self._painter: painter.Painter | None = None
        self._alone: painter.Painter | None = None
        self._cutouts: CutOuts | None = None

    def load(self) -> None:
        """Raises `Refused` for a model that is missing or cannot paint, `Retryable` when memory is short."""
        global _holder
        with _turn:
            if _holder is not None and _holder is not self:
                _holder.put_away()
            if self._painter is None:
                from generation.engines.studio.cutouts import CutOuts

                self._painter = painter.load(self._name, self._revision, self._dtype, self._device)
                self._cutouts = self._cutouts or CutOuts()
            _holder = self

    def put_away(self) -> None:
        """Give the model's memory back. The next request loads it again."""
        with _turn:
            if self._painter is not None:
                device, self._painter, self._alone = self._painter.device, None, None
                painter.clear(device)

    def generate(self, requests: Sequence[Request], control: Control) -> list[Result | Exception]:
        """One picture a request. Raises `Cancelled` between two denoising steps."""
        answers: list[Result | Exception] = []
        with _turn:
            self.load()
            for request in requests:
                done = len(answers)
                part = Control(
                    control.cancelled,
                    lambda share, at=done: control.progress((at + share) / len(requests)),  # type: ignore[misc]
                    picture=lambda _place, share, so_far, at=done: control.picture(at, share, so_far),  # type: ignore[misc]
                )
                try:
                    answers.append(self._picture(request, part))
                except Cancelled:
                    raise
                except GenerationError as error:
                    answers.append(error)
                control.progress(len(answers) / len(requests))
        return answers

    def _picture(self, request: Request, control: Control) -> Result:
        from generation.engines.studio.packshot import lay_out
        from generation.engines.studio.scenes.compose import scene

        assert self._painter is not None and self._cutouts is not None
        brief, started = request.brief, time.perf_counter()
        if brief.kind not in PAINTED:
            raise Refused("engine.kind", f"{brief.kind!r} is not an image kind of this engine")
        if brief.kind == "mood":
            painting = painting_of(brief)
            self._alone = self._alone or self._painter.alone()
            return mood.painted(request, painting, self._alone, self.setting, self._name, control)
        if brief.kind == "poster":  # nothing of it is painted
            return made(request, self._cutouts, self.setting, REVISION)
        if not brief.photos:
            raise Refused("photo.missing", "add a photo of the product; the backdrop is painted around it")
        wishes, painting = wishes_of(brief, "none"), painting_of(brief)
        if control.cancelled():
            raise Cancelled()
        photo = photo_of(brief, wishes)
        cut = self._cutouts.of(photo)
        correction = correction_for(cut, wishes)
        seed = (request.sampling.seed + request.variant) % 2**63
        if brief.kind == "scene":
            shot = scene(cut, STAND_IN, wishes.shape, seed, correction)
        else:
            shot = lay_out(cut, cast("Shadow", wishes.shadow), frame_of(wishes, correction))
        order = painter.Order(painting.scene, painting.avoid, painting.steps, painting.guidance, seed)
        finished = laid_back(shot, self._painter.paint_around(shot.rgb, shot.alpha, order, control))
        height, width = shot.alpha.shape
        asset = Asset(
            pictures.faithful(finished, shot.alpha >= 254, wishes.file_format, SOURCE_TYPE),
            pictures.MEDIA_TYPES[wishes.file_format],
            width,
            height,
            SOURCE_TYPE,
            {name: value for name, value in measures_of(cut, shot).items() if name != "white"} | judged(finished),
            placement_of(photo, cut, shot, correction),
        )
        told = {
            "steps": painting.steps,
            "guidance": painting.guidance,
            "avoid": painting.avoid,
            **made_from(photo),
            "pipeline": self._painter.pipeline_name,
        }
        told |= {"upscaler": upscaled} if (upscaled := upscaled_by(shot)) else {}
        provenance = Provenance(
            engine=self.setting,
            model=self._name,
            revision=self._painter.revision,
            prompt_version=KINDS[brief.kind].prompt_version,
            prompt=painting.scene,
            seed=seed,
            sampling=wishes.told() | told,
            seconds=time.perf_counter() - started,
        )
        return Result(Content(asset=asset), (), provenance)


def painting_of(brief: Brief) -> Painting:
    """Raises `Refused("option.invalid")` with what came and what was expected."""
    options = brief.options
    usual = {"scene": described, "mood": moods.described}.get(brief.kind, lambda _brief: PLAIN)(brief)
    unwanted = moods.AVOID if brief.kind == "mood" else ""
    scene, avoid = str(options.get("scene") or usual), str(options.get("avoid") or unwanted)
    if max(len(scene), len(avoid)) > LONGEST_PROMPT:
        raise Refused("option.invalid", f"scene and avoid may have {LONGEST_PROMPT} characters at most")
    steps = int(_number(options.get("steps", 30), "steps", 1, 200))
    return Painting(scene, avoid, steps, _number(options.get("guidance", 7.5), "guidance", 0, 30))


def described(brief: Brief) -> str:
    """The scene in words, from the wished backdrop and the product's kind: painters read English, whatever the shop's language."""
    category = brief.facts.category.rpartition(">")[2].strip().lower()
    backdrop = wishes_of(brief).backdrop
    place = SCENES.get(backdrop, SCENES["wood"])
    about = f", a setting where {category} belong" if category else ""
    return f"product photograph on {place}{about}, soft daylight from one side, shallow depth of field, nothing else in the picture"


def _number(value: Any, name: str, low: float, high: float) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = float("nan")
    if not low <= number <= high:
        raise Refused("option.invalid", f"{name} is {value!r}, expected a number from {low} to {high}")
    return number


def laid_back(shot: Packshot, painted: Any) -> Any:
    """The product over the painted backdrop, sRGB bytes; where its alpha is 255, its pixels are the packshot's, exactly."""
    import numpy as np
    from PIL import Image, ImageOps

    cover = (shot.alpha.astype(np.float32) / 255)[..., None]
    ground = np.asarray(ImageOps.fit(painted.convert("RGB"), shot.alpha.shape[::-1], Image.Resampling.LANCZOS))
    mixed = shot.product.astype(np.float32) * cover + ground.astype(np.float32) * (1 - cover)
    return np.where(shot.alpha[..., None] == 255, shot.product, mixed.round().astype(np.uint8)).astype(np.uint8)
