"""Where the product is, as a network sees it: which network, from a setting, loaded once a process.

`network:` is the one that ships with the package, which proposes masks in busy scenes and is a second witness before plain
backdrops; `transformers:MODEL` any segmentation model of that library, which proposes masks everywhere and vouches for them;
`classical:` none, which leaves the cut-out to colour, light and outlines alone.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

from generation.engines.base import EngineSetting
from generation.errors import Refused

if TYPE_CHECKING:
    from generation.engines.studio.colour import Bytes, Floats

SETTINGS = ("network:", "transformers:MODEL", "classical:")
DEFAULT = "network:"
MODEL_OPTIONS = ("revision", "device", "labels", "side")


class Finder(Protocol):
    """`find` answers with how likely (0..1) every pixel is the product, at a size of its own with the photo's aspect.

    One that is `trusted` proposes masks everywhere and vouches for them; any other in busy scenes only, where a person is asked.
    """

    setting: str
    trusted: bool

    def find(self, rgb: Bytes) -> Floats: ...


_lock = threading.Lock()
_finders: dict[str, Finder | None] = {}
_chosen = DEFAULT


def choose_finder(setting: str) -> None:
    """Which network this process's cut-outs ask. Raises `Refused("engine.setting")`; nothing is loaded."""
    global _chosen
    _chosen = parsed_finder(setting).text


def chosen_finder() -> str:
    """The setting that cut-outs follow in this process."""
    return _chosen


def parsed_finder(setting: str) -> EngineSetting:
    """Raises `Refused("engine.setting")` with what is possible."""
    if ":" not in setting:
        raise Refused("engine.setting", f"{setting!r} names no cut-out; use one of {', '.join(SETTINGS)}")
    model = setting.strip().lower().startswith("transformers:")
    parsed = EngineSetting.parse(setting, MODEL_OPTIONS if model else ())
    if parsed.scheme not in {known.partition(":")[0] for known in SETTINGS} or bool(parsed.target) != model:
        raise Refused("engine.setting", f"{setting!r} names no cut-out; use one of {', '.join(SETTINGS)}")
    if model:
        parsed.whole_number("side", 512, 32, 2048)
    return parsed


def finder(setting: str | None = None) -> Finder | None:
    """The process's network, loaded on first use; None for `classical:`. Raises `Refused` for a model that cannot be used."""
    parsed = parsed_finder(_chosen if setting is None else setting)
    with _lock:
        if parsed.text not in _finders:
            _finders[parsed.text] = _load(parsed)
        return _finders[parsed.text]


def _load(parsed: EngineSetting) -> Finder | None:
    if parsed.scheme == "classical":
        return None
    if parsed.scheme == "network":
        from generation.engines.studio.own_network import OwnNetwork

        return OwnNetwork()
    from generation.engines.studio.segmentation_model import SegmentationModel

    return SegmentationModel(parsed)
