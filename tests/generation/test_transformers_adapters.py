"""LoRA adapters: one a setting, one a request, a few in memory."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from generation.contract import Brief, Control, Request, Result, Sampling
from generation.engines.transformers_text import TransformersText
from generation.errors import Refused
from tests.generation.tiny_models import THINGS, build_adapter, facts_of


@pytest.fixture(scope="module")
def shops(causal_lm: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Three shops' adapters."""
    folder = tmp_path_factory.mktemp("adapters")
    return [str(build_adapter(causal_lm, folder / f"shop.{number}", seed=number)) for number in range(3)]


def asked(adapter: str = "", thing: int = 0) -> Request:
    options = {"adapter": adapter} if adapter else {}
    return Request(Brief("title", "en", facts_of(*THINGS["en"][thing], 14), options=options), Sampling(temperature=0))


def texts(answers: Sequence[Result | Exception]) -> list[str]:
    assert all(isinstance(answer, Result) for answer in answers), answers
    return [json.dumps(dict(answer.content.fields)) for answer in answers if isinstance(answer, Result)]


def test_requests_name_their_adapters(causal_lm: Path, shops: list[str]) -> None:
    engine = TransformersText(f"transformers:{causal_lm}")
    (plain,) = texts(engine.generate([asked()], Control()))
    mixed = [asked(name) for name in ("", shops[0], shops[1], "", shops[2], shops[0])]
    answers = engine.generate(mixed, Control())
    together = texts(answers)
    assert together == [texts(engine.generate([request], Control()))[0] for request in mixed]
    assert together[0] == together[3] == plain
    assert together[1] == together[5]
    assert len(set(together)) == 4
    assert isinstance(answers[1], Result)
    assert answers[1].provenance.sampling["adapter"] == shops[0]
    assert len(answers[1].provenance.sampling["adapter_revision"]) == 64
    assert isinstance(answers[0], Result)
    assert "adapter" not in answers[0].provenance.sampling


def test_a_setting_names_the_adapter_of_all_that_name_none(causal_lm: Path, shops: list[str]) -> None:
    engine = TransformersText(f"transformers:{causal_lm}")
    own = TransformersText(f"transformers:{causal_lm}?adapter={shops[1]}")
    own.load()
    assert own._loaded is not None
    assert own._loaded.adapters.loaded == (shops[1],)
    wanted = [asked(), asked(shops[2])]
    assert texts(own.generate(wanted, Control())) == texts(
        engine.generate([asked(shops[1]), asked(shops[2])], Control())
    )


def test_the_adapters_used_last_are_kept(causal_lm: Path, shops: list[str]) -> None:
    engine = TransformersText(f"transformers:{causal_lm}")
    engine.load()
    assert engine._loaded is not None and engine._loaded.stems is not None
    adapters = engine._loaded.adapters
    adapters._most = 2
    answers = [texts(engine.generate([asked(name)], Control()))[0] for name in (*shops, "", shops[0])]
    assert adapters.loaded == (shops[2], shops[0])
    assert answers[0] == answers[4]
    assert {adapter for adapter, _ in engine._loaded.stems._known} == {"", shops[2], shops[0]}
    assert len(engine._loaded.language.model.peft_config) == 2


def test_an_adapter_that_cannot_be_used_fails_alone(causal_lm: Path, shops: list[str], tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    engine = TransformersText(f"transformers:{causal_lm}")
    other = shutil.copytree(shops[0], tmp_path / "other")
    weights = load_file(other / "adapter_model.safetensors")
    save_file(
        {name: weight[:, :1].contiguous() for name, weight in weights.items()}, other / "adapter_model.safetensors"
    )
    torn = shutil.copytree(shops[0], tmp_path / "torn")
    (torn / "adapter_model.safetensors").write_bytes(b"torn")
    empty = shutil.copytree(shops[0], tmp_path / "empty")
    (empty / "adapter_model.safetensors").unlink()
    bad = [str(tmp_path / "nowhere"), str(other), str(torn), str(empty)]
    answers = engine.generate([asked(name) for name in (shops[0], *bad, "")], Control())
    for refused in answers[1:-1]:
        assert isinstance(refused, Refused), refused
        assert refused.code == "engine.adapter_unusable"
    assert texts([answers[0], answers[-1]]) == texts(
        TransformersText(f"transformers:{causal_lm}").generate([asked(shops[0]), asked()], Control())
    )


def test_a_setting_with_a_missing_adapter_is_refused_at_load(causal_lm: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        TransformersText(f"transformers:{causal_lm}?adapter={tmp_path}/nowhere").load()
    assert refused.value.code == "engine.adapter_unusable"
