"""Our own file to fill in: a header, one line that explains, examples. Lines that begin with "# " are not read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shop_content.catalogue.imports.nouns import NOUNS
from shop_content.catalogue.imports.vocabulary import Vocabulary
from shop_content.catalogue.models import Import

AS_TEXT = ("sku", "gtin", "handle", "external_id", "shopper")  # numbers would lose their leading zeros
WIDTHS = {
    "title": 26,
    "text": 48,
    "description": 44,
    "category": 40,
    "facts": 48,
    "images": 28,
    "options": 30,
    "link": 32,
}


def rows(what: str = "products") -> Iterator[list[str]]:
    """Header, explanation, examples."""
    chinese = (get_language() or "").startswith("zh")
    words = NOUNS[what].words
    shown = words.in_template
    header = [field.header_zh if chinese else field.header for field in shown]
    explained = [str(field.help) for field in shown]
    example = {field.name: field.example_zh if chinese else field.example for field in shown}
    if what != "products":
        yield header
        yield [f"# {explained[0]}", *explained[1:]]
        yield _line(words, example)
        return
    yield [*header, "事实:颜色" if chinese else "fact:colour"]
    yield [f"# {explained[0]}", *explained[1:], _("A fact as a column of its own: “fact:” and its name.")]
    yield [*_line(words, {**example, "options": ""}), "鼠尾草绿" if chinese else "sage green"]
    for size in ("S", "M"):
        colour = ("白色" if chinese else "white") if size == "S" else ""
        yield [*_line(words, _shirt(size, chinese, first=size == "S")), colour]


def csv_bytes(what: str = "products") -> bytes:
    """UTF-8 with a byte order mark: without it Excel garbles everything beyond ASCII."""
    out = io.StringIO()
    csv.writer(out).writerows(rows(what))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def xlsx_bytes(what: str = "products") -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = str(Import.What(what).label)[:31]
    for row in rows(what):
        sheet.append(row)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F6F54")
    for cell in sheet[2]:
        cell.font = Font(italic=True, color="5B5D55")
        cell.alignment = wrapped
    for number, field in enumerate(NOUNS[what].words.in_template, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(field.name, 18)
        if field.name in AS_TEXT:
            for row in sheet.iter_rows(min_row=2, max_row=500, min_col=number, max_col=number):
                row[0].number_format = "@"
    sheet.row_dimensions[2].height = 110
    sheet.freeze_panes = "C3" if what == "products" else "A3"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _line(words: Vocabulary, values: dict[str, str]) -> list[str]:
    cells = [values.get(field.name, "") for field in words.in_template]
    return [f"# {cells[0]}", *cells[1:]]


def _shirt(size: str, chinese: bool, *, first: bool) -> dict[str, str]:
    """Variants share the handle; what they have in common stands in the first row only."""
    variant = {
        "handle": "linen-shirt",
        "sku": f"SHIRT-{size}",
        "price": "299.00" if chinese else "59.00",
        "options": f"尺码={size}" if chinese else f"size={size}",
    }
    if not first:
        return variant
    common = {
        "title": "亚麻衬衫" if chinese else "Linen Shirt",
        "brand": "Norra",
        "category": "服饰与配饰 > 服装 > 衬衫与上衣" if chinese else "Apparel & Accessories > Clothing > Shirts & Tops",
        "currency": "CNY" if chinese else "USD",
        "facts": "材质=亚麻|适用性别=女" if chinese else "material=linen|fit=relaxed",
        "images": "linen-shirt.jpg",
    }
    return {**variant, **common}
