"""A finished picture against what shops ask of a main image (Amazon: the product fills 85 % of a white square)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generation.checks.rules import finding
from generation.contract import Asset, Brief, Claim, Content, Finding
from generation.kinds import KINDS
from generation.kinds.packshot import MIN_FILL, MIN_SIDE

_SURE = 0.6  # confidence in the cut-out from which it needs no second look
_SQUARE = 1  # px by which the sides may differ
_SOURCE_TYPES = frozenset(  # cv.iptc.org/newscodes/digitalsourcetype
    {
        "trainedAlgorithmicMedia",
        "compositeWithTrainedAlgorithmicMedia",
        "digitalCapture",
        "compositeCapture",
        "algorithmicMedia",
        "humanEdits",
        "algorithmicallyEnhanced",
        "composite",
        "digitalCreation",
        "dataDrivenMedia",
    }
)


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    if KINDS[brief.kind].medium != "image":
        return
    if content.asset is None:
        yield finding("picture.missing")
    else:
        yield from _asset(content.asset)


def _asset(asset: Asset) -> Iterator[Finding]:
    width, height = asset.width, asset.height
    if min(width, height) < MIN_SIDE:
        yield finding("picture.too_small", width=width, height=height, limit=MIN_SIDE)
    if abs(width - height) > _SQUARE:
        yield finding("picture.not_square", width=width, height=height)
    fill, confidence = asset.measures.get("fill"), asset.measures.get("confidence")
    if fill is not None and fill < MIN_FILL:
        yield finding("picture.product_too_small", fill=round(fill * 100), limit=round(MIN_FILL * 100))
    if confidence is not None and confidence < _SURE:
        yield finding("picture.uncertain_cutout", confidence=round(confidence * 100))
    if asset.digital_source_type not in _SOURCE_TYPES:
        yield finding("picture.undeclared_source")
