"""Classification, detection and captions by real pipelines over tiny real models."""

from __future__ import annotations

from pathlib import Path

import pytest

from generation.errors import Refused
from generation.looking.contract import Look, View
from generation.looking.registry import look_at, looker_for
from tests.generation import tiny_lookers, tiny_matchers
from tests.generation.scenes import mug, png

DRAWN = mug()
VIEW = View(DRAWN.rgb, (DRAWN.mask * 255).astype("uint8"), 1.0)


def test_a_classifier_names_the_whole_picture(tmp_path: Path) -> None:
    folder = tiny_lookers.build_classifier(tmp_path / "vit")
    (thing,) = looker_for("classes", f"transformers:{folder}?device=cpu").look(VIEW).things
    assert (thing.name, thing.box) == ("mug", None)
    assert thing.confidence > 0.9


def test_an_unsure_classifier_names_nothing(tmp_path: Path) -> None:
    folder = tiny_lookers.build_classifier(tmp_path / "vit", (0.0, 0.0, 0.0))
    assert looker_for("classes", f"transformers:{folder}?device=cpu&sure=60").look(VIEW).things == ()


def test_a_classifier_with_labels_names_what_it_does_not_see(clip_model: Path) -> None:
    setting = f"transformers:{clip_model}?device=cpu&labels=red,blue"
    look = looker_for("classes", setting).look(View(mug(product=tiny_matchers.COLOURS["red"]).rgb, VIEW.alpha, 1.0))
    assert [thing.name for thing in look.things] == ["red"]
    assert look.denied == ("blue",)
    assert Look.of(look.plain()) == look


def test_a_detector_says_where(tmp_path: Path) -> None:
    folder = tiny_lookers.build_detector(tmp_path / "yolos")
    things = looker_for("objects", f"transformers:{folder}?device=cpu&most=2").look(VIEW).things
    assert [thing.name for thing in things] == ["lamp", "lamp"]
    assert all(thing.box is not None and 0 <= thing.box[0] < thing.box[2] <= 480 for thing in things)


def test_a_captioning_model_is_asked(tmp_path: Path) -> None:
    folder = tiny_lookers.build_captioner(tmp_path / "blip")
    look = looker_for("caption", f"transformers:{folder}?device=cpu&tokens=6").look(VIEW)
    assert look.caption.split()
    assert set(look.caption.split()) == {"mug"}


def test_all_senses_together_in_one_look(tmp_path: Path) -> None:
    look = look_at(
        png(DRAWN.rgb),
        {
            "measures": "embedded:",
            "texts": "",
            "classes": f"transformers:{tiny_lookers.build_classifier(tmp_path / 'vit')}?device=cpu",
            "objects": f"transformers:{tiny_lookers.build_detector(tmp_path / 'yolos')}?device=cpu&most=1",
        },
    )
    assert look.colours
    assert {thing.name for thing in look.things} == {"mug", "lamp"}


def test_a_model_made_for_something_else_is_refused(tmp_path: Path) -> None:
    folder = tiny_lookers.build_classifier(tmp_path / "vit")
    with pytest.raises(Refused) as refused:
        looker_for("objects", f"transformers:{folder}?device=cpu").load()
    assert refused.value.code == "engine.model_unusable"
    assert "object-detection" in refused.value.detail
