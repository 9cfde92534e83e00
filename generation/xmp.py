"""XMP in JPEG, PNG and WebP files: how a picture says by which means it was made.

Written without decoding the picture, so no pixel changes. Sources: XMP Specification Part 3 (Adobe, 2020: JPEG APP1, PNG
iTXt), the WebP Container Specification, IPTC Photo Metadata Standard 2025.1 (`Iptc4xmpExt:DigitalSourceType`), TC260-PG-20253A
(`TC260:AIGC`, the file metadata of generated content in China).
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import quoteattr

COMPOSED = "compositeCapture"  # a captured product on a ground made by arithmetic, nothing of it by a trained model
PAINTED = "compositeWithTrainedAlgorithmicMedia"  # a captured product, and something around or of it by a trained model
INVENTED = "trainedAlgorithmicMedia"  # all of it a model's: it shows no real product
GENERATED = frozenset({PAINTED, INVENTED})
SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
KNOWN_SOURCE_TYPES = frozenset(
    {
        "algorithmicMedia",
        "algorithmicallyEnhanced",
        "composite",
        COMPOSED,
        "compositeSynthetic",
        PAINTED,
        "computationalCapture",
        "dataDrivenMedia",
        "digitalArt",
        "digitalCapture",
        "digitalCreation",
        "humanEdits",
        "negativeFilm",
        "positiveFilm",
        "print",
        "screenCapture",
        INVENTED,
        "virtualRecording",
    }
)
_EXT = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TC260 = "http://www.tc260.org.cn/ns/AIGC/1.0/"
_JPEG_HEADER = b"http://ns.adobe.com/xap/1.0/\0"
_PNG_KEYWORD = b"XML:com.adobe.xmp"
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LARGEST_PACKET = 65_000  # bytes; a JPEG segment holds 65,533 with its header


def write_digital_source_type(picture: bytes, source_type: str, aigc: Mapping[str, str] | None = None) -> bytes:
    """The same file with an XMP packet that names `source_type`, e.g. "compositeCapture"; a packet it had is replaced.

    `aigc`: what China's GB 45438-2025 wants in the metadata of generated content. Raises ValueError for an unknown source
    type and for a file that is neither JPEG, PNG nor WebP.
    """
    if source_type not in KNOWN_SOURCE_TYPES:
        raise ValueError(f"{source_type!r} is not an IPTC digital source type")
    packet = _packet(source_type, aigc)
    kind = _kind(picture)
    if kind == "jpeg":
        return _jpeg_with(picture, packet)
    if kind == "png":
        return _png_with(picture, packet)
    if kind == "webp":
        return _webp_with(picture, packet)
    raise ValueError("expected a JPEG, PNG or WebP file")


def read_digital_source_type(picture: bytes) -> str:
    """The last part of the digital source type's URI; "" when the file states none or cannot be read."""
    packet = read_xmp(picture)
    return _source_type_in(packet) if packet else ""


def read_xmp(picture: bytes) -> bytes:
    """The XMP packet; empty when there is none or the file is damaged."""
    kind = _kind(picture)
    try:
        if kind == "jpeg":
            return next((body[29:] for _, _, body in _jpeg_segments(picture) if _is_jpeg_xmp(body)), b"")
        if kind == "png":
            return next((_itxt_text(body) for name, body in _png_chunks(picture) if _is_png_xmp(name, body)), b"")
        if kind == "webp":
            return next((body for name, body in _webp_chunks(picture) if name == b"XMP "), b"")
    except (struct.error, IndexError, zlib.error):
        return b""
    return b""


def _kind(picture: bytes) -> str:
    if picture.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if picture.startswith(_PNG_SIGNATURE):
        return "png"
    if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
        return "webp"
    return ""


def _packet(source_type: str, aigc: Mapping[str, str] | None) -> bytes:
    uri = quoteattr(SOURCE_TYPES + source_type)
    label = quoteattr(json.dumps(dict(aigc), ensure_ascii=False)) if aigc else ""
    implicit = f' xmlns:TC260="{_TC260}" TC260:AIGC={label}' if aigc else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{_RDF}"><rdf:Description rdf:about="" xmlns:Iptc4xmpExt="{_EXT}"'
        f" Iptc4xmpExt:DigitalSourceType={uri}{implicit}/></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    ).encode()


