"""Turns a setting into an engine: one instance per setting and process, its model loaded on first use."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from itertools import permutations
from typing import Literal, cast

from generation.contract import LOCALES, Engine
from generation.engines.base import EngineSetting
from generation.errors import Refused
from generation.kinds import KINDS

Medium = Literal["text", "image"]


@dataclass(frozen=True, slots=True)
class Scheme:
    module: str
    class_name: str
    medium: Medium
    example: str
    writes: bool = True  # from facts or photos
    translates: bool = False
    invents: bool = False  # makes pictures from words alone


SCHEMES = {
    "composer": Scheme("generation.engines.composer.engine", "Composer", "text", "composer:"),
    "transformers": Scheme(
        "generation.engines.transformers_text", "TransformersText", "text", "transformers:MODEL", translates=True
    ),
    "openai": Scheme(
        "generation.engines.openai.engine", "OpenAIText", "text", "openai:URL?model=NAME", translates=True
    ),
    "seq2seq": Scheme(
        "generation.engines.seq2seq.engine", "Seq2Seq", "text", "seq2seq:MODEL", writes=False, translates=True
    ),
    "studio": Scheme("generation.engines.studio.engine", "Studio", "image", "studio:"),
    "diffusers": Scheme(
        "generation.engines.diffusers_image", "DiffusersImage", "image", "diffusers:MODEL", invents=True
    ),
}

_engines: dict[str, Engine] = {}
_lock = threading.Lock()


def scheme_of(setting: str) -> Scheme:
    """Raises `Refused("engine.unknown")` with the schemes that exist."""
    name = setting.strip().partition(":")[0].lower()
    if ":" not in setting or name not in SCHEMES:
        known = ", ".join(scheme.example for scheme in SCHEMES.values())
        raise Refused("engine.unknown", f"{setting!r} names no engine; use one of {known}")
    return SCHEMES[name]


def medium_of(setting: str) -> Medium:
    """What the engine makes, without creating it. Raises `Refused("engine.unknown")`."""
    return scheme_of(setting).medium


def kinds_of(setting: str) -> frozenset[str]:
    """The content kinds that the engine makes from facts or photos, without creating it. Raises `Refused("engine.unknown")`."""
    scheme = scheme_of(setting)
    made = frozenset(
        name for name, kind in KINDS.items() if kind.medium == scheme.medium and (scheme.invents or not kind.synthetic)
    )
    if not scheme.writes:
        return frozenset()
    if scheme is not SCHEMES["composer"]:
        return made
    from generation.engines.composer.plans import PLANS  # its data is read on import

    return made & PLANS.keys()


def inventor_of(setting: str) -> Scheme:
    """Of an engine that paints from words alone. Raises `Refused` for a setting that names none."""
    scheme = scheme_of(setting)
    if not scheme.invents:
        known = ", ".join(one.example for one in SCHEMES.values() if one.invents)
        raise Refused("engine.setting", f"{setting!r} paints nothing from words alone; use {known}")
    engine_for(setting)
    return scheme


def directions_of(setting: str) -> frozenset[tuple[str, str]]:
    """(from, to) of every pair of languages that the engine translates, without loading it; none for "".

    Raises `Refused` for a setting that names no engine, or one that translates nothing.
    """
    if not setting.strip():
        return frozenset()
    scheme = scheme_of(setting)
    if not scheme.translates:
        known = ", ".join(one.example for one in SCHEMES.values() if one.translates)
        raise Refused("engine.setting", f"{setting!r} translates nothing; use one of {known}")
    return frozenset(getattr(engine_for(setting), "models", None) or permutations(LOCALES, 2))


def engine_for(setting: str) -> Engine:
    """The process's engine of this setting, not loaded yet. Raises `Refused` when the setting cannot name one."""
    setting, scheme = setting.strip(), scheme_of(setting)
    with _lock:
        if setting not in _engines:
            make = getattr(import_module(scheme.module), scheme.class_name)
            _engines[setting] = cast(Callable[[str], Engine], make)(setting)
        return _engines[setting]


__all__ = [
    "SCHEMES",
    "EngineSetting",
    "Medium",
    "Scheme",
    "directions_of",
    "engine_for",
    "inventor_of",
    "kinds_of",
    "medium_of",
    "scheme_of",
]
