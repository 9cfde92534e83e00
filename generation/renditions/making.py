"""An approved picture's file in, the market's file out."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

from generation import pictures
from generation.errors import Refused
from generation.frames import CHANNELS, Channel
from generation.pictures import FileFormat
from generation.renditions.markets import MARKETS, Market, Producer
from generation.renditions.visible_label import Box, labelled
from generation.xmp import GENERATED, INVENTED, KNOWN_SOURCE_TYPES, read_digital_source_type, write_digital_source_type

_FORMATS: dict[str, FileFormat] = {"image/jpeg": "jpeg", "image/png": "png", "image/webp": "webp"}
_QUALITIES = (94, 90, 85, 80)  # JPEG, one after the other where a channel limits the bytes


@dataclass(frozen=True, slots=True)
class Rendition:
    """`changed` says whether it is another file than the approved one."""

    data: bytes
    media_type: str
    width: int  # px
    height: int  # px
    changed: bool = False
    labelled: bool = False


def rendition(
    data: bytes, market: str, producer: Producer, *, product: Box | None = None, worded: bool = False
) -> Rendition:
    """The picture for `market`, a key of `MARKETS`. `product`: its box in the picture; `worded`: words are set on it.

    The file's own declaration of how it was made decides and is kept. Raises `Refused`: "rendition.undeclared" where it says
    nothing, "rendition.words" where the market takes no words, "rendition.invented" where it takes real products only,
    "rendition.too_small" and "photo.unreadable".
    """
    wanted = MARKETS[market]
    declared = read_digital_source_type(data)
    if declared not in KNOWN_SOURCE_TYPES:
        raise Refused("rendition.undeclared", "the file does not say how it was made")
    if worded and not wanted.overlays:
        raise Refused("rendition.words", f"{wanted.name} takes no picture with words on it")
    if declared == INVENTED and not wanted.invented:
        raise Refused("rendition.invented", f"{wanted.name} takes the product's own picture")
    if wanted.labelled and declared in GENERATED:
        return _labelled(data, declared, producer, product)
    return _within(data, wanted, declared)


def _labelled(data: bytes, declared: str, producer: Producer, product: Box | None) -> Rendition:
    picture = pictures.open_picture(data).convert("RGB")
    media_type = _media_type(data)
    file = pictures.encode(labelled(picture, product), _FORMATS[media_type], declared)
    marked = write_digital_source_type(file, declared, producer.aigc())
    return Rendition(marked, media_type, *picture.size, changed=True, labelled=True)


def _within(data: bytes, market: Market, declared: str) -> Rendition:
    """As it is where the channel takes it so; else smaller, or as another kind of file."""
    picture = pictures.open_picture(data)
    media_type = _media_type(data)
    channel = CHANNELS.get(market.channel)
    if channel is None:
        return Rendition(data, media_type, *picture.size)
    if min(picture.size) < channel.least:
        raise Refused("rendition.too_small", f"{picture.width} x {picture.height} px is less than {channel.least} px")
    scale = _scale(picture.size, channel)
    if scale == 1.0 and media_type in market.media_types and len(data) <= channel.size:
        return Rendition(data, media_type, *picture.size)
    from PIL import Image

    size = (int(picture.width * scale), int(picture.height * scale))
    rgb = picture.convert("RGB") if scale == 1.0 else picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    file = b""
    for quality in _QUALITIES:
        file = pictures.encode(rgb, "jpeg", declared, quality)
        if len(file) <= channel.size:
            break
    return Rendition(file, "image/jpeg", *rgb.size, changed=True)


def _scale(size: tuple[int, int], channel: Channel) -> float:
    width, height = size
    return min(1.0, channel.most / max(size), math.sqrt(channel.pixels / (width * height)))


def _media_type(data: bytes) -> str:
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=pictures.FORMATS) as picture:
        return pictures.MEDIA_TYPES[str(picture.format).lower()]
