"""Whatever an engine may raise, a person reads a sentence about it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from shop_content.jobs.messages import FAILURE, failure

ROOT = Path(__file__).resolve().parent.parent.parent
RAISING = (ROOT / "generation", ROOT / "shop_content" / "jobs")
# They speak through the catalogue and the storefronts, which word what they refuse.
ELSEWHERE = tuple(ROOT / "generation" / name for name in ("reading", "looking", "renditions"))


def codes() -> Iterator[str]:
    for path in (path for folder in RAISING for path in folder.rglob("*.py") if not set(ELSEWHERE) & set(path.parents)):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"Refused", "Retryable"}
            ):
                yield from _literals(node.args[0])


def _literals(code: ast.expr) -> list[str]:
    choices = [code.body, code.orelse] if isinstance(code, ast.IfExp) else [code]
    return [str(choice.value) for choice in choices if isinstance(choice, ast.Constant)]


@pytest.mark.parametrize("code", sorted(set(codes())))
def test_every_code_is_worded(code: str) -> None:
    assert code in FAILURE


def test_nothing_is_worded_that_nobody_raises() -> None:
    from_readers = {"reader.model", "reader.unknown"}  # a summary of reviews asks the readers of moods and topics
    assert set(FAILURE) - set(codes()) == {"worker_lost", *from_readers}


def test_an_unknown_code_speaks_through_its_detail() -> None:
    assert failure("new.code", "the moon is full") == "The engine refused: the moon is full. Mend this, then retry."
