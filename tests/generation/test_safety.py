"""A classification model judges painted pictures: what it holds to be unfit is an error with its share, a person may waive it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import call_command

from generation.checks import run_all
from generation.contract import Brief, Control, Request, Result
from generation.engines.diffusers_image import DiffusersImage
from generation.errors import Refused
from generation.pipeline import Demands, Outcome, run
from generation.safety.chosen import choose_guard, guard_for, judged
from shop_content.checks import optional_models
from tests.generation.briefs import MUG
from tests.generation.scenes import mug
from tests.generation.tiny_lookers import build_classifier
from tests.generation.tiny_pipelines import build_stable_diffusion

pytestmark = pytest.mark.filterwarnings("ignore")
GREY = np.full((40, 60, 3), 128, np.uint8)


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds everything to be unfit, 96 per cent sure."""
    return build_classifier(tmp_path_factory.mktemp("strict"), (4.0, 0.0, 0.0), ["NSFW", "calm", "drawing"])


@pytest.fixture(scope="module")
def painter(tmp_path_factory: pytest.TempPathFactory) -> DiffusersImage:
    return DiffusersImage(f"diffusers:{build_stable_diffusion(tmp_path_factory.mktemp('guarded'))}?device=cpu")


@pytest.fixture(autouse=True)
def nobody() -> Iterator[None]:
    yield
    choose_guard("")


def request(kind: str) -> Request:
    photos = () if kind == "mood" else (mug(size=300, span=0.8).photo(),)
    return Request(Brief(kind, "", MUG, photos=photos, options={"steps": 1}))


@pytest.mark.parametrize("kind", ["packshot", "scene", "mood"])
def test_every_painted_picture_is_judged(painter: DiffusersImage, strict: Path, kind: str) -> None:
    choose_guard(f"transformers:{strict}?device=cpu")
    (outcome,) = run([request(kind)], painter, Control(), demands=Demands(tries=1))
    assert isinstance(outcome, Outcome)
    (found,) = [finding for finding in outcome.findings if finding.rule == "picture.unsafe"]
    assert (found.severity, found.params["share"]) == ("error", 96)


def test_without_a_setting_or_below_the_bar_nothing_is_found(painter: DiffusersImage, strict: Path) -> None:
    for setting in ("", f"transformers:{strict}?device=cpu&bar=99", f"transformers:{strict}?device=cpu&labels=drawing"):
        choose_guard(setting)
        (answer,) = painter.generate([request("mood")], Control())
        assert isinstance(answer, Result)
        assert "picture.unsafe" not in {finding.rule for finding in run_all(request("mood").brief, answer.content)}


def test_several_labels_add_up(strict: Path) -> None:
    choose_guard(f"transformers:{strict}?device=cpu&labels=calm,Drawing")
    assert judged(GREY)["unsafe"] == pytest.approx(0.035, abs=0.002)


def test_a_model_without_such_labels_is_refused_with_its_own(tmp_path: Path) -> None:
    choose_guard(f"transformers:{build_classifier(tmp_path)}?device=cpu")
    with pytest.raises(Refused, match="mug, lamp, stool; say by labels="):
        judged(GREY)


def test_what_nobody_could_judge_does_not_pass(painter: DiffusersImage, tmp_path: Path) -> None:
    choose_guard(f"transformers:{tmp_path}/nowhere?device=cpu")
    (answer,) = painter.generate([request("mood")], Control())
    assert isinstance(answer, Refused) and answer.code == "engine.model_unusable"


def test_the_setting_is_verified_at_start_and_listed(strict: Path, settings: Any) -> None:
    for wrong in ("studio:", "transformers:", "transformers:x?bar=0", "transformers:x?colour=red"):
        with pytest.raises(Refused):
            guard_for(wrong)
    settings.PICTURE_GUARD = "studio:"
    assert [error.id for error in optional_models(None)] == ["shop_content.E019"]
    settings.PICTURE_GUARD = f"transformers:{strict}?device=cpu"
    out = io.StringIO()
    call_command("models", stdout=out, check=True)
    assert f"PICTURE_GUARD=transformers:{strict}?device=cpu\n  weights: the folder" in out.getvalue()
