"""A finished picture against what was asked for and what shops and channels ask of a product's image.

Sources: Amazon's product image guide (pure white 255, the product fills 85 % or more, 1600 px to zoom), Google Merchant
Center's image_link, and its rule that the IPTC digital source type stays in the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from generation.checks.rules import finding
from generation.contract import Asset, Brief, Claim, Content, Finding
from generation.fidelity import bars
from generation.frames import CHANNELS, SHAPES, Channel
from generation.frames import WHITE as WHITE_GROUND
from generation.kinds import KINDS
from generation.kinds.packshot import MIN_FILL
from generation.safety.chosen import BAR, UNSAFE
from generation.xmp import COMPOSED, GENERATED, INVENTED, KNOWN_SOURCE_TYPES, PAINTED, read_digital_source_type

DOUBTFUL = 0.75  # confidence in the cut-out below which a person must look and waive
UNCERTAIN = 0.85  # below which a person is asked to look
ENLARGED = 2.5  # times; softness shows from here at zoom
WHITE = 0.999  # share of the ground that must be pure white
FRAME = 0.02  # width of the border that is looked at, as a share of the shorter side
_CAPTURED = frozenset({"digitalCapture", COMPOSED, PAINTED})  # show a real product
BLANK = 2.0  # levels of 255 by which a painted picture must vary: a pipeline whose numbers overflow answers one colour
_SQUARE = 1  # px by which the sides may differ


def check(brief: Brief, content: Content, claims: Sequence[Claim] = ()) -> Iterator[Finding]:
    """Findings on a picture. A stored asset may come without its bytes; then its measures speak for it."""
    if KINDS[brief.kind].medium != "image":
        return
    if content.asset is None:
        yield finding("picture.missing")
        return
    asset = content.asset
    if brief.kind != "poster":
        yield from _size(brief, asset)
    if brief.kind == "packshot":
        yield from _fill(brief, asset)
        yield from _ground(brief, asset)
    if asset.measures.get("spread", BLANK) < BLANK:
        yield finding("picture.blank")
    if asset.measures.get(UNSAFE, 0.0) >= asset.measures.get(BAR, 1.0):
        yield finding("picture.unsafe", share=round(100 * asset.measures[UNSAFE]))
    if asset.digital_source_type == INVENTED and not KINDS[brief.kind].synthetic:
        yield finding("picture.no_real_product")
    yield from _file(brief, asset)
    yield from _cutout(asset)
    yield from _product(asset)
    declared = read_digital_source_type(asset.data) if asset.data else asset.digital_source_type
    wrong = KINDS[brief.kind].synthetic and declared != INVENTED
    if declared not in KNOWN_SOURCE_TYPES or declared != asset.digital_source_type or wrong:
        yield finding("picture.undeclared_source")


def _size(brief: Brief, asset: Asset) -> Iterator[Finding]:
    """The asked shape to the pixel, large enough for it."""
    width, height = asset.width, asset.height
    shape = SHAPES[str(brief.options.get("shape", "square"))]
    if width < shape.width or height < shape.height:
        yield finding("picture.too_small", width=width, height=height, limit=min(shape.width, shape.height))
    if abs(width * shape.height - height * shape.width) > _SQUARE * max(shape.width, shape.height):
        if shape.square:
            yield finding("picture.not_square", width=width, height=height)
        else:
            yield finding("picture.wrong_shape", width=width, height=height, wanted=f"{shape.width}:{shape.height}")


def _fill(brief: Brief, asset: Asset) -> Iterator[Finding]:
    """A wider margin that was asked for is a wish, unless the channel forbids it."""
    channel = _channel(brief)
    wished = bool(brief.options.get("margin")) or brief.options.get("shape", "square") != "square"
    least = channel.fill if channel else 0.0 if wished else MIN_FILL
    fill = asset.measures.get("fill")
    if fill is not None and fill < least:
        yield finding("picture.product_too_small", fill=round(fill * 100), limit=round(least * 100))


def _ground(brief: Brief, asset: Asset) -> Iterator[Finding]:
    """White all around, as decoded from the file itself. A painted scene is only pointed out, a wished colour taken as it is."""
    if not asset.data:
        return
    try:
        share = white_border(asset.data)
    except (OSError, SyntaxError, ValueError):
        yield finding("picture.unreadable")
        return
    channel = _channel(brief)
    coloured = str(brief.options.get("ground") or WHITE_GROUND).lower() != WHITE_GROUND
    if share >= WHITE or (coloured and not (channel and channel.white)):
        return
    painted = asset.digital_source_type in GENERATED
    yield finding(
        "picture.ground_not_white",
        severity="warning" if painted and not (channel and channel.white) else "error",
        share=int(share * 100),
    )


def _file(brief: Brief, asset: Asset) -> Iterator[Finding]:
    """What the channel takes: sides, pixels, bytes."""
    channel = _channel(brief)
    if channel is None:
        return
    width, height = asset.width, asset.height
    if not (
        channel.least <= min(width, height)
        and max(width, height) <= channel.most
        and width * height <= channel.pixels
        and len(asset.data) <= channel.size
    ):
        yield finding(
            "picture.channel_refuses",
            width=width,
            height=height,
            megabytes=round(len(asset.data) / 1_000_000, 1),
            channel=channel.name,
        )


def _channel(brief: Brief) -> Channel | None:
    return CHANNELS.get(str(brief.options.get("channel", "")))


def white_border(data: bytes) -> float:
    """Share of the frame's border that is exactly 255 in all three channels. Raises OSError for a damaged file."""
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
        rgb = picture.convert("RGB")
    width, height = rgb.size
    band = max(1, round(FRAME * min(width, height)))
    strips = (
        (0, 0, width, band),
        (0, height - band, width, height),
        (0, 0, band, height),
        (width - band, 0, width, height),
    )
    white = total = 0
    for strip in strips:
        part = rgb.crop(strip)
        white += sum(
            count for count, colour in part.getcolors(part.width * part.height) or () if colour == (255, 255, 255)
        )
        total += part.width * part.height
    return white / total


