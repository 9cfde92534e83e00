"""What a row may write next: the grammar of its JSON schema, as a mask over the vocabulary.

A schema's grammar is compiled once; rows get copies, which share what the grammar learns of the vocabulary as it goes: a
mask then takes tens of microseconds instead of hundreds. `llguidance.torch` is left alone: it compiles on first use.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from generation.engines.transformers.rows import Row

_COMPACT: Any = {"whitespace_flexible": False}
_MOST_THREADS = 8


class RowGrammar:
    """Where one row stands in its grammar."""

    def __init__(self, fresh: Any, ends: Collection[int], room: int) -> None:
        """`fresh`: the schema's compiled matcher, of which the row gets a copy. `room`: tokens before it must come to an end."""
        self._fresh, self.matcher = fresh, fresh.deep_copy()
        self._ends, self._room = ends, room
        self._taken = 0  # tokens that the matcher knows of; an end token is none of the grammar's
        self.tokens: list[int] = []
        self.ended = False  # by an end token, by the grammar's own end, or by a token that it does not know

    @property
    def closing(self) -> bool:
        """Whether the answer is long enough that it must close what it can close."""
        return len(self.tokens) >= self._room

    def take(self, tokens: Sequence[int]) -> None:
        for token in tokens:
            if self.ended:
                return
            self.tokens.append(token)
            if token in self._ends or not self.matcher.consume_token(token):
                self.ended = True
                return
            self._taken += 1
            self.ended = self.matcher.is_stopped()

    def forced(self) -> list[int]:
        """The tokens that come next whatever the model thinks: names of fields, brackets."""
        return [] if self.ended else list(self.matcher.compute_ff_tokens())

    def become(self, tokens: Sequence[int]) -> None:
        """Goes back to what is common and on from there: in a beam search rows take each other's places."""
        common = 0
        for one, other in zip(self.tokens, tokens, strict=False):
            if one != other:
                break
            common += 1
        if common < len(self.tokens):
            self._back_to(common)
        self.take(tokens[common:])

    def _back_to(self, length: int) -> None:
        """A matcher that refused a token stays refused, so that row starts anew."""
        if self.matcher.is_error():
            self.matcher, tokens = self._fresh.deep_copy(), self.tokens[:length]
            self.tokens, self.ended, self._taken = [], False, 0
            self.take(tokens)
            return
        if self._taken > length:
            self.matcher.rollback(self._taken - length)
            self._taken = length
        del self.tokens[length:]
        self.ended = False


class Grammars:
    def __init__(self, tokenizer: Any, ends: Collection[int], device: Any) -> None:
        """`tokenizer`: an `llguidance.LLTokenizer`. `ends`: ids of the tokens that end an answer."""
        import torch

        self._tokenizer, self._ends, self._device = tokenizer, frozenset(ends), torch.device(device)
        self._compiled: dict[str, Any] = {}
        self._executor: Any = None

    def row(self, schema: Mapping[str, Any], room: int) -> RowGrammar:
        """`room`: tokens after which strings, lists and objects are closed as soon as the grammar allows it.

        Raises `ValueError` for a schema that makes no grammar.
        """
        key = json.dumps(schema)
        if key not in self._compiled:
            self._compiled[key] = self._matcher(key)
        return RowGrammar(self._compiled[key], self._ends, room)

    def masked(self, rows: Sequence[RowGrammar], scores: Any) -> Any:
        """`scores` (rows, vocabulary) with -inf where a row's grammar says no; a row that ended may only end."""
        import numpy as np

        mask = np.zeros((len(rows), (self._tokenizer.vocab_size + 31) // 32), dtype=np.int32)
        self._fill(rows, mask)
        for place, row in enumerate(rows):
            if row.closing and not row.ended and (mask[place] & self._closing).any():
                mask[place] &= self._closing
            if row.ended:
                mask[place] = 0
                octets = mask[place].view(np.uint8)
                for end in self._ends:
                    octets[end // 8] |= 1 << (end % 8)
        return scores.masked_fill(~self._spread(mask, scores.shape[1]), float("-inf"))

    @cached_property
    def _closing(self) -> Any:
        """Packed bits of the tokens that close and do nothing else."""
        import numpy as np

        size = self._tokenizer.vocab_size
        bits = np.zeros((size + 31) // 32 * 32, dtype=bool)
        for token in range(size):
            said = self._tokenizer.decode_bytes([token])
            bits[token] = bool(said) and not said.strip(b'"]}')
        return np.packbits(bits, bitorder="little").view(np.int32)

    def _matcher(self, schema: str) -> Any:
        import llguidance

        grammar = llguidance.LLMatcher.grammar_from_json_schema(schema, defaults=_COMPACT)
        matcher = llguidance.LLMatcher(self._tokenizer, grammar, log_level=0)
        if matcher.is_error():
            raise ValueError(matcher.get_error())
        return matcher

    def _fill(self, rows: Sequence[RowGrammar], mask: Any) -> None:
        """One after the other where processes share the CPU; side by side where they wait for a GPU anyway."""
        import llguidance
        import llguidance.numpy

        open_rows = [(row.matcher, place) for place, row in enumerate(rows) if not row.ended]
        if self._device.type == "cuda" and len(open_rows) > 1:
            if self._executor is None:
                self._executor = llguidance.LLExecutor(num_threads=min(_MOST_THREADS, os.cpu_count() or 1))
            llguidance.numpy.fill_next_token_bitmask_par(self._executor, open_rows, mask)
            return
        for matcher, place in open_rows:
            llguidance.numpy.fill_next_token_bitmask(matcher, mask, place)

    def _spread(self, mask: Any, size: int) -> Any:
        """Packed bits as booleans (rows, `size`) on the device. A model may have more logits than the tokenizer has tokens."""
        import numpy as np
        import torch

        if self._device.type == "cpu":
            bits = torch.from_numpy(np.unpackbits(mask.view(np.uint8), axis=1, bitorder="little").view(np.bool_))
        else:
            sent = torch.from_numpy(mask)
            sent = sent.pin_memory() if self._device.type == "cuda" else sent
            packed = sent.to(self._device, non_blocking=True).unsqueeze(-1)
            bits = ((packed >> torch.arange(32, dtype=torch.int32, device=self._device)) & 1).flatten(1).bool()
        if bits.shape[1] < size:
            return torch.nn.functional.pad(bits, (0, size - bits.shape[1]))
        return bits[:, :size]


class JsonMask:
    """A logits processor for `generate`: one grammar a row, in a beam search too, where rows change places."""

    def __init__(self, grammars: Grammars, rows: Sequence[Row], beams: int, prompt_length: int) -> None:
        self._grammars, self._start = grammars, prompt_length
        self._rows = [grammars.row(row.schema, row.room) for row in rows for _ in range(beams)]

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """`input_ids` (rows, length), `scores` (rows, vocabulary): scores with -inf where the grammar says no."""
        for row, tokens in zip(self._rows, input_ids[:, self._start :].tolist(), strict=True):
            row.become(tokens)
        return self._grammars.masked(self._rows, scores)
