"""The original beside its translation: its text cut into sentences, each with those of the translation that say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from generation.kinds import KINDS
from generation.translation.alignment import Sentence, pairs
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.drafts.originals import newer_original, overtaken


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence, with the places of its mates among the translation's claims; or what stands between two sentences."""

    text: str
    mates: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """One field: the parts of each of its texts."""

    name: str
    is_list: bool
    texts: Sequence[Sequence[Part]]


@dataclass(frozen=True, slots=True)
class Panel:
    """`newer`: what is approved in the original's place by now, in other words; `gone`: nothing is."""

    version: DraftVersion
    language: str
    lines: Sequence[Lines]
    newer: DraftVersion | None = None
    gone: bool = False


def panel_of(translation: DraftVersion | None) -> Panel | None:
    """None for a version that translates nothing. Two queries."""
    if translation is None or translation.original_id is None:
        return None
    original = DraftVersion.objects.select_related("draft__approved").get(pk=translation.original_id)
    late = bool(overtaken([translation]))
    newer = newer_original(translation) if late else None
    language = str(dict(settings.CONTENT_LOCALES).get(original.draft.locale, original.draft.locale))
    return Panel(original, language, _lines(original.draft, original, translation), newer, late and newer is None)


def _lines(draft: Draft, original: DraftVersion, translation: DraftVersion) -> list[Lines]:
    mates: dict[tuple[str, int], list[tuple[Sentence, str]]] = {}
    for pair in pairs(original.fields, translation.fields):
        places = " ".join(str(place) for place in _claims(pair.translation, translation.claims))
        for one in pair.original:
            mates.setdefault((one.field, one.index), []).append((one, places))
    lines = []
    for spec in KINDS[draft.kind].fields:
        value = original.fields.get(spec.name, "")
        texts = [value] if isinstance(value, str) else value
        parts = [_parts(text, mates.get((spec.name, index), [])) for index, text in enumerate(texts)]
        lines.append(Lines(spec.name, spec.is_list, parts))
    return lines


def _claims(sentences: Sequence[Sentence], claims: Sequence[Mapping[str, Any]]) -> list[int]:
    return [
        place
        for place, claim in enumerate(claims)
        if any(
            (claim["field"], claim["index"]) == (one.field, one.index)
            and claim["start"] < one.end
            and one.start < claim["end"]
            for one in sentences
        )
    ]


def _parts(text: str, sentences: Sequence[tuple[Sentence, str]]) -> list[Part]:
    parts, end = [], 0
    for one, places in sorted(sentences, key=lambda pair: pair[0].start):
        if one.start > end:
            parts.append(Part(text[end : one.start]))
        parts.append(Part(one.text, places))
        end = one.end
    return [*parts, Part(text[end:])] if end < len(text) else parts
