"""Which model this process enlarges with, from a setting, loaded once."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

from generation.engines.base import EngineSetting
from generation.errors import Refused

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

OPTIONS = ("device", "revision", "tile")
TILE = 192  # px of the photo that the model sees at once
TILES = (64, 1024)


class Upscaler(Protocol):
    """Loaded once a process; heavy imports happen in `load`."""

    setting: str
    factor: int  # by which it enlarges; known once it is loaded

    def load(self) -> None:
        """Idempotent. Raises `Refused` for a model that is missing, damaged or made for something else."""

    def enlarged(self, rgb: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """sRGB bytes (h, w, 3) as (h * factor, w * factor, 3). Loads first. Raises `Refused` or `Retryable`."""


_lock = threading.Lock()
_upscalers: dict[str, Upscaler] = {}
_chosen = ""


def choose_upscaler(setting: str) -> None:
    """Which of `UPSCALER`'s settings this process enlarges by; "" for the plain filter. Raises `Refused`; nothing is loaded."""
    global _chosen
    if setting.strip():
        upscaler_for(setting)
    _chosen = setting.strip()


def chosen_upscaler() -> Upscaler | None:
    """None: the plain filter."""
    return upscaler_for(_chosen) if _chosen else None


def upscaler_for(setting: str) -> Upscaler:
    """Not loaded yet. Raises `Refused("engine.setting")`."""
    parsed = EngineSetting.parse(setting, OPTIONS)
    if parsed.scheme != "transformers" or not parsed.target:
        raise Refused("engine.setting", f"{setting!r} enlarges nothing; use transformers:MODEL, or leave it empty")
    parsed.whole_number("tile", TILE, *TILES)
    with _lock:
        if parsed.text not in _upscalers:
            from generation.upscaling.model import SuperResolution

            _upscalers[parsed.text] = SuperResolution(parsed)
        return _upscalers[parsed.text]
