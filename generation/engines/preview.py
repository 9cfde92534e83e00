"""A text that is still being written, made readable: the strings of a JSON object that is not finished."""

from __future__ import annotations

import json
import re

_STRING = re.compile(r'((?:[^"\\]|\\.)*)(?:"|\\?$)', re.DOTALL)
_TORN = re.compile(r"\\u[0-9a-fA-F]{0,3}$")


def preview(answer: str) -> str:
    """The values, one a line, without the names of the fields. Never raises: what cannot be read yet is left out."""
    values: list[str] = []
    around: list[str] = []
    name_next = False
    place = 0
    while place < len(answer):
        sign = answer[place]
        place += 1
        if sign in "{[":
            around.append(sign)
        elif sign in "}]" and around:
            around.pop()
        if sign == '"' and (string := _STRING.match(answer, place)):
            place = string.end()
            if not name_next:
                values.append(_read(string[1]))
        elif sign in "{,:":
            name_next = sign != ":" and around[-1:] == ["{"]
    return "\n".join(value for value in values if value)


def _read(inside: str) -> str:
    """The inside of a JSON string, which may break off in an escape or in the middle of a character."""
    try:
        text = json.loads(f'"{_TORN.sub("", inside)}"', strict=False)
    except ValueError:
        return ""
    return str(text).encode(errors="ignore").decode().rstrip("\ufffd")
