"""One transformers pipeline for pictures in memory, and what its setting says.

Options of all: `device` (auto, cpu, cuda, cuda:0, mps), `revision`, `sure` (per cent of confidence from which an answer counts),
`most` (answers of one picture). Code that comes with weights is never run.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from generation.engines.base import EngineSetting
from generation.engines.loading import cpu_threads, device_named
from generation.errors import Refused, Retryable
from generation.looking.contract import View

if TYPE_CHECKING:
    from PIL import Image


class Pipeline:
    """What every sense of this folder has. `task` is the pipeline's name."""

    options: tuple[str, ...] = ()
    sure, most = 50, 5

    def __init__(self, setting: str) -> None:
        """Raises `Refused("engine.setting")`; nothing is loaded yet."""
        parsed = EngineSetting.parse(setting, ("device", "revision", "sure", "most", *self.options))
        if not parsed.target:
            raise Refused(
                "engine.setting", f"{setting!r} names no model; expected transformers:NAME or transformers:FOLDER"
            )
        self.setting = parsed.text
        self._parsed = parsed
        self._name = parsed.target
        self._device = parsed.options.get("device", "auto")
        self._revision = parsed.options.get("revision", "main")
        self._sure = parsed.whole_number("sure", self.sure, 0, 100) / 100
        self._most = parsed.whole_number("most", self.most, 1, 100)
        self._pipeline: Any = None
        self._lock = threading.Lock()

    @property
    def task(self) -> str:
        raise NotImplementedError

    def load(self) -> None:
        """Raises `Refused` for a model that is missing, damaged or made for something else."""
        with self._lock:
            if self._pipeline is None:
                self._pipeline = self._made()

    def run(self, view: View, *given: Any, **options: Any) -> Any:
        """The pipeline's answer to this picture. Raises `Retryable` when memory is short, `Refused` when it cannot answer."""
        self.load()
        return self.asked(picture_of(view), *given, **options)

    def asked(self, picture: Any, *given: Any, **options: Any) -> Any:
        import torch

        try:
            with self._lock, torch.inference_mode():
                return self._pipeline(picture, *given, **options)
        except torch.OutOfMemoryError as error:
            raise Retryable("looker.memory", f"{self._name}: {error}") from error
        except (ValueError, TypeError, RuntimeError, KeyError) as error:
            raise Refused(
                "engine.model_unusable", f"{self._name} cannot look at pictures so: {_first(error)}"
            ) from error

    def _made(self) -> Any:
        import torch
        import transformers
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        device = device_named(self._device)
        if device == "cpu":
            torch.set_num_threads(cpu_threads())
        make: Any = transformers.pipeline  # its stubs name every task by a literal
        try:
            self._verify()
            return make(self.task, model=self._name, revision=self._revision, device=device, trust_remote_code=False)
        except (OSError, ValueError, KeyError, RuntimeError, ImportError, AttributeError) as error:
            hint = "give the name of a model on the hub, or a folder with config.json and model.safetensors"
            raise Refused(
                "engine.model_unusable", f"{self._name!r} cannot be loaded for {self.task}; {hint} ({_first(error)})"
            ) from error

    def _verify(self) -> None:
        """A pipeline would load a model of another kind, and only log it. Raises ValueError."""
        import transformers
        from transformers.pipelines import check_task

        config = transformers.AutoConfig.from_pretrained(self._name, revision=self._revision)
        _, targets, _ = check_task(self.task)
        fitting = (type(config) in kind._model_mapping for kind in targets["pt"])
        named = {str(name) for kind in targets["pt"] for name in kind._model_mapping._model_mapping.values()}
        if not any(fitting) or not set(config.architectures or named) & named:
            raise ValueError(f"it is a {', '.join(config.architectures or [config.model_type])}")


def listed(parsed: EngineSetting, name: str) -> tuple[str, ...]:
    """An option that lists words, by commas."""
    return tuple(word.strip() for word in parsed.options.get(name, "").split(",") if word.strip())


def picture_of(view: View) -> Image.Image:
    from PIL import Image

    return Image.fromarray(view.rgb)


def first_said(answer: Any) -> str:
    """The text of a generating pipeline's first answer."""
    while isinstance(answer, list) and answer:
        answer = answer[0]
    said = answer.get("generated_text", "") if isinstance(answer, dict) else ""
    if isinstance(said, list):  # a conversation: its last turn
        said = said[-1].get("content", "") if said else ""
    return " ".join(str(said).split())


def unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _first(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)[:300]
