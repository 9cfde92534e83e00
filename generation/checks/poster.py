"""A finished poster: its words are the approved ones, can be read where they stand, and leave the product alone.

The SVG is read back, so what is judged is what leaves, not what an engine says of it. Contrast: WCAG 2.2, 1.4.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generation.checks.rules import finding
from generation.contract import Asset, Brief, Claim, Content, Finding
from generation.engines.studio.posters.layouts import placements
from generation.kinds import KINDS
from generation.prices import written_price

OUTSIDE = 0.5  # px that rounding may take
_FROM_COPY = ("headline", "sub_line")


def check(brief: Brief, content: Content, claims: Sequence[Claim] = ()) -> Iterator[Finding]:
    if brief.kind != "poster" or content.asset is None:
        return
    asset = content.asset
    yield from _size(brief, asset)
    yield from _measured(asset.measures)
    if brief.copy is not None:
        yield from _words(brief, content)
    if asset.editable:
        yield from _printed(content, asset.editable)


def _size(brief: Brief, asset: Asset) -> Iterator[Finding]:
    place = placements().get(str(brief.options.get("placement", "")))
    if place is not None and (asset.width, asset.height) != (place.width, place.height):
        yield finding("poster.size", width=asset.width, height=asset.height, wanted=f"{place.width} × {place.height}")


def _measured(measures: Mapping[str, float]) -> Iterator[Finding]:
    if (contrast := measures.get("contrast")) is not None and contrast < 1:
        yield finding("poster.contrast", share=int(contrast * 100))
    if measures.get("overlap"):
        yield finding("poster.covers_product", pixels=int(measures["overlap"]))
    if (outside := measures.get("outside", 0.0)) > OUTSIDE:
        yield finding("poster.outside", pixels=round(outside))


def _words(brief: Brief, content: Content) -> Iterator[Finding]:
    """Every word is the approved one, the price the product's, the small print the shop's."""
    assert brief.copy is not None
    wanted = {name: flat(brief.copy.fields.get(name, "")) for name in _FROM_COPY}
    wanted |= {"legal": flat(brief.house.legal), "price": written_price(brief.facts, brief.locale)}
    for spec in KINDS["poster"].fields:
        said = str(content.fields.get(spec.name, ""))
        optional = spec.name != "headline" and not said
        if said != wanted[spec.name] and not optional:
            rule = "poster.price" if spec.name == "price" else "poster.words"
            yield finding(rule, field=spec.name, end=len(said), said=said, wanted=wanted[spec.name])


def _printed(content: Content, svg: bytes) -> Iterator[Finding]:
    """What the file says, letter by letter; line breaks are spaces in Latin texts and nothing in Chinese ones."""
    printed = printed_words(svg)
    for name, value in content.fields.items():
        if _tight(printed.get(name, "")) != _tight(str(value)):
            yield finding(
                "poster.words", field=name, said=printed.get(name, ""), wanted=str(value), end=len(str(value))
            )


def printed_words(svg: bytes) -> dict[str, str]:
    """The texts of a layered poster by their ids. Raises nothing: an SVG that cannot be read says nothing."""
    from defusedxml import ElementTree

    try:
        root = ElementTree.fromstring(svg)
    except (ElementTree.ParseError, ValueError):
        return {}
    texts = root.iter("{http://www.w3.org/2000/svg}text")
    return {str(text.get("id")): "".join(text.itertext()) for text in texts}


def flat(text: str) -> str:
    """In one line."""
    return " ".join(text.split())


def _tight(text: str) -> str:
    return "".join(text.split()).casefold()
