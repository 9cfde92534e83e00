"""Tone: whether the text sounds as it was asked to, by the words that give a tone away.

Our own lists (`words/tones.toml`), short on purpose: they hear a tone, they do not understand one. Half of the mark is free; the
other half is for words of the tone, one in three sentences being enough; each word that is against it costs a fifth. A wished
person (you, we, neutral) that is missed in prose costs a fifth, and so does every word that the shop's voice bans.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from generation.checks.evidence import narrow
from generation.scores.judged import Judged

_FREE, _COST = 0.5, 0.2
_SENTENCES_EACH = 3
_SIGNS = ("!", "\\?")
_ENDS = re.compile(r"[.!?。！？\n]+")


def score(judged: Judged) -> float | None:
    """None for texts too short to have a tone, unless they say something against it."""
    brief = judged.brief
    chinese = judged.chinese
    text = narrow(judged.text)
    marks, against = _markers(brief.locale, brief.tone)
    faults = len(set(against.findall(text))) + sum(finding.rule == "voice.banned" for finding in judged.findings)
    if not judged.prose and not faults:
        return None
    if judged.prose and not _in_person(brief.voice.person, text, chinese):
        faults += 1
    return max(0.0, (_heard(marks, judged.prose) if judged.prose else 1.0) - _COST * faults)


def _heard(marks: re.Pattern[str], prose: str) -> float:
    sentences = sum(bool(piece.strip()) for piece in _ENDS.split(prose))
    needed = max(1, sentences // _SENTENCES_EACH)
    return min(1.0, _FREE + (1 - _FREE) * len(marks.findall(narrow(prose))) / needed)


def _in_person(person: str, text: str, chinese: bool) -> bool:
    if not person:
        return True
    you, we = (bool(_person(name, chinese).search(text)) for name in ("you", "we"))
    return {"you": you, "we": we, "neutral": not you and not we}[person]


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, dict[str, str]]]:
    with (Path(__file__).parent / "words" / "tones.toml").open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=64)
def _markers(locale: str, tone: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = _words()[locale][tone]
    return _compiled(lists["for"], locale), _compiled(lists["against"], locale)


@lru_cache(maxsize=8)
def _person(name: str, chinese: bool) -> re.Pattern[str]:
    persons: dict[str, str] = _words()["persons"]  # type: ignore[assignment]
    return _compiled(persons[f"{name}_{'zh' if chinese else 'en'}"], "zh-Hans" if chinese else "en")


def _compiled(words: str, locale: str) -> re.Pattern[str]:
    """Words whole where they are letters; signs and Chinese as they stand."""
    if locale == "zh-Hans":
        return re.compile(words)
    parts = words.split("|")
    whole = "|".join(part for part in parts if part not in _SIGNS)
    return re.compile("|".join([rf"\b(?:{whole})\b", *(part for part in parts if part in _SIGNS)]))
