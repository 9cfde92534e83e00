"""Rows on slots, written token by token.

A row that ends leaves its slot at once, and the next one that waits takes it: a batch never runs on for its longest answer.
Three things are not computed at all: what the prompts of a run have in common (`stems`), tokens that the grammar leaves no
choice about, and whatever would come after the last bracket.
"""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from generation.contract import Control
from generation.engines.preview import preview
from generation.engines.seeded_sampling import SeededSampling, draws_of
from generation.engines.transformers.cache import SlotCache
from generation.engines.transformers.forward import Forward
from generation.engines.transformers.grammar import Grammars, RowGrammar
from generation.engines.transformers.rows import Row, Written
from generation.engines.transformers.stems import Stems
from generation.errors import Cancelled

_PREFILL_CPU, _PREFILL_GPU = 1024, 8192  # tokens a pass while prompts are read, padding included
_GLANCE = 0.3  # seconds between two looks at the text that is being written


@dataclass(slots=True)
class Counts:
    """What the decoder did since it was made, in tokens."""

    shared: int = 0  # of prompts, taken from a stem
    prefilled: int = 0  # of prompts, computed; the stems' own are counted in `Stems.computed`
    sampled: int = 0
    forced: int = 0
    passes: int = 0


@dataclass(slots=True, eq=False)
class _Seat:
    """A row on its slot. `pending` was chosen and is not in the cache yet; `held` is."""

    row: Row
    grammar: RowGrammar
    draws: random.Random
    held: int
    pending: list[int]
    begun: bool = False  # has it written a token?
    prefill: float = 0.0
    decode: float = 0.0


@dataclass(slots=True)
class _Batch:
    """Seat n stands on slot n."""

    cache: SlotCache
    waiting: deque[Row]
    control: Control
    seats: list[_Seat] = field(default_factory=list)
    sampling: tuple[tuple[_Seat, ...], SeededSampling] | None = None
    glanced: float = 0.0


