"""An answer as JSON: the schema of a kind, and the way back from text to content."""

from __future__ import annotations

import json
import re
from typing import Any

from generation.contract import Content, FieldValue
from generation.errors import Retryable
from generation.kinds import FieldSpec, Kind, Limit

_CHARS_PER_TOKEN = 4  # English prose; Chinese takes more tokens and fewer characters
_ROOM = 3  # times the expected length that an answer may have
_LONGEST = 20_000  # characters of a field whose channel knows no limit
_CONTROLS, _CONTROLS_BUT_BREAKS = r"\x00-\x1F", r"\x00-\x09\x0B-\x1F"
_UNSEEN = (
    _CONTROLS + r"\x7F-\xA0\u200B-\u200F\u2028-\u202F\u2060-\u206F\uE000-\uF8FF\uFEFF\uFFF0-\uFFFF\U000E0000-\U0010FFFF"
)
_EMOJI = r"\U0001F000-\U0001FAFF\u2600-\u27BF"
_SOMEWHERE = "!$?_{}^¬¦™®©,，;；#"  # what one channel or another refuses

# Runs of characters that stand in almost every field: llguidance looks a token of them up instead of walking through it,
# wherever the field's pattern has room for the whole run. With the library's own runs a mask over 90,000 tokens took
# about 2.8 ms, with these about 0.5.
_PLAIN, _OPEN = rf'[^"\\{_UNSEEN}{_EMOJI}{re.escape(_SOMEWHERE)}]', rf'[^"\\{_UNSEEN}{_EMOJI}]'
RUNS = [f"{_PLAIN}{{1,10}}", f"{_PLAIN}{{1,30}}", f"{_OPEN}{{1,10}}", f"{_OPEN}{{1,30}}", f"{_OPEN}+"]


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
    """Begins with a visible character; no controls, no emoji, nothing that the channel forbids.

    Spaces at the end are cut off later: a pattern that forbids them is one that no run fits into (see `RUNS`).
    """
    longest = min(limit.max_chars or _LONGEST, kind.expected_tokens * _CHARS_PER_TOKEN * _ROOM)
    refused = _UNSEEN + _EMOJI + "".join(re.escape(character) for character in limit.forbidden)
    between = f"[^{refused}]" if not spec.paragraphs else f"[^{refused.replace(_CONTROLS, _CONTROLS_BUT_BREAKS)}]"
    return rf"^[^{refused}\s]{between}{{{max(0, limit.min_chars - 1)},{longest - 1}}}$"


def token_budget(kind: Kind) -> int:
    """Tokens that an answer may take, its JSON included."""
    return kind.expected_tokens * _ROOM * 2 + 64


def closing_tokens(kind: Kind, channel: str) -> int:
    """Tokens that suffice to end any answer, wherever it stands: what is still required, a byte a token, and the brackets."""
    limits = [(spec, spec.limit(channel)) for spec in kind.fields]
    strings = [(max(1, limit.min_items if spec.is_list else 1), limit.min_chars) for spec, limit in limits]
    names = sum(len(spec.name) for spec in kind.fields)
    return names + sum(count * (4 * shortest + 8) for count, shortest in strings) + 16


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
