"""`openai:` against a real server process: answers, and everything that such servers do wrong."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from generation import pipeline
from generation.contract import Control, Request, Result
from generation.engines.openai import setbacks
from generation.engines.openai.engine import OpenAIText
from generation.errors import Cancelled, GenerationError, Refused, Retryable
from generation.kinds import KINDS
from tests.generation.briefs import MUG
from tests.generation.engines.asked import asked
from tests.generation.engines.servers import ChatServer, free_port

ONCE = pipeline.Demands(tries=1)
KEY = "sk-never-to-be-seen-4711"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Back-offs as in life, but a tenth as long."""
    monkeypatch.setattr(setbacks, "_BASE", 0.05)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


def answered(engine: OpenAIText, *requests: Request) -> list[Result]:
    results = engine.generate(requests, Control())
    assert all(isinstance(result, Result) for result in results), results
    return [result for result in results if isinstance(result, Result)]


def failed(engine: OpenAIText, request: Request | None = None) -> GenerationError:
    (answer,) = engine.generate([request or asked()], Control())
    assert isinstance(answer, GenerationError)
    return answer


def outcome_of(call: Callable[[], Any]) -> tuple[threading.Thread, list[Any]]:
    """`call` under way in a thread; what it returned or raised, when it has."""
    kept: list[Any] = []

    def run() -> None:
        try:
            kept.append(call())
        except Exception as error:
            kept.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, kept


