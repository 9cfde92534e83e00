"""Two versions laid out for comparison: each field's words as they came and went, rendered as shoppers will read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from shop_content.drafts.differences import Piece, as_text, blocks, fields_difference
from shop_content.drafts.models import DraftVersion
from shop_content.drafts.sheet import FIELD_NAMES
from shop_content.markup import has_markup, shown


@dataclass(frozen=True, slots=True)
class Change:
    """`blocks`: paragraphs, or points of a list. `before` and `after`: of a text with markup, both as a storefront renders them."""

    label: str
    is_list: bool
    blocks: Sequence[Sequence[Piece]]
    before: SafeString | None = None
    after: SafeString | None = None

    @property
    def same(self) -> bool:
        return all(piece.change == "same" for block in self.blocks for piece in block)


def changes(older: DraftVersion, newer: DraftVersion) -> list[Change]:
    return [
        _change(name, older.fields.get(name, ""), newer.fields.get(name, ""), pieces)
        for name, pieces in fields_difference(older.fields, newer.fields)
    ]


def _change(name: str, before: Any, after: Any, pieces: Sequence[Piece]) -> Change:
    is_list = not isinstance(after or before, str)
    cut = blocks(pieces, lines=is_list)
    label = str(FIELD_NAMES.get(name, name))
    old, new = as_text(before), as_text(after)
    if is_list or not (has_markup(old) or has_markup(new)):
        return Change(label, is_list, cut)
    return Change(label, is_list, cut, shown(old), shown(new))
