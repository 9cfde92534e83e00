"""What every text engine promises, asked of each: the composer, a language model in the process, one behind a server."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from generation.contract import Control, Engine, Passage, Request, Result
from generation.engines.registry import SCHEMES, engine_for, medium_of, scheme_of
from generation.errors import Cancelled, Refused
from generation.kinds import KINDS
from tests.generation.engines.asked import asked, to_translate
from tests.generation.engines.servers import ChatServer

TEXT_KINDS = ("title", "description", "bullets", "seo")


@pytest.fixture(params=[name for name, scheme in SCHEMES.items() if scheme.medium == "text"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An engine of every text scheme of the registry: a new one fails here until it has a setting below."""
    settings: dict[str, Callable[[], str]] = {
        "composer": lambda: "composer:",
        "transformers": lambda: f"transformers:{request.getfixturevalue('causal_lm')}?batch=8",
        "openai": lambda: _setting(request.getfixturevalue("chat_server")),
        "seq2seq": lambda: f"seq2seq:{request.getfixturevalue('translation_model')}",
    }
    made = engine_for(settings[request.param]())
    made.load()
    yield made


@pytest.fixture
def ask(engine: Engine) -> Callable[..., Request]:
    """Requests that the engine answers: of one that only translates, with an original."""
    return asked if scheme_of(engine.setting).writes else to_translate


def _setting(server: ChatServer) -> str:
    return server.setting(concurrency=4)


def answered(engine: Engine, *requests: Request) -> list[Result]:
    results = engine.generate(requests, Control())
    assert all(isinstance(result, Result) for result in results), results
    return [result for result in results if isinstance(result, Result)]


def test_every_request_is_answered_in_its_place(engine: Engine, ask: Callable[..., Request]) -> None:
    wanted = [ask(kind, locale, thing=n) for n, kind in enumerate(TEXT_KINDS) for locale in ("en", "zh-Hans")]
    for request, result in zip(wanted, answered(engine, *wanted), strict=True):
        specs = KINDS[request.brief.kind].fields
        assert list(result.content.fields) == [spec.name for spec in specs]
        assert result.content.asset is None
        for spec in specs:
            value = result.content.fields[spec.name]
            assert isinstance(value, tuple) is spec.is_list
            assert all(
                isinstance(text, str) and text.strip() for text in ((value,) if isinstance(value, str) else value)
            )


@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
def test_a_passage_is_answered_alone(engine: Engine, locale: str) -> None:
    texts = {"en": "A kettle of steel. It is 12 cm high.", "zh-Hans": "水壶采用不锈钢制成。高 12 厘米。"}
    text = texts[locale]
    start = text.index("It") if locale == "en" else text.index("高")
    passage = Passage({"description": text}, "description", None, start, len(text), ("f2",))
    one = asked("description", locale)
    request = replace(one, brief=replace(one.brief, passage=passage))
    if not scheme_of(engine.setting).writes:  # it only translates
        (refused,) = engine.generate([request], Control())
        assert isinstance(refused, Refused)
        return
    passed, whole = answered(engine, request, asked("description", locale, thing=1))
    assert list(passed.content.fields) == ["passage"]
    assert 0 < len(str(passed.content.fields["passage"])) < 2000
    assert list(whole.content.fields) == ["description"]


def test_it_translates_or_says_that_it_does_not(engine: Engine) -> None:
    (answer,) = engine.generate([to_translate("description", "zh-Hans")], Control())
    if not scheme_of(engine.setting).translates:
        assert isinstance(answer, Refused) and answer.code == "engine.no_translation"
        return
    assert isinstance(answer, Result), answer
    assert list(answer.content.fields) == ["description"]
    assert "kettle" in answer.provenance.prompt


def test_no_request_no_answer(engine: Engine) -> None:
    assert engine.generate([], Control()) == []


