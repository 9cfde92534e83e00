"""Turns settings into lookers, one instance per sense, setting and process; and lets all of them look at one picture."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Literal, cast

from generation.errors import Refused
from generation.looking.contract import Look, Looker
from generation.looking.view import view_of

Sense = Literal["measures", "texts", "caption", "classes", "objects"]
SENSES: tuple[Sense, ...] = ("measures", "texts", "caption", "classes", "objects")
_PLACES: dict[Sense, dict[str, tuple[str, str]]] = {
    "measures": {"embedded": ("measures", "Measures")},
    "texts": {
        "rapidocr": ("texts.rapid", "RapidTexts"),
        "tesseract": ("texts.tesseract", "TesseractTexts"),
        "transformers": ("texts.model", "TransformersTexts"),
    },
    "caption": {"transformers": ("pipelines.captions", "Describer")},
    "classes": {"transformers": ("pipelines.things", "Classifier")},
    "objects": {"transformers": ("pipelines.things", "Detector")},
}
_lookers: dict[tuple[Sense, str], Looker] = {}
_lock = threading.Lock()


def looker_for(sense: Sense, setting: str) -> Looker:
    """The process's looker, not loaded yet. Raises `Refused("looker.unknown" | "engine.setting")`."""
    setting = setting.strip()
    scheme = setting.partition(":")[0].lower()
    if ":" not in setting or scheme not in _PLACES[sense]:
        known = ", ".join(f"{name}:{'MODEL' if name == 'transformers' else ''}" for name in _PLACES[sense])
        raise Refused("looker.unknown", f"{setting!r} names nothing that looks at pictures so; use one of {known}")
    with _lock:
        if (sense, setting) not in _lookers:
            module, name = _PLACES[sense][scheme]
            make = getattr(import_module(f"generation.looking.{module}"), name)
            _lookers[sense, setting] = cast(Callable[[str], Looker], make)(setting)
        return _lookers[sense, setting]


def look_at(data: bytes, settings: Mapping[Sense, str]) -> Look:
    """What the chosen senses see in a picture file, one after the other; those set to "" are not asked.

    Raises `Refused` for a picture that cannot be read and for a looker that cannot be used, `Retryable` when memory is short.
    """
    lookers = [looker_for(sense, settings[sense]) for sense in SENSES if settings.get(sense, "").strip()]
    view = view_of(data)
    look = Look()
    for looker in lookers:
        look = look.with_(looker.look(view))
    return look
