"""One row of the file to one row of the staging table, or to the reason why not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from shop_content.catalogue.imports import pairs, values
from shop_content.catalogue.imports.errors import CellRefused, ValueRefused
from shop_content.catalogue.imports.issues import Issue, Issues
from shop_content.catalogue.imports.layouts import TEMPLATE
from shop_content.catalogue.imports.limits import MAX_FACTS
from shop_content.catalogue.imports.prose import has_markup, text_of
from shop_content.catalogue.imports.readers.table import Row


class Staged(NamedTuple):
    """The columns of the staging table, in order. None is what the file does not say."""

    n: int  # row number in the file
    key: str  # "h:<handle>" or "s:<sku>": rows with the same key are one product
    handle: str | None
    sku: str | None
    gtin: str | None
    title: str | None
    brand: str | None
    category: str | None
    price: Decimal | None
    currency: str | None
    link: str | None
    source_text: str | None
    facts: str | None  # JSON as in Product.facts
    options: str | None  # JSON as in Variant.options
    images: list[str] | None  # file names


_json = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
_REMEMBERED = 1_000  # products whose option names are kept: their rows stand close together


def _description(text: str) -> str:
    return values.prose(text_of(text) if has_markup(text) else text)


_PARSERS: dict[str, Callable[[str], str]] = {
    "handle": values.code(255),
    "sku": values.code(100),
    "gtin": values.gtin,
    "title": values.line(500),
    "brand": values.line(200),
    "category": values.line(750),
    "category_fallback": values.line(750),
    "currency": values.currency,
    "link": values.link,
    "description": _description,
    "description_html": lambda text: values.prose(text_of(text)),
    "price": str,
    "options": str,
    "facts": str,
    **{f"option{number}_{part}": values.line(255) for number in (1, 2, 3) for part in ("name", "value")},
}


@dataclass
class Plan:
    """How to read the rows of one file. Remembers only what later rows of the same product leave out."""

    columns: list[str]
    mapping: dict[str, str]  # {"column": "field"}
    layout: str = TEMPLATE
    currency: str = ""  # the shop's
    decimal_mark: str = ""
    _simple: list[tuple[int, str, Callable[[str], str]]] = field(init=False)
    _facts: list[tuple[int, str, str]] = field(init=False)  # (index, key, unit)
    _options: list[tuple[int, str]] = field(init=False)
    _images: list[int] = field(init=False)
    _names: dict[str, dict[str, str]] = field(init=False, default_factory=dict)  # Shopify's option names by handle

    def __post_init__(self) -> None:
        self._simple, self._facts, self._options, self._images = [], [], [], []
        for index, column in enumerate(self.columns):
            target = self.mapping.get(column, "")
            kind, _colon, name = target.partition(":")
            if kind == "fact":
                self._facts.append((index, *pairs.header_unit(name)))
            elif kind == "option":
                self._options.append((index, name))
            elif target == "images":
                self._images.append(index)
            elif target:
                self._simple.append((index, target, _PARSERS[target]))

    def read(self, row: Row, issues: Issues) -> Staged | None:
        """None for a row that is refused (then `issues` has it), or that is a comment in our template."""
        number, cells = row
        if self.layout == TEMPLATE and cells[0].startswith("# "):
            return None
        try:
            return self._staged(number, cells, issues)
        except ValueRefused as refused:
            issues.refuse(number, refused)
            return None

    def _staged(self, number: int, cells: list[str], issues: Issues) -> Staged:
        if len(cells) > len(self.columns) and any(cell.strip() for cell in cells[len(self.columns) :]):
            extra = next(cell for cell in cells[len(self.columns) :] if cell.strip())
            raise ValueRefused("", extra, CellRefused("too_many_cells", expected=len(self.columns), found=len(cells)))
        said = self._cells(number, cells, issues)
        handle, sku = said.get("handle"), said.get("sku")
        if not handle and not sku:
            raise ValueRefused("", "", CellRefused("no_identity"))
        amount, currency = self._price(said)
        return Staged(
            number,
            f"h:{handle}" if handle else f"s:{sku}",
            handle,
            sku,
            said.get("gtin"),
            said.get("title"),
            said.get("brand"),
            said.get("category") or said.get("category_fallback"),
            amount,
            currency,
            said.get("link"),
            said.get("description") or said.get("description_html"),
            self._facts_json(cells, said),
            self._options_json(cells, said, handle or ""),
            self._image_names(cells) if self._images else None,
        )

    def _cells(self, number: int, cells: list[str], issues: Issues) -> dict[str, str]:
        said: dict[str, str] = {}
        width = len(cells)
        for index, target, parse in self._simple:
            if index >= width or not (cell := cells[index]):
                continue
            try:
                if text := values.plain(cell):
                    said[target] = parse(text)
            except CellRefused as error:
                if target == "gtin" and self.layout != TEMPLATE and error.code.startswith("gtin"):
                    # Other systems' barcode columns take any code; one that is no GTIN is left out.
                    issues.add(Issue(number, self.columns[index], cell[:300], "gtin_left_out", warning=True))
                else:
                    raise ValueRefused(self.columns[index], cell, error) from None
        return said

    def _price(self, said: dict[str, str]) -> tuple[Decimal | None, str | None]:
        currency = said.get("currency")
        if "price" not in said:
            return None, currency
        try:
            amount, signs = values.price(said["price"], self.decimal_mark)
            if currency and signs and currency not in signs:
                raise CellRefused("currency_conflict", currency=currency)
        except CellRefused as error:
            raise ValueRefused(self._column("price"), said["price"], error) from None
        if not currency and signs:
            currency = self.currency if self.currency in signs else signs[0]
        return amount, currency

    def _column(self, target: str) -> str:
        return next(column for column, mapped in self.mapping.items() if mapped == target)

    def _facts_json(self, cells: list[str], said: dict[str, str]) -> str | None:
        found: list[pairs.Fact] = []
        if "facts" in said:
            try:
                found += pairs.facts(said["facts"])
            except CellRefused as error:
                raise ValueRefused(self._column("facts"), said["facts"], error) from None
        for index, key, unit in self._facts:
            if index < len(cells) and (cell := cells[index]):
                try:
                    if (text := values.plain(cell)) and not (unit and text.strip("0.,") == ""):
                        found.append(pairs.fact(key, text, unit))
                except CellRefused as error:
                    raise ValueRefused(self.columns[index], cell, error) from None
        if len(found) > MAX_FACTS:
            raise ValueRefused("", "", CellRefused("too_many_facts", limit=MAX_FACTS))
        return numbered(found) if found else None

    def _options_json(self, cells: list[str], said: dict[str, str], handle: str) -> str | None:
        found: dict[str, str] = {}
        if "options" in said:
            try:
                found.update(pairs.options(said["options"]))
            except CellRefused as error:
                raise ValueRefused(self._column("options"), said["options"], error) from None
        for index, name in self._options:
            if index < len(cells) and (cell := cells[index]):
                try:
                    if text := values.plain(cell):
                        found[name] = values.line(255)(text)
                except CellRefused as error:
                    raise ValueRefused(self.columns[index], cell, error) from None
        if "option1_value" in said:
            found.update(self._numbered_options(said, handle))
        return _json(found) if found else None

    def _numbered_options(self, said: dict[str, str], handle: str) -> dict[str, str]:
        """Shopify writes the options' names in a product's first row only, and "Default Title" where there are none."""
        if handle not in self._names and len(self._names) >= _REMEMBERED:
            self._names.pop(next(iter(self._names)))
        names = self._names.setdefault(handle, {}) if handle else {}
        found: dict[str, str] = {}
        for number in "123":
            if name := said.get(f"option{number}_name"):
                names[number] = name
            if value := said.get(f"option{number}_value"):
                found[names.get(number, f"Option {number}")] = value
        return {} if found in ({"Title": "Default Title"}, {"Option 1": "Default Title"}) else found

    def _image_names(self, cells: list[str]) -> list[str] | None:
        names: list[str] = []
        for index in self._images:
            if index < len(cells) and (cell := cells[index]):
                try:
                    names += pairs.file_names(values.plain(cell))
                except CellRefused as error:
                    raise ValueRefused(self.columns[index], cell, error) from None
        return list(dict.fromkeys(names)) or None


def numbered(found: list[pairs.Fact]) -> str:
    """Facts of a product that has none yet, as JSON: ids from f1 on; said twice alike is said once."""
    once: dict[tuple[str, str], pairs.Fact] = {}
    for fact in found:
        once.setdefault((fact["key"].casefold(), fact["value"]), fact)
    listed: list[dict[str, Any]] = [
        {"id": f"f{number}", **fact, "source": "import"} for number, fact in enumerate(once.values(), start=1)
    ]
    return _json(listed)
