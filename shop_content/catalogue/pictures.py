"""Files become pictures: known formats only, upright, in sRGB, without metadata, stored once a shop by what they show.

Opaque pictures are kept as JPEG (quality 95, full colour resolution), those that came as PNG as PNG; what has transparency stays PNG or
becomes lossless WebP. Everything is decoded and encoded again: that drops GPS and every other tag, and whatever else hid in the file.
"""

from __future__ import annotations

import hashlib
import io
import threading
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import PIL.Image
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import connection, transaction
from PIL import ImageCms, ImageOps

from generation.contract import Asset
from generation.xmp import INVENTED, KNOWN_SOURCE_TYPES, read_digital_source_type, write_digital_source_type
from shop_content.catalogue.errors import ImageError
from shop_content.catalogue.models import Image

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 64_000_000  # Google Merchant's limit as well
MIN_SIDE = 16  # px; less is a tracking pixel, not a photo
THUMBNAIL_SIDE = 480  # px, the longer side
JPEG = {"format": "JPEG", "quality": 95, "subsampling": 0, "optimize": True}
PNG = {"format": "PNG", "compress_level": 3}  # a third of the time of 6, a few per cent larger
WEBP = {"format": "WEBP", "lossless": True, "quality": 60, "method": 2, "exact": True}
THUMBNAIL = {"format": "WEBP", "quality": 82, "method": 4}
SVG = "image/svg+xml"
MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}

# How files of other kinds begin, to name them in the refusal.
OTHER_FORMATS = {
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"%PDF": "PDF",
    b"%!PS": "EPS",
    b"8BPS": "Photoshop",
    b"<svg": "SVG",
    b"\0\0\1\0": "ICO",
}

# A 64-megapixel picture takes about 200 MB while it is decoded, several times that while it is converted: never many at once.
_decoding = threading.BoundedSemaphore(2)
_heif = threading.Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """A clean file, ready to be stored."""

    data: bytes
    thumbnail: bytes
    media_type: str
    width: int  # px
    height: int  # px


def ingest(shop_id: int, data: bytes | BinaryIO, name: str, *, of_product: bool = True) -> Image:
    """The shop's picture for an uploaded file; the same one again for a file that came before.

    One that declares that a model made all of it is no picture `of_product`, not even if it is one of our own that comes back.

    Decodes outside any transaction of its own; storing takes a short one. Raises `ImageError`.
    """
    raw = _read(data, name)
    if of_product and read_digital_source_type(raw) == INVENTED:
        raise ImageError("image.invented", name=name)
    upload = hashlib.sha256(raw).hexdigest()
    known = Image.objects.filter(shop_id=shop_id, upload_sha256=upload).first()
    return known or _store(shop_id, clean(raw, name), upload)


def keep(shop_id: int, asset: Asset) -> Image:
    """Store a picture that one of our engines made, byte for byte: its metadata says how it came to be and must stay."""
    with PIL.Image.open(io.BytesIO(asset.data), formats=("JPEG", "PNG", "WEBP")) as image:
        thumbnail = _thumbnail(_upright_srgb(image))
    picture = Picture(asset.data, thumbnail, asset.media_type, asset.width, asset.height)
    return _store(shop_id, picture, hashlib.sha256(asset.data).hexdigest())


def keep_all(shop_id: int, asset: Asset) -> dict[str, int]:
    """The picture and what comes with it, stored: ids by `image_id`, `overlay_id`, `cutout_id`, `editable_id`."""
    kept = {"image_id": keep(shop_id, asset).pk}
    if (
        asset.placement and asset.placement.alpha and "turn" not in asset.placement.corrections
    ):  # it lies on the photo as it is
        left, top, right, bottom = asset.placement.source
        kept["cutout_id"] = keep_mask(shop_id, asset.placement.alpha, (right - left, bottom - top)).pk
    if asset.overlay:
        with PIL.Image.open(io.BytesIO(asset.overlay), formats=("JPEG",)) as shown:
            width, height = shown.size
        overlay = Asset(asset.overlay, "image/jpeg", width, height, asset.digital_source_type)
        kept["overlay_id"] = keep(shop_id, overlay).pk
    if asset.editable:
        kept["editable_id"] = _keep_editable(shop_id, asset).pk
    return kept


