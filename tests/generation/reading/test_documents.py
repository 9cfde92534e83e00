"""PDFs: read, or refused with the reason; a bomb ends with its process."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest

from generation.errors import Refused
from generation.reading import documents
from generation.reading.documents import read_pdf


def pdf(content: bytes, *, packed: bool = False) -> bytes:
    """One page that shows `content` in Helvetica."""
    stream = zlib.compress(content, 9) if packed else content
    extra = b"/Filter/FlateDecode" if packed else b""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<<" + extra + b"/Length %d>>stream\n" % len(stream) + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


TABLE = (
    b"BT /F1 12 Tf 50 780 Td (Kettle data sheet) Tj 0 -20 Td (Material) Tj 200 0 Td (Stainless steel) Tj "
    b"-200 -20 Td (Capacity) Tj 200 0 Td (1.7 L) Tj ET"
)


def refusal(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(Refused) as caught:
        read_pdf(path)
    return caught.value.code


def test_columns_stay_columns(tmp_path: Path) -> None:
    from generation.reading.contract import Source
    from generation.reading.facts.reader import read

    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(TABLE))
    document = read_pdf(path)
    assert (document.pages, document.cut) == (1, False)
    facts = [(fact.key, fact.value, fact.unit) for fact in read(Source(document.text))]
    assert facts == [("material", "Stainless steel", ""), ("capacity", "1.7", "L")]


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    import pypdf

    path = tmp_path / "a.pdf"
    assert refusal(path, b"") == "document.empty"
    assert refusal(path, b"PK\x03\x04 a workbook") == "document.not_pdf"
    assert refusal(path, b"%PDF-1.4\nbroken") == "document.damaged"
    assert refusal(path, pdf(b"0 0 m 100 100 l S")) == "document.no_text"
    writer = pypdf.PdfWriter()
    writer.append(io.BytesIO(pdf(TABLE)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert refusal(path, out.getvalue()) == "document.encrypted"


def test_too_big_is_told_before_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_BYTES", 10)
    assert refusal(tmp_path / "a.pdf", pdf(TABLE)) == "document.too_big"


def test_a_bomb_ends_with_its_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "SECONDS", 3)
    assert refusal(tmp_path / "a.pdf", pdf(b" " * 900_000_000, packed=True)) in (
        "document.too_heavy",
        "document.damaged",
    )
