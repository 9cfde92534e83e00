"""Pictures, posters, and what photos show. What was found, and what to do next."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDING: dict[str, tuple[Any, Any]] = {
    "picture.missing": (_("There is no picture."), _("Ask for a new one.")),
    "picture.too_small": (
        _("%(width)s × %(height)s px is smaller than the %(limit)s px that shops ask for."),
        _("Upload a larger photo, then ask for a new packshot."),
    ),
    "poster.size": (
        _("%(width)s × %(height)s px is not the %(wanted)s px of its place."),
        _("Ask for a new poster."),
    ),
    "poster.contrast": (
        _("A text is hard to read where it stands: its contrast is %(share)s %% of what it should be."),
        _("Ask for another layout."),
    ),
    "poster.covers_product": (
        _("A text or the price covers %(pixels)s pixels of the product."),
        _("Ask for another layout."),
    ),
    "poster.outside": (
        _("A text leaves the safe area of its place by %(pixels)s px."),
        _("Ask for another layout, or shorten the text."),
    ),
    "poster.words": (
        _("“%(said)s” is not the approved text “%(wanted)s”."),
        _("Ask for a new poster; it is set from what is approved now."),
    ),
    "poster.price": (
        _("“%(said)s” is not the product's price, “%(wanted)s”."),
        _("Ask for a new poster; it shows the price of today."),
    ),
    "picture.not_square": (_("%(width)s × %(height)s px is not square."), _("Ask for a new packshot.")),
    "picture.wrong_shape": (
        _("%(width)s × %(height)s px is not of the shape %(wanted)s that was asked for."),
        _("Ask for a new picture."),
    ),
    "picture.channel_refuses": (
        _("%(channel)s refuses a file of %(width)s × %(height)s px and %(megabytes)s MB."),
        _("Ask for another shape or file format."),
    ),
    "picture.product_too_small": (
        _("The product fills %(fill)s %% of the frame; main images need %(limit)s %%."),
        _("Ask for a new packshot from a photo that shows the product larger."),
    ),
    "picture.unreadable": (_("The picture file cannot be opened."), _("Ask for a new packshot.")),
    "picture.ground_not_white": (
        _("Only %(share)s %% of the frame's border is pure white; main images need all of it."),
        _("Ask for a packshot on white."),
    ),
    "picture.cutout_doubtful": (
        _("The product could not be told from its surroundings for sure (%(confidence)s %% sure)."),
        _(
            "Mend the cut-out, upload a photo of the whole product before a plain background, or waive this if every edge is right."
        ),
    ),
    "picture.cutout_uncertain": (
        _("The outline of the product is uncertain in places (%(confidence)s %% sure)."),
        _("Look closely at its edges before you approve; mend the cut-out where they are wrong."),
    ),
    "picture.enlarged": (
        _("The product is small in its photo and was enlarged %(scale)s times, so it looks soft."),
        _("Upload a larger photo, then ask for a new packshot."),
    ),
    "picture.repainted": (
        _(
            "The product differs from its photo: colour difference %(mean)s on average, %(worst)s at worst,"
            " structure %(structure)s %% alike."
        ),
        _("The real product is never repainted, so this cannot be waived. Ask for a new picture."),
    ),
    "picture.product_covered": (
        _("%(share)s %% of the product is covered or missing."),
        _("The whole product must be seen, so this cannot be waived. Ask for a new picture."),
    ),
    "picture.label_differs": (
        _("%(share)s %% of what is printed on the product in its photo cannot be read in the picture."),
        _("Compare the labels and ask for a new picture; if they are the same, waive this with a reason."),
    ),
    "picture.not_compared": (
        _("The product could not be compared with its photo."),
        _("Nothing shows that it is the real one, so this cannot be waived. Ask for a new picture."),
    ),
    "picture.no_real_product": (
        _("A model made all of this picture, so it does not show the real product."),
        _("It can only be a mood picture, so this cannot be waived. Ask for a picture that is made from a photo."),
    ),
    "picture.unsafe": (
        _("The safety model holds the painted picture to be unfit to be shown (%(share)s %% sure)."),
        _("Ask for a new one; waive this with a reason only if you see that it is harmless."),
    ),
    "picture.blank": (_("The picture is one colour from edge to edge."), _("Ask for a new one.")),
    "picture.undeclared_source": (
        _("The file does not declare how it was made (IPTC digital source type)."),
        _("Ask for a new packshot."),
    ),
}
