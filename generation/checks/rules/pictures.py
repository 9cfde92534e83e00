"""Rules of pictures and posters."""

from __future__ import annotations

from generation.checks.rules.rule import Rule

RULES = (
    # picture.py
    Rule("picture.missing", "error", (), "There is no picture. Ask for a new one."),
    Rule(
        "picture.too_small",
        "error",
        ("width", "height", "limit"),
        "%(width)s x %(height)s px is smaller than the %(limit)s px that shops ask for. Upload a larger photo.",
    ),
    Rule("picture.not_square", "error", ("width", "height"), "%(width)s x %(height)s px is not square."),
    Rule(
        "picture.wrong_shape",
        "error",
        ("width", "height", "wanted"),
        "%(width)s x %(height)s px is not of the shape %(wanted)s that was asked for. Ask for a new picture.",
    ),
    Rule(
        "picture.channel_refuses",
        "error",
        ("width", "height", "megabytes", "channel"),
        "%(channel)s refuses a file of %(width)s x %(height)s px and %(megabytes)s MB. Ask for another shape or format.",
    ),
    Rule(
        "picture.product_too_small",
        "error",
        ("fill", "limit"),
        "The product fills %(fill)s %% of the frame; main images need %(limit)s %%. Ask for a tighter crop.",
    ),
    Rule(
        "picture.unreadable",
        "error",
        (),
        "The picture file cannot be opened. Ask for a new one.",
    ),
    Rule(
        "picture.ground_not_white",
        "error",
        ("share",),
        "Only %(share)s %% of the frame's border is pure white; main images need all of it. Ask for a packshot on white.",
    ),
    Rule(
        "picture.cutout_doubtful",
        "error",
        ("confidence",),
        "The product could not be told from its surroundings for sure (%(confidence)s %%). Upload a photo of the whole"
        " product before a plain background, or waive this if every edge is right.",
    ),
    Rule(
        "picture.cutout_uncertain",
        "warning",
        ("confidence",),
        "The outline of the product is uncertain in places (%(confidence)s %%). Look at its edges before you approve.",
    ),
    Rule(
        "picture.enlarged",
        "warning",
        ("scale",),
        "The product is small in its photo and was enlarged %(scale)s times, so it looks soft. Upload a larger photo.",
    ),
    Rule(
        "picture.repainted",
        "error",
        ("mean", "worst", "structure"),
        "The product differs from its photo (colour difference %(mean)s on average, %(worst)s at worst, structure"
        " %(structure)s %%). It must stay as photographed. Ask for a new picture.",
        final=True,
    ),
    Rule(
        "picture.product_covered",
        "error",
        ("share",),
        "%(share)s %% of the product is covered or missing. Ask for a new picture.",
        final=True,
    ),
    Rule(
        "picture.label_differs",
        "error",
        ("share",),
        "%(share)s %% of what is printed on the product in its photo cannot be read in the picture. Compare the labels, and"
        " ask for a new picture; waive this if they are the same.",
    ),
    Rule(
        "picture.not_compared",
        "error",
        (),
        "The product could not be compared with its photo. Ask for a new picture.",
        final=True,
    ),
    Rule(
        "picture.no_real_product",
        "error",
        (),
        "A model made all of this picture, so it does not show the real product. It can only be a mood picture.",
        final=True,
    ),
    Rule(
        "picture.unsafe",
        "error",
        ("share",),
        "The painted picture is held to be unfit to be shown (%(share)s %% sure). Ask for a new one; waive this only if you see that it is"
        " harmless.",
    ),
    Rule(
        "picture.blank",
        "error",
        (),
        "The picture is one colour from edge to edge. Ask for a new one.",
    ),
    Rule(
        "picture.undeclared_source",
        "error",
        (),
        "The picture does not say how it was made (IPTC digital source type). Ask for a new one.",
    ),
    # poster.py
    Rule(
        "poster.size",
        "error",
        ("width", "height", "wanted"),
        "%(width)s x %(height)s px is not the %(wanted)s of its place. Ask for a new poster.",
    ),
    Rule(
        "poster.contrast",
        "error",
        ("share",),
        "A text is hard to read where it stands: its contrast is %(share)s %% of what it should be. Choose another layout.",
    ),
    Rule(
        "poster.covers_product",
        "error",
        ("pixels",),
        "A text or the price covers %(pixels)s pixels of the product. Choose another layout.",
        final=True,
    ),
    Rule(
        "poster.outside",
        "error",
        ("pixels",),
        "A text leaves the safe area of its place by %(pixels)s px. Choose another layout, or shorten the text.",
    ),
    Rule(
        "poster.words",
        "error",
        ("said", "wanted"),
        "“%(said)s” is not the approved text “%(wanted)s”. Ask for a new poster.",
        final=True,
    ),
    Rule(
        "poster.price",
        "error",
        ("said", "wanted"),
        "“%(said)s” is not the product's price, “%(wanted)s”. Ask for a new poster.",
        final=True,
    ),
)
