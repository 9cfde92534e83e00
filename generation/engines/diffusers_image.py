"""`diffusers:MODEL`: a backdrop painted around the real product by any diffusers pipeline, from the hub or a folder.

Options of the setting: `dtype` (auto, float32, float16, bfloat16), `device` (auto, cpu, cuda, mps), `revision` (of a hub
model). Options of a brief: `scene` (what to paint around the product), `avoid` (what not to), `steps`, `guidance`,
`shadow` (contact, none), `format`. The product's pixels are laid back over what was painted: a raw inpainting alters
them, which a shop must not show.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from generation import pictures
from generation.contract import Asset, Brief, Content, Control, Provenance, Request, Result
from generation.engines import painter
from generation.engines.base import EngineSetting
from generation.engines.studio.engine import SHADOWS, measures_of, placement_of
from generation.errors import Cancelled, GenerationError, Refused
from generation.kinds import KINDS

if TYPE_CHECKING:
    from generation.engines.studio.cutouts import CutOuts
    from generation.engines.studio.packshot import Packshot, Shadow

PLAIN = "plain white studio background"
SOURCE_TYPE = "compositeWithTrainedAlgorithmicMedia"  # a captured product before a generated backdrop
_OPTIONS = ("dtype", "device", "revision")
_DTYPES = ("auto", "float32", "float16", "bfloat16")
_LONGEST_PROMPT = 1000  # characters; text encoders cut at 77 to 512 tokens anyway


@dataclass(frozen=True, slots=True)
class Wishes:
    """A brief's options, checked. `guidance` 0 to 30; `steps` 1 to 200."""

    scene: str
    avoid: str
    steps: int
    guidance: float
    shadow: str
    file_format: pictures.FileFormat


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
        self._cutouts: CutOuts | None = None
        self._lock = threading.Lock()

    def load(self) -> None:
        """Raises `Refused` for a model that is missing or cannot paint, `Retryable` when memory is short."""
        with self._lock:
            if self._painter is None:
                from generation.engines.studio.cutouts import CutOuts

                self._painter = painter.load(self._name, self._revision, self._dtype, self._device)
                self._cutouts = CutOuts()

    def generate(self, requests: Sequence[Request], control: Control) -> list[Result | Exception]:
        """One picture a request. Raises `Cancelled` between two denoising steps."""
        self.load()
        answers: list[Result | Exception] = []
        with self._lock:
            for request in requests:
                done = len(answers)
                part = Control(control.cancelled, lambda share, at=done: control.progress((at + share) / len(requests)))  # type: ignore[misc]
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

        assert self._painter is not None and self._cutouts is not None
        brief, started = request.brief, time.perf_counter()
        if brief.kind != "packshot":
            raise Refused("engine.kind", f"{brief.kind!r} is not an image kind of this engine")
        if not brief.photos:
            raise Refused("photo.missing", "add a photo of the product; the backdrop is painted around it")
        wishes = wishes_of(brief)
        if control.cancelled():
            raise Cancelled()
        cut = self._cutouts.of(brief.photos[0])
        shot = lay_out(cut, cast("Shadow", wishes.shadow))
        seed = (request.sampling.seed + request.variant) % 2**63
        order = painter.Order(wishes.scene, wishes.avoid, wishes.steps, wishes.guidance, seed)
        finished = laid_back(shot, self._painter.paint_around(shot.rgb, shot.alpha, order, control))
        side = shot.rgb.shape[0]
        asset = Asset(
            pictures.encode(finished, wishes.file_format, SOURCE_TYPE),
            pictures.MEDIA_TYPES[wishes.file_format],
            side,
            side,
            SOURCE_TYPE,
            {name: value for name, value in measures_of(cut, shot).items() if name != "white"},
            placement_of(brief.photos[0], cut, shot),
        )
        provenance = Provenance(
            engine=self.setting,
            model=self._name,
            revision=self._painter.revision,
            prompt_version=KINDS["packshot"].prompt_version,
            prompt=wishes.scene,
            seed=seed,
            sampling={
                "steps": wishes.steps,
                "guidance": wishes.guidance,
                "avoid": wishes.avoid,
                "shadow": wishes.shadow,
                "format": wishes.file_format,
                "photo": brief.photos[0].sha256,
                "pipeline": self._painter.pipeline_name,
            },
            seconds=time.perf_counter() - started,
        )
        return Result(Content(asset=asset), (), provenance)


def wishes_of(brief: Brief) -> Wishes:
    """Raises `Refused("option.invalid")` with what came and what was expected."""
    options = brief.options
    scene, avoid = str(options.get("scene") or PLAIN), str(options.get("avoid") or "")
    if max(len(scene), len(avoid)) > _LONGEST_PROMPT:
        raise Refused("option.invalid", f"scene and avoid may have {_LONGEST_PROMPT} characters at most")
    shadow, file_format = str(options.get("shadow", "none")), str(options.get("format", "jpeg"))
    if shadow not in SHADOWS:
        raise Refused("option.invalid", f"shadow is {shadow!r}, expected one of {', '.join(SHADOWS)}")
    if file_format not in pictures.MEDIA_TYPES:
        raise Refused("option.invalid", f"format is {file_format!r}, expected one of {', '.join(pictures.MEDIA_TYPES)}")
    steps = int(_number(options.get("steps", 30), "steps", 1, 200))
    guidance = _number(options.get("guidance", 7.5), "guidance", 0, 30)
    return Wishes(scene, avoid, steps, guidance, shadow, cast("pictures.FileFormat", file_format))


def _number(value: Any, name: str, low: float, high: float) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = float("nan")
    if not low <= number <= high:
        raise Refused("option.invalid", f"{name} is {value!r}, expected a number from {low} to {high}")
    return number


def laid_back(shot: Packshot, painted: Any) -> Any:
    """The product over the painted backdrop; where its alpha is 255, its pixels are the packshot's, exactly."""
    import numpy as np
    from PIL import Image

    cover = (shot.alpha.astype(np.float32) / 255)[..., None]
    ground = np.asarray(painted.convert("RGB").resize(shot.rgb.shape[1::-1], Image.Resampling.LANCZOS))
    mixed = shot.product.astype(np.float32) * cover + ground.astype(np.float32) * (1 - cover)
    pixels = np.where(shot.alpha[..., None] == 255, shot.product, mixed.round().astype(np.uint8))
    return Image.fromarray(pixels.astype(np.uint8))
