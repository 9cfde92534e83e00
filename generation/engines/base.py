"""What engines share: the grammar of the setting that names one, and how a bad setting is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from generation.errors import Refused


@dataclass(frozen=True, slots=True)
class EngineSetting:
    """`scheme:target?option=value&...`, e.g. `transformers:Qwen/Qwen3-4B?dtype=bfloat16&batch=16`.

    `target` may be percent-encoded, which a folder with a `?` in its name needs.
    """

    text: str
    scheme: str
    target: str
    options: Mapping[str, str]

    @classmethod
    def parse(cls, text: str, options: Iterable[str] = ()) -> EngineSetting:
        """Raises `Refused("engine.setting")` for an option that is not among `options`, is given twice or is empty."""
        scheme, colon, rest = text.strip().partition(":")
        if not colon or not scheme:
            raise Refused("engine.setting", f"{text!r} has no scheme; expected for example 'composer:'")
        target, _, query = rest.partition("?")
        given: dict[str, str] = {}
        allowed = sorted(options)
        for name, value in parse_qsl(query, keep_blank_values=True):
            if name not in allowed:
                hint = f"known options: {', '.join(allowed)}" if allowed else "this engine takes no options"
                raise Refused("engine.setting", f"{text!r}: unknown option {name!r}; {hint}")
            if name in given or not value:
                raise Refused("engine.setting", f"{text!r}: option {name!r} must be given once, with a value")
            given[name] = value
        return cls(text.strip(), scheme.lower(), unquote(target), given)

    def choice(self, name: str, default: str, choices: Iterable[str]) -> str:
        """The option's value, one of `choices`. Raises `Refused("engine.setting")`."""
        value, known = self.options.get(name, default), list(choices)
        if value not in known:
            raise Refused("engine.setting", f"{self.text!r}: {name} is {value!r}, expected one of {', '.join(known)}")
        return value

    def whole_number(self, name: str, default: int, low: int, high: int) -> int:
        """The option's value from `low` to `high`. Raises `Refused("engine.setting")`."""
        value = self.options.get(name, str(default))
        if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
            raise Refused("engine.setting", f"{self.text!r}: {name} is {value!r}, expected {low} to {high}")
        return int(value)
