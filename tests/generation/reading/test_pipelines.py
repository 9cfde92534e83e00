"""The transformers readers on tiny real models, built here and saved as the hub would."""

from __future__ import annotations

from pathlib import Path

import pytest

from generation.errors import Refused
from generation.reading.contract import Source
from generation.reading.registry import facts_by, intent_by, language_by, sentiment_by, topics_by
from tests.generation.tiny_classifiers import build


def test_moods_of_five_stars_are_three(tmp_path: Path) -> None:
    stars = ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"]
    folder = build(tmp_path, "text", stars, [0.0, 0.0, 0.0, 3.0, 3.0])
    [mood, nothing] = sentiment_by(f"transformers:{folder}?device=cpu").read(["Lovely mug", " "])
    assert (mood.label, mood.confidence > 0.9, mood.score > 0.8) == ("positive", True, True)
    assert (nothing.label, nothing.confidence) == ("neutral", 0.0)


def test_labels_are_mapped_by_the_setting(tmp_path: Path) -> None:
    folder = build(tmp_path, "text", ["LABEL_0", "LABEL_1"], [0.0, 5.0])
    setting = f"transformers:{folder}?device=cpu&labels=LABEL_0:price,LABEL_1:fact"
    assert intent_by(setting).read(["What is it made of?"])[0].key == "material"
    with pytest.raises(Refused, match="LABEL_0, LABEL_1"):
        intent_by(f"transformers:{folder}?device=cpu").load()


def test_zero_shot_by_entailment(tmp_path: Path) -> None:
    folder = build(tmp_path, "text", ["contradiction", "neutral", "entailment"], [0.0, 0.0, 1.0])
    [intent] = intent_by(f"transformers:{folder}?device=cpu&by=entailment").read(["When will it come?"])
    assert intent.confidence == pytest.approx(1 / 11, abs=0.01)


def test_a_review_has_several_topics(tmp_path: Path) -> None:
    folder = build(tmp_path, "text", ["quality", "price", "smell"], [4.0, 4.0, -4.0])
    [topics] = topics_by(f"transformers:{folder}?device=cpu").read(["Well made and cheap"])
    assert {topic.name for topic in topics} == {"quality", "price"}


def test_the_script_of_chinese_is_told_by_its_characters(tmp_path: Path) -> None:
    folder = build(tmp_path, "text", ["en", "zh"], [0.0, 5.0])
    read = language_by(f"transformers:{folder}?device=cpu").read(["這個很好", "这个很好"])
    assert [language.code for language in read] == ["zh-Hant", "zh-Hans"]


def test_entities_are_facts_and_named_lines_need_no_model(tmp_path: Path) -> None:
    folder = build(tmp_path, "token", ["O", "I-MATERIAL"], [0.0, 5.0])
    text = "Capacity: 1.7 L\noak wood"
    [facts] = facts_by(f"transformers:{folder}?device=cpu").read([Source(text)])
    assert [(fact.key, fact.value) for fact in facts] == [("capacity", "1.7"), ("material", "oak wood")]
    assert text[facts[1].start : facts[1].end] == "oak wood"


def test_a_model_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be loaded"):
        sentiment_by(f"transformers:{tmp_path / 'nothing'}").load()
