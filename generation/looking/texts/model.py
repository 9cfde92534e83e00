"""`LABEL_READER=transformers:MODEL`: a model that reads print, line by line or a whole picture at once.

A line recogniser (TrOCR and its like: an image encoder with a text decoder) gets each line that `rapidocr` finds; a model that
talks about pictures (GOT-OCR, Qwen-VL and their like) is asked for all that is written, and says no boxes: its lines have the
whole picture's.
"""

from __future__ import annotations

import threading
from typing import Any

import numpy as np

from generation.engines.base import EngineSetting
from generation.engines.loading import cpu_threads, device_named
from generation.errors import Refused, Retryable
from generation.looking.contract import Look, Text, View
from generation.looking.pipelines.captions import Describer
from generation.looking.pipelines.model import picture_of
from generation.looking.texts.lines import in_reading_order
from generation.looking.texts.rapid import RapidTexts

ASKED = "Write down every text that is printed on the product, one line each, exactly as it is. Write nothing else."
AT_ONCE = 16  # lines
TOKENS = 64  # of one line


class TransformersTexts:
    def __init__(self, setting: str) -> None:
        """Raises `Refused("engine.setting")`; nothing is loaded yet."""
        parsed = EngineSetting.parse(setting, ("device", "revision", "prompt", "tokens"))
        if not parsed.target:
            raise Refused("engine.setting", f"{setting!r} names no model; expected transformers:NAME or a folder")
        self.setting = parsed.text
        self._parsed = parsed
        self._reader: Any = None
        self._lock = threading.Lock()

    def load(self) -> None:
        """Raises `Refused` for a model that is missing, damaged, or reads nothing."""
        with self._lock:
            if self._reader is None:
                self._reader = _Lines(self._parsed) if _reads_lines(self._parsed) else _Asked(self.setting)
                self._reader.load()

    def look(self, view: View) -> Look:
        self.load()
        return Look(texts=in_reading_order(self._reader.texts(view)))


class _Asked(Describer):
    options = ("prompt", "tokens")
    prompt = ASKED

    def texts(self, view: View) -> list[Text]:
        height, width = view.rgb.shape[:2]
        said = self.said_of(picture_of(view))
        return [Text(said, view.stored(0, 0, width, height), 1.0)] if said else []


class _Lines:
    """An encoder-decoder that reads one line of print a picture."""

    def __init__(self, parsed: EngineSetting) -> None:
        self._parsed = parsed
        self._finder = RapidTexts("rapidocr:?sure=0")
        self._model: Any = None
        self._processor: Any = None

    def load(self) -> None:
        import torch
        import transformers

        self._finder.load()
        name, revision = self._parsed.target, self._parsed.options.get("revision", "main")
        device = device_named(self._parsed.options.get("device", "auto"))
        if device == "cpu":
            torch.set_num_threads(cpu_threads())
        library: Any = transformers
        try:
            model = library.VisionEncoderDecoderModel.from_pretrained(name, revision=revision, use_safetensors=True)
            pictures = library.AutoImageProcessor.from_pretrained(name, revision=revision)
            words = library.AutoTokenizer.from_pretrained(name, revision=revision)
        except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
            raise Refused("engine.model_unusable", f"{name!r} cannot be loaded to read lines: {error}") from error
        self._model, self._processor = model.eval().to(device), (pictures, words)

    def texts(self, view: View) -> list[Text]:
        import torch

        found = self._finder.look(view).texts
        pictures, words = self._processor
        said: list[str] = []
        try:
            for start in range(0, len(found), AT_ONCE):
                crops = [_crop(view, text) for text in found[start : start + AT_ONCE]]
                given = pictures(images=crops, return_tensors="pt").pixel_values.to(
                    self._model.device, self._model.dtype
                )
                tokens = self._parsed.whole_number("tokens", TOKENS, 1, 2000)
                with torch.inference_mode():
                    answers = self._model.generate(given, max_new_tokens=tokens, do_sample=False)
                said += words.batch_decode(answers, skip_special_tokens=True)
        except torch.OutOfMemoryError as error:
            raise Retryable("looker.memory", f"{self._parsed.target}: {error}") from error
        pairs = zip(found, said, strict=True)
        return [Text(" ".join(line.split()), text.box, text.confidence) for text, line in pairs if line.strip()]


def _crop(view: View, text: Text) -> Any:
    left, top, right, bottom = (round(side / view.scale) for side in text.box)
    return np.ascontiguousarray(view.rgb[max(0, top) : max(top + 1, bottom), max(0, left) : max(left + 1, right)])


def _reads_lines(parsed: EngineSetting) -> bool:
    """Whether its configuration says that it is an image encoder with a text decoder. Raises `Refused("engine.model_missing")`."""
    import transformers

    try:
        config = transformers.AutoConfig.from_pretrained(parsed.target, revision=parsed.options.get("revision", "main"))
    except (OSError, ValueError, KeyError) as error:
        hint = "give the name of a model on the hub, or a folder with config.json and model.safetensors"
        raise Refused("engine.model_missing", f"{parsed.target} cannot be read; {hint}") from error
    return bool(config.model_type == "vision-encoder-decoder")
