"""A setting names one engine; a wrong one is refused with what would be right."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from generation.engines.base import EngineSetting
from generation.engines.registry import engine_for, medium_of
from generation.errors import Refused


def test_an_unknown_scheme_is_refused_with_the_known_ones() -> None:
    for setting in ("magic:", "composer", "", "gpt-5"):
        with pytest.raises(Refused) as refused:
            engine_for(setting)
        assert refused.value.code == "engine.unknown"
        for known in ("composer:", "transformers:MODEL", "openai:URL?model=NAME", "studio:", "diffusers:MODEL"):
            assert known in refused.value.detail


def test_one_engine_a_setting_however_many_threads_ask() -> None:
    with ThreadPoolExecutor(8) as pool:
        engines = list(pool.map(engine_for, ["transformers:some/model?batch=3"] * 32))
    assert len({id(engine) for engine in engines}) == 1
    assert engine_for(" transformers:some/model?batch=3 ") is engines[0]
    assert engine_for("transformers:some/model?batch=4") is not engines[0]


def test_the_medium_is_known_without_an_engine() -> None:
    assert [medium_of(s) for s in ("composer:", "transformers:x", "studio:", "diffusers:x")] == [
        "text",
        "text",
        "image",
        "image",
    ]


@pytest.mark.parametrize(
    "setting", ["composer:", "transformers:x", "openai:http://h/v1?model=x", "studio:", "diffusers:x"]
)
def test_every_scheme_has_its_engine(setting: str) -> None:
    engine = engine_for(setting)
    assert engine.setting == setting
    assert callable(engine.load)
    assert callable(engine.generate)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("transformers:", "names no model"),
        ("transformers:x?speed=9", "known options: adapter, attn, batch, batching, device, dtype, revision"),
        ("transformers:x?dtype=int3", "expected one of auto, float32"),
        ("transformers:x?batch=0", "expected 1 to 512"),
        ("transformers:x?batch=many", "expected 1 to 512"),
        ("transformers:x?batch=2&batch=3", "must be given once"),
        ("transformers:x?dtype=", "must be given once, with a value"),
    ],
)
def test_wrong_options_are_refused_before_anything_is_loaded(setting: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        engine_for(setting)
    assert refused.value.code == "engine.setting"
    assert said in refused.value.detail


def test_a_target_may_be_percent_encoded() -> None:
    parsed = EngineSetting.parse("transformers:/models/what%3F?batch=2", ("batch",))
    assert (parsed.target, parsed.whole_number("batch", 1, 1, 9)) == ("/models/what?", 2)


def test_naming_an_engine_imports_nothing_heavy() -> None:
    program = (
        "import sys; from generation import pipeline; from generation.engines.registry import engine_for;"
        "engine_for('transformers:x'); sys.exit(any(m in sys.modules for m in ('torch', 'transformers', 'cv2', 'llguidance')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