def _source_type_in(packet: bytes) -> str:
    """XMP may write a property as an attribute, as element text or as an rdf:resource."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    if len(packet) > _LARGEST_PACKET:
        return ""
    try:
        root = fromstring(packet.decode("utf-8", "replace").strip("\x00 \r\n\t\ufeff"))
    except (ParseError, DefusedXmlException, ValueError):
        return ""
    name = f"{{{_EXT}}}DigitalSourceType"
    for element in root.iter():
        value = element.get(name) or ""
        if element.tag == name:
            value = element.get(f"{{{_RDF}}}resource") or element.text or ""
        if value.strip():
            return str(value.strip().rstrip("/").rpartition("/")[2])
    return ""


# JPEG: FF D8, then segments FF marker length body; the packet is an APP1 (E1) segment.


def _jpeg_segments(picture: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(start, end, body) of every APP1 segment before the image data."""
    at = 2
    while at + 4 <= len(picture) and picture[at] == 0xFF:
        marker = picture[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
            continue
        if marker == 0xDA or marker == 0xD9:  # start of scan, end of image
            return
        end = at + 2 + int(struct.unpack_from(">H", picture, at + 2)[0])
        if marker == 0xE1:
            yield at, end, picture[at + 4 : end]
        at = end


def _is_jpeg_xmp(body: bytes) -> bool:
    return body.startswith(_JPEG_HEADER)


def _jpeg_with(picture: bytes, packet: bytes) -> bytes:
    old = [(start, end) for start, end, body in _jpeg_segments(picture) if _is_jpeg_xmp(body)]
    for start, end in reversed(old):
        picture = picture[:start] + picture[end:]
    body = _JPEG_HEADER + packet
    segment = b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    at = 2
    while picture[at : at + 2] in (b"\xff\xe0", b"\xff\xe1"):  # after JFIF and Exif, which readers expect first
        at += 2 + int(struct.unpack_from(">H", picture, at + 2)[0])
    return picture[:at] + segment + picture[at:]


# PNG: signature, then chunks length name body CRC; the packet is an iTXt chunk.


def _png_chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG_SIGNATURE)
    while at + 12 <= len(picture):
        length = int(struct.unpack_from(">I", picture, at)[0])
        yield picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        at += 12 + length


def _is_png_xmp(name: bytes, body: bytes) -> bool:
    return name == b"iTXt" and body.startswith(_PNG_KEYWORD + b"\0")


def _itxt_text(body: bytes) -> bytes:
    """keyword 0 compressed method language 0 translated 0 text."""
    compressed = body[len(_PNG_KEYWORD) + 1]
    text = body[len(_PNG_KEYWORD) + 3 :].split(b"\0", 2)[2]
    return zlib.decompressobj().decompress(text, _LARGEST_PACKET) if compressed else text


def _png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _png_with(picture: bytes, packet: bytes) -> bytes:
    kept = [(name, body) for name, body in _png_chunks(picture) if not _is_png_xmp(name, body)]
    kept.insert(1, (b"iTXt", _PNG_KEYWORD + b"\0\0\0\0\0" + packet))  # right after IHDR
    return _PNG_SIGNATURE + b"".join(_png_chunk(name, body) for name, body in kept)


# WebP: RIFF size WEBP, then chunks name length body (padded to even); VP8X flags announce the packet.

_HAS_XMP, _HAS_ALPHA = 0x04, 0x10


def _webp_chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(picture):
        length = int(struct.unpack_from("<I", picture, at + 4)[0])
        yield picture[at : at + 4], picture[at + 8 : at + 8 + length]
        at += 8 + length + (length & 1)


def _webp_with(picture: bytes, packet: bytes) -> bytes:
    chunks = [(name, body) for name, body in _webp_chunks(picture) if name != b"XMP "]
    if chunks[0][0] == b"VP8X":
        header = chunks.pop(0)[1]
        header = bytes([header[0] | _HAS_XMP]) + header[1:]
    else:
        header = _webp_header(*chunks[0])
    chunks = [(b"VP8X", header), *chunks, (b"XMP ", packet)]
    body = b"".join(name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) & 1) for name, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _webp_header(name: bytes, body: bytes) -> bytes:
    """The VP8X body for a simple file, which has none: flags, three reserved bytes, width - 1, height - 1 (24 bits)."""
    flags = _HAS_XMP
    if name == b"VP8L":  # lossless: 14 bits each, then one that says whether there is alpha
        bits = int(struct.unpack_from("<I", body, 1)[0])
        width, height = (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
        flags |= _HAS_ALPHA if bits >> 28 & 1 else 0
    else:
        width, height = (int(value) & 0x3FFF for value in struct.unpack_from("<HH", body, 6))
    return bytes([flags, 0, 0, 0]) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