class Decoder:
    def __init__(self, forward: Forward, stems: Stems, grammars: Grammars, tokenizer: Any) -> None:
        self._forward, self._stems, self._grammars, self._tokenizer = forward, stems, grammars, tokenizer
        self._device = forward.device
        self.counts = Counts()

    def write(self, rows: Sequence[Row], slots: int, control: Control) -> Iterator[Written]:
        """Every row's answer, as it ends. Rows take their slots in the order given. Raises `Cancelled` between two passes."""
        batch = _Batch(SlotCache(min(slots, len(rows))), deque(rows), control, glanced=time.monotonic())
        while batch.waiting or batch.seats:
            if fresh := self._admit(batch):
                self._read_prompts(batch, fresh)
            else:
                self._pass(batch, batch.seats, self._most)
            yield from self._leave(batch)
            self._show(batch)

    @property
    def _most(self) -> int:
        """Tokens of a row in one pass. A CPU pays for every column of every row, so forced tokens go one by one there."""
        return 1 if self._device.type == "cpu" else 16

    def _admit(self, batch: _Batch) -> list[_Seat]:
        """Seats for those who wait, some at a time: prompts that are read together cost less."""
        free = batch.cache.slots - len(batch.seats)
        if not batch.waiting or (batch.seats and free < min(len(batch.waiting), max(1, batch.cache.slots // 4))):
            return []
        fresh = [self._seat(batch, batch.waiting.popleft()) for _ in range(min(free, len(batch.waiting)))]
        self.counts.shared += sum(seat.held for seat in fresh)
        self.counts.prefilled += sum(len(seat.row.tokens) - seat.held for seat in fresh)
        return fresh

    def _seat(self, batch: _Batch, row: Row) -> _Seat:
        started = time.monotonic()
        if row.stem:
            batch.cache.begin(len(batch.seats), self._stems.of(row.adapter, row.tokens[: row.stem]))
        grammar = self._grammars.row(row.schema, row.room)
        forced = grammar.forced()
        grammar.take(forced)
        self.counts.forced += len(forced)
        pending = [*row.tokens[row.stem :], *forced]
        seat = _Seat(row, grammar, draws_of(row.request), row.stem, pending)
        batch.seats.append(seat)
        seat.prefill += time.monotonic() - started
        return seat

    def _read_prompts(self, batch: _Batch, fresh: Sequence[_Seat]) -> None:
        """Prompts of like length together, in passes of bounded size."""
        most = _PREFILL_CPU if self._device.type == "cpu" else _PREFILL_GPU
        unread = list(fresh)
        while unread:
            unread.sort(key=lambda seat: len(seat.pending))
            longest = min(len(unread[-1].pending), most)
            some = unread[-max(1, most // longest) :]
            self._pass(batch, some, longest)
            unread = [seat for seat in unread if not seat.begun]

    def _pass(self, batch: _Batch, seats: Sequence[_Seat], most: int) -> None:
        """Gives each of the seats at most `most` of its pending tokens, and those that have none left a new one."""
        if batch.control.cancelled():
            raise Cancelled()
        started = time.monotonic()
        rows = [batch.seats.index(seat) for seat in seats] if seats is not batch.seats else list(range(len(seats)))
        given = [seat.pending[:most] for seat in seats]
        logits = self._forward(batch.cache, rows, given, [seat.held for seat in seats])
        for seat, tokens in zip(seats, given, strict=True):
            seat.held += len(tokens)
            del seat.pending[: len(tokens)]
        ready = [place for place, seat in enumerate(seats) if not seat.pending]
        choosing = [seats[place] for place in ready]
        if choosing:
            self._choose(batch, choosing, logits if len(ready) == len(seats) else logits[ready])
        self.counts.passes += 1
        share = (time.monotonic() - started) / len(seats)
        for seat in seats:
            if seat.begun:
                seat.decode += share
            else:
                seat.prefill += share
        for seat in choosing:
            seat.begun = True

    def _choose(self, batch: _Batch, seats: Sequence[_Seat], logits: Any) -> None:
        """The masks are made while the device still computes the logits."""
        masked = self._grammars.masked([seat.grammar for seat in seats], logits)
        for seat, token in zip(seats, self._sampling(batch, seats).choose(masked).tolist(), strict=True):
            seat.grammar.take([token])
            forced = seat.grammar.forced()
            seat.grammar.take(forced)
            self.counts.sampled += 1
            self.counts.forced += len(forced)
            seat.pending = [token, *forced]

    def _sampling(self, batch: _Batch, seats: Sequence[_Seat]) -> SeededSampling:
        key = tuple(seats)
        if batch.sampling is None or batch.sampling[0] != key:
            samplings = [seat.row.request.sampling for seat in seats]
            batch.sampling = key, SeededSampling(samplings, [seat.draws for seat in seats], self._device)
        return batch.sampling[1]

    def _leave(self, batch: _Batch) -> Iterator[Written]:
        """Rows that are done; the last seat takes the place of each, so that the slots in use stay together."""
        for slot in reversed(range(len(batch.seats))):
            seat = batch.seats[slot]
            written = seat.grammar.tokens
            if not seat.grammar.ended and len(written) < seat.row.budget:
                continue
            last = batch.seats.pop()
            if last is not seat:
                batch.cache.move(len(batch.seats), slot, last.held)
                batch.seats[slot] = last
            batch.control.text(seat.row.place, self._readable(seat))
            yield Written(seat.row, written, seat.prefill, seat.decode)

    def _show(self, batch: _Batch) -> None:
        if time.monotonic() - batch.glanced < _GLANCE:
            return
        for seat in batch.seats:
            batch.control.text(seat.row.place, self._readable(seat))
        batch.glanced = time.monotonic()

    def _readable(self, seat: _Seat) -> str:
        return preview(self._tokenizer.decode(seat.grammar.tokens, skip_special_tokens=True))
