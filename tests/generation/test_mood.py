"""Mood pictures on a tiny real pipeline: painted from words alone, declared as such, and never in the place of a real product."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from generation.checks import run_all
from generation.contract import Asset, Brief, Content, Control, Request, Result, Sampling
from generation.engines import painter
from generation.engines.diffusers_image import DiffusersImage
from generation.engines.painting import painting_of
from generation.engines.registry import engine_for, inventor_of, kinds_of
from generation.errors import Cancelled, Refused
from generation.kinds import KINDS
from generation.moods import ATMOSPHERES
from generation.occasions import OCCASIONS
from generation.pipeline import Outcome, run
from tests.exiftool import labels
from tests.generation.briefs import MUG
from tests.generation.tiny_pipelines import build_stable_diffusion

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_stable_diffusion(tmp_path_factory.mktemp("moods"))


@pytest.fixture
def engine(folder: Path) -> DiffusersImage:
    made = engine_for(f"diffusers:{folder}?device=cpu")
    assert isinstance(made, DiffusersImage)
    return made


def request(seed: int = 1, variant: int = 0, **options: Any) -> Request:
    return Request(
        Brief("mood", "", MUG, occasion="christmas", options={"steps": 2} | options), Sampling(seed), variant
    )


def made(engine: DiffusersImage, *requests: Request) -> list[Outcome]:
    outcomes = run(requests, engine, Control())
    assert all(isinstance(outcome, Outcome) for outcome in outcomes), outcomes
    return [outcome for outcome in outcomes if isinstance(outcome, Outcome)]


def asset_of(outcome: Outcome) -> Asset:
    asset = outcome.result.content.asset
    assert asset is not None
    return asset


def test_it_is_painted_without_a_photo_and_says_that_a_model_made_all_of_it(
    engine: DiffusersImage, folder: Path
) -> None:
    (outcome,) = made(engine, request(shape="wide", format="png"))
    asset, told = asset_of(outcome), outcome.result.provenance
    shown = np.asarray(Image.open(io.BytesIO(asset.data)).convert("RGB"))
    assert shown.shape == (1080, 1920, 3) and shown.std() > 2
    assert asset.placement is None
    assert asset.digital_source_type == "trainedAlgorithmicMedia"
    assert labels(asset.data)["XMP-iptcExt:DigitalSourceType"].endswith("/trainedAlgorithmicMedia")
    assert (told.model, told.seed, told.sampling["pipeline"]) == (str(folder), 1, "StableDiffusionPipeline")
    assert "fir twigs" in told.prompt and "kitchen and dining" in told.prompt
    assert not [finding for finding in outcome.findings if finding.severity == "error"]


def test_the_seed_decides_and_variants_differ(engine: DiffusersImage) -> None:
    first, again, other, variant = made(engine, request(1), request(1), request(2), request(1, variant=1))
    assert asset_of(first).data == asset_of(again).data
    assert asset_of(first).data not in (asset_of(other).data, asset_of(variant).data)


def test_it_can_be_stopped_between_steps(engine: DiffusersImage) -> None:
    seen: list[float] = []
    with pytest.raises(Cancelled):
        engine.generate([request(steps=40)], Control(cancelled=lambda: len(seen) >= 3, progress=seen.append))
    assert len(seen) == 3


def test_what_it_shows_is_written_from_category_and_occasion_unless_a_person_says() -> None:
    assert set(ATMOSPHERES) == set(OCCASIONS)
    written = painting_of(request().brief)
    assert "mug" not in written.scene and "norra" not in written.scene.lower()
    assert "logo" in written.avoid
    bare = painting_of(Brief("mood", "", replace(MUG, category="")))
    assert "a calm interior" in bare.scene
    assert painting_of(request(scene="a wet stone").brief).scene == "a wet stone"


def test_scenes_and_mood_pictures_share_one_pipeline_and_two_models_take_turns(
    engine: DiffusersImage, tmp_path: Path
) -> None:
    made(engine, request())
    assert engine._painter is not None and engine._alone is not None
    assert engine._alone.pipeline.unet is engine._painter.pipeline.unet
    other = DiffusersImage(f"diffusers:{build_stable_diffusion(tmp_path / 'other')}?device=cpu")
    made(other, request())
    assert engine._painter is None and engine._alone is None
    made(engine, request())
    assert other._painter is None


def test_a_model_that_only_fills_in_is_refused_with_what_to_choose(tmp_path: Path) -> None:
    engine = DiffusersImage(f"diffusers:{build_stable_diffusion(tmp_path, fills=True)}?device=cpu")
    (answer,) = engine.generate([request()], Control())
    assert isinstance(answer, Refused)
    assert answer.code == "engine.model_unusable" and "choose a text-to-image model" in answer.detail


def test_who_paints_nothing_from_words_is_no_engine_for_it(engine: DiffusersImage) -> None:
    assert "mood" not in kinds_of("studio:")
    assert "mood" in kinds_of(engine.setting)
    for setting in ("studio:", "composer:"):
        with pytest.raises(Refused, match="nothing from words alone"):
            inventor_of(setting)
    (answer,) = engine_for("studio:").generate([request()], Control())
    assert isinstance(answer, Refused) and answer.code == "engine.kind"


def findings(kind: str, content: Content) -> dict[str, str]:
    return {finding.rule: finding.severity for finding in run_all(Brief(kind, "", MUG), content)}


@pytest.mark.parametrize(
    "kind", [kind.name for kind in KINDS.values() if kind.medium == "image" and kind.name != "mood"]
)
def test_it_never_stands_in_the_place_of_a_real_product(engine: DiffusersImage, kind: str) -> None:
    (outcome,) = made(engine, request())
    assert "picture.no_real_product" in findings(kind, outcome.result.content)
    assert "picture.no_real_product" not in findings("mood", outcome.result.content)


def test_one_that_says_it_is_a_photo_is_refused(engine: DiffusersImage) -> None:
    from generation.xmp import write_digital_source_type

    (outcome,) = made(engine, request())
    asset = asset_of(outcome)
    told = write_digital_source_type(asset.data, "digitalCapture")
    lying = replace(asset, data=told, digital_source_type="digitalCapture")
    assert findings("mood", Content(asset=lying))["picture.undeclared_source"] == "error"


def test_a_pipeline_whose_numbers_overflow_paints_a_blank_which_is_an_error(
    engine: DiffusersImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    engine.load()
    assert engine._painter is not None
    decode = type(engine._painter.pipeline.vae).decode

    def overflown(self: Any, *args: Any, **kwargs: Any) -> Any:
        answer = decode(self, *args, **kwargs)
        return tuple(torch.full_like(part, float("-inf")) for part in answer)

    monkeypatch.setattr(type(engine._painter.pipeline.vae), "decode", overflown)
    (answer,) = engine.generate([request()], Control())
    assert isinstance(answer, Result)
    assert findings("mood", answer.content)["picture.blank"] == "error"


def test_the_safety_checker_of_a_pipeline_is_asked_and_a_flagged_picture_is_not_delivered_black(
    tmp_path: Path,
) -> None:
    engine = DiffusersImage(f"diffusers:{build_stable_diffusion(tmp_path, safety='flags')}?device=cpu")
    (answer,) = engine.generate([request()], Control())
    assert isinstance(answer, Refused)
    assert (answer.code, answer.detail) == ("picture.unsafe", "the safety checker of StableDiffusionPipeline")
    calm = DiffusersImage(f"diffusers:{build_stable_diffusion(tmp_path / 'calm', safety='passes')}?device=cpu")
    (answer,) = calm.generate([request()], Control())
    assert isinstance(answer, Result)
    loaded = calm._painter
    assert isinstance(loaded, painter.Painter) and loaded.pipeline.safety_checker is not None