def keep_mask(shop_id: int, data: bytes, size: tuple[int, int]) -> Image:
    """Store a plane of one channel (PNG, grey), which needs no cleaning: it was written here."""
    with PIL.Image.open(io.BytesIO(data), formats=("PNG",)) as plane:
        thumbnail = _thumbnail(plane.convert("L"))
    return _store(shop_id, Picture(data, thumbnail, "image/png", *size), hashlib.sha256(data).hexdigest())


def _keep_editable(shop_id: int, asset: Asset) -> Image:
    """The layered form of one of our pictures, under the picture's own thumbnail. It is only ever handed out to be downloaded."""
    with PIL.Image.open(io.BytesIO(asset.data), formats=("JPEG", "PNG", "WEBP")) as image:
        thumbnail = _thumbnail(_upright_srgb(image))
    layers = Picture(asset.editable, thumbnail, SVG, asset.width, asset.height)
    return _store(shop_id, layers, hashlib.sha256(asset.editable).hexdigest())


def clean(raw: bytes, name: str) -> Picture:
    """Decode, turn upright, convert to sRGB, encode without metadata but for how the picture came to be (IPTC digital
    source type), which law and channels want kept. Touches no storage. Raises `ImageError`."""
    _register_heif()
    with _decoding:
        image, came_as = _decode(raw, name)
        picture = _encode(image, came_as)
    declared = read_digital_source_type(raw)
    if declared not in KNOWN_SOURCE_TYPES:
        return picture
    return replace(picture, data=write_digital_source_type(picture.data, declared))


def inspect(raw: bytes, name: str) -> None:
    """Refuse what its header already shows to be unusable, before a pixel is decoded. Raises `ImageError`."""
    _register_heif()
    with _open(_read(raw, name), name) as image:
        _check(image, name)


