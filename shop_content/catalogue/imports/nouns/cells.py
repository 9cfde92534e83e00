"""Reading rows whose every cell stands for itself: one parser a field, then a row of the staging table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shop_content.catalogue.imports import values
from shop_content.catalogue.imports.errors import CellRefused, ValueRefused
from shop_content.catalogue.imports.issues import Issues
from shop_content.catalogue.imports.layouts import TEMPLATE
from shop_content.catalogue.imports.readers.table import Row

Parsers = Mapping[str, Callable[[str], Any]]
Said = dict[str, Any]  # {"field": value}, without the blank ones


@dataclass
class CellPlan:
    """`build` makes the staged row of a row's number and what it says; it may raise CellRefused, which is then about the whole row."""

    columns: list[str]
    mapping: dict[str, str]
    layout: str
    parsers: Parsers
    build: Callable[[int, Said], tuple[Any, ...]]
    _cells: list[tuple[int, str, Callable[[str], Any]]] = field(init=False)

    def __post_init__(self) -> None:
        targets = [(index, self.mapping.get(column, "")) for index, column in enumerate(self.columns)]
        self._cells = [(index, target, self.parsers[target]) for index, target in targets if target]

    def read(self, row: Row, issues: Issues) -> tuple[Any, ...] | None:
        number, cells = row
        if self.layout == TEMPLATE and cells[0].startswith("# "):
            return None
        try:
            said = self._said(cells)
            try:
                return self.build(number, said)
            except CellRefused as error:
                raise ValueRefused("", "", error) from None
        except ValueRefused as refused:
            issues.refuse(number, refused)
            return None

    def _said(self, cells: list[str]) -> Said:
        if len(cells) > len(self.columns) and any(cell.strip() for cell in cells[len(self.columns) :]):
            extra = next(cell for cell in cells[len(self.columns) :] if cell.strip())
            raise ValueRefused("", extra, CellRefused("too_many_cells", expected=len(self.columns), found=len(cells)))
        said: Said = {}
        for index, target, parse in self._cells:
            if index >= len(cells) or not cells[index]:
                continue
            try:
                if text := values.plain(cells[index]):
                    said[target] = parse(text)
            except CellRefused as error:
                raise ValueRefused(self.columns[index], cells[index], error) from None
        return said
