"""What a server says, read rightly: pauses, complaints, JSON with words around it."""

from __future__ import annotations

import email.utils
import time

import pytest

from generation.engines.openai.answers import json_in
from generation.engines.openai.dialect import Dialect
from generation.engines.openai.setbacks import back_off, retry_after


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "2"}, 2.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "-3"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
    ],
)
def test_how_long_a_server_asks_us_to_wait(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers) == seconds


def test_a_date_to_come() -> None:
    wait = retry_after({"retry-after": email.utils.formatdate(time.time() + 30, usegmt=True)})
    assert wait is not None
    assert 27 < wait <= 31


def test_pauses_grow_and_differ() -> None:
    assert {back_off(2) for _ in range(20)} != {back_off(2)}
    assert max(back_off(0) for _ in range(200)) <= 0.5
    assert max(back_off(50) for _ in range(200)) <= 20


@pytest.mark.parametrize(
    ("complaint", "becomes"),
    [
        ("Unrecognized request argument supplied: top_k", Dialect(left_out=frozenset({"top_k"}))),
        ("Unexpected fields in the request: {'top_k'}", Dialect(left_out=frozenset({"top_k"}))),
        ('[{"type":"extra_forbidden","loc":["body","seed"]}]', Dialect(left_out=frozenset({"seed"}))),
        ("Unsupported value: 'temperature' does not support 0.8", Dialect(left_out=frozenset({"temperature"}))),
        ("Use 'max_completion_tokens' instead.", Dialect(length="max_completion_tokens")),
        ("System role not supported", Dialect(knows_system=False)),
        ("Invalid schema for response_format 'title'", Dialect(answer_format="json_object")),
        ("extra inputs are not permitted", Dialect(left_out=frozenset({"top_k", "chat_template_kwargs"}))),
    ],
)
def test_a_complaint_is_met_by_the_smallest_concession(complaint: str, becomes: Dialect) -> None:
    assert Dialect().without(complaint) == becomes


def test_concessions_come_to_an_end() -> None:
    dialect: Dialect | None = Dialect()
    steps = 0
    while dialect is not None:
        dialect = dialect.without(
            "top_k seed temperature top_p stream_options chat_template_kwargs system role schema no"
        )
        steps += 1
    assert steps < 8


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ('{"title":"a"}', '{"title":"a"}'),
        (' {"title":"</think>"} ', '{"title":"</think>"}'),
        ('```json\n{"title":"a"}\n```', '{"title":"a"}'),
        ('<think>{"title":"no"}</think>\n{"title":"a"}', '{"title":"a"}'),
        ('thinking on {"title":"no"} and on</think>{"title":"a"}', '{"title":"a"}'),
        ('Here {is} it: {"title":"{a}"} Done.', '{"title":"{a}"}'),
        ("Sorry.", "Sorry."),
        ('{"title":"cut', '{"title":"cut'),
        ("[" * 100_000, "[" * 100_000),
        ("{" * 5_000, "{" * 5_000),
    ],
)
def test_the_json_in_an_answer(answer: str, found: str) -> None:
    assert json_in(answer) == found