def _read(data: bytes | BinaryIO, name: str) -> bytes:
    raw = data if isinstance(data, bytes) else data.read(MAX_BYTES + 1)
    if not raw:
        raise ImageError("image.empty", name=name)
    if len(raw) > MAX_BYTES:
        raise ImageError("image.too_big", name=name, limit=MAX_BYTES // (1024 * 1024))
    return raw


def _open(raw: bytes, name: str) -> PIL.Image.Image:
    try:
        return PIL.Image.open(io.BytesIO(raw), formats=FORMATS)
    except (PIL.Image.DecompressionBombError, PIL.Image.DecompressionBombWarning) as error:
        raise ImageError("image.too_many_pixels", name=name, limit=MAX_PIXELS // 1_000_000) from error
    except PIL.UnidentifiedImageError as error:
        raise _not_an_image(raw, name) from error
    except Exception as error:  # decoders of broken files raise whatever they stumble over
        raise ImageError("image.damaged", name=name) from error


def _decode(raw: bytes, name: str) -> tuple[PIL.Image.Image, str]:
    with _open(raw, name) as image:
        _check(image, name)
        came_as = image.format or ""
        try:
            return _upright_srgb(image), came_as
        except Exception as error:  # as above, and the pixels are read only now
            raise ImageError("image.damaged", name=name) from error


def _check(image: PIL.Image.Image, name: str) -> None:
    """From the header alone, before a pixel is decoded."""
    if image.width * image.height > MAX_PIXELS:
        raise ImageError("image.too_many_pixels", name=name, limit=MAX_PIXELS // 1_000_000)
    if min(image.size) < MIN_SIDE:
        raise ImageError("image.too_small", name=name, width=image.width, height=image.height, limit=MIN_SIDE)
    # Cameras put a second picture (depth, preview) into JPEG and HEIC files; that is no animation.
    if image.format in {"PNG", "WEBP", "AVIF"} and getattr(image, "is_animated", False):
        raise ImageError("image.animated", name=name)


def _not_an_image(raw: bytes, name: str) -> ImageError:
    head = raw[:512].lstrip()
    for start, title in OTHER_FORMATS.items():
        if head.startswith(start) or (title == "SVG" and b"<svg" in head.lower()):
            return ImageError("image.unsupported", name=name, format=title)
    if raw.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or raw[4:12] in {b"ftypavif", b"ftypheic", b"ftypmif1"}:
        return ImageError("image.damaged", name=name)  # it began as one
    return ImageError("image.not_an_image", name=name)


def _upright_srgb(image: PIL.Image.Image) -> PIL.Image.Image:
    """RGB, or RGBA where something really is transparent."""
    profile = image.info.get("icc_profile")
    ImageOps.exif_transpose(image, in_place=True)
    if image.mode.startswith("I") or image.mode == "F":  # 16 bits a channel
        image = image.point(lambda value: value / 257 if image.mode != "F" else value).convert("L")
    alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    if alpha is not None and alpha.getextrema() == (255, 255):
        alpha = None
    rgb = _in_srgb(image, profile)
    if alpha is not None:
        rgb.putalpha(alpha)
    rgb.info = {}  # Pillow would write profiles, comments and EXIF found here
    return rgb


def _in_srgb(image: PIL.Image.Image, profile: bytes | None) -> PIL.Image.Image:
    opaque = image if image.mode in {"RGB", "CMYK", "L"} else image.convert("RGB")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(opaque, source, target, outputMode="RGB")
            if converted is not None:
                return converted
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that is broken or of another colour model says nothing about these pixels
    return opaque.convert("RGB")


def _encode(image: PIL.Image.Image, came_as: str) -> Picture:
    settings: dict[str, Any] = PNG if came_as == "PNG" else WEBP if image.mode == "RGBA" else JPEG
    return Picture(_bytes(image, settings), _thumbnail(image), MEDIA_TYPES[settings["format"]], *image.size)


def _thumbnail(image: PIL.Image.Image) -> bytes:
    scale = min(1.0, THUMBNAIL_SIDE / max(image.size))
    width, height = (max(1, round(side * scale)) for side in image.size)
    return _bytes(image.resize((width, height), PIL.Image.Resampling.LANCZOS, reducing_gap=2.0), THUMBNAIL)


def _bytes(image: PIL.Image.Image, settings: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    image.save(out, **settings)
    return out.getvalue()


def _store(shop_id: int, picture: Picture, upload: str) -> Image:
    sha256 = hashlib.sha256(picture.data).hexdigest()
    with transaction.atomic():
        _one_at_a_time(shop_id, sha256)
        known = Image.objects.filter(shop_id=shop_id, sha256=sha256).first()
        if known:
            return known
        image = Image(
            shop_id=shop_id,
            sha256=sha256,
            upload_sha256=upload,
            media_type=picture.media_type,
            width=picture.width,
            height=picture.height,
            size=len(picture.data),
        )
        image.file.name = _write(image.file.storage, image.file.field.generate_filename(image, ""), picture.data)
        field = image.thumbnail.field
        image.thumbnail.name = _write(image.thumbnail.storage, field.generate_filename(image, ""), picture.thumbnail)
        image.save(force_insert=True)
        return image


def _one_at_a_time(shop_id: int, sha256: str) -> None:
    """Two uploads of one file meet here; the second finds the first one's row. Released with the transaction."""
    digest = hashlib.sha256(f"{shop_id}:{sha256}".encode()).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest[:8], "big", signed=True)])


def _write(storage: Storage, name: str, data: bytes) -> str:
    """Put the file at exactly `name`. A file without a row was left by a process that died: it may be half written."""
    if storage.exists(name):
        storage.delete(name)
    return storage.save(name, ContentFile(data))


def _register_heif() -> None:
    with _heif:
        if "HEIF" not in PIL.Image.OPEN:
            import pillow_heif

            pillow_heif.register_heif_opener(thumbnails=False)
