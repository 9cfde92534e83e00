"""What the product's page shows of its photos' measured attributes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from generation.looking.contract import Look
from generation.looking.shades import table
from shop_content.catalogue.looking.actions import SURE, colour_of
from shop_content.catalogue.looking.errors import wording
from shop_content.catalogue.models import Photo, PictureLook, Product
from shop_content.catalogue.reading.work import in_chinese
from shop_content.leases import Leased

GROUNDS: dict[str, str | Promise] = {
    "white": _("white background"),
    "plain": _("plain background"),
    "busy": _("busy background"),
    "none": _("no background"),
}
SHARP, SOFT = 0.55, 0.4  # sharpness from which a picture is sharp; below the other it is blurred
SHOWN_TEXTS = 12


@dataclass(frozen=True, slots=True)
class Swatch:
    name: str  # in the reader's language
    colour: str  # "#rrggbb"
    percent: int


@dataclass(frozen=True, slots=True)
class Row:
    """One photo. `waiting`: nobody has looked yet."""

    photo: Photo
    waiting: bool
    failure: str = ""
    look: Look = field(default_factory=Look)
    swatches: Sequence[Swatch] = ()
    colour: str = ""  # what "make this a fact" would say
    known: bool = False  # the product says so already

    @property
    def ground(self) -> str:
        return str(GROUNDS.get(self.look.ground, ""))

    @property
    def sharpness(self) -> str:
        if self.look.sharpness is None:
            return ""
        if self.look.sharpness >= SHARP:
            return str(_("sharp"))
        return str(_("slightly soft") if self.look.sharpness >= SOFT else _("blurred"))

    @property
    def blurred(self) -> bool:
        return self.look.sharpness is not None and self.look.sharpness < SOFT

    @property
    def unsure(self) -> bool:
        return bool(self.swatches) and self.look.certainty < SURE

    @property
    def texts(self) -> Sequence[str]:
        return list(dict.fromkeys(text.text for text in self.look.texts))[:SHOWN_TEXTS]


@dataclass(frozen=True, slots=True)
class Sights:
    rows: Sequence[Row] = ()

    @property
    def waiting(self) -> bool:
        return any(row.waiting for row in self.rows)


def sights_of(product: Product) -> Sights:
    photos = list(product.photos.select_related("image__look"))
    in_reader_chinese = (get_language() or "").startswith("zh")
    chinese = in_chinese(product, "颜色")
    said = {fact["value"].casefold() for fact in product.facts}
    return Sights([_row(photo, in_reader_chinese, chinese, said) for photo in photos])


def _row(photo: Photo, in_reader_chinese: bool, chinese: bool, said: set[str]) -> Row:
    kept: PictureLook | None = getattr(photo.image, "look", None)
    if kept is None or kept.status in (Leased.State.QUEUED, Leased.State.RUNNING):
        return Row(photo, waiting=kept is not None)
    if kept.status != Leased.State.DONE:
        return Row(photo, waiting=False, failure=wording(kept.error_code))
    look, known = Look.of(kept.seen), table()
    swatches = [
        Swatch(
            known[shade.name].chinese if in_reader_chinese else known[shade.name].english,
            shade.colour,
            round(shade.share * 100),
        )
        for shade in look.colours
        if shade.name in known
    ]
    colour = colour_of(look, chinese=chinese)
    return Row(photo, False, "", look, swatches, colour, colour.casefold() in said)