def test_a_bad_request_fails_alone(engine: Engine, ask: Callable[..., Request]) -> None:
    good = ask()
    picture = replace(good, brief=replace(good.brief, kind="packshot"))
    foreign = replace(good, brief=replace(good.brief, locale="tlh"))
    first, refused, unknown, last = engine.generate([good, picture, foreign, ask(thing=1)], Control())
    assert isinstance(first, Result)
    assert isinstance(last, Result)
    assert isinstance(refused, Refused)
    assert isinstance(unknown, Refused)


def test_the_same_seed_gives_the_same_answer_whatever_stands_beside_it(
    engine: Engine, ask: Callable[..., Request]
) -> None:
    request = ask(seed=5, temperature=1.0, thing=2)
    alone = answered(engine, request)[0]
    beside = answered(engine, ask(thing=1), request, ask(thing=3))[1]
    assert alone.content == beside.content
    assert alone.claims == beside.claims


def test_variants_of_one_brief_differ(engine: Engine, ask: Callable[..., Request]) -> None:
    variants = answered(engine, *(ask("description", temperature=1.0, variant=number) for number in range(3)))
    assert len({str(result.content.fields) for result in variants}) > 1


def test_a_caller_who_wishes_to_stop_is_obeyed(engine: Engine, ask: Callable[..., Request]) -> None:
    with pytest.raises(Cancelled):
        engine.generate([ask(thing=n) for n in range(4)], Control(cancelled=lambda: True))


def test_progress_reaches_one_and_never_runs_backwards(engine: Engine, ask: Callable[..., Request]) -> None:
    seen: list[float] = []
    bad = replace(ask(), brief=replace(ask().brief, kind="packshot"))
    engine.generate([bad, *(ask(thing=n) for n in range(5))], Control(progress=seen.append))
    assert seen == sorted(seen)
    assert 0 < seen[0] <= 1
    assert seen[-1] == 1.0


def test_provenance_is_complete(engine: Engine, ask: Callable[..., Request]) -> None:
    (result,) = answered(engine, ask(seed=11, variant=2))
    made = result.provenance
    assert made.engine == engine.setting
    assert made.model
    assert made.revision
    assert made.seed == 11
    assert made.sampling["variant"] == 2
    if scheme_of(engine.setting).writes:  # what only translates searches for the best and draws nothing
        assert made.sampling["temperature"] == 0.3
        assert {"top_p", "top_k"} <= set(made.sampling)
    assert made.seconds > 0
    if not engine.setting.startswith("composer:"):  # it has no prompt and no tokens
        assert made.prompt_version
        assert "Norra" in made.prompt
        assert made.tokens_in > 0 < made.tokens_out


def test_answers_travel(engine: Engine, ask: Callable[..., Request]) -> None:
    (result,) = answered(engine, ask("bullets"))
    assert pickle.loads(pickle.dumps(result)) == result
    assert json.loads(json.dumps(asdict(result)))["provenance"]["engine"] == engine.setting


def test_claims_point_into_the_text_and_to_facts(engine: Engine, ask: Callable[..., Request]) -> None:
    (result,) = answered(engine, ask("description"))
    known = {fact.id for fact in ask("description").brief.facts.citable()}
    texts = {(name, index): text for name, index, text in result.content.spans()}
    for claim in result.claims:
        assert 0 <= claim.start < claim.end <= len(texts[claim.field, claim.index])
        assert set(claim.fact_ids) <= known


def test_loading_again_changes_nothing(engine: Engine, ask: Callable[..., Request]) -> None:
    before = answered(engine, ask(seed=3))[0].content
    engine.load()
    engine.load()
    assert answered(engine, ask(seed=3))[0].content == before
    assert engine_for(engine.setting) is engine


@pytest.mark.parametrize(
    "setting", ["composer:", "transformers:x", "openai:http://127.0.0.1:1/v1?model=x", "seq2seq:x"]
)
def test_an_engine_that_is_not_loaded_is_light(setting: str) -> None:
    assert medium_of(setting) == "text"
    heavy = ("torch", "transformers", "llguidance", "openai", "httpx2", "numpy")
    program = (
        f"import sys; from generation.engines.registry import engine_for; engine_for({setting!r});"
        f"print(sorted(set(sys.modules) & set({heavy!r})))"
    )
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
