"""`manage.py models`: what each engine makes or translates, whether it is there, whether it answers."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command


def said(**options: Any) -> str:
    out = io.StringIO()
    call_command("models", stdout=out, **options)
    return out.getvalue()


def test_without_weights_all_engines_are_named_and_nothing_is_missing(settings: Any) -> None:
    settings.TEXT_ENGINE, settings.IMAGE_ENGINE, settings.TRANSLATION_ENGINE = "composer:", "studio:", ""
    text = said()
    assert "TEXT_ENGINE=composer:\n  makes texts: title, description" in text
    assert "IMAGE_ENGINE=studio:\n  makes images: packshot, scene, poster\n  needs no weights" in text
    assert "TRANSLATION_ENGINE=\n  no engine: approved texts are not translated" in text


def test_a_translation_engine_is_checked_in_every_direction(settings: Any, translation_model: Path) -> None:
    settings.TRANSLATION_ENGINE = f"seq2seq:{translation_model}"
    text = said(check=True)
    assert "translates approved texts: en to zh-Hans, zh-Hans to en" in text
    assert f"weights: the folder {translation_model}" in text
    checked = text.partition("TRANSLATION_ENGINE")[2]
    assert checked.partition("answered: ")[2].count("Norra") == 2


def test_a_model_that_is_not_there_is_named(settings: Any) -> None:
    settings.TRANSLATION_ENGINE = "composer:"
    with pytest.raises(CommandError, match="TRANSLATION_ENGINE"):
        said()
