"""`diffusers:` on a tiny real pipeline: the product untouched, seeds, cancelling, refusals, what is declared."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from generation.checks import run_all
from generation.contract import Brief, Control, Request, Result, Sampling
from generation.engines.around import laid_back
from generation.engines.diffusers_image import DiffusersImage
from generation.engines.painting import painting_of
from generation.engines.registry import engine_for
from generation.engines.studio.cutout import cut_out
from generation.engines.studio.packshot import lay_out
from generation.engines.studio.wishes import wishes_of
from generation.errors import Cancelled, Refused, Retryable
from generation.fidelity import compared
from generation.pipeline import Outcome, run
from generation.xmp import read_digital_source_type
from tests.generation.briefs import MUG
from tests.generation.fidelity.pictures import cut
from tests.generation.scenes import mug
from tests.generation.test_level import bottle
from tests.generation.tiny_pipelines import build_stable_diffusion

pytestmark = pytest.mark.filterwarnings("ignore")  # of the libraries below; ours are seen in the other tests

SCENE = mug(size=400, span=0.8)
CUT = cut(mug(size=300, span=0.8))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_stable_diffusion(tmp_path_factory.mktemp("stable diffusion"))


@pytest.fixture(scope="module")
def engine(folder: Path) -> DiffusersImage:
    made = engine_for(f"diffusers:{folder}?device=cpu")
    assert isinstance(made, DiffusersImage)
    made.load()
    return made


def request(seed: int = 1, variant: int = 0, **options: Any) -> Request:
    given = {"scene": "a marble kitchen counter", "steps": 2} | options
    return Request(Brief("packshot", "en", MUG, photos=(SCENE.photo(),), options=given), Sampling(seed), variant)


def pixels(result: Result | Exception) -> np.ndarray:
    assert isinstance(result, Result), result
    assert result.content.asset is not None
    return np.asarray(Image.open(io.BytesIO(result.content.asset.data)).convert("RGB"))


def test_the_product_is_untouched_and_the_ground_is_painted(engine: DiffusersImage) -> None:
    (result,) = engine.generate([request(shadow="none", format="png")], Control())
    shot = lay_out(cut_out(SCENE.rgb), "none")
    painted = pixels(result)
    opaque = shot.alpha == 255
    assert opaque.mean() > 0.2
    assert np.abs(painted[opaque].astype(int) - shot.product[opaque].astype(int)).max() == 0
    assert (painted[shot.alpha == 0] != 255).mean() > 0.5


def test_what_was_generated_is_declared_and_told(engine: DiffusersImage, folder: Path) -> None:
    (result,) = engine.generate([request(seed=5)], Control())
    assert isinstance(result, Result)
    asset, told = result.content.asset, result.provenance
    assert asset is not None
    assert read_digital_source_type(asset.data) == asset.digital_source_type == "compositeWithTrainedAlgorithmicMedia"
    assert (told.model, told.prompt, told.seed) == (str(folder), "a marble kitchen counter", 5)
    assert told.sampling["pipeline"] == "StableDiffusionInpaintPipeline"
    assert len(told.revision) == 64
    found = {
        finding.rule: finding.severity
        for finding in run_all(request().brief, compared(request().brief, result.content))
    }
    assert found.get("picture.ground_not_white") == "warning"
    assert "error" not in found.values()


def test_the_seed_decides_and_variants_differ(engine: DiffusersImage) -> None:
    results = engine.generate([request(1), request(1), request(2), request(1, variant=1)], Control())
    first, again, other, variant = (r.content.asset.data for r in results if isinstance(r, Result) and r.content.asset)
    assert first == again
    assert first not in (other, variant)


def test_cancelling_between_two_steps_and_going_on_afterwards(engine: DiffusersImage) -> None:
    seen: list[float] = []
    control = Control(cancelled=lambda: len(seen) >= 3, progress=seen.append)
    with pytest.raises(Cancelled):
        engine.generate([request(steps=40)], control)
    assert len(seen) == 3
    assert isinstance(engine.generate([request()], Control())[0], Result)


def test_while_one_is_painted_the_next_is_prepared_and_the_last_is_finished(engine: DiffusersImage) -> None:
    import threading

    told: list[tuple[int, str]] = []
    control = Control(answered=lambda place, _result: told.append((place, threading.current_thread().name)))
    good, bad = request(), Request(Brief("packshot", "en", MUG))
    answers = engine.generate([good, bad, good], control)
    assert [place for place, _thread in told] == [0, 2]
    assert all(thread.startswith("beside") for _place, thread in told)
    assert [type(answer) for answer in answers] == [Result, Refused, Result]


def test_a_leaning_product_is_set_upright_before_it_is_painted_around(engine: DiffusersImage) -> None:
    photo = cut(bottle(4.0))
    asked = Request(Brief("scene", "", MUG, photos=(photo,), options={"steps": 1, "level": "upright"}))
    (outcome,) = run([asked], engine, Control())
    assert isinstance(outcome, Outcome)
    asset = outcome.result.content.asset
    assert asset is not None and asset.placement is not None
    assert asset.measures["turned"] == asset.placement.corrections["turn"] == pytest.approx(-4.0, abs=0.35)
    assert not [finding.rule for finding in outcome.findings if finding.severity == "error"]


def test_progress_runs_forward_to_the_end(engine: DiffusersImage) -> None:
    seen: list[float] = []
    engine.generate([request(), request()], Control(progress=seen.append))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_short_memory_may_be_tried_again(engine: DiffusersImage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB")

    engine.load()
    assert engine._painter is not None
    monkeypatch.setattr(type(engine._painter.pipeline.unet), "forward", full)
    (answer,) = engine.generate([request()], Control())
    assert isinstance(answer, Retryable)
    assert answer.code == "engine.out_of_memory"


def test_a_bad_request_fails_in_its_own_place(engine: DiffusersImage) -> None:
    without = Request(Brief("packshot", "en", MUG))
    text = Request(Brief("title", "en", MUG, photos=(SCENE.photo(),)))
    missing, wrong, good = engine.generate([without, text, request()], Control())
    assert isinstance(missing, Refused)
    assert missing.code == "photo.missing"
    assert isinstance(wrong, Refused)
    assert wrong.code == "engine.kind"
    assert isinstance(good, Result)


@pytest.mark.parametrize(
    "options",
    [
        {"steps": 0},
        {"steps": "many"},
        {"guidance": 99},
        {"shadow": "long"},
        {"shape": "round"},
        {"ground": "white"},
        {"margin": 0.5},
        {"format": "gif"},
        {"scene": "x" * 2000},
    ],
)
def test_options_out_of_range_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(Refused, match=r"option\.invalid"):
        made = request(**options).brief
        wishes_of(made)
        painting_of(made)


def test_without_a_scene_the_ground_asked_for_is_plain_and_a_scenes_is_described() -> None:
    assert painting_of(Brief("packshot", "en", MUG)).scene == "plain white studio background"
    asked = painting_of(Brief("scene", "zh-Hans", MUG, options={"backdrop": "marble"})).scene
    assert "marble counter" in asked
    assert "mugs" in asked


def test_a_scene_of_another_shape_is_painted_around_the_untouched_product(engine: DiffusersImage) -> None:
    options = {"shape": "wide", "format": "png", "steps": 2}
    asked = Request(Brief("scene", "en", MUG, photos=(CUT,), options=options), Sampling(4))
    (outcome,) = run([asked], engine, Control())
    assert isinstance(outcome, Outcome)
    asset = outcome.result.content.asset
    assert asset is not None
    assert (asset.width, asset.height) == (1920, 1080)
    assert asset.digital_source_type == "compositeWithTrainedAlgorithmicMedia"
    assert asset.measures["colour_mean"] < 0.3
    assert not [finding.rule for finding in outcome.findings if finding.severity == "error"]


def test_a_model_that_is_not_there_is_refused_with_a_hint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(Refused, match="check the spelling") as missing:
        DiffusersImage(f"diffusers:{tmp_path}/nowhere").load()
    assert missing.value.code == "engine.model_missing"
    with pytest.raises(Refused) as broken:
        DiffusersImage(f"diffusers:{tmp_path}").load()
    assert broken.value.code == "engine.model_unusable"


@pytest.mark.parametrize("setting", ["diffusers:", "diffusers:model?speed=9", "diffusers:model?dtype=int4"])
def test_a_bad_setting_is_refused(setting: str) -> None:
    with pytest.raises(Refused, match=r"engine\.setting"):
        DiffusersImage(setting)


def test_a_device_that_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(Refused, match=r"engine\.no_device"):
        DiffusersImage(f"diffusers:{folder}?device=abacus").load()


def test_edges_mix_with_the_painted_ground() -> None:
    shot = lay_out(cut_out(SCENE.rgb), "none")
    green = Image.new("RGB", (64, 64), (0, 255, 0))
    mixed = laid_back(shot, green)
    edge = (shot.alpha > 60) & (shot.alpha < 200)
    assert edge.any()
    assert (mixed[edge][:, 1] > shot.product[edge][:, 1]).all()
    assert (mixed[shot.alpha == 0] == (0, 255, 0)).all()
