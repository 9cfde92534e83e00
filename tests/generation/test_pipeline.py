"""Only what fails is asked for again, the best try is kept, a failure stays its own, cancelling ends everything."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pytest

from generation import pipeline
from generation.checks.rules import finding
from generation.contract import Brief, Claim, Content, Control, Provenance, Request, Result, Sampling
from generation.errors import Cancelled, Refused, Retryable
from generation.scores import Known
from tests.generation.briefs import MUG, content

GOOD = content(title="Norra Stoneware Mug, 350 ml")
ONE_ERROR = content(title="Norra Stoneware Mug, 500 ml")
TWO_ERRORS = content(title="Norra Porcelain Mug, 500 ml")


class Scripted:
    """An engine that answers by (sku, try), and remembers what it was asked."""

    setting = "scripted:"

    def __init__(self, answer: Callable[[str, int], Content | Exception]) -> None:
        self.asked: list[list[tuple[str, int]]] = []
        self.loads = 0
        self._answer = answer

    def load(self) -> None:
        self.loads += 1

    def generate(self, requests: Sequence[Request], control: Control) -> list[Result | Exception]:
        self.asked.append([(request.brief.facts.sku, request.sampling.seed) for request in requests])
        control.progress(len(self.asked) / 10)
        return [self._result(request) for request in requests]

    def _result(self, request: Request) -> Result | Exception:
        answer = self._answer(request.brief.facts.sku, len(self.asked))
        if isinstance(answer, Exception):
            return answer
        ((field, index, text),) = answer.spans()
        claims = (Claim(field, index, 0, len(text), ("title",)),)
        return Result(answer, claims, Provenance(self.setting, seed=request.sampling.seed))


def requests(*skus: str) -> list[Request]:
    from dataclasses import replace

    return [Request(Brief("title", "en", replace(MUG, sku=sku)), Sampling(seed=7)) for sku in skus]


def kept(outcome: object) -> tuple[object, int, int]:
    assert isinstance(outcome, pipeline.Outcome)
    return outcome.result.content.fields["title"], outcome.errors, outcome.result.provenance.tries


def test_what_is_answered_early_is_judged_once_while_the_engine_works_on() -> None:
    """By an engine that answers its first request in another thread before it goes on, and says all of it again at the end."""
    judged: list[str] = []

    class Early(Scripted):
        def generate(self, requests: Sequence[Request], control: Control) -> list[Result | Exception]:
            answers = super().generate(requests, control)
            first = answers[0]
            assert isinstance(first, Result)
            thread = threading.Thread(target=control.answered, args=(0, first))
            thread.start()
            thread.join()
            judged.append("one is judged, the engine still works")
            return answers

    engine = Early(lambda sku, attempt: ONE_ERROR if sku == "a" and attempt == 1 else GOOD)
    outcomes = pipeline.run(requests("a", "b"), engine, Control())
    assert judged and [sku for sku, _seed in engine.asked[1]] == ["a"]
    assert [kept(outcome)[1:] for outcome in outcomes] == [(0, 2), (0, 1)]


def test_only_failing_requests_are_asked_again_with_new_seeds() -> None:
    engine = Scripted(lambda sku, attempt: GOOD if sku == "a" or attempt == 2 else ONE_ERROR)
    outcomes = pipeline.run(requests("a", "b", "c"), engine, Control())
    assert [kept(outcome) for outcome in outcomes] == [
        ("Norra Stoneware Mug, 350 ml", 0, 1),
        ("Norra Stoneware Mug, 350 ml", 0, 2),
        ("Norra Stoneware Mug, 350 ml", 0, 2),
    ]
    (first, second) = engine.asked
    assert [sku for sku, _ in first] == ["a", "b", "c"]
    assert [sku for sku, _ in second] == ["b", "c"]
    assert {seed for _, seed in first} == {7}
    assert 7 not in {seed for _, seed in second}


def test_after_three_tries_the_best_is_kept_with_its_findings() -> None:
    tries = {1: TWO_ERRORS, 2: ONE_ERROR, 3: TWO_ERRORS}
    engine = Scripted(lambda _, attempt: tries[attempt])
    (outcome,) = pipeline.run(requests("a"), engine, Control())
    assert kept(outcome) == ("Norra Stoneware Mug, 500 ml", 1, 2)
    assert isinstance(outcome, pipeline.Outcome)
    assert [finding.rule for finding in outcome.findings] == ["numbers.unsupported"]
    assert len(engine.asked) == 3


def test_an_engine_that_repeats_itself_is_not_asked_a_third_time() -> None:
    engine = Scripted(lambda _, __: ONE_ERROR)
    pipeline.run(requests("a"), engine, Control())
    assert len(engine.asked) == 2


def test_warnings_are_no_reason_to_try_again() -> None:
    engine = Scripted(lambda _, __: content(title="Norra Stoneware Mug FOREVER"))
    (outcome,) = pipeline.run(requests("a"), engine, Control())
    assert isinstance(outcome, pipeline.Outcome)
    assert [finding.severity for finding in outcome.findings] == ["warning"]
    assert len(engine.asked) == 1


def test_a_failure_is_its_own() -> None:
    answers = {"a": GOOD, "b": Refused("engine.thin"), "c": Retryable("engine.busy"), "d": ValueError("odd")}
    engine = Scripted(lambda sku, _: answers[sku])
    a, b, c, d = pipeline.run(requests("a", "b", "c", "d"), engine, Control())
    assert kept(a)[1] == 0
    assert isinstance(b, Refused)
    assert isinstance(c, Retryable)
    assert isinstance(d, Retryable)
    assert d.code == "engine.failed"
    assert len(engine.asked) == 1


def test_a_failing_second_try_does_not_cost_the_first() -> None:
    engine = Scripted(lambda _, attempt: ONE_ERROR if attempt == 1 else Retryable("engine.busy"))
    (outcome,) = pipeline.run(requests("a"), engine, Control())
    assert kept(outcome) == ("Norra Stoneware Mug, 500 ml", 1, 1)


def test_an_engine_that_cannot_load_refuses_every_request() -> None:
    engine = Scripted(lambda _, __: GOOD)

    def load() -> None:
        raise Refused("engine.model_missing", "no such folder")

    engine.load = load  # type: ignore[method-assign]
    outcomes = pipeline.run(requests("a", "b"), engine, Control())
    assert [getattr(outcome, "code", None) for outcome in outcomes] == ["engine.model_missing"] * 2
    assert engine.asked == []


def test_cancelling_reaches_the_caller() -> None:
    with pytest.raises(Cancelled):
        pipeline.run(requests("a"), Scripted(lambda _, __: GOOD), Control(cancelled=lambda: True))
    with pytest.raises(Cancelled):
        pipeline.run(requests("a"), Scripted(lambda _, __: Cancelled()), Control())
    engine = Scripted(lambda _, __: ONE_ERROR)
    with pytest.raises(Cancelled):
        pipeline.run(requests("a"), engine, Control(cancelled=lambda: len(engine.asked) == 1))
    assert len(engine.asked) == 1


def test_progress_never_runs_backwards() -> None:
    seen: list[float] = []
    pipeline.run(
        requests("a"),
        Scripted(lambda _, attempt: [TWO_ERRORS, ONE_ERROR, GOOD][attempt - 1]),
        Control(progress=seen.append),
    )
    assert seen == [0.1]


def test_nothing_asked_is_nothing_answered() -> None:
    assert pipeline.run([], Scripted(lambda _, __: GOOD), Control()) == []


def test_claims_are_attributed_where_an_engine_gives_none() -> None:
    engine = Scripted(lambda _, __: GOOD)
    given = engine.generate(requests("a"), Control())[0]
    assert isinstance(given, Result)
    from dataclasses import replace

    bare = replace(given, claims=())
    engine.generate = lambda requests, control: [bare]  # type: ignore[method-assign]
    (outcome,) = pipeline.run(requests("a"), engine, Control())
    assert isinstance(outcome, pipeline.Outcome)
    assert outcome.result.claims
    assert {claim.field for claim in outcome.result.claims} == {"title"}


def test_an_answer_below_the_bar_is_asked_for_again_and_the_higher_score_is_kept() -> None:
    poor, better = content(title="Mug"), content(title="Norra Stoneware Mug, 350 ml")
    engine = Scripted(lambda _, attempt: [poor, better, poor][attempt - 1])
    (outcome,) = pipeline.run(requests("a"), engine, Control(), demands=pipeline.Demands(bar=1.0))
    assert kept(outcome) == ("Norra Stoneware Mug, 350 ml", 0, 2)
    assert len(engine.asked) == 2
    (outcome,) = pipeline.run(requests("a"), Scripted(lambda _, __: poor), Control(), demands=pipeline.Demands(bar=0.1))
    assert kept(outcome) == ("Mug", 0, 1)


def test_fewer_errors_beat_any_score() -> None:
    assert (
        pipeline.Outcome(kept_result(), (), {"total": 0.1}).rank
        < pipeline.Outcome(kept_result(), (finding("length.empty"),), {"total": 0.9}).rank
    )


def kept_result() -> Result:
    return Result(GOOD, (), Provenance("scripted:"))


def test_the_next_try_is_told_what_was_wrong_and_the_version_says_so() -> None:
    told: list[tuple[str, ...]] = []

    class Listening(Scripted):
        def generate(self, requests: Sequence[Request], control: Control) -> list[Result | Exception]:
            told.extend(request.corrections for request in requests)
            return super().generate(requests, control)

    (outcome,) = pipeline.run(
        requests("a"), Listening(lambda _, attempt: ONE_ERROR if attempt == 1 else GOOD), Control()
    )
    assert told == [(), ("title: No fact says “500 ml”.",)]
    assert isinstance(outcome, pipeline.Outcome)
    assert outcome.result.provenance.corrections == told[1]
    assert outcome.result.provenance.asked == {"tone": "plain", "length": "standard"}
    assert outcome.scores["fidelity"] == 1


def test_the_shop_s_other_texts_are_held_against_every_answer() -> None:
    known = Known.of([(("title", "en"), "other", "Norra Stoneware Mug, 350 ml")])
    (outcome,) = pipeline.run(requests("a"), Scripted(lambda _, __: GOOD), Control(), known)
    assert isinstance(outcome, pipeline.Outcome)
    assert outcome.scores["freshness"] == 0
