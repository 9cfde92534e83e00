"""Any segmentation model of transformers as the cut-out's eye: foreground models, semantic ones and mask classifiers.

Three forms of answer are understood. One logit plane (or a list of them, the finest last, as BiRefNet and IS-Net give) is the
product's own likelihood. Several planes are classes: the product is what is not surroundings, or what `labels` names. Masks with
classes (MaskFormer, Mask2Former, OneFormer) are added up to such planes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from generation.engines.base import EngineSetting
from generation.engines.studio.colour import Bytes, Floats, floats
from generation.errors import Refused

SIDE = 512  # px, both sides of what the model sees, unless `side` says otherwise
SURROUNDINGS = frozenset(
    {
        *("background", "wall", "floor", "ceiling", "window", "windowpane", "door", "curtain", "carpet", "rug"),
        *("table", "desk", "counter", "countertop", "shelf", "wood", "stone", "marble"),
        *("sky", "tree", "grass", "earth", "ground", "sand", "field", "mountain", "sea", "water"),
        *("road", "sidewalk", "building", "house", "fence", "person", "man", "woman"),
    }
)


class SegmentationModel:
    """`transformers:NAME?revision=...&device=...&labels=cup,vase&side=1024`; NAME is a hub's name or a folder."""

    trusted = True

    def __init__(self, parsed: EngineSetting) -> None:
        """Raises `Refused("engine.model_missing")` or `Refused("engine.model_unusable")`, saying what to do."""
        self.setting = parsed.text
        self._side = parsed.whole_number("side", SIDE, 32, 2048)
        wished = parsed.options.get("labels", "")
        self._wished = frozenset(label.strip().lower() for label in wished.split(",") if label.strip())
        self._device = parsed.options.get("device", "cpu")
        self._model, self._processor = _loaded(parsed.target, parsed.options.get("revision", "main"), self._device)

    def find(self, rgb: Bytes) -> Floats:
        """How likely each pixel is the product, about `side` px at the longer side."""
        import cv2
        import torch

        given = self._pixels(rgb)
        with torch.inference_mode():
            likely = self._likelihood(self._model(given.to(self._device, self._model.dtype)))
        height, width = rgb.shape[:2]
        scale = self._side / max(height, width)
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        return floats(np.clip(cv2.resize(floats(likely.float().cpu().numpy()), size), 0, 1))

    def _pixels(self, rgb: Bytes) -> Any:
        """(1, 3, side, side), normalised as the model's own preprocessor says, by ImageNet's means where it has none."""
        import cv2
        import torch

        square = cv2.resize(rgb, (self._side, self._side), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        mean = np.asarray(getattr(self._processor, "image_mean", None) or (0.485, 0.456, 0.406), np.float32)
        spread = np.asarray(getattr(self._processor, "image_std", None) or (0.229, 0.224, 0.225), np.float32)
        return torch.from_numpy(((square - mean) / spread).transpose(2, 0, 1)[None].copy())

    def _likelihood(self, answer: Any) -> Any:
        """(height, width), 0..1."""
        masks, classes = _field(answer, "masks_queries_logits"), _field(answer, "class_queries_logits")
        if masks is not None and classes is not None:
            shares = classes[0].softmax(dim=-1)[:, :-1]  # the last class is "nothing"
            product = shares[:, self._product_labels(shares.shape[1])].sum(dim=1)
            return (product[:, None, None] * masks[0].sigmoid()).sum(dim=0).clamp(0, 1)
        logits = _field(answer, "logits")
        if logits is None:
            logits = answer[-1] if isinstance(answer, list | tuple) else answer
        while isinstance(logits, list | tuple):
            logits = logits[-1]
        planes = logits[0] if logits.ndim == 4 else logits
        if planes.ndim == 2 or planes.shape[0] == 1:
            return planes.reshape(planes.shape[-2:]).sigmoid()
        return planes.softmax(dim=0)[self._product_labels(planes.shape[0])].sum(dim=0)

    def _product_labels(self, count: int) -> list[int]:
        """Which classes are the product. Raises `Refused` when none would be."""
        names: Mapping[int, str] = getattr(self._model.config, "id2label", None) or {}
        words = {place: _words(str(names.get(place, ""))) for place in range(count)}
        if self._wished:
            chosen = [place for place, name in words.items() if name & self._wished]
        else:
            chosen = [place for place, name in words.items() if not name & SURROUNDINGS]
            if len(chosen) == count and set().union(*words.values()) <= {f"label_{place}" for place in range(count)}:
                chosen = chosen[1:]  # names that say nothing: the first class is the background by custom
        if not chosen:
            known = ", ".join(sorted(str(name) for name in names.values())[:20])
            raise Refused("engine.setting", f"{self.setting!r}: no class is the product; labels may name of {known}")
        return chosen


def _words(name: str) -> frozenset[str]:
    """ADE20K writes "windowpane, window", others "wall-brick"."""
    return frozenset(
        part.strip() for part in name.lower().replace("-", ",").replace(";", ",").split(",") if part.strip()
    )


def _field(answer: Any, name: str) -> Any:
    return answer.get(name) if isinstance(answer, Mapping) else getattr(answer, name, None)


def _loaded(name: str, revision: str, device: str) -> tuple[Any, Any]:
    """The model and what it says of its pictures, None when nothing. Code that comes with weights is never run."""
    try:
        import transformers
    except ImportError as error:
        raise Refused("engine.model_unusable", f"install transformers and torch: {error}") from error
    library: Any = transformers
    classes = (
        library.AutoModelForImageSegmentation,
        library.AutoModelForSemanticSegmentation,
        library.AutoModelForUniversalSegmentation,
    )
    missing = "give the name of a model on the hub, or a folder with config.json and model.safetensors"
    if Path(name).is_dir() and not (Path(name) / "config.json").is_file():
        raise Refused("engine.model_missing", f"{name} holds no model; {missing}")
    try:
        config = library.AutoConfig.from_pretrained(name, revision=revision)
        fitting = next((kind for kind in classes if type(config) in kind._model_mapping), None)
        if fitting is None:
            hint = "choose a segmentation model that transformers itself contains, such as a SegFormer or Mask2Former"
            raise Refused("engine.model_unusable", f"{name} is a {config.model_type}, which segments nothing; {hint}")
        model = fitting.from_pretrained(name, revision=revision, use_safetensors=True).eval().to(device)
    except OSError as error:
        raise Refused("engine.model_missing", f"{name} cannot be read; {missing} ({_first_line(error)})") from error
    except ImportError as error:
        hint = "install what it asks for; the models of the MaskFormer family want scipy"
        raise Refused("engine.model_unusable", f"{name} cannot be loaded; {hint} ({_first_line(error)})") from error
    except (ValueError, KeyError, RuntimeError) as error:
        hint = "choose a segmentation model that transformers itself contains"
        raise Refused("engine.model_unusable", f"{name} cannot be used; {hint} ({_first_line(error)})") from error
    try:
        processor = library.AutoImageProcessor.from_pretrained(name, revision=revision)
    except (OSError, ValueError, ImportError):
        processor = None
    return model, processor


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)[:200]
