"""DigitalSourceType in the three file formats: written, read back, replaced, and no pixel changed."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from generation.xmp import KNOWN_SOURCE_TYPES, read_digital_source_type, read_xmp, write_digital_source_type

FORMATS = ("JPEG", "PNG", "WEBP")


def picture(name: str, mode: str = "RGB", **options: object) -> bytes:
    random = np.random.default_rng(1)
    buffer = io.BytesIO()
    Image.fromarray(random.integers(0, 256, (40, 61, len(mode))).astype(np.uint8)).save(buffer, name, **options)
    return buffer.getvalue()


FILES = {
    "jpeg": picture("JPEG"),
    "jpeg with exif": picture("JPEG", exif=Image.Exif()),
    "png": picture("PNG"),
    "png with alpha": picture("PNG", "RGBA"),
    "webp": picture("WEBP"),
    "webp lossless": picture("WEBP", lossless=True),
    "webp lossless alpha": picture("WEBP", "RGBA", lossless=True),
    "webp lossy alpha": picture("WEBP", "RGBA"),
}


def pixels(data: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        return np.asarray(opened)


@pytest.mark.parametrize("name", FILES)
def test_written_read_back_and_replaced_without_touching_a_pixel(name: str) -> None:
    data = FILES[name]
    assert read_digital_source_type(data) == ""
    once = write_digital_source_type(data, "compositeCapture")
    assert read_digital_source_type(once) == "compositeCapture"
    twice = write_digital_source_type(once, "compositeWithTrainedAlgorithmicMedia")
    assert read_digital_source_type(twice) == "compositeWithTrainedAlgorithmicMedia"
    assert twice.count(b"Iptc4xmpExt:DigitalSourceType") == 1
    assert np.array_equal(pixels(twice), pixels(data))


@pytest.mark.parametrize("name", ["jpeg", "png", "webp"])
def test_pillow_finds_the_same_packet(name: str) -> None:
    data = write_digital_source_type(FILES[name], "digitalCapture")
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        info = opened.info.get("xmp") or opened.info.get("XML:com.adobe.xmp")
    packet = info.encode() if isinstance(info, str) else info
    assert packet == read_xmp(data)
    assert b"cv.iptc.org/newscodes/digitalsourcetype/digitalCapture" in packet


@pytest.mark.parametrize(
    "body",
    [
        '<rdf:Description xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><e:DigitalSourceType>{uri}'
        "</e:DigitalSourceType></rdf:Description>",
        '<rdf:Description xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><e:DigitalSourceType'
        ' rdf:resource="{uri}"/></rdf:Description>',
        '<rdf:Description xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" e:DigitalSourceType="{uri}"/>',
    ],
)
def test_every_way_to_write_the_property_is_read(body: str) -> None:
    uri = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    packet = f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{body.format(uri=uri)}</rdf:RDF>'
    data = picture("JPEG", xmp=packet.encode())
    assert read_digital_source_type(data) == "trainedAlgorithmicMedia"


@pytest.mark.parametrize(
    "packet",
    [
        b"not xml",
        b"",
        b'<!DOCTYPE a [<!ENTITY x "aaaa"><!ENTITY y "&x;&x;">]><a>&y;</a>',
        b"<a/>",
        b"\xff\xfe\x00",
    ],
)
def test_a_strange_packet_says_nothing(packet: bytes) -> None:
    assert read_digital_source_type(picture("JPEG", xmp=packet)) == ""


@given(st.binary(max_size=200), st.sampled_from([*FILES.values()]), st.integers(0, 400))
def test_damaged_files_are_read_without_an_error(noise: bytes, data: bytes, at: int) -> None:
    marked = write_digital_source_type(data, "composite")
    assert isinstance(read_digital_source_type(marked[:at] + noise + marked[at + 7 :]), str)
    assert isinstance(read_digital_source_type(marked[:at]), str)
    assert isinstance(read_digital_source_type(noise), str)


def test_unknown_types_and_formats_are_refused() -> None:
    with pytest.raises(ValueError, match="digital source type"):
        write_digital_source_type(FILES["png"], "handmade")
    with pytest.raises(ValueError, match="JPEG, PNG or WebP"):
        write_digital_source_type(b"GIF89a", "composite")
    assert "compositeCapture" in KNOWN_SOURCE_TYPES
