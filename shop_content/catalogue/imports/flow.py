"""The walk of one file: read, stage, gather what stands beside it, settle; then, in the second phase, write. Both phases walk the same way.

What the rows become is the business of `nouns`.
"""

from __future__ import annotations

import copy
import logging
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import Any

from django.db import IntegrityError, transaction

from shop_content.catalogue.imports import apply, outcomes, staging
from shop_content.catalogue.imports.errors import ChangedMeanwhile, ImportRefused
from shop_content.catalogue.imports.headers import normal, signature
from shop_content.catalogue.imports.issues import Issues
from shop_content.catalogue.imports.layouts import MAPPED, Layout
from shop_content.catalogue.imports.limits import PREVIEW_ROWS
from shop_content.catalogue.imports.nouns import NOUNS
from shop_content.catalogue.imports.nouns.noun import Plan, Prepared
from shop_content.catalogue.imports.progress import Progress
from shop_content.catalogue.imports.readers.reading import local, opened
from shop_content.catalogue.imports.readers.table import Row, Table
from shop_content.catalogue.models import Import, ImportMapping

log = logging.getLogger(__name__)

PEEK = 200  # rows that show the decimal mark
PREVIEW_CELL = 120  # characters
TRIES = 3  # when the catalogue changes while it is written


class NeedsMapping(Exception):
    """Nobody knows these columns. `found` is for the Import's row."""

    def __init__(self, found: dict[str, Any]) -> None:
        super().__init__("mapping")
        self.found = found


def check(row: Import, progress: Progress) -> None:
    """The dry run: everything but the writing."""
    issues = Issues()
    try:
        prepared = _prepare(row, progress, issues, keep=False)
    except NeedsMapping as needed:
        outcomes.ask_for_mapping(row, needed.found)
        return
    progress.step("comparing")
    with transaction.atomic():
        counts = _settle(row, prepared, issues)
        outcomes.checked(row, counts, issues, prepared.found)


def write(row: Import, progress: Progress) -> None:
    """Reads the file again, then swaps everything in with one transaction. Raises ImportRefused when the catalogue keeps changing."""
    issues = Issues()
    prepared = _prepare(row, progress, issues, keep=True)
    progress.step("writing")
    for _try in range(TRIES):
        attempt = copy.deepcopy(issues)
        try:
            with transaction.atomic():
                counts = _write(row, prepared, attempt)
        except (IntegrityError, ChangedMeanwhile) as error:
            log.info("import %s: the catalogue changed meanwhile: %r", row.pk, error)
            continue
        if counts is None:
            outcomes.checked(row, row.counts, attempt, error="changed_since_check")
        return
    raise ImportRefused("changed_meanwhile")


def _write(row: Import, prepared: Prepared, issues: Issues) -> dict[str, int] | None:
    """None, and nothing written, when rows would be refused that a person did not agree to leave out."""
    apply.lock(row.shop_id)
    noun = NOUNS[row.what]
    counts = _settle(row, prepared, issues, then=noun.hold)
    if issues.refused and not row.only_good_rows:
        row.counts = counts
        transaction.set_rollback(True)
        return None
    noun.apply(row)
    outcomes.written(row, counts, issues)
    return counts


def _prepare(row: Import, progress: Progress, issues: Issues, *, keep: bool) -> Prepared:
    """Everything that needs the files; no transaction is open."""
    noun = NOUNS[row.what]
    with local(row.file) as path, opened(path) as table:
        plan, rows, found = _plan(row, table)
        progress.step("reading", table.estimate)
        count = staging.fill(rows, plan, noun, issues, progress.done)
    prepared = Prepared(plan, count, found, {})
    noun.gather(row, prepared, progress, issues, keep=keep)
    return prepared


def _plan(row: Import, table: Table) -> tuple[Plan, Iterator[Row], dict[str, Any]]:
    """How to read this table: as mapped by a person, as recognised, or as a person mapped such a header before."""
    noun = NOUNS[row.what]
    first = list(islice(table.rows, PEEK))
    found: dict[str, Any] = {
        "columns": table.header,
        "details": table.details,
        "preview": [[cell.replace("\x00", "␀")[:PREVIEW_CELL] for cell in cells] for _n, cells in first[:PREVIEW_ROWS]],
    }
    if not first:
        raise ImportRefused("no_rows")
    layout = Layout(row.layout, row.mapping) if row.mapping else noun.recognise(table.header)
    if layout is None:
        seen = ImportMapping.objects.filter(shop_id=row.shop_id, signature=signature(table.header, row.what)).first()
        if seen is None:
            raise NeedsMapping(found)
        layout = Layout(MAPPED, _kept(seen, table.header))
    plan = noun.plan(row, table.header, layout, first)
    return plan, chain(first, table.rows), {**found, "mapping": layout.mapping, "layout": layout.name}


def _kept(remembered: ImportMapping, header: list[str]) -> dict[str, str]:
    """The mapping of a header that differs in case or punctuation at most, for the columns as they are called now."""
    targets = {normal(column): target for column, target in remembered.mapping.items()}
    return {column: targets[normal(column)] for column in header if normal(column) in targets}


def _settle(row: Import, prepared: Prepared, issues: Issues, then: Callable[[], None] | None = None) -> dict[str, int]:
    """Resolve and compare inside the caller's transaction; `then` runs between the two. Returns the counts."""
    counts = NOUNS[row.what].settle(row.shop_id, prepared, issues, then)
    return {
        "rows": prepared.rows,
        **prepared.counts,
        **counts,
        "refused": issues.refused,
        "warnings": issues.warnings,
    }
