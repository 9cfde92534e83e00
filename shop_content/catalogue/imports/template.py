"""Our own file to fill in: a header, one line that explains, examples. Lines that begin with "# " are not read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shop_content.catalogue.imports.fields import FIELDS

_SHOWN = [field for field in FIELDS if field.in_template]
WIDTHS = {"title": 26, "description": 44, "category": 40, "facts": 48, "images": 28, "options": 30, "link": 32}


def rows() -> Iterator[list[str]]:
    """Header, explanation, a product, and two variants of another."""
    chinese = (get_language() or "").startswith("zh")
    yield [field.header_zh if chinese else field.header for field in _SHOWN] + [
        "事实:颜色" if chinese else "fact:colour"
    ]
    explained = [str(field.help) for field in _SHOWN] + [_("A fact as a column of its own: “fact:” and its name.")]
    yield [f"# {explained[0]}", *explained[1:]]
    example = {field.name: field.example_zh if chinese else field.example for field in _SHOWN}
    colour = "鼠尾草绿" if chinese else "sage green"
    yield _line({**example, "options": ""}, colour)
    for size in ("S", "M"):
        yield _line(_shirt(size, chinese, first=size == "S"), ("白色" if chinese else "white") if size == "S" else "")


def csv_bytes() -> bytes:
    """UTF-8 with a byte order mark: without it Excel garbles everything beyond ASCII."""
    out = io.StringIO()
    csv.writer(out).writerows(rows())
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def xlsx_bytes() -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = _("Products")
    for row in rows():
        sheet.append(row)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F6F54")
    for cell in sheet[2]:
        cell.font = Font(italic=True, color="5B5D55")
        cell.alignment = wrapped
    for number, field in enumerate(_SHOWN, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(field.name, 18)
        if field.name in ("sku", "gtin", "handle"):  # as text: numbers would lose their leading zeros
            for row in sheet.iter_rows(min_row=2, max_row=500, min_col=number, max_col=number):
                row[0].number_format = "@"
    sheet.row_dimensions[2].height = 110
    sheet.freeze_panes = "C3"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _line(values: dict[str, str], colour: str) -> list[str]:
    cells = [values.get(field.name, "") for field in _SHOWN]
    return [f"# {cells[0]}", *cells[1:], colour]


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
