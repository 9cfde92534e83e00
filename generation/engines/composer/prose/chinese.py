"""What a Chinese paragraph states: materials, labelled quantities, parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generation.engines.composer import keys, lexicon, units
from generation.engines.composer.lexicon import Entry
from generation.engines.composer.prose.statement import Statement

_ZH_MATERIAL = re.compile(r"(?:采用|选用|使用|以)([一-鿿A-Za-z0-9% ]{1,12}?)(?:材质|面料|制成|制作|材料|制)")
_ZH_MEASURE = re.compile(
    r"([一-鿿]{1,6}?)(?:为|约为|约|达|可达|:|：|是)?\s*(" + units.NUMBER + r"\s*[A-Za-z一-鿿°℃%]{1,4})"
)


def read_zh(text: str) -> Iterator[Statement]:
    for clause in re.split(r"[，。；！？,;!?\n、]", text):
        clause = clause.strip()
        if not clause or re.search(r"不|没有|无|非|如果|可选|或许|可能", clause):
            continue
        material = _ZH_MATERIAL.search(clause)
        if material and lexicon.to_en(material[1]):
            yield Statement("material", material[1])
        for match in _ZH_MEASURE.finditer(clause):
            label = next((match[1][-n:] for n in range(len(match[1]), 0, -1) if keys.find(match[1][-n:])), "")
            value = next((match[2][: -n or None] for n in range(4) if units.parse(match[2][: -n or None])), "")
            measure = units.parse(value) if value else None
            if label and measure and measure.unit:
                yield Statement(label, value)
        yield from _feature_zh(clause)


def _feature_zh(clause: str) -> Iterator[Statement]:
    """ "配有可拆卸兜帽和拉链口袋" -> its two parts."""
    body = re.sub(r"^.*?(?:配有|带有|设有|配备|搭配|附带|附)", "", clause)
    if body == clause:
        return
    for piece in re.split(r"[和及与]", body):
        parts = lexicon.segment(piece)
        last = parts[-1] if parts and len(piece) <= 14 else ""
        known = all(isinstance(part, Entry) or part == "的" for part in parts)
        if isinstance(last, Entry) and last.word_class == "part" and known:
            yield Statement("features", piece)
