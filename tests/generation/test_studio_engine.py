"""`studio:` through the pipeline: packshots that pass the checks, variants, refusals, cancelling."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from generation.checks import run_all
from generation.contract import Brief, Content, Control, Photo, Request, Result
from generation.engines.registry import engine_for, medium_of
from generation.engines.studio.engine import Studio, choose
from generation.errors import Cancelled, GenerationError, Refused
from generation.fidelity import compared
from generation.pipeline import Outcome, run
from generation.xmp import read_digital_source_type
from tests.generation.briefs import MUG
from tests.generation.scenes import clutter, mug, png

SCENE = mug(size=760, span=0.86)


def brief(*photos: Photo, **options: Any) -> Brief:
    return Brief("packshot", "en", MUG, photos=photos or (SCENE.photo(),), options=options)


STUDIO = Studio("studio:")


def answer(*requests: Request) -> list[Result | Exception]:
    return STUDIO.generate(requests, Control())


def decoded(result: Result | Exception) -> np.ndarray:
    assert isinstance(result, Result)
    assert result.content.asset is not None
    return np.asarray(Image.open(io.BytesIO(result.content.asset.data)).convert("RGB"))


def test_a_good_photo_becomes_a_packshot_without_findings() -> None:
    (outcome,) = run([Request(brief())], engine_for("studio:"), Control())
    assert isinstance(outcome, Outcome)
    assert [finding.rule for finding in outcome.findings] == []
    asset = outcome.result.content.asset
    assert asset is not None
    assert (asset.media_type, asset.width, asset.height) == ("image/jpeg", 1600, 1600)
    assert asset.measures["fill"] >= 0.85
    assert read_digital_source_type(asset.data) == asset.digital_source_type == "compositeCapture"
    assert outcome.result.provenance.sampling["photo"] == SCENE.photo().sha256
    assert medium_of("studio:") == "image"


def test_a_doubtful_cut_out_is_made_but_blocked() -> None:
    (outcome,) = run([Request(brief(clutter(size=400).photo()))], STUDIO, Control())
    assert isinstance(outcome, Outcome)
    assert outcome.result.content.asset is not None
    assert ("picture.cutout_doubtful", "error") in [(f.rule, f.severity) for f in outcome.findings]
    assert outcome.result.provenance.tries <= 2  # the same picture again: no third try


def test_formats() -> None:
    results = answer(*(Request(brief(format=name)) for name in ("jpeg", "png", "webp")))
    types = [
        result.content.asset.media_type for result in results if isinstance(result, Result) and result.content.asset
    ]
    assert types == ["image/jpeg", "image/png", "image/webp"]
    for result in results:
        assert decoded(result)[0, 0].tolist() == [255, 255, 255]
        assert isinstance(result, Result)
        assert not run_all(brief(), compared(brief(), result.content))


def test_variants_take_the_next_photo_and_then_the_other_shadow() -> None:
    first, second = SCENE.photo("p1"), mug(size=500, product=(30, 90, 60)).photo("p2")
    asked = brief(first, second, shadow="none")
    chosen = [choose(Request(asked, variant=number)) for number in range(4)]
    assert [(choice.photo.id, choice.wishes.shadow) for choice in chosen] == [
        ("p1", "none"),
        ("p2", "none"),
        ("p1", "contact"),
        ("p2", "contact"),
    ]
    with pytest.raises(Refused, match=r"variant\.exhausted"):
        choose(Request(asked, variant=4))


def test_the_shadow_option_changes_the_picture() -> None:
    soft, none = answer(Request(brief(shadow="contact", format="png")), Request(brief(shadow="none", format="png")))
    assert decoded(soft).min(axis=2).sum() < decoded(none).min(axis=2).sum()


REFUSED = {
    "photo.missing": Brief("packshot", "en", MUG),
    "engine.kind": Brief("title", "en", MUG, photos=(SCENE.photo(),)),
    "option.invalid": brief(shadow="neon"),
    "photo.unreadable": brief(Photo("p", "0", b"%!PS-Adobe-3.0 EPSF", "image/jpeg")),
}


def test_what_cannot_be_made_is_refused_in_its_place() -> None:
    broken = brief(Photo("p", "1", b"\x89PNG\r\n\x1a\nbroken", "image/png"))
    asked = [*REFUSED.values(), brief(format="gif"), broken]
    *refused, good = answer(*map(Request, asked), Request(brief()))
    assert isinstance(good, Result)
    codes = [error.code for error in refused if isinstance(error, Refused)]
    assert codes == [*REFUSED, "option.invalid", "photo.unreadable"]


def test_a_picture_of_too_many_pixels_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generation.pictures.MOST_PIXELS", 1000)
    (bad,) = Studio("studio:").generate([Request(brief())], Control())
    assert isinstance(bad, GenerationError)
    assert bad.code == "photo.too_large"


def test_cancelling_stops_before_the_next_photo() -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 1

    with pytest.raises(Cancelled):
        STUDIO.generate([Request(brief())] * 3, Control(cancelled=cancelled))
    assert asked == 2


def test_a_transparent_photo_keeps_its_own_outline() -> None:
    rgba = np.dstack([SCENE.rgb, np.where(SCENE.mask, 255, 0).astype(np.uint8)])
    (result,) = answer(Request(brief(Photo("p", "2", png(rgba), "image/png"), shadow="none")))
    assert isinstance(result, Result)
    assert result.content.asset is not None
    assert result.content.asset.measures["confidence"] == 1.0


def test_orientation_is_applied() -> None:
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    tall = mug(size=500).rgb[:, 60:440]
    Image.fromarray(np.ascontiguousarray(np.rot90(tall))).save(buffer, "JPEG", exif=exif, quality=95)
    (result,) = answer(Request(brief(Photo("p", "3", buffer.getvalue()))))
    assert isinstance(result, Result)
    assert result.content.asset is not None
    assert result.content.asset.measures["photo_height"] == 500


def test_a_setting_with_a_model_is_refused() -> None:
    with pytest.raises(Refused, match=r"engine\.setting"):
        Studio("studio:birefnet")


def test_no_picture_at_all_is_a_finding() -> None:
    assert [finding.rule for finding in run_all(brief(), Content())] == ["picture.missing"]
