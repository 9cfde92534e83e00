"""What an action refuses: a stable `code`, the `params` of its wording, and `str()` for people, in their language."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDING: dict[str, str | Promise] = {
    "image.not_an_image": _(
        "“%(name)s” is not a picture, whatever its name says. Choose a JPEG, PNG, WebP, AVIF or HEIC file."
    ),
    "image.unsupported": _(
        "“%(name)s” is a %(format)s file, which cannot be used. Save it as JPEG, PNG, WebP, AVIF or HEIC and upload it again."
    ),
    "image.empty": _("“%(name)s” is empty (0 bytes). Check the file on your device and upload it again."),
    "image.too_big": _(
        "“%(name)s” is larger than %(limit)s MB. Export it smaller, for example as a JPEG, and upload it again."
    ),
    "image.too_many_pixels": _(
        "“%(name)s” has more than %(limit)s megapixels. Scale it down (2,000 × 2,000 px is plenty) and upload it again."
    ),
    "image.too_small": _(
        "“%(name)s” is only %(width)s × %(height)s px. Upload a picture of at least %(limit)s × %(limit)s px."
    ),
    "image.damaged": _(
        "“%(name)s” is damaged or was cut off on its way. Open it on your device, save it again, and upload the new file."
    ),
    "image.animated": _("“%(name)s” is animated. Product photos stand still: upload a single picture."),
    "image.invented": _(
        "“%(name)s” says of itself that a model made all of it, so it does not show the real product. Upload a photo of the product."
    ),
    "image.too_many": _("A product has at most %(limit)s photos. Remove some before you add more."),
    "mask.not_a_mask": _("The mask is not a PNG file that can be read. Draw on it once more and save again."),
    "mask.too_big": _("The mask is larger than %(limit)s MB. Clear away stray dots and save again."),
    "mask.wrong_size": _(
        "The mask has %(width)s × %(height)s px, its photo %(wanted_width)s × %(wanted_height)s px. Reload the page and draw again."
    ),
    "mask.empty": _(
        "The mask is empty: nothing of the photo would be left. Paint the product with the brush, then save."
    ),
    "mask.overtaken": _(
        "%(person)s saved another mask of this photo while you drew. Yours is kept here: save it over theirs, or start from theirs."
    ),
    "mask.none": _("This photo has no mask by a person, so there is nothing to take back."),
    "fact.empty": _("A fact needs a name and a value. Fill in both."),
    "fact.too_long": _(
        "The %(name)s has %(length)s characters; at most %(limit)s are kept. Shorten it, or make two facts of it."
    ),
    "fact.twice": _("This product already says “%(key)s: %(value)s”. Change that fact instead of adding it again."),
    "fact.too_many": _("A product has at most %(limit)s facts. Remove some before you add more."),
    "fact.gone": _(
        "Someone removed this fact while you edited it. Your text is kept here: add it again if it is still true."
    ),
    "audience.name_taken": _("Another segment has this name already. Choose another one."),
    "audience.too_many": _("A shop has at most %(limit)s audiences. Delete some that you no longer use."),
    "audience.unknown": _(
        "Nothing is known of this shopper. Check the code: it must be the one that your imported files use."
    ),
    "product.stale": _(
        "Someone else changed this while you edited it. Nothing was overwritten: choose which text stays."
    ),
    "product.gone": _(
        "This product was deleted while you worked on it. Restore it from the list of products, then save again."
    ),
}


def wording(code: str, params: dict[str, Any]) -> str:
    """The sentence for `code` in the active language; the code itself when it has none."""
    text = str(WORDING.get(code, code))
    return text % params if code in WORDING else text


class CatalogueError(Exception):
    """Base of what this room refuses."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return wording(self.code, self.params)


class ImageError(CatalogueError):
    """A file that does not become a picture. Params always have `name`, the file's name as it came."""


class FactError(CatalogueError):
    """A fact that cannot be kept."""


class ProductGone(CatalogueError):
    """The product was deleted in the meantime."""

    def __init__(self) -> None:
        super().__init__("product.gone")


class Stale(CatalogueError):
    """Someone else changed the same field first. `conflicts` is {field: (theirs, mine)}; nothing was saved."""

    def __init__(self, conflicts: dict[str, tuple[Any, Any]]) -> None:
        super().__init__("product.stale")
        self.conflicts = conflicts


class AudienceError(CatalogueError):
    """An audience cannot be made."""


class MaskError(CatalogueError):
    """A mask that cannot be kept."""
