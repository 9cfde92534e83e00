"""`tesseract:` asks the program of that name, where it is on the machine (Debian: tesseract-ocr, tesseract-ocr-chi-sim).

Options: `languages` (`eng+chi_sim`), `sure` (per cent of confidence from which a word counts). The program runs as a process
of its own under a time limit; it gets the picture by its standard input.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator

from generation.engines.base import EngineSetting
from generation.errors import Refused, Retryable
from generation.looking.contract import Look, Text, View
from generation.looking.texts.lines import in_reading_order

SURE = 70  # per cent
SECONDS = 120
SPARSE = "11"  # page segmentation: as much text as possible, in no order


class TesseractTexts:
    def __init__(self, setting: str) -> None:
        """Raises `Refused("engine.setting")`."""
        parsed = EngineSetting.parse(setting, ("languages", "sure"))
        languages = parsed.options.get("languages", "eng").replace(" ", "+")  # a query writes + for a space
        if parsed.target or not languages.replace("+", "").replace("_", "").isalnum():
            raise Refused("engine.setting", f"{setting!r}: write 'tesseract:' or 'tesseract:?languages=eng%2Bchi_sim'")
        self.setting = parsed.text
        self._languages = languages
        self._sure = parsed.whole_number("sure", SURE, 0, 100)

    def load(self) -> None:
        """Raises `Refused("engine.model_missing")` when the program or a language is not on this machine."""
        asked = [_program(), "--list-langs"]
        listed = subprocess.run(asked, capture_output=True, text=True, timeout=SECONDS, check=False).stdout.split()
        if missing := [language for language in self._languages.split("+") if language not in listed]:
            raise Refused("engine.model_missing", f"tesseract has no {', '.join(missing)}; install its language data")

    def look(self, view: View) -> Look:
        from PIL import Image

        self.load()
        buffer = io.BytesIO()
        Image.fromarray(view.rgb).save(buffer, "PNG", compress_level=1)
        asked = [_program(), "stdin", "stdout", "-l", self._languages, "--psm", SPARSE, "tsv"]
        try:
            done = subprocess.run(asked, input=buffer.getvalue(), capture_output=True, timeout=SECONDS, check=True)
        except subprocess.TimeoutExpired as error:
            raise Retryable("looker.slow", f"tesseract took more than {SECONDS} s") from error
        except (OSError, subprocess.CalledProcessError) as error:
            raise Refused("engine.model_unusable", f"tesseract failed: {error}") from error
        return Look(texts=in_reading_order(list(self._lines(done.stdout.decode("utf-8", "replace"), view))))

    def _lines(self, table: str, view: View) -> Iterator[Text]:
        """Its words put together by the lines that it numbers: level page block par line word left top width height conf text."""
        lines: dict[tuple[str, ...], list[list[str]]] = {}
        for row in table.splitlines()[1:]:
            cells = row.split("\t")
            if len(cells) == 12 and cells[11].strip() and float(cells[10]) >= self._sure:
                lines.setdefault(tuple(cells[1:5]), []).append(cells)
        for words in lines.values():
            boxes = [tuple(int(cell) for cell in cells[6:10]) for cells in words]
            left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
            right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
            confidence = min(float(cells[10]) for cells in words) / 100
            yield Text(
                _joined([cells[11].strip() for cells in words]), view.stored(left, top, right, bottom), confidence
            )


def _program() -> str:
    found = shutil.which("tesseract")
    if found is None:
        hint = "install tesseract-ocr, or use rapidocr:"
        raise Refused("engine.model_missing", f"tesseract is not on this machine; {hint}")
    return found


def _joined(words: list[str]) -> str:
    """Chinese is written without spaces, which tesseract puts between its characters."""
    text = words[0]
    for word in words[1:]:
        text += word if not text[-1].isascii() and not word[0].isascii() else f" {word}"
    return text
