"""A request on its way through the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generation.contract import Request


@dataclass(frozen=True, slots=True)
class Row:
    """`place`: in the caller's list. `stem`: how many tokens of the prompt are the same for all requests of its run."""

    place: int
    request: Request
    prompt: str
    tokens: list[int]
    stem: int
    schema: Mapping[str, Any]
    room: int  # tokens after which the answer is led to its end
    budget: int  # tokens that it may take at most
    adapter: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What a row became: the tokens of its answer, and its share of the time, in seconds, without waiting."""

    row: Row
    tokens: list[int]
    prefill: float
    decode: float
