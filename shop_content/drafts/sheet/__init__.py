"""A version laid out for the review desk."""

from shop_content.drafts.sheet.facts import facts_of_version
from shop_content.drafts.sheet.layout import Sheet, sheet_of
from shop_content.drafts.sheet.lines import FactLine
from shop_content.drafts.sheet.names import FACT_NAMES, FIELD_NAMES
from shop_content.drafts.sheet.pictures import measures

__all__ = ["FACT_NAMES", "FIELD_NAMES", "FactLine", "Sheet", "facts_of_version", "measures", "sheet_of"]
