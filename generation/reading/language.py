"""The language of a text: by its script where that tells, by py3langid's character statistics (BSD, no weights to fetch) where not."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from generation.checks.language import SIMPLER
from generation.reading.contract import Language
from generation.reading.embedded import Embedded

# What shops and their suppliers write in; more candidates make short texts of these less sure.
LANGUAGES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "sk", "hu", "ro", "bg", "el", "tr", "ru", "uk",
    "ar", "he", "fa", "hi", "th", "vi", "id", "ms", "ja", "ko", "zh",
)  # fmt: skip
_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿]")
_KANA = re.compile(r"[぀-ヿ]")
_HANGUL = re.compile(r"[가-힯ᄀ-ᇿ]")
_LETTER = re.compile(r"[^\W\d_]")
_CODES = re.compile(r"https?://\S+|\S+@\S+|\b[A-Z0-9-]*\d[A-Z0-9-]*\b")
_COMMON_ENGLISH = re.compile(
    r"\b(?:the|and|is|are|it|this|that|was|very|good|great|not|with|for|of|my|to|does|do|how|can|will|love|nice|bad|ok|okay|cotton|steel)\b",
    re.IGNORECASE,
)


class EmbeddedLanguage(Embedded):
    def __init__(self, setting: str = "embedded:") -> None:
        super().__init__(setting)
        self._identifier: Any = None

    def load(self) -> None:
        if self._identifier is None:
            from py3langid import langid

            identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
            identifier.set_languages([code for code in LANGUAGES if code in identifier.labels])
            self._identifier = identifier

    def read(self, texts: Sequence[str]) -> list[Language]:
        self.load()
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> Language:
        text = _CODES.sub(" ", text)
        letters = len(_LETTER.findall(text))
        if not letters:
            return Language("und", 0.0)
        han, kana, hangul = (len(script.findall(text)) for script in (_HAN, _KANA, _HANGUL))
        # A Latin word weighs as much as two Chinese characters: brands stand in every Chinese text.
        others = len(re.findall(r"[A-Za-zÀ-ɏ]+", text))
        if kana > 0 and kana >= 0.1 * (han + kana):
            return Language("ja", 0.99)
        if hangul > 0 and hangul >= han:
            return Language("ko", 0.99)
        if han and han >= others:
            return _chinese(text, han)
        return self._by_statistics(text, letters)

    def _by_statistics(self, text: str, letters: int) -> Language:
        code, probability = self._identifier.rank(text)[0]
        confidence = float(probability) if math.isfinite(probability) else 0.0
        # Few letters tell little, however sure the statistics are.
        confidence *= min(1.0, 0.35 + letters / 30)
        english = len(_COMMON_ENGLISH.findall(text))
        if code != "en" and english and english >= 0.3 * len(text.split()) and letters < 40:
            return Language("en", 0.6)
        return Language(code, round(confidence, 3)) if confidence >= 0.2 else Language("und", round(confidence, 3))


def written_in(text: str) -> str:
    """ "zh-Hant" where more characters are written in the traditional way than in the simplified one, else "zh-Hans"."""
    traditional = sum(mark in SIMPLER for mark in text)
    return "zh-Hant" if traditional > sum(mark in _SIMPLIFIED for mark in text) else "zh-Hans"


def _chinese(text: str, han: int) -> Language:
    """The two scripts share most characters: a short text without a telling one is less sure."""
    telling = any(mark in SIMPLER or mark in _SIMPLIFIED for mark in text)
    sure = min(0.99, 0.8 + han / 50)
    return Language(written_in(text), round(sure if telling or han > 8 else min(sure, 0.75), 3))


_SIMPLIFIED = frozenset(SIMPLER.values()) - frozenset(SIMPLER)
