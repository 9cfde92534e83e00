"""How a locale sets text: spaces between Chinese and Latin, full-width punctuation, clean input."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

_CJK = r"㐀-䶿一-鿿豈-﫿"
_WIDE = "，。：；！？（）、“”《》"
_TO_WIDE = str.maketrans({",": "，", ":": "：", ";": "；", "!": "！", "?": "？"})
_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)\s*>|<[a-zA-Z/!][^<>]{0,500}>", re.S | re.I)
_BEFORE = re.compile(rf"(?<=[{_CJK}）”》])\s*([,;:!?])\s*(?=[{_CJK}（“《A-Za-z0-9]|$)")
_AFTER = re.compile(rf"(?<=[A-Za-z0-9%°+.′″\"])\s*([,;:!?])\s*(?=[{_CJK}（“《])")
_CJK_LATIN = re.compile(rf"(?<=[{_CJK}])(?=[A-Za-z0-9(])")
_LATIN_CJK = re.compile(rf"(?<=[A-Za-z0-9%+)])(?=[{_CJK}])")
_INNER = re.compile(rf"(?<=[{_CJK}])[ \t]+(?=[{_CJK}])")
_AROUND_WIDE = re.compile(rf"\s*([{_WIDE}])\s*")
_SYMBOL_CATEGORIES = {"So", "Cs", "Co", "Cn"}
_KEPT_SYMBOLS = set("°™®©")


def clean(text: str) -> str:
    """Plain one-line text: no tags, entities, emoji, control or direction characters; spaces collapsed."""
    return _clean_short(text) if len(text) <= 300 else _clean(text)


@lru_cache(maxsize=8192)
def _clean_short(text: str) -> str:
    return _clean(text)


def _clean(text: str) -> str:
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub(" ", text))
        text = _TAG.sub(" ", text).replace("<", " ").replace(">", " ")
    if not text.isascii() or not text.isprintable():
        text = "".join(_kept(char) for char in unicodedata.normalize("NFC", text))
    return " ".join(text.split())


def _kept(char: str) -> str:
    if char.isascii():
        return char if char.isprintable() else " "
    category = unicodedata.category(char)
    if category in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    if category == "Cf" or char == "️":
        return ""
    if (category in _SYMBOL_CATEGORIES and char not in _KEPT_SYMBOLS) or 0x1F3FB <= ord(char) <= 0x1F3FF:
        return ""
    return char


def set_zh(text: str) -> str:
    """Chinese as it is set: one space between Chinese and Latin or digits, none between Chinese characters."""
    text = _INNER.sub("", text)
    text = _BEFORE.sub(lambda m: m[1].translate(_TO_WIDE), text)
    text = _AFTER.sub(lambda m: m[1].translate(_TO_WIDE), text)
    text = _CJK_LATIN.sub(" ", text)
    text = _LATIN_CJK.sub(" ", text)
    return " ".join(_AROUND_WIDE.sub(r"\1", text).split())


def wide(text: str) -> str:
    """Every ASCII mark of a Chinese frame in its full-width form."""
    return text.translate(_TO_WIDE)
