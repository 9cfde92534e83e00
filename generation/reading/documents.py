"""Files that hold text about a product, read under limits on size, pages, memory and time."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from generation.errors import Refused

log = logging.getLogger(__name__)
MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
MAX_PAGES = 200
MAX_CHARACTERS = 200_000
MEMORY = 512 * MEGABYTE  # address space of the process that reads
SECONDS = 10
_PROGRAM = Path(__file__).with_name("pdf.py")


@dataclass(frozen=True, slots=True)
class Document:
    """`cut`: there was more than may be read."""

    text: str
    pages: int
    cut: bool


def read_pdf(path: Path) -> Document:
    """Raises `Refused` with code `document.` and one of not_pdf, empty, too_big, encrypted, damaged, no_text, too_heavy."""
    size = path.stat().st_size
    if size == 0:
        raise Refused("document.empty")
    if size > MAX_BYTES:
        raise Refused("document.too_big")
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(1024):
            raise Refused("document.not_pdf")
    answer = _ask(path)
    if code := answer.get("error"):
        raise Refused(f"document.{code}", str(answer.get("detail", "")))
    return Document(str(answer["text"]), int(str(answer["pages"])), bool(answer["cut"]))


def _ask(path: Path) -> dict[str, object]:
    bounds = map(str, (MAX_PAGES, MAX_CHARACTERS, MEMORY, SECONDS))
    command = [sys.executable, "-I", str(_PROGRAM), str(path), *bounds]
    try:
        done = subprocess.run(command, check=False, capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return {"error": "too_heavy"}
    if done.returncode:  # the kernel ended it: too long, or an allocation beyond the limit
        log.warning("The PDF reader ended with %s: %s", done.returncode, done.stderr[-300:].decode(errors="replace"))
        return {"error": "too_heavy"}
    answer: dict[str, object] = json.loads(done.stdout)
    if "detail" in answer:
        log.info("A PDF could not be read: %s", answer["detail"])
    return answer
