"""Both languages are complete: every text of the interface has a Chinese translation with the same placeholders."""

from __future__ import annotations

import re

import pytest

from tests import translations

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd](?!\w)|\{\w*\}")


@pytest.fixture(scope="module")
def catalogue() -> dict[tuple[str, str | None], object]:
    return {
        (message.id if isinstance(message.id, str) else message.id[0], message.context): message.string
        for message in translations.read()
        if message.id
    }


def test_every_text_is_translated(catalogue: dict[tuple[str, str | None], object]) -> None:
    missing = {
        f"{path}: {message}"
        for message, context, path, _line in translations.messages()
        if not translations.is_translated(catalogue.get((message if isinstance(message, str) else message[0], context)))
    }
    assert not missing


def test_translations_keep_their_placeholders() -> None:
    wrong = []
    for message in translations.read():
        if not message.id:
            continue
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        allowed = set(PLACEHOLDER.findall(" ".join(originals)))
        for string in strings:
            if string and set(PLACEHOLDER.findall(string)) != allowed:
                wrong.append((message.id, string))
    assert not wrong


def test_nothing_is_left_over(catalogue: dict[tuple[str, str | None], object]) -> None:
    used = {
        (message if isinstance(message, str) else message[0], context)
        for message, context, _path, _line in translations.messages()
    }
    assert not set(catalogue) - used


def test_the_file_can_be_compiled() -> None:
    """Babel skips a file that is marked as fuzzy, without a word when it is told to be quiet."""
    assert not translations.read().fuzzy
