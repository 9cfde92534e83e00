"""The design system on one live page: every token and every component, as the style sheets have them at this moment."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

_TOKEN = re.compile(r"^\s*(--[\w-]+):\s*([^;]+);(?:\s*/\*\s*(.*?)\s*\*/)?", re.MULTILINE)
_ICON = re.compile(r'<symbol[^>]*\bid="([\w-]+)"')
_COLOUR = re.compile(r"^(#|rgb)")
_GROUPS = ("text", "space", "radius", "shadow")


@dataclass(frozen=True, slots=True)
class Token:
    name: str  # "--accent"
    value: str  # in the light look
    note: str


@login_required
@require_safe
def design(request: HttpRequest) -> HttpResponse:
    found = tokens()
    groups = {group: [one for one in found if one.name.startswith(f"--{group}-")] for group in _GROUPS}
    colours = [one for one in found if _COLOUR.match(one.value)]
    return render(request, "shops/design.html", {"colours": colours, **groups, "icons": icons()})


def tokens() -> list[Token]:
    """In the order of `tokens.css`, each as its first definition has it."""
    seen: dict[str, Token] = {}
    for name, value, note in _TOKEN.findall(_read("base/tokens.css")):
        seen.setdefault(name, Token(name, value.strip(), note))
    return list(seen.values())


def icons() -> list[str]:
    return _ICON.findall(_read("base/icons.svg"))


def _read(name: str) -> str:
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(name)
    with open(path, encoding="utf-8") as file:
        return file.read()
