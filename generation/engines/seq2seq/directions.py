"""From which language into which a setting translates, and what its models are called, before any is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

from generation.contract import LOCALES
from generation.engines.base import EngineSetting
from generation.errors import Refused

Direction = tuple[str, str]  # (from, to), each one of `contract.LOCALES`

_SHORT = {"en": "en", "zh-Hans": "zh"}  # as the names of models have them


def models_of(setting: EngineSetting) -> Mapping[Direction, str]:
    """The model of each direction that the setting serves: one for all, or one each where its name holds {from} and {to}.

    Raises `Refused("engine.setting")` for languages that are not written here.
    """
    wanted = [
        (source, target)
        for source, target in permutations(LOCALES, 2)
        if setting.options.get("from", source) == source and setting.options.get("to", target) == target
    ]
    for name in ("from", "to"):
        setting.choice(name, LOCALES[0], LOCALES)
    if not wanted:
        raise Refused("engine.setting", f"{setting.text!r}: from and to are the same language")
    return {
        (source, target): setting.target.replace("{from}", _SHORT[source]).replace("{to}", _SHORT[target])
        for source, target in wanted
    }