def wait_for(what: Callable[[], Any], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


# -- Answers


def test_thirty_two_requests_four_at_a_time(chat_server: ChatServer) -> None:
    wanted = [asked(("title", "bullets")[n % 2], ("en", "zh-Hans")[n // 2 % 2], n, thing=n) for n in range(32)]
    seen: list[float] = []
    engine = OpenAIText(chat_server.setting(concurrency=4))
    for request, result in zip(wanted, engine.generate(wanted, Control(progress=seen.append)), strict=True):
        assert isinstance(result, Result), result
        assert list(result.content.fields) == [spec.name for spec in KINDS[request.brief.kind].fields]
        assert ('"Norra"' in result.provenance.prompt, result.provenance.seed) == (True, request.sampling.seed)
    assert (seen, len(seen)) == (sorted(seen), 32)
    assert seen[-1] == 1.0
    assert max(call["together"] for call in chat_server.seen()) == 4


def test_the_answer_is_the_models_own(chat_server: ChatServer) -> None:
    english, chinese = answered(
        OpenAIText(chat_server.setting()), asked(temperature=0), asked(locale="zh-Hans", temperature=0)
    )
    assert str(english.content.fields["title"]).startswith("Norra ")
    assert "厘米" in str(chinese.content.fields["title"])


def test_what_is_written_so_far_is_told_of_the_right_request(chat_server: ChatServer) -> None:
    """Places are those of the caller's list: the one that cannot be asked takes none from the others."""
    seen: dict[int, list[str]] = {}
    control = Control(text=lambda place, so_far: seen.setdefault(place, []).append(so_far))
    picture = replace(asked(), brief=replace(asked().brief, kind="packshot"))
    engine = OpenAIText(chat_server.setting(concurrency=2))
    pair = pipeline.run([picture, asked("description")], engine, control, demands=ONCE)
    assert set(seen) == {1}
    whole = str(pair[1].result.content.fields["description"])
    assert seen[1] == sorted(seen[1], key=len)
    assert whole.startswith(seen[1][0].strip())
    assert seen[1][-1].strip() == whole


def test_the_request_says_what_the_protocol_has(chat_server: ChatServer) -> None:
    (result,) = answered(OpenAIText(chat_server.setting()), asked("bullets", seed=7, temperature=0.3))
    (call,) = chat_server.seen()
    body = call["body"]
    assert (body["model"], body["seed"], body["temperature"], body["top_p"], body["top_k"]) == (
        "tiny",
        7,
        0.3,
        0.95,
        50,
    )
    assert body["chat_template_kwargs"] == {"enable_thinking": False}
    form = body["response_format"]["json_schema"]
    assert (form["name"], form["strict"], form["schema"]["required"]) == ("bullets", True, ["bullets"])
    assert form["schema"]["properties"]["bullets"]["minItems"] >= 1
    assert "pattern" not in str(form)
    made = result.provenance
    assert made.sampling == {
        "seed": 7,
        "temperature": 0.3,
        "top_p": 0.95,
        "top_k": 50,
        "variant": 0,
        "format": "json_schema",
    }
    assert made.revision.startswith("fp_")
    assert made.tokens_in > 100
    assert made.tokens_out > 5


def test_a_seed_gives_the_same_answer_and_variants_have_their_own(chat_server: ChatServer) -> None:
    engine = OpenAIText(chat_server.setting())
    wanted = [asked(seed=seed, temperature=1.5, thing=seed) for seed in range(6)]
    assert [r.content for r in answered(engine, *wanted)] == [r.content for r in answered(engine, *wanted)]
    variants = answered(engine, *(asked("description", temperature=1.0, variant=number) for number in range(4)))
    assert len({str(result.content.fields) for result in variants}) > 1


def test_through_the_pipeline(chat_server: ChatServer) -> None:
    (outcome,) = pipeline.run([asked("bullets")], OpenAIText(chat_server.setting()), Control())
    assert isinstance(outcome, pipeline.Outcome)
    assert outcome.result.provenance.engine.startswith("openai:http://127.0.0.1")


def test_what_cannot_be_asked_fails_alone(chat_server: ChatServer) -> None:
    from dataclasses import replace

    endless = replace(MUG, source_text="", items=tuple(replace(MUG.items[0], value="word " * 300) for _ in range(40)))
    picture, tongue, long, good = OpenAIText(chat_server.setting()).generate(
        [
            replace(asked(), brief=replace(asked().brief, kind="packshot")),
            replace(asked(), brief=replace(asked().brief, locale="tlh")),
            replace(asked(), brief=replace(asked().brief, facts=endless)),
            asked(),
        ],
        Control(),
    )
    codes = [error.code for error in (picture, tongue, long) if isinstance(error, Refused)]
    assert codes == ["engine.kind", "engine.locale", "engine.prompt_too_long"]
    assert isinstance(good, Result)


# -- Servers that understand less


@pytest.mark.parametrize("form", ["json_object", "text"])
def test_a_server_without_json_schema_is_asked_for_less(chat_server: ChatServer, form: str) -> None:
    chat_server.rules(formats=["json_object", "text"] if form == "json_object" else ["text"])
    engine = OpenAIText(chat_server.setting())
    (result,) = answered(engine, asked(temperature=0))
    assert result.provenance.sampling["format"] == form
    steps = ["json_schema", "json_object", "text"]
    asked_for = [call["body"].get("response_format", {"type": "text"})["type"] for call in chat_server.seen()]
    assert asked_for == steps[: steps.index(form) + 1]

    answered(engine, asked(temperature=0), asked(temperature=0, thing=1))
    assert len(chat_server.seen()) == len(asked_for) + 2, "it was not remembered"


def test_settings_that_a_server_refuses_are_left_out_and_provenance_says_so(chat_server: ChatServer) -> None:
    chat_server.rules(fields=["top_k", "chat_template_kwargs", "seed"])
    (result,) = answered(OpenAIText(chat_server.setting()), asked())
    last = chat_server.seen()[-1]["body"]
    assert not {"top_k", "chat_template_kwargs", "seed"} & set(last)
    assert last["response_format"]["type"] == "json_schema"
    assert set(result.provenance.sampling) == {"temperature", "top_p", "variant", "format"}


def test_another_name_for_the_longest_answer(chat_server: ChatServer) -> None:
    said = "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
    chat_server.rules(statuses=[[400, {}, {"error": {"message": said, "param": "max_tokens"}}]])
    answered(OpenAIText(chat_server.setting()), asked())
    assert [[name for name in call["body"] if name.startswith("max_")] for call in chat_server.seen()] == [
        ["max_tokens"],
        ["max_completion_tokens"],
    ]


def test_a_template_without_a_system_role(chat_server: ChatServer) -> None:
    chat_server.rules(statuses=[[400, {}, {"error": {"message": "System role not supported"}}]])
    (result,) = answered(OpenAIText(chat_server.setting()), asked(temperature=0))
    assert result.provenance.prompt.startswith("user:\nYou write product content")
    assert chat_server.seen()[-1]["body"]["messages"][0]["role"] == "user"


def test_a_refusal_that_no_concession_mends_is_told_in_its_first_words_and_not_remembered(
    chat_server: ChatServer,
) -> None:
    engine = OpenAIText(chat_server.setting())
    chat_server.rules(statuses=[[400, {}, {"error": {"message": "the moon is full"}}]] * 4)
    error = failed(engine)
    assert (type(error), error.code) == (Refused, "engine.request_refused")
    assert "the moon is full" in error.detail
    assert "check that model=tiny is a chat model" in error.detail
    answered(engine, asked())
    assert "top_k" in chat_server.seen()[-1]["body"]


def test_words_around_the_json_do_no_harm(chat_server: ChatServer) -> None:
    chat_server.rules(wraps=["<think>A {title}? Yes.</think>Here it is:\n```json\n", "\n```\nAnything else?"])
    (result,) = answered(OpenAIText(chat_server.setting()), asked(temperature=0))
    assert str(result.content.fields["title"]).startswith("Norra ")


# -- Servers that fail


def test_a_server_that_is_busy_is_left_alone_for_as_long_as_it_asks(chat_server: ChatServer) -> None:
    chat_server.rules(statuses=[[429, {"retry-after": "1"}, {"error": {"message": "slow down"}}]])
    answered(OpenAIText(chat_server.setting(concurrency=1)), asked(), asked(thing=1))
    first, *others = (call["at"] for call in chat_server.seen())
    assert len(others) == 2
    assert min(others) - first >= 1.0


def test_a_server_that_asks_for_an_hour_gets_the_job_later(chat_server: ChatServer) -> None:
    chat_server.rules(statuses=[[429, {"retry-after": "3600"}, {"error": {"message": "slow down"}}]])
    started = time.monotonic()
    error = failed(OpenAIText(chat_server.setting()))
    assert (type(error), error.code) == (Retryable, "engine.busy")
    assert time.monotonic() - started < 5


def test_an_account_without_credit_is_not_asked_again(chat_server: ChatServer) -> None:
    chat_server.rules(statuses=[[429, {}, {"error": {"message": "quota", "code": "insufficient_quota"}}]] * 9)
    error = failed(OpenAIText(chat_server.setting()))
    assert (error.code, "no credit" in error.detail) == ("engine.busy", True)
    assert len(chat_server.seen()) == 1


def test_a_storm_of_500s_is_weathered(chat_server: ChatServer) -> None:
    chat_server.rules(statuses=[[code, {}, "<html>oh no</html>"] for code in (500, 502, 503)])
    assert len(answered(OpenAIText(chat_server.setting()), *(asked(thing=n) for n in range(4)))) == 4
    assert len(chat_server.seen()) == 7


def test_a_storm_that_lasts_is_told_as_one_to_wait_for(chat_server: ChatServer) -> None:
    chat_server.rules(statuses=[[500, {}, {"error": {"message": "CUDA error"}}]] * 9)
    error = failed(OpenAIText(chat_server.setting(max_retries=2)))
    assert (type(error), error.code) == (Retryable, "engine.failed")
    assert "answered 500: CUDA error" in error.detail
    assert len(chat_server.seen()) == 3


@pytest.mark.parametrize(
    ("status", "code", "hint"),
    [
        (401, "engine.denied", "OPENAI_API_KEY"),
        (403, "engine.denied", "OPENAI_API_KEY"),
        (404, "engine.model_missing", "usually ends in /v1"),
        (418, "engine.request_refused", "check the address"),
    ],
)
def test_what_no_retry_mends_is_refused_with_a_hint(chat_server: ChatServer, status: int, code: str, hint: str) -> None:
    chat_server.rules(statuses=[[status, {}, {"error": {"message": "no"}}]])
    error = failed(OpenAIText(chat_server.setting()))
    assert (type(error), error.code) == (Refused, code)
    assert hint in error.detail
    assert len(chat_server.seen()) == 1


def test_a_model_that_the_server_does_not_have(chat_server: ChatServer) -> None:
    error = failed(OpenAIText(chat_server.setting(model="huge")))
    assert error.code == "engine.model_missing"
    assert "The model huge does not exist" in error.detail


def test_a_server_that_hangs_is_given_up(chat_server: ChatServer) -> None:
    chat_server.rules(hang=True)
    started = time.monotonic()
    error = failed(OpenAIText(chat_server.setting(timeout=1, max_retries=1)))
    assert (type(error), error.code) == (Retryable, "engine.unreachable")
    assert "did not answer within 1 s" in error.detail
    assert 2 <= time.monotonic() - started < 6


def test_an_answer_that_drips_for_ever_is_given_up_too(chat_server: ChatServer) -> None:
    chat_server.rules(token_seconds=0.3)
    error = failed(OpenAIText(chat_server.setting(timeout=1, max_retries=0)))
    assert "did not answer within 1 s" in error.detail


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ({"garbage": True}, "engine.malformed"),
        ({"breaks": 3}, "engine.unreachable"),
        ({"endless": True}, "engine.unreachable"),
        ({"cut": 3}, "engine.malformed"),
        ({"formats": ["text"], "wraps": ['{"headline":"x"}', ""]}, "engine.malformed"),
    ],
)
def test_answers_that_are_none_may_be_retried(chat_server: ChatServer, rules: dict[str, Any], code: str) -> None:
    chat_server.rules(**rules)
    error = failed(OpenAIText(chat_server.setting(max_retries=1)))
    assert (type(error), error.code) == (Retryable, code)


@pytest.mark.parametrize("rules", [{"refusal": "I cannot write about this."}, {"filtered": True}])
def test_a_model_that_declines(chat_server: ChatServer, rules: dict[str, Any]) -> None:
    chat_server.rules(**rules)
    error = failed(OpenAIText(chat_server.setting()))
    assert (type(error), error.code) == (Refused, "engine.declined")
    assert len(chat_server.seen()) == 1


def test_a_server_killed_in_mid_answer_costs_only_what_it_had_not_answered(chat_server: ChatServer) -> None:
    chat_server.rules(token_seconds=0.1)
    engine = OpenAIText(chat_server.setting(concurrency=2, max_retries=1))
    done: list[float] = []
    wanted = [asked(thing=n, seed=n) for n in range(6)]
    thread, kept = outcome_of(lambda: engine.generate(wanted, Control(progress=done.append)))
    wait_for(lambda: len(done) >= 2)
    wait_for(lambda: [call["ended"] for call in chat_server.seen()].count("") == 2)
    chat_server.kill()
    thread.join(20)

    (answers,) = kept
    good = [answer for answer in answers if isinstance(answer, Result)]
    lost = [answer for answer in answers if not isinstance(answer, Result)]
    assert (len(good) >= 2, len(lost) >= 2) == (True, True)
    assert {(type(error), error.code) for error in lost} == {(Retryable, "engine.unreachable")}

    chat_server.start()
    again = [request for request, answer in zip(wanted, answers, strict=True) if answer in lost]
    assert len(answered(engine, *again)) == len(lost)


def test_a_server_that_is_down_is_not_asked_in_vain_for_every_row() -> None:
    engine = OpenAIText(f"openai:http://127.0.0.1:{free_port()}/v1?model=tiny&concurrency=2&max_retries=3")
    started = time.monotonic()
    answers = engine.generate([asked(thing=n) for n in range(200)], Control())
    assert {(type(answer), answer.code) for answer in answers if isinstance(answer, GenerationError)} == {
        (Retryable, "engine.unreachable")
    }
    assert len(answers) == 200
    assert time.monotonic() - started < 5


# -- Limits


def test_the_rate_is_kept(chat_server: ChatServer) -> None:
    engine = OpenAIText(chat_server.setting(rate=300))
    answered(engine, *(asked(thing=n) for n in range(6)))
    times = sorted(call["at"] for call in chat_server.seen())
    assert times[-1] - times[0] >= 5 * 0.2 - 0.2  # the first may reach a busy server late


# -- Cancelling


@pytest.mark.parametrize("rules", [{"token_seconds": 0.2}, {"hang": True}])
def test_cancelling_ends_the_conversation_at_once(chat_server: ChatServer, rules: dict[str, Any]) -> None:
    chat_server.rules(**rules)
    stop = threading.Event()
    engine = OpenAIText(chat_server.setting(concurrency=2))
    wanted = [asked(thing=n) for n in range(5)]
    thread, kept = outcome_of(lambda: engine.generate(wanted, Control(cancelled=stop.is_set)))
    wait_for(lambda: len(chat_server.seen()) == 2)
    asked_at = time.monotonic()
    stop.set()
    thread.join(10)
    assert time.monotonic() - asked_at < 1
    assert isinstance(kept[0], Cancelled)
    if "hang" not in rules:
        wait_for(lambda: {call["ended"] for call in chat_server.seen()} == {"hung up"})
    assert len(chat_server.seen()) == 2, "a question was asked after the wish to stop"


def test_a_caller_that_fails_leaves_no_conversation_behind(chat_server: ChatServer) -> None:
    chat_server.rules(token_seconds=0.1)

    def fall(_: float) -> None:
        raise RuntimeError("the caller fell over")

    with pytest.raises(RuntimeError, match="fell over"):
        OpenAIText(chat_server.setting(concurrency=2)).generate(
            [asked(thing=n) for n in range(4)], Control(progress=fall)
        )
    assert not [thread for thread in threading.enumerate() if thread.name == "openai"]


# -- Keys


def test_the_key_is_sent_and_never_shown(
    chat_server: ChatServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SHOP_TEST_KEY", KEY + "\n")
    caplog.set_level(logging.DEBUG)
    chat_server.rules(key=KEY)
    engine = OpenAIText(chat_server.setting(key_env="SHOP_TEST_KEY", max_retries=0))
    (result,) = answered(engine, asked())
    assert [call["key"] for call in chat_server.seen()] == [f"Bearer {KEY}"]

    errors: list[BaseException] = []
    for rules in (
        {"key": "another"},  # whose refusal repeats the key that was given
        {"statuses": [[500, {}, {"error": {"message": f"no {KEY}"}}]]},
        {"statuses": [[429, {}, f"no {KEY}"]]},
        {"breaks": 2},
        {"garbage": True},
    ):
        chat_server.rules(**rules)
        errors.append(failed(engine))
    assert "***" in str(errors[0])
    chat_server.rules(hang=True)
    with pytest.raises(Cancelled) as cancelled:
        engine.generate([asked()], Control(cancelled=lambda: bool(chat_server.seen())))
    errors.append(cancelled.value)

    shown = "".join(map(_everything, errors)) + repr(result) + repr(engine) + engine.setting
    assert KEY not in shown + caplog.text + "".join(repr(record.__dict__) for record in caplog.records)


def _everything(error: BaseException) -> str:
    """What a crash reporter sees of an error: itself, what caused it, and the local names of its frames."""
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    causes = [error]
    while inner := causes[-1].__cause__ or causes[-1].__context__:
        causes.append(inner)
    return "".join(told.format()) + "".join(repr(vars(cause)) for cause in causes)


def test_a_key_that_is_wanted_and_missing_is_refused_before_anybody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SHOP_TEST_KEY", raising=False)
    engine = OpenAIText("openai:http://127.0.0.1:1/v1?model=x&key_env=SHOP_TEST_KEY")
    with pytest.raises(Refused, match="SHOP_TEST_KEY is empty"):
        engine.load()
    monkeypatch.setenv("SHOP_TEST_KEY", "sk-\u201cquoted\u201d")
    with pytest.raises(Refused, match="characters that no key has") as refused:
        engine.load()
    assert "quoted" not in str(refused.value)


# -- Settings


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("openai:", "names no server"),
        ("openai:localhost:8000/v1?model=x", "names no server"),
        ("openai:file:///etc/passwd?model=x", "names no server"),
        ("openai:http://h/v1", "names no model"),
        ("openai:http://h/v1?model=x&concurrency=0", "expected 1 to 256"),
        ("openai:http://h/v1?model=x&rate=fast", "expected 1 to"),
        ("openai:http://h/v1?model=x&n=3", "known options: concurrency, key_env, max_retries, model, rate, timeout"),
        (f"openai:http://h/v1?model=x&api_key={KEY}", "put the key into an environment variable"),
        (f"openai:http://me:{KEY}@h/v1?model=x", "put the key into an environment variable"),
    ],
)
def test_wrong_settings_are_refused_with_a_hint_and_without_their_secrets(setting: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        OpenAIText(setting)
    assert refused.value.code == "engine.setting"
    assert said in refused.value.detail
    assert KEY not in str(refused.value)
