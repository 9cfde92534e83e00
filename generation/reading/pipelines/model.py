"""One transformers pipeline in memory, and the labels of its model in our words.

Options: `labels` (their name:our name, by commas, where the names differ), `by` (`label` for a model trained on the labels,
`entailment` for zero-shot with a model of natural language inference), `device` (auto, cpu, cuda, cuda:0, mps), `batch`, `revision`.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any

from generation.engines.base import EngineSetting
from generation.engines.loading import cpu_threads
from generation.errors import Refused, Retryable

_OPTIONS = ("labels", "by", "device", "batch", "revision")


class Model:
    """What every reader of this folder has. `own` are the labels that its task knows; `aliases` other names for them."""

    own: Sequence[str] = ()
    aliases: Mapping[str, str] = {}
    hypotheses: Mapping[str, str] = {}  # what zero-shot is asked for, by label

    def __init__(self, setting: str) -> None:
        """Raises `Refused("engine.setting")`; nothing is loaded yet."""
        parsed = EngineSetting.parse(setting, _OPTIONS)
        if not parsed.target:
            raise Refused(
                "engine.setting", f"{setting!r} names no model; expected transformers:NAME or transformers:FOLDER"
            )
        self.setting = parsed.text
        self.by = parsed.choice("by", "label", ("label", "entailment"))
        self._name = parsed.target
        self._labels = _mapping(parsed, self.own)
        self._device = parsed.options.get("device", "auto")
        self._revision = parsed.options.get("revision", "main")
        self._batch = parsed.whole_number("batch", 16, 1, 512)
        self._pipeline: Any = None
        self._lock = threading.Lock()

    def load(self) -> None:
        """Raises `Refused` for a model that is missing, damaged, or knows none of our labels."""
        with self._lock:
            if self._pipeline is None:
                self._pipeline = self._made()

    def label(self, theirs: str) -> str:
        """Ours, or ""."""
        known = self._labels.get(theirs.casefold())
        if known is not None:
            return known
        name = theirs.casefold()
        return name if name in self.own else self.aliases.get(name, "")

    def ask(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        """For each text every label of ours with its probability, best first. Texts without a letter get none."""
        self.load()
        asked = [text for text in texts if text.strip()]
        answers = iter(self._entailed(asked) if self.by == "entailment" else self._classified(asked))
        return [next(answers) if text.strip() else [] for text in texts]

    @property
    def task(self) -> str:
        return "zero-shot-classification" if self.by == "entailment" else "text-classification"

    def run(self, texts: Sequence[str], **options: Any) -> list[Any]:
        """The pipeline's answers. Raises `Retryable` when memory is short."""
        import torch

        try:
            with torch.inference_mode():
                return list(self._pipeline(list(texts), batch_size=self._batch, **options)) if texts else []
        except torch.OutOfMemoryError as error:
            raise Retryable("reader.memory", f"{self._name}: {error}") from error

    def _classified(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        answers = self.run(texts, top_k=None, truncation=True)
        return [_summed((self.label(each["label"]), each["score"]) for each in answer) for answer in answers]

    def _entailed(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        said = {self.hypotheses.get(name, name): name for name in self.own}
        answers = self.run(texts, candidate_labels=list(said), multi_label=False)
        return [
            _summed((said[label], score) for label, score in zip(answer["labels"], answer["scores"], strict=True))
            for answer in answers
        ]

    def _made(self) -> Any:
        import torch
        import transformers
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        device = ("cuda" if torch.cuda.is_available() else "cpu") if self._device == "auto" else self._device
        if device == "cpu":
            torch.set_num_threads(cpu_threads())
        make: Any = transformers.pipeline  # its stubs name every task by a literal
        try:
            made = make(self.task, model=self._name, revision=self._revision, device=device)
        except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
            first = str(error).splitlines()[0][:300] if str(error) else repr(error)
            raise Refused("reader.model", f"{self._name!r} cannot be loaded for {self.task}: {first}") from error
        self._verify(made)
        return made

    def _verify(self, made: Any) -> None:
        theirs = [str(label) for label in made.model.config.id2label.values()]
        if self.by == "label" and not any(self.label(label) for label in theirs):
            raise Refused(
                "reader.labels",
                f"{self._name!r} has the labels {', '.join(theirs[:12])}; name ours for them, for example"
                f" ?labels={theirs[0]}:{next(iter(self.own), 'material')}. Ours are {', '.join(self.own)}",
            )


def _mapping(setting: EngineSetting, own: Sequence[str]) -> dict[str, str]:
    mapping: dict[str, str] = {}
    for pair in filter(None, setting.options.get("labels", "").split(",")):
        theirs, colon, ours = (part.strip() for part in pair.rpartition(":"))
        if not colon or not theirs or (own and ours not in own):
            raise Refused("engine.setting", f"labels: {pair!r} should be THEIRS:OURS; ours are {', '.join(own)}")
        mapping[theirs.casefold()] = ours
    return mapping


def _summed(pairs: Any) -> list[tuple[str, float]]:
    """Several of their labels may be one of ours: four and five stars are both positive."""
    sums: dict[str, float] = {}
    for label, score in pairs:
        if label:
            sums[label] = sums.get(label, 0.0) + float(score)
    return sorted(sums.items(), key=lambda pair: -pair[1])
