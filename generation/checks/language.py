"""Whether a text is in the language that was asked for, judged by its script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generation.checks.evidence import evidence_of, narrow
from generation.checks.pieces import Piece, pieces
from generation.contract import Brief, Claim, Content, Finding

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\uac00-\ud7af]{2,}")
_WORD = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z'’]+(?![\w-])")
_HAN_PER_WORD = 2  # a Latin word weighs as much as two Chinese characters

# Frequent traditional characters and what Simplified Chinese writes (Unicode Unihan, kSimplifiedVariant).
_TRADITIONAL = "這個們為國說對時來會後過開關長東車電氣點無與學體樣當發實種經應業產質數機動難書話間門問題頭顏鐵鋼銅鋁銀錶錄鏡鍋壺燈櫃傢廚絨線編織紗綿襪褲襯領釦鈕環圓輕鬆軟強韌壓縮護膚養顧質養險檢測驗認證標準規歐韓寬處"
_SIMPLIFIED = "这个们为国说对时来会后过开关长东车电气点无与学体样当发实种经应业产质数机动难书话间门问题头颜铁钢铜铝银表录镜锅壶灯柜家厨绒线编织纱绵袜裤衬领扣钮环圆轻松软强韧压缩护肤养顾质养险检测验认证标准规欧韩宽处"
_SIMPLER = {old: new for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True) if old != new}


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    for piece in pieces(content):
        found = list(_wrong_script(brief, piece))
        if not found:
            found = list((_chinese if brief.locale == "zh-Hans" else _english)(brief, piece))
        yield from found


def _wrong_script(brief: Brief, piece: Piece) -> Iterator[Finding]:
    for found in _FOREIGN.finditer(piece.text):
        if not evidence_of(brief.facts).says(found.group()):
            yield piece.finding("language.wrong", found.start(), found.end(), locale=brief.locale)


def _english(brief: Brief, piece: Piece) -> Iterator[Finding]:
    """A Chinese name may stand in an English text; a Chinese fact that was not translated is worth a look."""
    names, evidence = f"{brief.facts.brand} {brief.facts.title}", evidence_of(brief.facts)
    for found in _HAN.finditer(piece.text):
        if found.group() not in names:
            severity = "warning" if evidence.says(found.group()) else None
            yield piece.finding(
                "language.wrong", found.start(), found.end(), severity=severity, locale=brief.locale
            )


def _chinese(brief: Brief, piece: Piece) -> Iterator[Finding]:
    """Brands, models and acronyms stay Latin in Chinese; running text does not."""
    han = sum(len(found.group()) for found in _HAN.finditer(piece.text))
    brand = set(narrow(brief.facts.brand).split())
    words = [
        word.group() for word in _WORD.finditer(piece.text) if not word.group().isupper() and narrow(word.group()) not in brand
    ]
    evidence = evidence_of(brief.facts)
    unknown = [word for word in words if not evidence.says(word)]
    if (han == 0 and len(words) > 1) or len(unknown) * _HAN_PER_WORD > han:
        yield piece.finding("language.wrong", 0, len(piece.text), locale=brief.locale)
        return
    for place, character in enumerate(piece.text):
        if character in _SIMPLER and not evidence.says(character):
            yield piece.finding(
                "language.traditional", place, place + 1, character=character, simplified=_SIMPLER[character]
            )
