"""`CONSISTENCY_ENGINE=transformers:MODEL`: CLIP, Chinese-CLIP, SigLIP and whatever else answers features of both.

Options: `device` (auto, cpu, cuda, cuda:0, mps), `revision`, `languages` (by commas; what the model was trained on, where its kind
does not say it), `bar` (per cent, below which a person is asked to look). Code that comes with weights is never run.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from generation.contract import LOCALES
from generation.engines.base import EngineSetting
from generation.engines.loading import cpu_threads, device_named, is_out_of_memory, unusable
from generation.errors import Refused, Retryable
from generation.looking.consistency.contract import BAR, Consistency
from generation.pictures import open_picture

STRETCH = 2.5  # of CLIP's cosines, to a score from 0 to 1 (Hessel et al. 2021, CLIPScore)
KEPT = 64  # pictures whose features are remembered: all texts of a product are held against the same photo
LONGEST = 1024  # px; models of this kind see 224 to 512
_TRAINED_ON = {"clip": ("en",), "chinese_clip": ("zh-Hans",), "siglip": ("en",)}  # others: every language
_FILLED = ("siglip", "siglip2")  # were trained on texts that are filled up to their full length


class TransformersMatcher:
    def __init__(self, setting: str) -> None:
        """Raises `Refused("engine.setting")`; nothing is loaded yet."""
        parsed = EngineSetting.parse(setting, ("device", "revision", "languages", "bar"))
        if not parsed.target:
            raise Refused(
                "engine.setting", f"{setting!r} names no model; expected transformers:NAME or transformers:FOLDER"
            )
        self.setting, self._name = parsed.text, parsed.target
        self.bar = parsed.whole_number("bar", round(100 * BAR), 0, 100) / 100
        self._device = parsed.options.get("device", "auto")
        self._revision = parsed.options.get("revision", "main")
        self._languages = tuple(word.strip() for word in parsed.options.get("languages", "").split(",") if word.strip())
        if unknown := set(self._languages) - set(LOCALES):
            raise Refused("engine.setting", f"{setting!r}: languages has {unknown}, expected {', '.join(LOCALES)}")
        self._model: Any = None
        self._processor: Any = None
        self._seen: OrderedDict[str, Any] = OrderedDict()
        self._lock = threading.Lock()

    def load(self) -> None:
        with self._lock:
            if self._model is None:
                self._model, self._processor = self._loaded()

    def reads(self, locale: str) -> bool:
        self.load()
        return locale in (self._languages or _TRAINED_ON.get(self._model.config.model_type, LOCALES))

    def match(self, picture: bytes, passages: Sequence[str]) -> Consistency:
        self.load()
        import torch

        try:
            with self._lock, torch.inference_mode():
                cosines = (self._words(passages) @ self._picture(picture)).float().cpu()
        except (RuntimeError, MemoryError) as error:
            if is_out_of_memory(error):
                raise Retryable("looker.memory", f"{self._name}: {error}") from error
            raise self._cannot(error) from error
        except (ValueError, TypeError, KeyError) as error:
            raise self._cannot(error) from error
        best = int(cosines.argmax())
        similarity = float(cosines[best])
        return Consistency(round(self._score(similarity), 4), round(similarity, 4), best)

    def _cannot(self, error: Exception) -> Refused:
        said = next(iter(str(error).splitlines()), type(error).__name__)[:300]
        return Refused("engine.model_unusable", f"{self._name} cannot compare texts with pictures so: {said}")

    def _score(self, cosine: float) -> float:
        """From 0 to 1.

        Models with a sigmoid (SigLIP) say by their bias from which cosine on it is as likely as not that both belong together: that is 1.
        """
        stretch, bias = STRETCH, getattr(self._model, "logit_bias", None)
        if bias is not None and bias.item() < 0:
            stretch = self._model.logit_scale.exp().item() / -bias.item()
        return float(max(0.0, min(1.0, stretch * cosine)))

    def _picture(self, data: bytes) -> Any:
        """(dimensions,), of length 1."""
        known = hashlib.sha256(data).hexdigest()
        if known not in self._seen:
            given = self._processor(images=_shown(data), return_tensors="pt").to(self._model.device)
            self._seen[known] = _unit(self._model.get_image_features(**given))[0]
            while len(self._seen) > KEPT:
                self._seen.popitem(last=False)
        self._seen.move_to_end(known)
        return self._seen[known]

    def _words(self, passages: Sequence[str]) -> Any:
        """(passages, dimensions), each of length 1. What is longer than the model reads is cut."""
        config = self._model.config
        longest = getattr(config.text_config, "max_position_embeddings", 77)
        padding = "max_length" if config.model_type in _FILLED else True
        given = self._processor(
            text=list(passages), padding=padding, truncation=True, max_length=longest, return_tensors="pt"
        )
        return _unit(self._model.get_text_features(**given.to(self._model.device)))

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
            model, found = library.AutoModel.from_pretrained(
                self._name, revision=self._revision, use_safetensors=True, output_loading_info=True
            )
            if found["missing_keys"] or not all(
                hasattr(model, name) for name in ("get_image_features", "get_text_features", "logit_scale")
            ):
                raise ValueError(f"it is a {model.config.model_type}, which does not compare texts with pictures")
            processor = library.AutoProcessor.from_pretrained(self._name, revision=self._revision)
        except (OSError, ValueError, KeyError, RuntimeError, ImportError, AttributeError) as error:
            raise unusable(self._name, "model", error) from error
        return model.eval().to(device), processor


def _shown(data: bytes) -> Any:
    """The picture on white where it is see-through, small enough for bounded memory."""
    from PIL import Image

    picture = open_picture(data)
    picture.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    if picture.mode == "RGBA":
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    return picture.convert("RGB")


def _unit(answer: Any) -> Any:
    """Features of length 1; since transformers 5 they are the pooled output of an answer."""
    import torch

    features = answer if torch.is_tensor(answer) else answer.pooler_output
    return features / features.norm(dim=-1, keepdim=True)
