"""The content kinds hang together: fields, limits, instructions and examples that keep their own rules."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from generation.contract import LOCALES
from generation.kinds import KINDS

TEXT = [kind for kind in KINDS.values() if kind.medium == "text"]


@pytest.mark.parametrize("kind", TEXT, ids=lambda kind: kind.name)
def test_instructions_and_examples_exist_in_every_locale(kind):
    for locale in LOCALES:
        assert kind.instructions[locale]
        assert kind.examples[locale]


@pytest.mark.parametrize("kind", TEXT, ids=lambda kind: kind.name)
def test_examples_keep_the_strictest_limits(kind):
    for locale in LOCALES:
        for _, answer in kind.examples[locale]:
            fields = json.loads(answer)
            assert set(fields) == {spec.name for spec in kind.fields}
            for spec in kind.fields:
                limit = spec.limit()
                value = fields[spec.name]
                pieces = value if spec.is_list else [value]
                assert not spec.is_list or limit.min_items <= len(pieces) <= limit.max_items
                for text in pieces:
                    assert limit.min_chars <= len(text) <= limit.max_chars
                    assert not set(text) & set(limit.forbidden)


@pytest.mark.parametrize("kind", TEXT, ids=lambda kind: kind.name)
def test_chinese_texts_use_full_width_marks(kind):
    texts = [kind.instructions["zh-Hans"], *(answer for _, answer in kind.examples["zh-Hans"])]
    for text in texts:
        words = text if not text.startswith("{") else "".join(map(str, json.loads(text).values()))
        assert not any(mark in ",;:!?()" and "\u4e00" <= before <= "\u9fff" for before, mark in pairwise(words)), text


@pytest.mark.parametrize("kind", TEXT, ids=lambda kind: kind.name)
def test_no_channel_allows_less_than_the_strictest(kind):
    for spec in kind.fields:
        strictest = spec.limit()
        for channel, limit in spec.limits.items():
            assert limit.max_chars >= strictest.max_chars, (spec.name, channel)


def test_an_unknown_channel_gets_the_strictest_limit():
    assert KINDS["title"].spec("title").limit("nowhere").max_chars == 150
