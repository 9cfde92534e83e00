"""The language of a short text, told by its script: enough to know which of a shop's languages a customer writes in."""

from __future__ import annotations

import re

_KANA_OR_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def locale_of(text: str) -> str:
    """ "zh-Hans", "en", or "" for neither. A Chinese character says as much as four Latin letters."""
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    if _KANA_OR_HANGUL.search(text) or not han + latin:
        return ""
    return "zh-Hans" if han * 4 >= latin else "en"
