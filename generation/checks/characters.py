"""Characters that a channel refuses, and what never belongs into plain text: controls, markup, placeholders, links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from generation.checks.evidence import evidence_of
from generation.checks.pieces import Piece, pieces
from generation.checks.screens import Screened
from generation.contract import Brief, Claim, Content, Finding
from generation.kinds import KINDS

_EMOJI = re.compile(
    r"[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B50\u2B55\u231A\u231B\u23E9-\u23FA][\uFE0F\u200D\U0001F3FB-\U0001F3FF]*"
)
_EMOJI_WELCOME = {
    "google",
    "shopify",
    "meta",
}  # Amazon refuses emoji (bullet point rules); titles refuse them everywhere
_INVISIBLE = re.compile(
    r"[\x00-\x09\x0B-\x1F\x7F-\x9F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB\uE000-\uF8FF\U000E0000-\U0010FFFF]"
)
_BROKEN = Screened(r"\uFFFD+|(?:[ÃÂâ][\u0080-\u00BF€™œ“”]+)+|锟斤拷|(?:烫|屯){3,}")
_MARKUP = Screened(
    r"</?[a-zA-Z!][^<>\n]{0,200}>|&(?:[a-zA-Z]{2,8}|#\d{1,6}|#[xX][0-9a-fA-F]{1,6});|\*\*|__|```"
    r"|^[ \t]*(?:#{1,6}|[-*•])[ \t]|\[[^\[\]\n]{1,80}\]\([^()\n]{1,200}\)|\\[nrt\"]",
    re.MULTILINE,
)
_PLACEHOLDER = Screened(
    r"\{\{[^{}\n]{0,60}\}?\}?|\{%[^{}\n]{0,60}%?\}?|\$?\{[^{}\n]{1,60}\}|%\([a-z_]{1,40}\)[sd]|<<[^<>\n]{1,60}>>"
    r"|\[[A-Za-z\u4e00-\u9fff][^\[\]\n]{0,60}\](?!\()|【(?:[^】\n]{0,20}(?:待|填|名称|品牌)[^】\n]{0,20})】"
    r"|\b(?:TODO|TBD|TBC|FIXME|XXX+|[Ll]orem ipsum|undefined|null|NaN|N/A|n/a)\b|待补充|待定|待填写|占位符"
    r"|<\|[^|<>\n]{1,40}\|>|</?(?:think|tool_call)>"
)
_CONTACT = Screened(
    r"https?://\S{1,200}|\bwww\.[\w-]{1,63}\.\S{1,200}|\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}\b"
    r"|\b[a-z0-9-]{2,63}(?:\.com|\.net|\.org|\.shop|\.store|\.cn)\b(?!\.)|\+\d{1,3}[\s-]?\d{2,4}(?:[\s-]?\d{2,4}){2,3}\b|\b400-\d{3,4}-\d{3,4}\b",
    re.IGNORECASE,
)


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    for piece in pieces(content):
        yield from _forbidden(brief, piece)
        yield from _invisible(brief, piece)
        yield from _emoji(brief, piece)
        yield from _markers(brief, piece)


def _forbidden(brief: Brief, piece: Piece) -> Iterator[Finding]:
    specs = [spec for spec in KINDS[brief.kind].fields if spec.name == piece.field]
    forbidden = specs[0].limit(brief.channel).forbidden if specs else ""
    if not forbidden or set(forbidden).isdisjoint(piece.text):
        return
    for place, character in enumerate(piece.text):
        if character in forbidden:
            yield piece.finding("characters.forbidden", place, place + 1, character=character, channel=brief.channel)


def _invisible(brief: Brief, piece: Piece) -> Iterator[Finding]:
    for found in _INVISIBLE.finditer(piece.text) if _may_hide(piece.text) else ():
        if found.group() == "\u200d" and _EMOJI.match(piece.text, max(0, found.start() - 1)):
            continue
        code = f"U+{ord(found.group()):04X} {unicodedata.name(found.group(), '')}".strip()
        yield piece.finding("characters.control", found.start(), found.end(), code=code)
    multiline = any(spec.paragraphs for spec in KINDS[brief.kind].fields if spec.name == piece.field)
    if not multiline:
        for found in re.finditer(r"\n+", piece.text) if "\n" in piece.text else ():
            yield piece.finding("characters.control", found.start(), found.end(), code="U+000A LINE FEED")
    for found in _BROKEN.finditer(piece.text):
        yield piece.finding("characters.broken", found.start(), found.end(), text=found.group())


def _may_hide(text: str) -> bool:
    """Whether it is worth looking: what Unicode calls printable is visible, but for marks on the highest planes."""
    return not text.replace("\n", "").isprintable() or (not text.isascii() and max(text) >= "\U000e0000")


def _emoji(brief: Brief, piece: Piece) -> Iterator[Finding]:
    if brief.channel in _EMOJI_WELCOME and "title" not in piece.field:
        return
    for found in _EMOJI.finditer(piece.text) if not piece.text.isascii() else ():
        yield piece.finding("characters.emoji", found.start(), found.end(), character=found.group())


def _markers(brief: Brief, piece: Piece) -> Iterator[Finding]:
    evidence, taken = evidence_of(brief.facts), 0
    for found in _PLACEHOLDER.finditer(piece.text):
        if not evidence.says(found.group()):
            yield piece.finding("characters.placeholder", found.start(), found.end(), placeholder=found.group().strip())
            taken = found.end()
    for found in _MARKUP.finditer(piece.text):
        if found.start() >= taken and not evidence.says(found.group()):
            yield piece.finding("characters.markup", found.start(), found.end(), markup=found.group().strip())
    for found in _CONTACT.finditer(piece.text):
        if not evidence.says(found.group()):
            yield piece.finding("characters.contact", found.start(), found.end(), text=found.group())
