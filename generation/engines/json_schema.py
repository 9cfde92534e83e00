"""An answer as JSON: the schema of a kind, and the token mask that lets a model write nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from typing import Any

from generation.contract import Content, FieldValue
from generation.errors import Retryable
from generation.kinds import FieldSpec, Kind, Limit

_CHARS_PER_TOKEN = 4  # English prose; Chinese takes more tokens and fewer characters
_ROOM = 3  # times the expected length that an answer may have
_LONGEST = 20_000  # characters of a field whose channel knows no limit
_COMPACT: Any = {"whitespace_flexible": False}
_UNSEEN = (
    r"\x00-\x1F\x7F-\xA0\u200B-\u200F\u2028-\u202F\u2060-\u206F\uE000-\uF8FF\uFEFF\uFFF0-\uFFFF\U000E0000-\U0010FFFF"
)
_EMOJI = r"\U0001F000-\U0001FAFF\u2600-\u27BF"


def schema_of(kind: Kind, channel: str) -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) of the kind's fields in their order, with the channel's limits as patterns."""
    return {
        "type": "object",
        "properties": {spec.name: _field(kind, spec, spec.limit(channel)) for spec in kind.fields},
        "required": [spec.name for spec in kind.fields],
        "additionalProperties": False,
    }


def _field(kind: Kind, spec: FieldSpec, limit: Limit) -> dict[str, Any]:
    text = {"type": "string", "pattern": _pattern(kind, spec, limit)}
    if not spec.is_list:
        return text
    items: dict[str, Any] = {"type": "array", "items": text, "minItems": max(1, limit.min_items)}
    return items | ({"maxItems": min(limit.max_items, 10)} if limit.max_items else {"maxItems": 10})


def _pattern(kind: Kind, spec: FieldSpec, limit: Limit) -> str:
    """Begins and ends with a visible character; no controls, no emoji, nothing that the channel forbids."""
    longest = min(limit.max_chars or _LONGEST, kind.expected_tokens * _CHARS_PER_TOKEN * _ROOM)
    refused = _UNSEEN + _EMOJI + "".join(re.escape(character) for character in limit.forbidden)
    between = f"[^{refused}]" if not spec.paragraphs else f"(?:[^{refused}]|\\n)"
    edge = rf"[^{refused}\s]"
    return f"^{edge}{between}{{{max(0, limit.min_chars - 2)},{longest - 2}}}{edge}$"


def token_budget(kind: Kind) -> int:
    """Tokens that an answer may take, its JSON included."""
    return kind.expected_tokens * _ROOM * 2 + 64


def content_of(kind: Kind, answer: str) -> Content:
    """The answer as content. Raises `Retryable("engine.malformed")` when it is cut short or misses a field."""
    try:
        given = json.loads(answer)
        return Content({spec.name: _value(spec, given[spec.name]) for spec in kind.fields})
    except (ValueError, KeyError, TypeError) as error:
        raise Retryable("engine.malformed", f"expected a JSON object, got {answer[:200]!r} ({error})") from error


def _value(spec: FieldSpec, value: Any) -> FieldValue:
    if spec.is_list and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(item.strip() for item in value)
    if not spec.is_list and isinstance(value, str):
        return value.strip()
    raise TypeError(f"{spec.name} is {type(value).__name__}")


class JsonMask:
    """A logits processor: one grammar a row, rows end independently, after the end only the end token is allowed.

    Works on any device; the mask is made and unpacked with numpy.
    """

    def __init__(self, tokenizer: Any, schemas: Sequence[dict[str, Any]], prompt_length: int, ends: Collection[int]):
        """`tokenizer`: an `llguidance.LLTokenizer`. `ends`: ids of the tokens that end an answer."""
        import llguidance
        import numpy as np

        grammars = [llguidance.LLMatcher.grammar_from_json_schema(schema, defaults=_COMPACT) for schema in schemas]
        self._matchers = [llguidance.LLMatcher(tokenizer, grammar, log_level=0) for grammar in grammars]
        for matcher in self._matchers:
            if matcher.is_error():
                raise ValueError(matcher.get_error())
        self._seen, self._ends = prompt_length, frozenset(ends)
        self._ended = [False] * len(schemas)
        self._mask = np.zeros((len(schemas), (tokenizer.vocab_size + 31) // 32), dtype=np.int32)

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """`input_ids` (rows, length), `scores` (rows, vocabulary): scores with -inf where the grammar says no."""
        import numpy as np
        import torch

        fresh = input_ids[:, self._seen :].tolist()
        self._seen = input_ids.shape[1]
        for row, tokens in enumerate(fresh):
            self._advance(row, tokens)
            self._fill(row)
        bits = np.unpackbits(self._mask.view(np.uint8), axis=1, bitorder="little")
        # A model may have more logits than the tokenizer has tokens.
        allowed = np.zeros(tuple(scores.shape), dtype=bool)
        width = min(bits.shape[1], allowed.shape[1])
        allowed[:, :width] = bits[:, :width]
        return scores.masked_fill(~torch.from_numpy(allowed).to(scores.device), float("-inf"))

    def _advance(self, row: int, tokens: Sequence[int]) -> None:
        """A grammar that gives up ends its own row only; the answer then reads as malformed."""
        for token in tokens:
            if not self._ended[row]:
                self._ended[row] = token in self._ends or not self._matchers[row].consume_token(token)

    def _fill(self, row: int) -> None:
        import llguidance.numpy
        import numpy as np

        if not self._ended[row] and not self._matchers[row].is_stopped():
            llguidance.numpy.fill_next_token_bitmask(self._matchers[row], self._mask, row)
            return
        self._mask[row] = 0
        octets = self._mask[row].view(np.uint8)
        for end in self._ends:
            octets[end // 8] |= 1 << (end % 8)