def _cutout(asset: Asset) -> Iterator[Finding]:
    confidence, scale = asset.measures.get("confidence"), asset.measures.get("scale")
    if confidence is not None and confidence < DOUBTFUL:
        yield finding("picture.cutout_doubtful", confidence=int(confidence * 100))
    elif confidence is not None and confidence < UNCERTAIN:
        yield finding("picture.cutout_uncertain", confidence=int(confidence * 100))
    if scale is not None and scale / asset.measures.get("upscaled", 1.0) > ENLARGED:
        yield finding("picture.enlarged", scale=round(scale, 1))


def _product(asset: Asset) -> Iterator[Finding]:
    """Whether it is still the photographed product, by the measures of the fidelity gate."""
    if asset.digital_source_type not in _CAPTURED:
        return
    measured = {bar: asset.measures[bar.measure] for bar in bars.BARS if bar.measure in asset.measures}
    if len(measured) < len(bars.BARS):
        yield finding("picture.not_compared")
        return
    failed = [bar for bar, value in measured.items() if not bar.passes(value)]
    if bars.COLOUR_MEAN in failed or bars.COLOUR_WORST in failed or bars.STRUCTURE in failed:
        yield finding(
            "picture.repainted",
            mean=round(measured[bars.COLOUR_MEAN], 1),
            worst=round(measured[bars.COLOUR_WORST], 1),
            structure=round(measured[bars.STRUCTURE] * 100),
        )
    elif bars.SILHOUETTE in failed:
        yield finding("picture.product_covered", share=round((1 - measured[bars.SILHOUETTE]) * 100, 1))
    read = asset.measures.get(bars.LABEL.measure)
    if read is not None and not bars.LABEL.passes(read):
        yield finding("picture.label_differs", share=round((1 - read) * 100))
