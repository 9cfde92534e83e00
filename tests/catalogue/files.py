"""Picture files, good and bad, made on the spot."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import PIL.Image
from PIL import ImageDraw


def picture(width: int = 120, height: int = 80, mode: str = "RGB", seed: int = 0) -> PIL.Image.Image:
    """A grey field with a red corner at the top left, so that a turn shows."""
    image = PIL.Image.new(mode, (width, height), 128 if mode == "L" else (120 + seed, 130, 140, 255)[: len(mode)])
    if mode != "L":
        ImageDraw.Draw(image).rectangle((0, 0, width // 4, height // 4), fill=(220, 20, 20, 255)[: len(mode)])
    return image


def file(format: str = "JPEG", image: PIL.Image.Image | None = None, **options: Any) -> bytes:
    out = io.BytesIO()
    (image or picture()).save(out, format=format, **options)
    return out.getvalue()


def heic(image: PIL.Image.Image | None = None) -> bytes:
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(image or picture()).save(out, quality=80)
    return out.getvalue()


def located(orientation: int = 6) -> bytes:
    """A photo that was taken at a place, with the camera turned."""
    image = picture()
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 29.0), 3: "E", 4: (2.0, 17.0, 40.0)})
    return file("JPEG", image, exif=exif, comment=b"secret")


def endless_png(width: int = 50_000, height: int = 50_000) -> bytes:
    """A few bytes that claim to be enormous."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def animated(format: str) -> bytes:
    return file(format, picture(), save_all=True, append_images=[picture(seed=30)], duration=100)
