"""`transformers:MODEL`: any causal language model with a chat template, from the hub or a folder.

Options: `dtype` (auto, float32, bfloat16, float16), `device` (auto, cpu, cuda, cuda:0, mps), `attn` (auto, sdpa, eager),
`batch` (rows at once), `batching` (continuous, static), `adapter` (a LoRA folder or hub name, for requests that name none of
their own in `brief.options["adapter"]`), `revision` (of a hub model). On the CPU the number of threads is `TORCH_THREADS`, 1
unless set: processes scale better.

The rows are written by a loop of our own (`transformers/decoding.py`), not by the library's continuous batching: that one takes
temperature, top-k and top-p for each request but neither a grammar nor a seed, its manager runs in a thread of its own that dies
of one request too large, and on the CPU it was slower than static batches.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Protocol

from generation import prompts
from generation.contract import Control, Provenance, Request, Result
from generation.engines import language_model, loading
from generation.engines.base import EngineSetting
from generation.engines.json_schema import closing_tokens, content_of, schema_of, token_budget
from generation.engines.transformers.adapters import Adapters
from generation.engines.transformers.decoding import Decoder
from generation.engines.transformers.grammar import Grammars
from generation.engines.transformers.rows import Row, Written
from generation.engines.transformers.search import Search
from generation.engines.transformers.stems import Stems
from generation.errors import GenerationError, Refused, Retryable
from generation.kinds import KINDS
from generation.passages import kind_of

_OPTIONS = ("dtype", "device", "attn", "batch", "batching", "adapter", "revision")
_DTYPES = ("auto", "float32", "bfloat16", "float16")
_BATCH, _BATCH_MOST = 32, 512
_SHARE = 4  # of the free memory of a machine without a GPU, one part in so many may hold keys and values


class _Writer(Protocol):
    def write(self, rows: Sequence[Row], slots: int, control: Control) -> Iterator[Written]: ...


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A model, and what writes with it."""

    language: language_model.LanguageModel
    adapters: Adapters
    search: Search
    stems: Stems | None = None
    decoder: Decoder | None = None


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
        self._attention = parsed.choice("attn", "auto", ("auto", "sdpa", "eager"))
        self._batch = parsed.whole_number("batch", 0, 0 if "batch" not in parsed.options else 1, _BATCH_MOST)
        self._continuous = parsed.choice("batching", "continuous", ("static", "continuous")) == "continuous"
        self._adapter = parsed.options.get("adapter", "")
        self._revision = parsed.options.get("revision", "main")
        self._loaded: _Loaded | None = None
        self._lock = threading.Lock()

    def load(self) -> None:
        """Raises `Refused` for a model that is missing, damaged or knows no chat, `Retryable` when memory is short."""
        with self._lock:
            if self._loaded is None:
                loaded = self._made()
                loaded.adapters.use(self._adapter)
                self._loaded = loaded

    def _made(self) -> _Loaded:
        language = language_model.load(
            self._model_name, self._revision, self._dtype, self._device, attention=self._attention
        )
        grammars = Grammars(language.grammar_tokenizer, language.ends, language.device)
        search = Search(language.model, language.tokenizer, grammars, language.ends)
        if language.forward is None:
            return _Loaded(language, Adapters(language.model), search)
        stems = Stems(language.forward)
        decoder = Decoder(language.forward, stems, grammars, language.tokenizer)
        return _Loaded(language, Adapters(language.model, stems.forget), search, stems, decoder)

    def generate(self, requests: Sequence[Request], control: Control) -> list[Result | Exception]:
        """Answers in batches of like length. Raises `Cancelled` between two tokens."""
        self.load()
        answers: list[Result | Exception | None] = [None] * len(requests)
        rows: list[Row] = []
        for place, request in enumerate(requests):
            try:
                rows.append(self._row(place, request))
            except GenerationError as error:
                answers[place] = error
        done = len(requests) - len(rows)
        with self._lock:
            for row, answer in self._answers(rows, control):
                answers[row.place] = answer
                done += 1
                control.progress(done / len(requests))
        return [answer for answer in answers if answer is not None]

    def _row(self, place: int, request: Request) -> Row:
        assert self._loaded is not None
        brief, language = request.brief, self._loaded.language
        kind = KINDS.get(brief.kind)
        if kind is None or kind.medium != "text":
            raise Refused("engine.kind", f"{brief.kind!r} is not a text kind")
        if brief.locale not in kind.instructions:
            known = ", ".join(kind.instructions)
            raise Refused("engine.locale", f"{brief.locale!r} is not a language of this kind; known: {known}")
        kind = kind_of(brief)
        messages = prompts.messages_of(request, language.special)
        if not language.knows_system:
            messages = prompts.without_system(messages)
        prompt = language.rendered(messages)
        tokens = list(language.tokenizer(prompt, add_special_tokens=False)["input_ids"])
        limit = token_budget(kind)
        budget = limit + closing_tokens(kind, brief.channel)
        if len(tokens) > language.context - budget:
            room = language.context - budget
            raise Refused("engine.prompt_too_long", f"{len(tokens)} tokens, this model has room for {room}")
        return Row(
            place=place,
            request=request,
            prompt=prompt,
            tokens=tokens,
            stem=language.stem(messages, tokens),
            schema=schema_of(kind, brief.channel),
            room=limit,
            budget=budget,
            adapter=str(brief.options.get("adapter", "") or self._adapter),
        )

    def _answers(self, rows: Sequence[Row], control: Control) -> Iterator[tuple[Row, Result | Exception]]:
        """Rows of one adapter at a time, and rows that are searched with beams apart from those that are not."""
        assert self._loaded is not None

        def group(row: Row) -> tuple[str, int]:
            return row.adapter, row.request.sampling.beams

        for (adapter, beams), members in groupby(sorted(rows, key=group), key=group):
            mine = list(members)
            try:
                self._loaded.adapters.use(adapter)
            except GenerationError as error:
                yield from ((row, error) for row in mine)
                continue
            writer = self._loaded.decoder if beams == 1 and self._loaded.decoder else self._loaded.search
            for batch in self._batches(mine):
                yield from self._written(writer, batch, control)

    def _batches(self, rows: Sequence[Row]) -> Iterator[list[Row]]:
        """Static: like lengths together. Continuous: all at once, the long ones first, so that none is left to run alone."""
        ordered = sorted(rows, key=lambda row: (kind_of(row.request.brief).expected_tokens, len(row.tokens)))
        if self._continuous:
            yield ordered[::-1]
            return
        size = self._size(rows)
        for start in range(0, len(ordered), size):
            yield ordered[start : start + size]

    def _size(self, rows: Sequence[Row]) -> int:
        """Rows at once. A GPU says when its memory is full; other memory is looked at before, as the system would end the process."""
        assert self._loaded is not None
        language = self._loaded.language
        if self._batch or language.device != "cpu" or language.forward is None:
            return self._batch or _BATCH
        widest = max(len(row.tokens) + row.room for row in rows) * language.forward.token_bytes
        return max(1, min(_BATCH, loading.free_memory() // _SHARE // widest))

    def _written(self, writer: _Writer, rows: list[Row], control: Control) -> Iterator[tuple[Row, Result | Exception]]:
        """Halves the number of rows at once when they do not fit into memory, down to a single row."""
        left, slots = {row.place: row for row in rows}, min(self._size(rows), len(rows))
        while left:
            try:
                for written in writer.write(list(left.values()), slots, control):
                    del left[written.row.place]
                    yield written.row, self._result(written)
            except (MemoryError, RuntimeError) as error:
                if not loading.is_out_of_memory(error):
                    raise
                self._free()
                if slots == 1:
                    row = left.pop(next(iter(left)))
                    detail = f"{len(row.tokens)} prompt tokens on {self._device}"
                    yield row, Retryable("engine.out_of_memory", detail)
                slots = max(1, slots // 2)

    def _result(self, written: Written) -> Result | Exception:
        assert self._loaded is not None
        language, row, sampling = self._loaded.language, written.row, written.row.request.sampling
        kind = kind_of(row.request.brief)
        tokens = [token for token in written.tokens if token not in language.ends]
        try:
            content = content_of(kind, language.tokenizer.decode(tokens, skip_special_tokens=True))
        except GenerationError as error:
            return error
        adapter = {"adapter": row.adapter, "adapter_revision": self._loaded.adapters.revision(row.adapter)}
        return Result(
            content,
            (),
            Provenance(
                engine=self.setting,
                model=self._model_name,
                revision=language.revision,
                prompt_version=f"{prompts.VERSION}.{kind.prompt_version}",
                prompt=row.prompt,
                seed=sampling.seed,
                sampling={**asdict(sampling), "variant": row.request.variant, **(adapter if row.adapter else {})},
                tokens_in=len(row.tokens),
                tokens_out=len(tokens),
                seconds=written.prefill + written.decode,
                prefill_seconds=written.prefill,
                decode_seconds=written.decode,
            ),
        )

    def _free(self) -> None:
        import gc

        import torch

        assert self._loaded is not None
        if self._loaded.stems is not None:
            self._loaded.stems.clear()
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
