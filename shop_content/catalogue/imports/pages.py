"""What the pages of an import show, put together from its row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from shop_content.catalogue.imports.limits import MAX_ISSUES
from shop_content.catalogue.imports.messages import STEPS, wording
from shop_content.catalogue.imports.nouns import NOUNS
from shop_content.catalogue.imports.suggestions import suggest
from shop_content.catalogue.imports.vocabulary import Vocabulary
from shop_content.catalogue.models import Import, ImportIssue
from shop_content.spreadsheets import MARK, line

PAGE = 50
SHOWN_SAMPLES = 3
TONES = {"done": "good", "ready": "info", "failed": "bad", "mapping": "warn", "running": "accent", "queued": "accent"}


def panel(row: Import) -> dict[str, Any]:
    """Everything that the state of an import shows but its list of issues."""
    total, words = row.rows_total, NOUNS[row.what].words
    return {
        "import": row,
        "working": row.status in ("queued", "running"),
        "tone": TONES.get(row.status, ""),
        "step": STEPS.get(row.step, ""),
        "percent": min(99, 100 * row.rows_done // total) if total else None,
        "error": wording(row.error_code, row.error_params) if row.error_code else "",
        "layout": layout_name(row.layout),
        "mapped": [(column, words.target_name(row.mapping[column])) for column in row.columns if column in row.mapping],
        "left_out": [column for column in row.columns if column not in row.mapping],
        "nothing": not any(row.counts.get(name) for name in ("created", "updated")),
    }


def layout_name(layout: str) -> str:
    names = {"template": _("our template"), "shopify": _("Shopify's product export"), "mapped": _("your mapping")}
    return names.get(layout, "")


def issues(row: Import, kind: str, number: str) -> dict[str, Any]:
    """One page of refused rows or of warnings."""
    warning = kind == "warning"
    page = Paginator(row.issues.filter(warning=warning).order_by("row", "id"), PAGE).get_page(number)
    listed = [(issue, wording(issue.code, issue.params)) for issue in page.object_list]
    total = row.counts.get("warnings" if warning else "refused", 0)
    return {
        "import": row,
        "kind": "warning" if warning else "refused",
        "page": page,
        "listed": listed,
        "total": total,
        "limit": MAX_ISSUES,
    }


def issues_csv(row: Import) -> Iterator[bytes]:
    """As a spreadsheet opens it safely: nothing in it is taken for a formula."""
    yield MARK + line([_("Row"), _("Column"), _("Value"), _("Result"), _("Reason")])
    for issue in row.issues.order_by("warning", "row", "id").iterator(chunk_size=2_000):
        yield line(_cells(issue))


def _cells(issue: ImportIssue) -> list[str]:
    result = _("imported, with a remark") if issue.warning else _("refused")
    return [str(issue.row or ""), issue.column, issue.value, result, wording(issue.code, issue.params)]


def columns(row: Import, chosen: dict[str, str] | None) -> list[dict[str, Any]]:
    """For the mapping page: every column with examples of what stands in it, and what it means so far."""
    cells = {name: [line[index] for line in row.preview if index < len(line)] for index, name in enumerate(row.columns)}
    words = NOUNS[row.what].words
    suggested = suggest(row.columns, cells, words)
    now = chosen if chosen is not None else row.mapping or suggested
    return [
        {
            "index": index,
            "name": name,
            "samples": list(dict.fromkeys(sample for sample in cells[name] if sample.strip()))[:SHOWN_SAMPLES],
            "target": now.get(name, ""),
            "suggested": chosen is None and not row.mapping and name in suggested,
            "extra": _extra(words, name, now.get(name, "")),
        }
        for index, name in enumerate(row.columns)
    ]


def _extra(words: Vocabulary, column: str, target: str) -> list[tuple[str, str]]:
    """Choices that carry the column's own name."""
    if not words.free:
        return []
    bare = column.partition(":")[2].strip() or column
    found = {f"fact:{bare}": "", f"option:{bare}": ""}
    if target and target not in words.by_name:
        found[target] = ""
    return [(value, words.target_name(value)) for value in found]


def choices(row: Import) -> list[tuple[str, str]]:
    return [(field.name, str(field.label)) for field in NOUNS[row.what].words.fields]
