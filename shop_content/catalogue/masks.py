"""Which mask counts for a picture today, and what a file must be to become one."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import BinaryIO

import PIL.Image

from shop_content.catalogue.errors import MaskError
from shop_content.catalogue.models import Image, Mask

MAX_BYTES = 16 * 1024 * 1024  # of the PNG; one of 64 megapixels with a smooth outline has less than a tenth
SOLID = 128  # grey from which a pixel belongs to the product
LEAST = 0.0002  # share of the picture that a product covers at least


def masks_of(pictures: Iterable[int]) -> dict[int, Mask]:
    """The newest mask of each picture, by the picture's id, in one query; without those that are the engine's again."""
    newest = Mask.objects.filter(picture__in=pictures).order_by("picture", "-number").distinct("picture")
    return {mask.picture_id: mask for mask in newest.select_related("file") if mask.file_id}


def drawn(picture: Image, data: BinaryIO) -> bytes:
    """The file as a plain grey PNG of the picture's size. Raises `MaskError`."""
    raw = data.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise MaskError("mask.too_big", limit=MAX_BYTES // (1024 * 1024))
    try:
        with PIL.Image.open(io.BytesIO(raw), formats=("PNG",)) as mask:
            if mask.size != (picture.width, picture.height):
                raise MaskError(
                    "mask.wrong_size",
                    width=mask.width,
                    height=mask.height,
                    wanted_width=picture.width,
                    wanted_height=picture.height,
                )
            grey = mask.convert("L")
    except MaskError:
        raise
    except Exception as error:  # decoders of broken files raise whatever they stumble over
        raise MaskError("mask.not_a_mask") from error
    solid = sum(grey.histogram()[SOLID:])
    if solid < LEAST * grey.width * grey.height:
        raise MaskError("mask.empty")
    out = io.BytesIO()
    grey.save(out, "PNG", compress_level=6)
    return out.getvalue()
