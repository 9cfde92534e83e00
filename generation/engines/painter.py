"""A diffusers pipeline in memory, which paints around what must stay.

An inpainting pipeline is taken where the model has one; else a text-to-image pipeline paints the whole ground, over
which the product is laid afterwards.
"""

from __future__ import annotations

import hashlib
import inspect
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generation.contract import Control
from generation.engines.glimpse import Glimpse, glimpse_of
from generation.engines.loading import cpu_threads, is_out_of_memory
from generation.errors import Cancelled, GenerationError, Refused, Retryable

USUAL_SIDE = 512  # px, for a pipeline that does not say at which size it was trained
SMALLEST_SIDE = 64
GLIMPSE_SECONDS = 0.4  # at least between two looks at an unfinished picture


@dataclass(frozen=True, slots=True)
class Order:
    prompt: str
    avoid: str
    steps: int
    guidance: float
    seed: int


@dataclass(frozen=True, slots=True)
class Painter:
    pipeline: Any
    inpaints: bool
    device: str
    side: int  # px, at which it paints
    revision: str
    glimpse: Glimpse | None = None  # of unfinished pictures

    @property
    def pipeline_name(self) -> str:
        return type(self.pipeline).__name__

    def paint_around(self, rgb: Any, alpha: Any, order: Order, control: Control) -> Any:
        """A picture of the shape of `rgb`, of about `side` squared pixels, whose ground is painted; `rgb` (h, w, 3) and `alpha`
        (h, w) are bytes.

        Raises `Cancelled` between two steps, `Retryable` when memory is short.
        """
        from PIL import Image, ImageFilter

        size = self._size(alpha.shape)
        asked: dict[str, Any] = {}
        if self.inpaints:
            product = Image.fromarray(alpha).resize(size, Image.Resampling.LANCZOS)
            core = product.point(lambda level: 255 if level >= 128 else 0).filter(ImageFilter.MinFilter(3))
            asked["image"] = Image.fromarray(rgb).resize(size, Image.Resampling.LANCZOS)
            asked["mask_image"] = core.point(lambda level: 255 - level)
            asked["strength"] = 1.0
        return self._painted(size, order, control, asked)

    def paint(self, shape: tuple[int, int], order: Order, control: Control) -> Any:
        """A picture from words alone, of about `side` squared pixels and the proportions of `shape` (height, width).

        Raises as `paint_around`.
        """
        return self._painted(self._size(shape), order, control, {})

    def alone(self) -> Painter:
        """Itself as one that paints from words alone; the weights are shared. Raises `Refused` where the model only fills in."""
        from diffusers import AutoPipelineForText2Image

        if only_fills(self.pipeline):
            hint = "it only paints into pictures; choose a text-to-image model"
            raise Refused("engine.model_unusable", f"{self.pipeline_name}: {hint}")
        if not self.inpaints:
            return self
        try:
            pipeline = AutoPipelineForText2Image.from_pipe(self.pipeline)
        except ValueError as error:
            raise Refused(
                "engine.model_unusable", f"{self.pipeline_name} paints nothing from words: {error}"
            ) from error
        pipeline.set_progress_bar_config(disable=True)
        return replace(self, pipeline=pipeline, inpaints=False)

    def _painted(self, size: tuple[int, int], order: Order, control: Control, beside: dict[str, Any]) -> Any:
        import torch

        asked = beside | {
            "prompt": order.prompt,
            "num_inference_steps": order.steps,
            "guidance_scale": order.guidance,
            "height": size[1],
            "width": size[0],
            "generator": torch.Generator("cpu").manual_seed(order.seed),
            "callback_on_step_end": _watch(control, order.steps, self.glimpse),
        }
        if order.avoid:
            asked["negative_prompt"] = order.avoid
        known = inspect.signature(self.pipeline.__call__).parameters
        try:
            answer = self.pipeline(**{name: value for name, value in asked.items() if name in known})
        except (MemoryError, RuntimeError) as error:
            if not is_out_of_memory(error):
                raise
            if self.device.startswith("cuda"):
                torch.cuda.empty_cache()
            raise Retryable("engine.out_of_memory", f"{self.side} px did not fit on {self.device}") from error
        if any(getattr(answer, "nsfw_content_detected", None) or ()):  # such a pipeline answers a black picture
            raise Refused("picture.unsafe", f"the safety checker of {self.pipeline_name}")
        return answer.images[0]

    def _size(self, shape: tuple[int, int]) -> tuple[int, int]:
        """Width and height, multiples of 64, which every pipeline can halve often enough."""
        stretch = (shape[1] / shape[0]) ** 0.5
        if stretch == 1:
            return self.side, self.side
        width, height = (max(SMALLEST_SIDE, round(self.side * part / 64) * 64) for part in (stretch, 1 / stretch))
        return width, height


def _watch(control: Control, steps: int, glimpse: Glimpse | None) -> Any:
    """Raising is the only way out: the pipelines' own interrupt flag still decodes and answers a half-made picture."""
    shown = float("-inf")

    def after_step(_pipeline: Any, step: int, _timestep: Any, tensors: dict[str, Any]) -> dict[str, Any]:
        nonlocal shown
        if control.cancelled():
            raise Cancelled()
        done = min(1.0, (step + 1) / steps)
        control.progress(done)
        if time.monotonic() - shown >= GLIMPSE_SECONDS:
            shown = time.monotonic()
            control.picture(0, done, glimpse.jpeg(tensors["latents"]) if glimpse and "latents" in tensors else b"")
        return tensors

    return after_step


