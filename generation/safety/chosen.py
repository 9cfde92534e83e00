"""Which model this process has look at painted pictures, from a setting, loaded once."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from generation.errors import Refused

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from generation.safety.model import Guard

UNSAFE, BAR = "unsafe", "unsafe_bar"  # measures of a picture, 0 to 1

_lock = threading.Lock()
_guards: dict[str, Guard] = {}
_chosen = ""


def choose_guard(setting: str) -> None:
    """Which of `PICTURE_GUARD`'s settings looks in this process; "" for none. Raises `Refused`; nothing is loaded."""
    global _chosen
    if setting.strip():
        guard_for(setting)
    _chosen = setting.strip()


def guard_for(setting: str) -> Guard:
    """Not loaded yet. Raises `Refused("engine.setting")`."""
    from generation.safety.model import Guard

    text = setting.strip()
    if text.partition(":")[0].lower() != "transformers":
        raise Refused("engine.setting", f"{setting!r} judges no picture; use transformers:MODEL, or leave it empty")
    with _lock:
        if text not in _guards:
            _guards[text] = Guard(text)
        return _guards[text]


def judged(rgb: npt.NDArray[np.uint8]) -> dict[str, float]:
    """Measures of a painted picture (h, w, 3), sRGB; empty where no model was chosen.

    Raises what the model raises: a picture that nobody could judge does not pass for a harmless one.
    """
    if not _chosen:
        return {}
    guard = guard_for(_chosen)
    return {UNSAFE: round(guard.unsafe(rgb), 4), BAR: guard.bar}
