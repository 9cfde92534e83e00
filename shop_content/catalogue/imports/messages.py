"""What an import says to people: what happened, why, and what to do next. Codes stand in the database, words only here."""
# ruff: noqa: E501  a sentence a line

from __future__ import annotations

from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shop_content.catalogue.errors import WORDING as PICTURES

# Why a whole file cannot be imported
FILE: dict[str, Promise] = {
    "empty_file": _("The file is empty. Open it on your device, check that it holds your rows, save it, and upload it again."),
    "no_rows": _("The file has a header but no rows below it. Add at least one row and upload it again."),
    "one_column": _("Only one column was found. Columns must be separated by commas, semicolons, tabs or |. Save the file as CSV or XLSX and upload it again."),
    "too_many_rows": _("The file has more than %(limit)s rows. Split it into several files and upload them one after the other."),
    "too_many_columns": _("The file has more than %(limit)s columns. Remove those that are not needed and upload it again."),
    "too_large": _("The file is larger than %(limit)s MB. Split it into several files and upload them one after the other."),
    "photos_too_large": _("The ZIP of photos is larger than %(limit)s MB. Split it and upload the parts one after the other, each with the same product file."),
    "cell_too_long": _("Row %(row)s holds a text of more than %(limit)s characters, probably because a quotation mark is not closed. Mend that row and upload the file again."),
    "unknown_encoding": _("The file's text encoding was not recognised. Save it as “CSV UTF-8” or as XLSX and upload it again."),
    "damaged_encoding": _("The file is %(encoding)s, but %(characters)s characters in it are damaged. Save it again as “CSV UTF-8” or as XLSX and upload it again."),
    "repeated_column": _("The column “%(column)s” is there twice, so it is unclear which one counts. Rename or remove one and upload the file again."),
    "not_a_table": _("This is not a table but a %(kind)s file, whatever its name says. Upload a CSV, TSV or XLSX file."),
    "zip_as_table": _("This is a ZIP file, not a table. Upload the table as CSV, TSV or XLSX, and the ZIP with photos in the second field."),
    "old_excel": _("This is a workbook of Excel 97–2003 (.xls). Open it, save it as .xlsx, and upload that file."),
    "encrypted_sheet": _("The workbook is protected with a password. Remove the password in Excel (File, Info, Protect Workbook) and upload it again."),
    "damaged_file": _("The workbook is damaged or was cut off on its way. Open it on your device, save it again, and upload the new file."),
    "zip_bomb": _("The workbook would unpack to %(size)s MB, far more than its size allows, so it was not opened. Save it again from your spreadsheet program, or as CSV."),
    "sheet_too_large": _("The workbook takes more memory or time than an import may. Remove empty formatted rows and columns and other sheets, or save it as CSV, and upload it again."),
    "photos_not_zip": _("The photos are not a ZIP file, or it is damaged. Pack them into a ZIP again and upload both files again."),
    "photos_encrypted": _("The ZIP of photos is protected with a password. Pack it without one and upload both files again."),
    "photos_too_many": _("The ZIP holds %(count)s files; at most %(limit)s are taken. Split it and upload the parts one after the other, each with the same product file."),
    "photos_bomb": _("The ZIP of photos would unpack to %(size)s MB in a way that photos never do, so it was not opened. Pack the photos into a ZIP again."),
    "file_missing": _("The uploaded file is no longer there. Upload it again."),
    "changed_meanwhile": _("Other people kept changing the same products while the import was being written. Nothing was imported. Upload the file again in a moment."),
    "changed_since_check": _("The catalogue has changed since the check, and some rows would be refused now. Nothing was imported: look at the new result below."),
    "language_reader": _("The model that tells languages is not at hand just now. Nothing was imported. Name the languages in a column, or ask whoever runs this installation to look at LANGUAGE_READER."),
    "worker_lost": _("The import was started several times and stopped each time without a result, perhaps because the file needs too much memory. Nothing was imported. Split the file and try again."),
    "unexpected": _("The import stopped because of a mistake on our side. Nothing was imported, and we were told. Try again, or split the file if it happens again."),
}  # fmt: skip

