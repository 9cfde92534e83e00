"""Which encoding a text file is in. UTF-8 is proved over the whole file; the rest is inferred from how its bytes pair up."""

from __future__ import annotations

import codecs
from pathlib import Path

from charset_normalizer import from_bytes

from shop_content.catalogue.imports.errors import ImportRefused

CHUNK = 1024 * 1024  # bytes
SAMPLE = 256 * 1024  # bytes
LABELS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "gb18030": "GB18030",
}
# What spreadsheets of the markets we serve really write; charset-normalizer may choose among these.
FALLBACKS = ("cp1252", "cp1250", "cp1251", "big5", "shift_jis", "euc_kr")


def encoding_of(path: Path) -> tuple[str, int]:
    """(Python codec name, line breaks in the file). Raises ImportRefused when no encoding fits."""
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _proved(path, "utf-16")
    if head.startswith(codecs.BOM_UTF8):
        return _proved(path, "utf-8-sig")
    if guess := _wide(head):
        return _proved(path, guess)
    breaks, wrong, good = _utf8(path)
    if not wrong:
        return "utf-8", breaks
    if good > 20 * wrong:  # it is UTF-8 but for a few bytes: guessing another encoding would garble all the rest
        raise ImportRefused("damaged_encoding", encoding="UTF-8", characters=wrong)
    return _legacy(path), breaks


def label(encoding: str) -> str:
    return LABELS.get(
        encoding, encoding.replace("cp", "Windows-").upper() if encoding[:2] != "cp" else f"Windows-{encoding[2:]}"
    )


def _wide(head: bytes) -> str:
    """UTF-16 without a byte order mark: in text that holds any ASCII, every other byte of many is NUL."""
    if len(head) < 4:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _proved(path: Path, encoding: str) -> tuple[str, int]:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    breaks = 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                breaks += decoder.decode(chunk).count("\n")
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise ImportRefused("damaged_encoding", encoding=label(encoding), characters=1) from None
    return encoding, breaks


def _utf8(path: Path) -> tuple[int, int, int]:
    """(line breaks, places that are not UTF-8, other non-ASCII characters)."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    breaks = wrong = good = 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(CHUNK)
            text = decoder.decode(chunk, final=not chunk)
            breaks += text.count("\n")
            if not text.isascii():
                bad = text.count("\ufffd")
                wrong += bad
                good += sum(1 for character in text if character > "\x7f") - bad
            if not chunk:
                return breaks, wrong, good


def _legacy(path: Path) -> str:
    sample = _telling_bytes(path)
    if _pairs_up(sample) and _decodes(path, "gb18030"):
        return "gb18030"
    best = from_bytes(sample, cp_isolation=list(FALLBACKS)).best()
    for encoding in (best.encoding if best else "", "cp1252"):
        if encoding and _decodes(path, encoding):
            return encoding
    if _decodes(path, "gb18030"):
        return "gb18030"
    raise ImportRefused("unknown_encoding")


def _telling_bytes(path: Path) -> bytes:
    """Up to SAMPLE bytes of lines that hold something beyond ASCII."""
    kept: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        while size < SAMPLE and (line := file.readline(CHUNK)):
            if not line.isascii():
                kept.append(line)
                size += len(line)
    return b"".join(kept)


def _pairs_up(sample: bytes) -> bool:
    """Is this Chinese? In GB2312's part of GB18030 both bytes of a character are high; in Latin text high bytes stand alone."""
    paired = single = position = 0
    while position < len(sample):
        if sample[position] < 0x80:
            position += 1
        elif position + 1 < len(sample) and 0xA1 <= sample[position] <= 0xF7 and sample[position + 1] >= 0xA1:
            paired += 2
            position += 2
        else:
            single += 1
            position += 1
    return paired > 4 * single


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except (UnicodeDecodeError, LookupError):
        return False
    return True
