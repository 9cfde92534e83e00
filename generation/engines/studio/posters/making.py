"""From a brief to a poster as an asset: which layout, which words, which marks of the shop."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from generation import pictures
from generation.contract import Asset, Brief, Claim, Content, Placement, Provenance, Request, Result
from generation.engines.studio.posters.layouts import layouts, placements
from generation.errors import Refused
from generation.kinds import KINDS
from generation.prices import written_price
from generation.xmp import COMPOSED, PAINTED

if TYPE_CHECKING:
    from generation.correction import Correction
    from generation.engines.studio.colour import Bytes
    from generation.engines.studio.cutout import CutOut
    from generation.engines.studio.cutouts import CutOuts
    from generation.engines.studio.posters.compose import Poster, Wording

ANY = "any"  # layout: another one for each variant
PRICES = ("shown", "hidden")
LONGEST_WHOLE = 8  # characters of a fact that a line should not cut


@dataclass(frozen=True, slots=True)
class Choice:
    layout: str
    placement: str
    price: str  # one of `PRICES`
    seed: int


def choice_of(request: Request) -> Choice:
    """The wished layout first, then each of the others. Raises `Refused`: option.invalid, variant.exhausted."""
    options, names = request.brief.options, list(layouts())
    layout = _known(options.get("layout") or ANY, (ANY, *names), "layout")
    first = request.sampling.seed % len(names) if layout == ANY else names.index(layout)
    order = names[first:] + names[:first]
    if request.variant >= len(order):
        raise Refused("variant.exhausted", f"there are {len(order)} layouts")
    placement = _known(options.get("placement") or "square", tuple(placements()), "placement")
    price = _known(options.get("price") or PRICES[0], PRICES, "price")
    return Choice(order[request.variant], placement, price, (request.sampling.seed + request.variant) % 2**63)


def _known(value: Any, known: tuple[str, ...], name: str) -> str:
    if value not in known:
        raise Refused("option.invalid", f"{name} is {value!r}, expected one of {', '.join(known)}")
    return str(value)


def made(request: Request, cutouts: CutOuts, setting: str, revision: str) -> Result:
    """Raises `Refused` without a photo, without approved words, and for words that do not fit the layout."""
    from generation.engines.studio.engine import (
        correction_for,
        made_from,
        measures_of,
        photo_of,
        placement_of,
        upright,
        upscaled_by,
    )
    from generation.engines.studio.packshot import Packshot
    from generation.engines.studio.posters.svg import layered
    from generation.engines.studio.wishes import wishes_of

    started, brief, chosen = time.perf_counter(), request.brief, choice_of(request)
    if not brief.photos:
        raise Refused("photo.missing", "add a photo of the product; it is cut out of it")
    kept = {name: brief.options[name] for name in ("light", "level", "photo") if name in brief.options}
    wishes = wishes_of(replace(brief, options=kept))
    photo = photo_of(brief, wishes)
    cut, lean = upright(cutouts.of(photo), wishes)
    correction = correction_for(cut, wishes)
    fields = fields_of(brief, chosen)
    shown = drawn(cut, brief, chosen, fields, correction)
    height, width = shown.alpha.shape
    shot = Packshot(
        shown.rgb, shown.product, shown.alpha, shown.fill, shown.scale, shown.source, shown.target, shown.upscaled
    )
    measures = measures_of(cut, shot) | dict(shown.measures) | ({"turned": lean.degrees} if lean.degrees else {})
    place: Placement = placement_of(photo, cut, shot, correction, lean.degrees)
    source_type = COMPOSED if shot.upscaled == 1 else PAINTED
    asset = Asset(
        pictures.encoded(shown.rgb, "png", source_type),
        pictures.MEDIA_TYPES["png"],
        width,
        height,
        source_type,
        measures,
        place,
        editable=layered(shown, f"{brief.facts.title}: {fields['headline']}", source_type),
    )
    told = {name: value for name, value in asdict(chosen).items() if name != "seed"} | {
        name: value for name, value in kept.items() if name != "photo"
    }
    told |= {"upscaler": upscaled} if (upscaled := upscaled_by(shot)) else {}
    sources = dict(brief.copy.sources) if brief.copy else {}
    provenance = Provenance(
        engine=setting,
        model="studio",
        revision=revision,
        prompt_version=KINDS["poster"].prompt_version,
        seed=chosen.seed,
        sampling={**made_from(photo), **told, "copy": sources, "kit": brief.house.told()},
        seconds=time.perf_counter() - started,
    )
    return Result(Content(fields, asset), claims_of(brief, fields), provenance)


def fields_of(brief: Brief, chosen: Choice) -> dict[str, str]:
    """What will stand on it; what there is nothing for is left out. Raises `Refused("copy.missing")`."""
    words = brief.copy.fields if brief.copy else {}
    if not words.get("headline"):
        raise Refused("copy.missing", "no approved title, campaign or ad says what to print")
    price = written_price(brief.facts, brief.locale) if chosen.price == "shown" else ""
    fields = {
        "headline": words["headline"],
        "sub_line": words.get("sub_line", ""),
        "price": price,
        "legal": brief.house.legal,
    }
    return {name: " ".join(value.split()) for name, value in fields.items() if value}


def claims_of(brief: Brief, fields: dict[str, str]) -> tuple[Claim, ...]:
    """The copy's own, and the price's."""
    given = tuple(
        claim for claim in (brief.copy.claims if brief.copy else ()) if claim.end <= len(fields.get(claim.field, ""))
    )
    price = (Claim("price", 0, 0, len(fields["price"]), ("price",)),) if "price" in fields else ()
    return (*given, *price)


def drawn(cut: CutOut, brief: Brief, chosen: Choice, fields: dict[str, str], correction: Correction) -> Poster:
    from generation.engines.studio.posters.compose import Marks, poster

    house = brief.house
    marks = Marks(house.colours, _logo(house.logo.data) if house.logo else None)
    return poster(
        cut, _wording(brief, fields), chosen.layout, chosen.placement, brief.locale, marks, chosen.seed, correction
    )


def _wording(brief: Brief, fields: dict[str, str]) -> Wording:
    from generation.engines.studio.posters.compose import Wording

    facts = brief.facts
    values = [facts.brand, *(fact.value for fact in facts.items)]
    whole = tuple(dict.fromkeys(value for value in values if 2 <= len(value) <= LONGEST_WHOLE and not value.isdigit()))
    said_already = facts.brand.casefold() in fields["headline"].casefold()
    return Wording(**fields, eyebrow="" if said_already else facts.brand, whole=whole)


def _logo(data: bytes) -> Bytes:
    """With an alpha channel, without empty borders."""
    import numpy as np

    picture = pictures.open_picture(data).convert("RGBA")
    box = picture.getchannel("A").point(lambda level: 255 if level >= 8 else 0).getbbox()
    cropped = picture.crop(box) if box else picture
    cropped.thumbnail((800, 800))
    return np.asarray(cropped)
