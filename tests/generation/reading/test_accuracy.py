"""How often the embedded readers are right on labelled sentences; the lexicons were mended on them, so these are floors, not promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from generation.errors import Refused
from generation.reading.registry import intent_by, language_by, reader_for, sentiment_by, topics_by

HERE = Path(__file__).parent


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_moods(language: str) -> None:
    labelled = rows(f"reviews_{language}")
    read = sentiment_by("embedded:").read([text for _, _, text in labelled])
    right = sum(mood.label == label for mood, (label, _, _) in zip(read, labelled, strict=True))
    assert len(labelled) == 60
    assert right >= 57


@pytest.mark.parametrize(("language", "floor"), [("en", 29), ("zh", 32)])
def test_moods_of_sentences_on_which_no_word_was_tuned(language: str, floor: int) -> None:
    """Most say what they think without a word of praise or blame, as many customers do. Whoever tunes on them writes new ones."""
    labelled = rows(f"unseen_{language}")
    read = sentiment_by("embedded:").read([text for _, text in labelled])
    assert len(labelled) == 60
    assert sum(mood.label == label for mood, (label, _) in zip(read, labelled, strict=True)) >= floor


@pytest.mark.parametrize("language", ["en", "zh"])
def test_topics(language: str) -> None:
    labelled = rows(f"reviews_{language}")
    read = [{topic.name for topic in topics} for topics in topics_by("embedded:").read([row[2] for row in labelled])]
    meant = [set(filter(None, row[1].split(","))) for row in labelled]
    hits = sum(len(a & b) for a, b in zip(read, meant, strict=True))
    assert hits / sum(map(len, read)) >= 0.8
    assert hits / sum(map(len, meant)) >= 0.95


@pytest.mark.parametrize("language", ["en", "zh"])
def test_intents(language: str) -> None:
    labelled = rows(f"questions_{language}")
    read = intent_by("embedded:").read([text for _, text in labelled])
    assert len(labelled) == 60
    assert sum(intent.name == name for intent, (name, _) in zip(read, labelled, strict=True)) >= 58


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("What is it made of?", "material"),
        ("How heavy is this bag?", "weight"),
        ("保修多久?", "warranty"),
        ("杯子容量多少毫升?", "capacity"),
    ],
)
def test_the_fact_that_is_asked_for(text: str, key: str) -> None:
    assert intent_by("embedded:").read([text])[0].key == key


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Does it fit a 13 inch laptop?", "en"),
        ("这款杯子很好", "zh-Hans"),
        ("這款杯子很好", "zh-Hant"),
        ("iPhone 15 手机壳", "zh-Hans"),
        ("Bonjour, je voudrais une tasse", "fr"),
        ("Sehr gute Qualität", "de"),
        ("これはいい", "ja"),
        ("좋아요", "ko"),
        ("Отличный товар", "ru"),
        ("12345", "und"),
        ("", "und"),
    ],
)
def test_languages(text: str, code: str) -> None:
    assert language_by("embedded:").read([text])[0].code == code


@pytest.mark.parametrize("setting", ["", "vader:", "embedded:?x=1", "transformers:", "transformers:m?labels=a"])
def test_a_setting_that_names_no_reader_is_refused(setting: str) -> None:
    with pytest.raises(Refused):
        reader_for("sentiment", setting)
