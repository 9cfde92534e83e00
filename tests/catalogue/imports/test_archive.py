"""ZIPs of photos that are weapons, and what is passed over in good ones."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from shop_content.catalogue.imports import archive, limits
from shop_content.catalogue.imports.errors import CellRefused, ImportRefused
from tests.catalogue.imports.conftest import picture_bytes, zip_bytes

_open = ExitStack()


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    _open.close()


def opened(tmp_path: Path, data: bytes) -> archive.Archive:
    path = tmp_path / "photos.zip"
    path.write_bytes(data)
    return _open.enter_context(archive.opened(path))


def refusal(tmp_path: Path, data: bytes) -> str:
    with pytest.raises(ImportRefused) as refused:
        opened(tmp_path, data)
    return refused.value.code


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    bomb = zip_bytes({"photo.jpg": b"\x00" * 30_000_000})
    assert len(bomb) < 100_000
    assert refusal(tmp_path, bomb) == "photos_bomb"


def test_a_bomb_that_lies_about_its_size_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PHOTO_BYTES", 100_000)
    data = bytearray(zip_bytes({"photo.jpg": b"\x00" * 300_000}))
    for at in (data.rfind(b"PK\x01\x02") + 24, data.find(b"PK\x03\x04") + 22):
        data[at : at + 4] = struct.pack("<I", 1_000)
    with pytest.raises(CellRefused) as refused:
        opened(tmp_path, bytes(data)).read("photo.jpg")
    assert refused.value.code in {"photo_too_big", "photo_damaged"}


def test_entries_that_share_their_bytes(tmp_path: Path) -> None:
    """How 40 KB become petabytes without nesting: many names for one packed body."""
    data = bytearray(zip_bytes({"a.jpg": picture_bytes(), "b.jpg": picture_bytes()}))
    second = data.rfind(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 0)  # the offset of the first one's body
    assert refusal(tmp_path, bytes(data)) in {"photos_bomb", "photos_not_zip"}


def test_a_password(tmp_path: Path) -> None:
    data = bytearray(zip_bytes({"a.jpg": picture_bytes()}))
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[at] |= 1
    assert refusal(tmp_path, bytes(data)) == "photos_encrypted"


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PHOTO_ENTRIES", 2)
    assert refusal(tmp_path, zip_bytes({f"{number}.jpg": b"x" for number in range(3)})) == "photos_too_many"


@pytest.mark.parametrize("data", [b"no zip at all", b"PK\x03\x04" + b"\x00" * 40])
def test_what_is_no_zip(tmp_path: Path, data: bytes) -> None:
    assert refusal(tmp_path, data) == "photos_not_zip"


def test_what_leads_outside_links_and_noise_are_passed_over(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in (
            "good.jpg",
            "folder/also.jpg",
            "../../etc/passwd",
            "/absolute.jpg",
            "__MACOSX/._good.jpg",
            ".DS_Store",
            "Thumbs.db",
            "empty/",
        ):
            made.writestr(name, b"x")
        link = zipfile.ZipInfo("link.jpg")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
    assert sorted(opened(tmp_path, out.getvalue()).entries) == ["folder/also.jpg", "good.jpg"]


def test_archives_inside_are_left_closed(tmp_path: Path) -> None:
    inner = zip_bytes({"a.jpg": picture_bytes()})
    with pytest.raises(CellRefused) as refused:
        opened(tmp_path, zip_bytes({"more.zip": inner})).read("more.zip")
    assert refused.value.code == "photo_nested"


def test_a_damaged_file_is_its_own_fault(tmp_path: Path) -> None:
    data = bytearray(zip_bytes({"a.jpg": picture_bytes("teal", 200), "b.jpg": picture_bytes("red", 200)}))
    data[60] ^= 0xFF
    found = opened(tmp_path, bytes(data))
    with pytest.raises(CellRefused) as refused:
        found.read("a.jpg")
    assert refused.value.code == "photo_damaged"
    assert found.read("b.jpg") == picture_bytes("red", 200)


def test_names_are_found_by_path_then_by_name_whatever_the_case(tmp_path: Path) -> None:
    found = opened(tmp_path, zip_bytes({"A/front.JPG": b"1", "B/front.jpg": b"2"}))
    assert found.find("B/front.jpg") == "B/front.jpg"
    assert found.find("FRONT.jpg") == "A/front.JPG"
    assert found.find("./A/front.JPG") == "A/front.JPG"
    assert found.find("back.jpg") is None