def load(name: str, revision: str, dtype: str, device: str) -> Painter:
    """`name`: of a folder or on the hub. `dtype` and `device` may be "auto".

    Raises `Refused` for a model that is missing, damaged or cannot paint and for a device that is not there,
    `Retryable` when memory is short.
    """
    import torch
    from diffusers.utils import logging

    logging.disable_progress_bar()
    device = _device(device)
    if device == "cpu":
        torch.set_num_threads(cpu_threads())
    precision = ("float32" if device == "cpu" else "float16") if dtype == "auto" else dtype
    pipeline, inpaints = _pipeline(name, revision, getattr(torch, precision))
    try:
        pipeline = pipeline.to(device)
    except (MemoryError, RuntimeError) as error:
        if is_out_of_memory(error):
            raise Retryable("engine.out_of_memory", f"{name} does not fit on {device}") from error
        raise
    pipeline.set_progress_bar_config(disable=True)
    if getattr(pipeline, "vae", None) is not None and hasattr(pipeline.vae, "enable_slicing"):
        pipeline.vae.enable_slicing()
    return Painter(pipeline, inpaints, device, _side(pipeline), _revision_of(name, pipeline), glimpse_of(pipeline))


def only_fills(pipeline: Any) -> bool:
    """Whether the model was made to fill in masked pictures: it takes more channels than it answers, the picture beside the noise."""
    config = getattr(getattr(pipeline, "unet", None) or getattr(pipeline, "transformer", None), "config", None)
    taken, given = getattr(config, "in_channels", None), getattr(config, "out_channels", None)
    return isinstance(taken, int) and isinstance(given, int) and taken > given


def clear(device: str) -> None:
    """After the last reference to a pipeline is gone: its memory goes back to the card."""
    import gc

    import torch

    gc.collect()  # modules hold each other in rings
    if device.startswith("cuda"):
        torch.cuda.empty_cache()


def _device(wanted: str) -> str:
    import torch

    if wanted == "auto":
        if torch.cuda.is_available():
            return "cuda"
        return "mps" if torch.backends.mps.is_available() else "cpu"
    kind = wanted.partition(":")[0]
    there = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if not there.get(kind, False):
        ready = ", ".join(name for name, ok in there.items() if ok)
        raise Refused("engine.no_device", f"device {wanted!r} is not on this machine; there are {ready}")
    return wanted


def _pipeline(name: str, revision: str, dtype: Any) -> tuple[Any, bool]:
    from diffusers import AutoPipelineForInpainting, AutoPipelineForText2Image

    local = Path(name).is_dir()
    where: dict[str, Any] = {} if local else {"revision": revision}
    choices: tuple[tuple[Any, bool], ...] = ((AutoPipelineForInpainting, True), (AutoPipelineForText2Image, False))
    for auto, inpaints in choices:
        try:
            loaded = auto.from_pretrained(
                name, torch_dtype=dtype, use_safetensors=True, local_files_only=local, **where
            )
        except ValueError as error:
            if inpaints and "AutoPipeline" in str(error):
                continue  # a model without an inpainting pipeline may still paint a whole ground
            raise _unusable(name, error) from error
        except Exception as error:
            if is_out_of_memory(error):
                raise Retryable("engine.out_of_memory", f"{name} does not fit into memory") from error
            raise _unusable(name, error) from error
        return loaded, inpaints
    raise Refused("engine.model_unusable", f"{name} is neither an inpainting nor a text-to-image pipeline")


def _unusable(name: str, error: Exception) -> GenerationError:
    """A folder that is not there reads like a hub name, so the hint names both."""
    said = next(iter(str(error).splitlines()), type(error).__name__)[:200]
    if not Path(name).exists():
        hint = "it is no folder on this machine and the hub did not give it; check the spelling and the network"
        return Refused("engine.model_missing", f"{name}: {hint} ({said})")
    return Refused("engine.model_unusable", f"{name} cannot be loaded ({said}); fetch it anew")


def _side(pipeline: Any) -> int:
    """The size at which the model was trained, a multiple of 8 latents' worth of pixels."""
    backbone = getattr(pipeline, "unet", None) or getattr(pipeline, "transformer", None)
    latent = getattr(getattr(backbone, "config", None), "sample_size", None)
    factor = int(getattr(pipeline, "vae_scale_factor", 8) or 8)
    side = int(latent) * factor if isinstance(latent, int) else USUAL_SIDE
    return max(SMALLEST_SIDE, side - side % (factor * 2))


def _revision_of(name: str, pipeline: Any) -> str:
    """The hub's commit; for a folder a SHA-256 over its configuration and its weights' names and sizes."""
    folder = Path(name)
    if not folder.is_dir():
        backbone = getattr(pipeline, "unet", None) or getattr(pipeline, "transformer", None)
        return str(getattr(getattr(backbone, "config", None), "_commit_hash", None) or "")
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".json":
            digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
        elif path.suffix == ".safetensors":
            digest.update(f"{path.relative_to(folder).as_posix()} {path.stat().st_size}".encode())
    return digest.hexdigest()