# Why a row, or one value of it, is refused
CELL: dict[str, Promise] = {
    "no_identity": _("The row has neither a SKU nor a handle, so its product cannot be told. Fill in one of them."),
    "title_missing": _("A new product needs a title. Fill in the title; if the product's first row was refused, mend that row."),
    "duplicate_sku": _("The same SKU stands in row %(row)s already. Every product and variant needs a SKU of its own."),
    "duplicate_options": _("Row %(row)s has the same options for this product already. Remove one of the two, or make the options differ."),
    "sku_taken": _("This SKU belongs to another product, “%(title)s”. Correct the SKU, or the handle if it is the same product."),
    "same_product": _("An earlier row of the file is about the same product, “%(title)s”, under another handle. Use one handle for it."),
    "too_many_cells": _("The row has %(found)s cells, but the header has %(expected)s columns. Probably a separator stands unquoted in a text: put that text in quotation marks."),
    "nul_byte": _("The text holds an invisible NUL character. Type it again, or save the file as XLSX."),
    "formula": _("This is a spreadsheet formula, not a value. Copy the column, paste it as values, and save the file again."),
    "exponent": _("Your spreadsheet has rounded this number (1.23E+12). Format the column as text, fill in all digits, and save the file again."),
    "too_long": _("The text has %(length)s characters; at most %(limit)s fit here. Shorten it."),
    "gtin_digits": _("A GTIN consists of digits only. It is the number below the barcode."),
    "gtin_length": _("A GTIN has 8, 12, 13 or 14 digits; this one has %(count)s. Compare it with the number below the barcode."),
    "gtin_checksum": _("The last digit does not fit the others (it would be %(expected)s). One digit may be mistyped: compare it with the barcode."),
    "currency_unknown": _("This is not a currency code. Use the three letters of ISO 4217, such as USD, EUR or CNY."),
    "currency_conflict": _("The price shows another currency than the currency column (%(currency)s). Make them agree."),
    "price_invalid": _("This is not an amount of money. Write it in digits, for example 1299.00."),
    "price_negative": _("A price cannot be below zero. Correct it, or leave it empty."),
    "price_too_large": _("A price has at most ten digits before the decimal mark. Check it."),
    "price_ambiguous": _("This could mean %(first)s or %(second)s. Write the price with two decimals."),
    "link_invalid": _("This is not a web address. It must begin with https:// or http://."),
    "not_a_pair": _("“%(piece)s” is not written as name=value. Several are separated by |, for example: material=steel|height=20 cm"),
    "key_too_long": _("The name of a fact has more than %(limit)s characters. Shorten it."),
    "too_many_facts": _("The row has more than %(limit)s facts. Keep the ones that help to sell the product."),
    "too_many_options": _("A variant has at most %(limit)s options. Remove some."),
    "too_many_photos": _("The row names more than %(limit)s pictures. Keep the best ones."),
    "no_product": _("The row names no product. Fill in the product's SKU, handle or GTIN."),
    "product_unknown": _("Your catalogue has no product with this number. Import the product first, or correct the number."),
    "said_before": _("Row %(row)s says the same already, or has the same number. Every review and question is imported once."),
    "review_empty": _("The row has neither a rating nor a text, so there is nothing to import. Fill in one of them."),
    "question_empty": _("The row has no question. Fill in what the shopper asked."),
    "rating_invalid": _("This is not a rating. Write one to five stars, for example 4, 4/5 or “4 stars”."),
    "rating_out": _("A rating lies between one and five stars. Correct it, or leave it empty."),
    "date_invalid": _("This is not a date. Write it as 2026-03-31, 31.03.2026 or 2026/3/31, with the time behind it if you have it."),
    "date_ambiguous": _("This could mean %(first)s or %(second)s. Write the year first: %(first)s."),
    "date_future": _("This date lies in the future. Correct it."),
    "date_early": _("This date lies before %(limit)s. Correct it."),
    "language_unknown": _("This is not a language. Write en or zh, or leave it empty: the text tells it."),
    "yes_or_no": _("This is neither yes nor no. Write yes or no, or leave it empty."),
    "no_shopper": _("The row does not say who it was. Fill in any code that is the same for the same shopper."),
    "no_action": _("The row does not say what the shopper did. Write view, cart or buy."),
    "no_time": _("The row does not say when it was. Fill in the date, with the time if you have it."),
    "action_unknown": _("This action is not known. Write view, cart or buy."),
}  # fmt: skip

# What is left out although the row is imported
WARNING: dict[str, Promise] = {
    "gtin_left_out": _("The barcode is no GTIN and was left out; the rest of the row is imported."),
    "facts_of_variant": _("Facts are read from the product's first row; these stand in a later row and say something else, so they were left out."),
    "photo_missing": _("The ZIP holds no file of this name. The product is imported without this photo; you can add it on its page."),
    "photo_unmatched": _("No row names this file, and its name begins with no SKU or handle of the file. It was left out."),
    "photo_encrypted": _("This file is protected with a password and was left out. Pack the ZIP without one."),
    "photo_nested": _("This is an archive inside the archive and was left out. Put the photos into the ZIP directly."),
    "photo_too_big": _("The file is larger than %(limit)s MB and was left out. Save the photo smaller, for example as a JPEG."),
    "said_otherwise": _("A review or question with this number is here already and says something else. It stays as it came: what customers wrote is never changed."),
    "event_old": _("This is older than %(limit)s days, the time for which events are kept, and was left out."),
    "photo_damaged": _("The file could not be unpacked: the ZIP is damaged there. It was left out."),
}  # fmt: skip

STEPS: dict[str, Promise] = {
    "reading": _("Reading the rows"),
    "photos": _("Looking through the photos"),
    "languages": _("Telling the languages"),
    "comparing": _("Comparing with your catalogue"),
    "writing": _("Writing to your catalogue"),
}
_ALL: dict[str, Any] = {**PICTURES, **FILE, **CELL, **WARNING}


def wording(code: str, params: dict[str, Any]) -> str:
    """The sentence for a code in the active language. A code without words is shown as it is; a test finds those."""
    if code not in _ALL:
        return code
    return str(_ALL[code]) % {name: _shown(value) for name, value in params.items()}


def _shown(value: Any) -> Any:
    """100,000 rather than 100000."""
    return number_format(value, force_grouping=True) if isinstance(value, int) else value
