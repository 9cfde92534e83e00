"""`UPSCALER=transformers:MODEL`: super-resolution by any image-to-image model of that library (Swin2SR).

The picture goes through in tiles that overlap, so that memory does not grow with it and no seam is seen. Code that comes with weights
is never run.
"""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import numpy.typing as npt

from generation.engines.base import EngineSetting
from generation.engines.loading import cpu_threads, device_named, is_out_of_memory, unusable
from generation.errors import Refused, Retryable
from generation.upscaling.chosen import TILE, TILES

Bytes = npt.NDArray[np.uint8]

OVERLAP = 16  # px of the photo on each side of a tile that only its neighbours keep; as far as these models look around


class SuperResolution:
    def __init__(self, parsed: EngineSetting) -> None:
        self.setting, self.factor = parsed.text, 1
        self._name = parsed.target
        self._device = parsed.options.get("device", "auto")
        self._revision = parsed.options.get("revision", "main")
        self._tile = parsed.whole_number("tile", TILE, *TILES)
        self._model: Any = None
        self._processor: Any = None
        self._lock = threading.Lock()

    def load(self) -> None:
        with self._lock:
            if self._model is None:
                self._model, self._processor = self._loaded()
                self.factor = int(self._model.config.upscale)

    def enlarged(self, rgb: Bytes) -> Bytes:
        self.load()
        height, width = rgb.shape[:2]
        around = np.pad(rgb, ((OVERLAP, OVERLAP), (OVERLAP, OVERLAP), (0, 0)), mode="symmetric")
        whole = np.empty((height * self.factor, width * self.factor, 3), np.uint8)
        core = self._tile - 2 * OVERLAP
        for top in range(0, height, core):
            for left in range(0, width, core):
                down, across = min(core, height - top), min(core, width - left)
                seen = around[top : top + down + 2 * OVERLAP, left : left + across + 2 * OVERLAP]
                inner = self._tile_enlarged(seen)[OVERLAP * self.factor :, OVERLAP * self.factor :]
                place = (slice(top * self.factor, None), slice(left * self.factor, None))
                whole[place][: down * self.factor, : across * self.factor] = inner[
                    : down * self.factor, : across * self.factor
                ]
        return whole

    def _tile_enlarged(self, seen: Bytes) -> Bytes:
        import torch

        try:
            with self._lock, torch.inference_mode():
                given = self._processor(images=np.ascontiguousarray(seen), return_tensors="pt").to(self._model.device)
                answer = self._model(**given).reconstruction[0].float().clamp(0, 1).cpu().numpy()
        except (RuntimeError, MemoryError) as error:
            if is_out_of_memory(error):
                raise Retryable("engine.out_of_memory", f"{self._name}: {error}") from error
            raise self._cannot(error) from error
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise self._cannot(error) from error
        return np.asarray((answer.transpose(1, 2, 0) * 255).round(), dtype=np.uint8)

    def _cannot(self, error: Exception) -> Refused:
        said = next(iter(str(error).splitlines()), type(error).__name__)[:300]
        return Refused("engine.model_unusable", f"{self._name} cannot enlarge pictures so: {said}")

    def _loaded(self) -> tuple[Any, Any]:
        import torch
        import transformers
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        device = device_named(self._device)
        if device == "cpu":
            torch.set_num_threads(cpu_threads())
        library: Any = transformers
        try:
            config = library.AutoConfig.from_pretrained(self._name, revision=self._revision)
            if type(config) not in library.AutoModelForImageToImage._model_mapping:
                raise ValueError(f"it is a {config.model_type}, which enlarges nothing; a Swin2SR does")
            model, found = library.AutoModelForImageToImage.from_pretrained(
                self._name, revision=self._revision, use_safetensors=True, output_loading_info=True
            )
            if found["missing_keys"]:
                raise ValueError("its weights are of another kind of model")
            processor = library.AutoImageProcessor.from_pretrained(self._name, revision=self._revision)
        except (OSError, ValueError, KeyError, RuntimeError, ImportError, AttributeError) as error:
            raise unusable(self._name, "model", error) from error
        if int(config.upscale) < 2:
            raise Refused("engine.model_unusable", f"{self._name} mends pictures and does not enlarge them")
        return model.eval().to(device), processor
