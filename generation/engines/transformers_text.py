"""`transformers:MODEL`: any causal language model with a chat template, from the hub or a folder.

Options: `dtype` (auto, float32, bfloat16, float16), `device` (auto, cpu, cuda, cuda:0, mps), `batch` (rows at once),
`revision` (of a hub model). On the CPU the number of threads is `TORCH_THREADS`, 1 unless set: processes scale better.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from generation import prompts
from generation.contract import Control, Provenance, Request, Result
from generation.engines import language_model
from generation.engines.base import EngineSetting
from generation.engines.json_schema import JsonMask, content_of, schema_of, token_budget
from generation.engines.seeded_sampling import SeededSampling
from generation.errors import Cancelled, GenerationError, Refused, Retryable
from generation.kinds import KINDS

_OPTIONS = ("dtype", "device", "batch", "revision")
_DTYPES = ("auto", "float32", "bfloat16", "float16")
_BATCH_CPU, _BATCH_GPU, _BATCH_MOST = 16, 32, 512


@dataclass(frozen=True, slots=True)
class _Row:
    """One request on its way: its place in the caller's list, and its prompt as text and as tokens."""

    place: int
    request: Request
    prompt: str
    tokens: list[int]


class TransformersText:
    def __init__(self, setting: str) -> None:
        """Raises `Refused("engine.setting")`; nothing is loaded yet."""
        parsed = EngineSetting.parse(setting, _OPTIONS)
        if not parsed.target:
            raise Refused(
                "engine.setting", f"{setting!r} names no model; expected transformers:NAME or transformers:FOLDER"
            )
        self.setting = parsed.text
        self._model_name = parsed.target
        self._dtype = parsed.choice("dtype", "auto", _DTYPES)
        self._device = parsed.options.get("device", "auto")
        self._batch = parsed.whole_number("batch", 0, 0 if "batch" not in parsed.options else 1, _BATCH_MOST)
        self._revision = parsed.options.get("revision", "main")
        self._loaded: language_model.LanguageModel | None = None
        self._lock = threading.Lock()

    def load(self) -> None:
        """Raises `Refused` for a model that is missing, damaged or knows no chat, `Retryable` when memory is short."""
        with self._lock:
            if self._loaded is None:
                self._loaded = language_model.load(self._model_name, self._revision, self._dtype, self._device)

    def generate(self, requests: Sequence[Request], control: Control) -> list[Result | Exception]:
        """Answers in batches of like length. Raises `Cancelled` between two tokens."""
        self.load()
        assert self._loaded is not None
        answers: list[Result | Exception | None] = [None] * len(requests)
        rows: list[_Row] = []
        for place, request in enumerate(requests):
            try:
                rows.append(self._row(place, request))
            except GenerationError as error:
                answers[place] = error
        done = len(requests) - len(rows)
        with self._lock:
            for batch in self._batches(rows):
                for row, answer in zip(batch, self._answer(batch, control), strict=True):
                    answers[row.place] = answer
                done += len(batch)
                control.progress(done / len(requests))
        return [answer for answer in answers if answer is not None]

    def _row(self, place: int, request: Request) -> _Row:
        assert self._loaded is not None
        brief, loaded = request.brief, self._loaded
        kind = KINDS.get(brief.kind)
        if kind is None or kind.medium != "text":
            raise Refused("engine.kind", f"{brief.kind!r} is not a text kind")
        if brief.locale not in kind.instructions:
            known = ", ".join(kind.instructions)
            raise Refused("engine.locale", f"{brief.locale!r} is not a language of this kind; known: {known}")
        messages = prompts.messages_of(request, loaded.special)
        if not loaded.knows_system:
            messages = prompts.without_system(messages)
        prompt = loaded.rendered(messages)
        tokens = list(loaded.tokenizer(prompt, add_special_tokens=False)["input_ids"])
        room = loaded.context - token_budget(kind)
        if len(tokens) > room:
            raise Refused("engine.prompt_too_long", f"{len(tokens)} tokens, this model has room for {room}")
        return _Row(place, request, prompt, tokens)

    def _batches(self, rows: Sequence[_Row]) -> Iterator[list[_Row]]:
        """Like lengths together: a batch runs as long as its longest answer."""
        assert self._loaded is not None
        size = self._batch or (_BATCH_CPU if self._loaded.device == "cpu" else _BATCH_GPU)
        ordered = sorted(rows, key=lambda row: (KINDS[row.request.brief.kind].expected_tokens, len(row.tokens)))
        for start in range(0, len(ordered), size):
            yield ordered[start : start + size]

    def _answer(self, batch: list[_Row], control: Control) -> list[Result | Exception]:
        """Halves a batch that does not fit into memory, down to a single row."""
        try:
            return self._run(batch, control)
        except (MemoryError, RuntimeError) as error:
            if not language_model.is_out_of_memory(error):
                raise
        self._free()
        if len(batch) == 1:
            return [Retryable("engine.out_of_memory", f"{len(batch[0].tokens)} prompt tokens on {self._device}")]
        half = len(batch) // 2
        return [*self._answer(batch[:half], control), *self._answer(batch[half:], control)]

    def _run(self, batch: list[_Row], control: Control) -> list[Result | Exception]:
        import torch
        from transformers import GenerationConfig, LogitsProcessorList, StoppingCriteriaList

        assert self._loaded is not None
        loaded, started = self._loaded, time.monotonic()
        padded = loaded.tokenizer.pad(
            {"input_ids": [row.tokens for row in batch]}, padding=True, padding_side="left", return_tensors="pt"
        ).to(loaded.device)
        width = padded["input_ids"].shape[1]
        kinds = [KINDS[row.request.brief.kind] for row in batch]
        schemas = [schema_of(kind, row.request.brief.channel) for kind, row in zip(kinds, batch, strict=True)]
        mask = JsonMask(loaded.grammar_tokenizer, schemas, width, loaded.ends)
        config = GenerationConfig(  # type: ignore[no-untyped-call]
            max_new_tokens=max(token_budget(kind) for kind in kinds),
            do_sample=False,
            eos_token_id=list(loaded.ends),
            pad_token_id=loaded.tokenizer.pad_token_id,
        )
        stop = _Stop(control)
        with torch.inference_mode():
            output = loaded.model.generate(
                input_ids=padded["input_ids"],
                attention_mask=padded["attention_mask"],
                generation_config=config,
                logits_processor=LogitsProcessorList([mask, SeededSampling([row.request for row in batch])]),
                stopping_criteria=StoppingCriteriaList([stop]),
            )
        if stop.asked:
            raise Cancelled()
        seconds = (time.monotonic() - started) / len(batch)
        return [
            self._result(row, tokens, seconds) for row, tokens in zip(batch, output[:, width:].tolist(), strict=True)
        ]

    def _result(self, row: _Row, tokens: list[int], seconds: float) -> Result | Exception:
        assert self._loaded is not None
        ends = [place for place, token in enumerate(tokens) if token in self._loaded.ends]
        tokens = tokens[: ends[0]] if ends else tokens
        sampling = row.request.sampling
        kind = KINDS[row.request.brief.kind]
        try:
            content = content_of(kind, self._loaded.tokenizer.decode(tokens, skip_special_tokens=True))
        except GenerationError as error:
            return error
        return Result(
            content,
            (),
            Provenance(
                engine=self.setting,
                model=self._model_name,
                revision=self._loaded.revision,
                prompt_version=f"{prompts.VERSION}.{kind.prompt_version}",
                prompt=row.prompt,
                seed=sampling.seed,
                sampling={**asdict(sampling), "variant": row.request.variant},
                tokens_in=len(row.tokens),
                tokens_out=len(tokens),
                seconds=seconds,
            ),
        )

    def _free(self) -> None:
        import gc

        import torch

        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()


class _Stop:
    """A stopping criterion: the caller's wish to cancel, asked between two tokens."""

    def __init__(self, control: Control) -> None:
        self._control = control
        self.asked = False

    def __call__(self, input_ids: Any, scores: Any, **_: Any) -> Any:
        import torch

        self.asked = self.asked or self._control.cancelled()
        return torch.full((input_ids.shape[0],), self.asked, dtype=torch.bool, device=input_ids.device)
