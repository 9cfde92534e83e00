"""Rows asked by the library's own `generate`: beam searches, and models whose memory no slot can hold.

A batch runs as long as its longest answer here, and nothing is shared between prompts.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

from generation.contract import Control
from generation.engines.preview import preview
from generation.engines.seeded_sampling import SeededSampling, draws_of
from generation.engines.transformers.grammar import Grammars, JsonMask
from generation.engines.transformers.rows import Row, Written
from generation.errors import Cancelled

_GLANCE = 0.3  # seconds between two looks at the text that is being written


class Search:
    def __init__(self, model: Any, tokenizer: Any, grammars: Grammars, ends: Sequence[int]) -> None:
        self._model, self._tokenizer, self._grammars, self._ends = model, tokenizer, grammars, ends

    def write(self, rows: Sequence[Row], slots: int, control: Control) -> Iterator[Written]:
        """Every row's answer; all rows have the same number of beams. `slots`: beams at once, over all rows."""
        beams = rows[0].request.sampling.beams
        size = max(1, slots // beams)
        for start in range(0, len(rows), size):
            yield from self._batch(rows[start : start + size], beams, control)

    def _batch(self, rows: Sequence[Row], beams: int, control: Control) -> Iterator[Written]:
        import torch
        from transformers import GenerationConfig, LogitsProcessorList, StoppingCriteriaList

        started = time.monotonic()
        padded = self._tokenizer.pad(
            {"input_ids": [row.tokens for row in rows]}, padding=True, padding_side="left", return_tensors="pt"
        ).to(self._model.device)
        width = padded["input_ids"].shape[1]
        processors = LogitsProcessorList([JsonMask(self._grammars, rows, beams, width)])
        if beams == 1:
            samplings, draws = [row.request.sampling for row in rows], [draws_of(row.request) for row in rows]
            processors.append(SeededSampling(samplings, draws, self._model.device))
        config = GenerationConfig(  # type: ignore[no-untyped-call]
            max_new_tokens=max(row.budget for row in rows),
            do_sample=False,
            num_beams=beams,
            early_stopping=beams > 1,
            eos_token_id=list(self._ends),
            pad_token_id=self._tokenizer.pad_token_id,
        )
        watch = _Watch(control, rows, beams, width, self._tokenizer)
        with torch.inference_mode():
            output = self._model.generate(
                input_ids=padded["input_ids"],
                attention_mask=padded["attention_mask"],
                generation_config=config,
                logits_processor=processors,
                stopping_criteria=StoppingCriteriaList([watch]),
            )
        if watch.asked:
            raise Cancelled()
        prefill = ((watch.first or started) - started) / len(rows)
        decode = (time.monotonic() - started) / len(rows) - prefill
        for row, tokens in zip(rows, output[:, width:].tolist(), strict=True):
            end = next((place for place, token in enumerate(tokens) if token in self._ends), len(tokens))
            control.text(row.place, self._readable(tokens[:end]))
            yield Written(row, tokens[:end], prefill, decode)

    def _readable(self, tokens: Sequence[int]) -> str:
        return preview(self._tokenizer.decode(tokens, skip_special_tokens=True))


class _Watch:
    """A stopping criterion that stops nothing but for the caller's wish; it shows the text on its way."""

    def __init__(self, control: Control, rows: Sequence[Row], beams: int, width: int, tokenizer: Any) -> None:
        self._control, self._rows, self._beams, self._width = control, rows, beams, width
        self._tokenizer = tokenizer
        self._glanced = time.monotonic()
        self.asked = False
        self.first: float | None = None

    def __call__(self, input_ids: Any, scores: Any, **_: Any) -> Any:
        """`input_ids` (rows x candidates, length), the best candidate of each row first."""
        import torch

        self.first = self.first or time.monotonic()
        self.asked = self.asked or self._control.cancelled()
        if time.monotonic() - self._glanced >= _GLANCE:
            best = input_ids[:: input_ids.shape[0] // len(self._rows), self._width :].tolist()
            for row, tokens in zip(self._rows, best, strict=True):
                self._control.text(row.place, preview(self._tokenizer.decode(tokens, skip_special_tokens=True)))
            self._glanced = time.monotonic()
        return torch.full((input_ids.shape[0],), self.asked, dtype=torch.bool, device=input_ids.device)
