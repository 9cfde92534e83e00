"""Text in any encoding that spreadsheets write comes out as it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from shop_content.catalogue.imports.errors import ImportRefused
from shop_content.catalogue.imports.readers.encodings import encoding_of
from shop_content.catalogue.imports.readers.text import read_text

CHINESE = "商品编码,商品名称,材质\nmug-1,粗陶马克杯,粗陶\nmug-2,手工玻璃杯,高硼硅玻璃\n"
LATIN = "Handle,Title\nmug-1,Tasse aus Böhmen für Kaffee\nmug-2,Café crème à l'ancienne\nmug-3,Größe 42 – schön\n"


@pytest.mark.parametrize(
    ("text", "encoding", "bom"),
    [
        (CHINESE, "utf-8", b""),
        (CHINESE, "utf-8", b"\xef\xbb\xbf"),
        (CHINESE, "utf-16-le", b"\xff\xfe"),
        (CHINESE, "utf-16-be", b"\xfe\xff"),
        (LATIN, "utf-16-le", b""),
        (LATIN, "utf-16-be", b""),
        (CHINESE, "gb18030", b""),
        (CHINESE, "gbk", b""),
        (LATIN, "utf-8", b""),
        (LATIN, "cp1252", b""),
        ("a,b\n1,2\n", "ascii", b""),
    ],
)
def test_text_survives(tmp_path: Path, text: str, encoding: str, bom: bytes) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(bom + text.encode(encoding))
    table = read_text(path)
    read = "\n".join(",".join(cells) for cells in [table.header, *(cells for _n, cells in table.rows)])
    assert read == text.strip()


def test_the_rest_of_a_long_file_counts_too(tmp_path: Path) -> None:
    """The first Chinese character stands behind what a sample would see."""
    path = tmp_path / "file.csv"
    path.write_bytes(b"sku,title\n" + b"a,plain text\n" * 40_000 + "b,粗陶\n".encode("gb18030"))
    assert encoding_of(path)[0] == "gb18030"


def test_a_few_damaged_bytes_do_not_turn_utf8_into_gibberish(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(CHINESE.encode() * 20 + b"mug-3,\xff\xfe,x\n")
    with pytest.raises(ImportRefused) as refused:
        encoding_of(path)
    assert refused.value.code == "damaged_encoding"
    assert refused.value.params["encoding"] == "UTF-8"


def test_utf16_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(b"\xff\xfe" + CHINESE.encode("utf-16-le")[:-1])
    with pytest.raises(ImportRefused) as refused:
        encoding_of(path)
    assert refused.value.code == "damaged_encoding"
