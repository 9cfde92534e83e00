"""What a product fits and works with: the devices and systems that the text names must be those of the facts, to the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generation.checks.brands import COMMON
from generation.checks.evidence import Evidence, citable_of, evidence_of, narrow, of_facts
from generation.checks.grounds import grounds
from generation.checks.pieces import Piece, pieces
from generation.checks.screens import Screened
from generation.contract import Brief, Claim, Content, Facts, Finding

_DEVICE = Screened(
    r"(?<![A-Za-z])(?P<line>iphone|ipad|macbook|airpods|apple watch|galaxy|pixel|redmi|xiaomi|mate|kindle|surface"
    r"|playstation|ps|xbox|switch|thinkpad)"
    r"(?P<kind>[ -]?(?:pro|air|mini|series|watch|tab|note|fold|flip|paperwhite|oled))?"
    r"(?P<model>[ -]?[a-z]?\d{1,4}[a-z]?(?![a-z0-9]))(?P<suffix>(?:[ -]?(?:pro|max|plus|mini|ultra|se|fe|air|lite))*)(?![a-z])",
    re.IGNORECASE,
)
_NAME = r"i?[A-Z](?:[\w.&+-]*[\w+])?(?:[ -][A-Z\d](?:[\w.+-]*[\w+])?)*"
_FITS = Screened(
    rf"\b(?:[Ff]its?|[Ww]orks? with|[Cc]ompatible with|[Pp]airs? with|[Mm]ade for|[Dd]esigned for|[Bb]uilt for"
    rf"|[Uu]se[ds]? with|[Cc]onnects? (?:to|with)"
    rf"|[Aa]ccepts?|[Ss]uits?|[Ss]upports?|[Cc]harges?|[Ww]orks? on|[Rr]uns? on|[Pp]lugs? into|[Mm]ounts? on)"
    rf"(?: (?:all|any|every|your|most|the|both|an?|standard|other))* (?P<name>{_NAME})"
    r"|(?:适用于|适用|兼容|适配|通用于?|支持|可?接入|接入|可连接?|连接|匹配|专为)\s?(?P<han>[A-Z][A-Za-z0-9 .+-]*[A-Za-z0-9])"
)


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    facts = grounds(brief)
    evidence, devices = evidence_of(facts), _devices(facts)
    for piece in pieces(content):
        found = [one.span() for one in _DEVICE.finditer(piece.text) if _canonical(one) not in devices]
        for start, end in found:
            yield _finding(piece, start, end)
        for one in _FITS.finditer(piece.text):
            start, end = one.span("name" if one["name"] else "han")
            if not any(start < other and before < end for before, other in found) and not _known(
                one.group(one.lastgroup or 0), evidence
            ):
                yield _finding(piece, start, end)


def _finding(piece: Piece, start: int, end: int) -> Finding:
    return piece.finding("compatibility.unsupported", start, end, text=piece.text[start:end])


def _known(name: str, evidence: Evidence) -> bool:
    words = [word for word in name.split() if word.lower() not in COMMON and not word.replace(".", "").isdigit()]
    return all(evidence.says(word) or evidence.says(word.removesuffix("s")) for word in words)


def _canonical(found: re.Match[str]) -> str:
    return re.sub(r"[\s-]+", "", narrow(found.group()))


@of_facts
def _devices(facts: Facts) -> frozenset[str]:
    """Models that the facts name; “iPhone 14 / 15” names both."""
    texts = [facts.source_text, *(f"{fact.key}: {fact.value}" for fact in citable_of(facts))]
    named = {_canonical(found) for text in texts for found in _DEVICE.finditer(text)}
    for text in texts:
        for found in re.finditer(
            r"(?i)(iphone|ipad|galaxy|pixel)\s?[a-z]?\d+[^,;.，；。]{0,12}?(?:/|、|,|and|&|和|至|to"
            r"|-)\s?([a-z]?\d+(?: ?(?:pro|max|plus|mini|ultra))*)",
            text,
        ):
            named.add(re.sub(r"[\s-]+", "", narrow(found[1] + found[2])))
    return frozenset(named)
