"""What is printed on a product, in its photo and in the picture: whether the same can be read on both.

Both sides are read at the picture's size, so that print which is too small there counts on neither.
"""

from __future__ import annotations

import difflib
import threading
import unicodedata
from collections.abc import Sequence

import numpy as np

from generation.errors import GenerationError
from generation.fidelity.comparison import Bytes
from generation.looking.contract import Text, View
from generation.looking.registry import looker_for

LEGIBLE = 0.9  # confidence from which a line of the photo must be found in the picture
SHORTEST = 3  # letters; shorter ones are as often reflections
ALIKE = 0.85  # of the letters of a line, with which it counts as found: readers err in single letters
WITHIN = 0.6  # of a line's box that must lie on the product

_lock = threading.Lock()
_chosen = ""


def choose_label_reader(setting: str) -> None:
    """Which of `LABEL_READER`'s settings this process's gate asks; "" for none. Raises `Refused`; nothing is loaded."""
    global _chosen
    if setting.strip():
        looker_for("texts", setting)
    with _lock:
        _chosen = setting.strip()


def likeness(photo: Bytes, picture: Bytes, alpha: Bytes) -> float | None:
    """The share (0 to 1) of the photo's lines that can be read in the picture too; None where there is nothing to compare.

    None as well when no reader was chosen or it cannot be used: the gate's other measures do not depend on it.
    """
    if not _chosen:
        return None
    try:
        reader = looker_for("texts", _chosen)
        wanted = [
            line
            for line in _on_product(reader.look(View(photo, alpha, 1.0)).texts, alpha)
            if line.confidence >= LEGIBLE and len(plain(line.text)) >= SHORTEST
        ]
        if not wanted:
            return None
        shown = [plain(line.text) for line in _on_product(reader.look(View(picture, alpha, 1.0)).texts, alpha)]
    except GenerationError:
        return None
    return sum(_found(plain(line.text), shown) for line in wanted) / len(wanted)


def plain(text: str) -> str:
    """Letters and digits alone, in one case and width: readers see spaces and dots where there are none."""
    return "".join(one for one in unicodedata.normalize("NFKC", text).casefold() if one.isalnum())


def _found(wanted: str, shown: Sequence[str]) -> bool:
    """Whether one of the lines, or all of them in a row, holds it: two readings may part the same print differently."""
    whole = "".join(shown)
    return wanted in whole or any(difflib.SequenceMatcher(None, wanted, one).ratio() >= ALIKE for one in shown)


def _on_product(lines: Sequence[Text], alpha: Bytes) -> list[Text]:
    kept = []
    for line in lines:
        left, top, right, bottom = (max(0, side) for side in line.box)
        box = alpha[top:bottom, left:right]
        if box.size and float(np.mean(box >= 128)) >= WITHIN:
            kept.append(line)
    return kept
