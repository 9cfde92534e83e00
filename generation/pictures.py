"""Opening and writing picture files, in one place: what may be opened, how large, in which colours."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Literal

from generation.errors import Refused
from generation.xmp import write_digital_source_type

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from PIL import Image

FORMATS = ("JPEG", "PNG", "WEBP")  # decoders that may be reached; Pillow would also open EPS and others
MOST_PIXELS = 100_000_000  # a phone's 50 megapixels twice over
MEDIA_TYPES = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
QUALITY = 94  # JPEG
QUALITIES = (94, 97, 99)  # JPEG, of pictures whose noise and texture must survive: the first that loses little enough
BLOCK = 8  # px; a JPEG is coded block by block, so that a part on their grid loses just what it loses in the whole
MOST_LOSS = 1.0  # levels of 255, on average over the product

FileFormat = Literal["jpeg", "png", "webp"]


def open_picture(data: bytes) -> Image.Image:
    """Decode to RGB or RGBA in sRGB, the right way up. Raises `Refused("photo.unreadable")` or `("photo.too_large")`."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused("photo.too_large", f"{picture.width} x {picture.height} px is more than {MOST_PIXELS} px")
            picture.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Refused("photo.too_large", str(error)) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("photo.unreadable", f"not a readable JPEG, PNG or WebP: {error}") from error
    upright = ImageOps.exif_transpose(picture)
    see_through = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    return _in_srgb(upright).convert("RGBA" if see_through else "RGB")


def open_mask(data: bytes, size: tuple[int, int]) -> Image.Image:
    """A grey PNG of `size` (width, height). Raises `Refused("mask.unusable")` with what came and what was expected."""
    from PIL import Image

    try:
        mask = Image.open(io.BytesIO(data), formats=("PNG",))
        if mask.size != size:
            raise Refused("mask.unusable", f"the mask has {mask.size} px, its photo {size} px")
        return mask.convert("L")
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("mask.unusable", f"not a readable PNG: {error}") from error


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Wide-gamut phone photos carry a profile; without it their colours would be dull."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return picture  # a damaged profile says nothing
    return converted or picture


def encoded(rgb: npt.NDArray[np.uint8], file_format: FileFormat, source_type: str) -> bytes:
    """`encode` of sRGB bytes (h, w, 3)."""
    from PIL import Image

    return encode(Image.fromarray(rgb), file_format, source_type)


def faithful(
    rgb: npt.NDArray[np.uint8], where: npt.NDArray[np.bool_], file_format: FileFormat, source_type: str
) -> bytes:
    """`encoded`, in a JPEG quality that leaves the pixels `where` (h, w) as they are but for `MOST_LOSS`."""
    import numpy as np
    from PIL import Image

    if file_format != "jpeg" or not where.any():
        return encoded(rgb, file_format, source_type)
    rows, columns = np.nonzero(where.any(axis=1))[0], np.nonzero(where.any(axis=0))[0]
    top, left = int(rows[0]) // BLOCK * BLOCK, int(columns[0]) // BLOCK * BLOCK
    window = (
        slice(top, int(rows[-1]) // BLOCK * BLOCK + BLOCK),
        slice(left, int(columns[-1]) // BLOCK * BLOCK + BLOCK),
    )
    part, inside = np.ascontiguousarray(rgb[window]), where[window]
    for quality in QUALITIES:
        buffer = io.BytesIO()
        Image.fromarray(part).save(buffer, "JPEG", quality=quality, subsampling=0)
        with Image.open(buffer, formats=("JPEG",)) as written:
            shown = np.asarray(written)
        lost = np.maximum(shown, part) - np.minimum(shown, part)
        if lost.sum(axis=2, dtype=np.uint16)[inside].mean() / 3 <= MOST_LOSS:
            break
    return encode(Image.fromarray(rgb), file_format, source_type, quality)


def encode(picture: Image.Image, file_format: FileFormat, source_type: str, quality: int = QUALITY) -> bytes:
    """The file's bytes, with XMP that names the digital source type. JPEG keeps full colour resolution (4:4:4), WebP is
    lossless."""
    buffer = io.BytesIO()
    if file_format == "jpeg":
        picture.save(buffer, "JPEG", quality=quality, subsampling=0, optimize=True)
    elif file_format == "webp":
        picture.save(buffer, "WEBP", lossless=True, quality=40, method=2)  # lossy WebP turns 255 into 254
    else:
        picture.save(buffer, "PNG", compress_level=4)
    return write_digital_source_type(buffer.getvalue(), source_type)


def grey_png(plane: npt.NDArray[np.uint8]) -> bytes:
    """A plane (h, w) as a PNG of one channel, without metadata."""
    from PIL import Image

    buffer = io.BytesIO()
    Image.fromarray(plane).save(buffer, "PNG", compress_level=3)
    return buffer.getvalue()
