"""The JSON object in what a server sends, whatever its model wraps around it."""

from __future__ import annotations

import json

_STARTS = 20  # braces that are tried; prose before an answer has few


def json_in(answer: str) -> str:
    """The answer's first JSON object: without thinking aloud, code fence or words around it.

    An answer without one comes back as it is: `content_of` says what is wrong with it.
    """
    text = answer.strip()
    if _object_at(text, 0) == len(text):
        return text
    text = text.rpartition("</think>")[2].strip()
    start = -1
    for _ in range(_STARTS):
        start = text.find("{", start + 1)
        if start < 0:
            break
        if end := _object_at(text, start):
            return text[start:end]
    return text


def _object_at(text: str, start: int) -> int:
    """Where the object that begins at `start` ends; 0 when none does."""
    try:
        value, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return 0
    return end if isinstance(value, dict) else 0
