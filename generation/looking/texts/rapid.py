"""`rapidocr:` finds and reads print in Chinese, English and other Latin scripts; its networks (PP-OCRv6, Apache-2.0) come with the package.

Options: `sure` (per cent of confidence from which a line counts).
"""

from __future__ import annotations

import threading
from typing import Any

import numpy as np

from generation.engines.base import EngineSetting
from generation.engines.loading import cpu_threads
from generation.errors import Refused, Retryable
from generation.looking.contract import Look, Text, View
from generation.looking.texts.lines import in_reading_order

SURE = 80  # per cent; below it stand reflections taken for letters


class RapidTexts:
    def __init__(self, setting: str) -> None:
        """Raises `Refused("engine.setting")`."""
        parsed = EngineSetting.parse(setting, ("sure",))
        if parsed.target:
            raise Refused("engine.setting", f"{setting!r} takes no model; write 'rapidocr:'")
        self.setting = parsed.text
        self._sure = parsed.whole_number("sure", SURE, 0, 100) / 100
        self._engine: Any = None
        self._lock = threading.Lock()

    def load(self) -> None:
        """Raises `Refused("engine.model_unusable")`."""
        with self._lock:
            if self._engine is None:
                self._engine = _loaded()

    def look(self, view: View) -> Look:
        self.load()
        with self._lock:  # it keeps its options in itself
            try:
                answer = self._engine(np.ascontiguousarray(view.rgb[..., ::-1]))
            except MemoryError as error:
                raise Retryable("looker.memory", "the picture's text did not fit into memory") from error
        if answer.txts is None:
            return Look()
        found = []
        for corners, text, confidence in zip(answer.boxes, answer.txts, answer.scores, strict=True):
            (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
            if confidence >= self._sure and text.strip():
                found.append(Text(text.strip(), view.stored(left, top, right, bottom), round(float(confidence), 3)))
        return Look(texts=in_reading_order(found))


def _loaded() -> Any:
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise Refused("engine.model_unusable", f"install rapidocr and onnxruntime: {error}") from error
    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": cpu_threads() for kind in ("intra", "inter")}
    try:
        return RapidOCR(params={**threads, "Global.log_level": "error"})
    except (OSError, ValueError, RuntimeError) as error:
        first = next(iter(str(error).splitlines()), type(error).__name__)[:200]
        raise Refused("engine.model_unusable", f"rapidocr cannot be loaded; install it anew ({first})") from error
