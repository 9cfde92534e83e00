"""What every picture engine promises, asked of each: the studio, and a diffusion pipeline in the process."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Callable
from dataclasses import replace

import pytest

from generation.contract import Brief, Control, Engine, Photo, Request, Result, Sampling
from generation.engines.registry import SCHEMES, engine_for
from generation.errors import Cancelled, GenerationError, Refused
from tests.generation.briefs import MUG
from tests.generation.scenes import mug
from tests.generation.tiny_pipelines import build_stable_diffusion

pytestmark = pytest.mark.filterwarnings("ignore")  # of the libraries below; ours are seen in the other tests
SCENE = mug(size=320, span=0.8)


@pytest.fixture(scope="module", params=[name for name, scheme in SCHEMES.items() if scheme.medium == "image"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """An engine of every picture scheme of the registry: a new one fails here until it has a setting below."""
    settings: dict[str, Callable[[], str]] = {
        "studio": lambda: "studio:",
        "diffusers": lambda: f"diffusers:{build_stable_diffusion(tmp_path_factory.mktemp('pipeline'))}?device=cpu",
    }
    made = engine_for(settings[request.param]())
    made.load()
    return made


def asked(seed: int = 1, photos: tuple[Photo, ...] | None = None, kind: str = "packshot") -> Request:
    given = {"scene": "a marble counter", "steps": 2}
    photos = (SCENE.photo(),) if photos is None else photos
    return Request(Brief(kind, "en", MUG, photos=photos, options=given), Sampling(seed=seed))


def answered(engine: Engine, *requests: Request) -> list[Result]:
    results = engine.generate(requests, Control())
    assert all(isinstance(result, Result) for result in results), results
    return [result for result in results if isinstance(result, Result)]


def digest(result: Result) -> str:
    assert result.content.asset is not None
    return hashlib.sha256(result.content.asset.data).hexdigest()


def test_no_request_no_answer(engine: Engine) -> None:
    assert engine.generate([], Control()) == []


def test_a_bad_request_fails_alone_and_in_its_place(engine: Engine) -> None:
    torn = replace(SCENE.photo(), data=b"torn")
    bare, broken, text, good = engine.generate(
        [asked(photos=()), asked(photos=(torn,)), asked(kind="title"), asked()], Control()
    )
    assert isinstance(bare, Refused)
    assert isinstance(broken, GenerationError)
    assert isinstance(text, Refused)
    assert isinstance(good, Result)


def test_the_same_seed_gives_the_same_picture_whatever_stands_beside_it(engine: Engine) -> None:
    alone = answered(engine, asked(seed=5))[0]
    beside = answered(engine, asked(seed=1), asked(seed=5))[1]
    assert digest(alone) == digest(beside)


def test_a_caller_who_wishes_to_stop_is_obeyed(engine: Engine) -> None:
    with pytest.raises(Cancelled):
        engine.generate([asked(), asked()], Control(cancelled=lambda: True))


def test_progress_reaches_one_and_never_runs_backwards(engine: Engine) -> None:
    seen: list[float] = []
    engine.generate([asked(photos=()), asked()], Control(progress=seen.append))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_provenance_is_complete_and_answers_travel(engine: Engine) -> None:
    (result,) = answered(engine, asked(seed=11))
    made, asset = result.provenance, result.content.asset
    assert (made.engine, made.seed) == (engine.setting, 11)
    assert made.model and made.revision and made.seconds > 0
    assert asset is not None and asset.digital_source_type and min(asset.width, asset.height) > 0
    assert pickle.loads(pickle.dumps(result)) == result
    assert json.dumps(dict(made.sampling))


def test_loading_again_changes_nothing(engine: Engine) -> None:
    before = digest(answered(engine, asked(seed=3))[0])
    engine.load()
    assert digest(answered(engine, asked(seed=3))[0]) == before
    assert engine_for(engine.setting) is engine
