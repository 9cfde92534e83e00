"""The walk of one file: read, stage, match photos, resolve, compare; then, in the second phase, write. Both phases walk the same way."""

from __future__ import annotations

import copy
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from django.db import IntegrityError, transaction

from shop_content.catalogue.imports import apply, archive, facts, outcomes, photos, staging
from shop_content.catalogue.imports.compare import compare
from shop_content.catalogue.imports.errors import ChangedMeanwhile, ImportRefused
from shop_content.catalogue.imports.headers import normal, signature
from shop_content.catalogue.imports.issues import Issue, Issues
from shop_content.catalogue.imports.layouts import MAPPED, recognise
from shop_content.catalogue.imports.limits import PREVIEW_ROWS
from shop_content.catalogue.imports.progress import Progress
from shop_content.catalogue.imports.readers.reading import local, opened
from shop_content.catalogue.imports.readers.table import Row, Table
from shop_content.catalogue.imports.resolve import refuse_repeats, resolve
from shop_content.catalogue.imports.rows import Plan
from shop_content.catalogue.imports.values import decimal_mark
from shop_content.catalogue.models import Import, ImportMapping

log = logging.getLogger(__name__)

PEEK = 200  # rows that show the decimal mark
PREVIEW_CELL = 120  # characters
TRIES = 3  # when the catalogue changes while it is written
Look = Callable[[archive.Archive, Issues, Callable[[int, int], None]], None]


@dataclass
class Prepared:
    plan: Plan
    rows: int
    photos_named: int  # in the file, without a ZIP to take them from
    found: dict[str, Any]  # layout, mapping, columns, preview, details: for the Import's row

    def column(self, target: str) -> str:
        """The file's name for a field; the field's own where the file has none."""
        return next((column for column, mapped in self.plan.mapping.items() if mapped == target), "")


class NeedsMapping(Exception):
    """Nobody knows these columns. `found` is for the Import's row."""

    def __init__(self, found: dict[str, Any]) -> None:
        super().__init__("mapping")
        self.found = found


def check(row: Import, progress: Progress) -> None:
    """The dry run: everything but the writing."""
    issues = Issues()
    try:
        prepared = _prepare(row, progress, issues, photos.look)
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
    prepared = _prepare(
        row, progress, issues, lambda zipped, found, step: photos.store(zipped, found, step, row.shop_id)
    )
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
    counts = _settle(row, prepared, issues, then=apply.lock_products)
    if issues.refused and not row.only_good_rows:
        row.counts = counts
        transaction.set_rollback(True)
        return None
    apply.apply(row.shop_id, row.shop.currency)
    outcomes.written(row, counts, issues)
    return counts


def _prepare(row: Import, progress: Progress, issues: Issues, look: Look) -> Prepared:
    """Everything that needs the files; no transaction is open."""
    with local(row.file) as path, opened(path) as table:
        plan, rows, found = _plan(row, table)
        progress.step("reading", table.estimate)
        count = staging.fill(rows, plan, issues, progress.done)
    refuse_repeats(issues, Prepared(plan, 0, 0, {}).column)
    prepared = Prepared(plan, count, 0, found)
    if not row.photos:
        prepared.photos_named = photos.no_archive()
        return prepared
    progress.step("photos")
    with local(row.photos) as path, archive.opened(path) as zipped:
        photos.match(zipped, issues, prepared.column("images"))
        look(zipped, issues, progress.done)
    staging.run("ANALYZE photo_file")
    return prepared


def _plan(row: Import, table: Table) -> tuple[Plan, Iterator[Row], dict[str, Any]]:
    """How to read this table: as mapped by a person, as recognised, or as a person mapped such a header before."""
    first = list(islice(table.rows, PEEK))
    found: dict[str, Any] = {
        "columns": table.header,
        "details": table.details,
        "preview": [[cell.replace("\x00", "␀")[:PREVIEW_CELL] for cell in cells] for _n, cells in first[:PREVIEW_ROWS]],
    }
    if not first:
        raise ImportRefused("no_rows")
    mapping, layout = row.mapping, row.layout
    if not mapping:
        known = recognise(table.header)
        remembered = (
            None
            if known
            else ImportMapping.objects.filter(shop_id=row.shop_id, signature=signature(table.header)).first()
        )
        if not known and not remembered:
            raise NeedsMapping(found)
        mapping, layout = (known.mapping, known.name) if known else (_kept(remembered, table.header), MAPPED)
    prices = [index for index, column in enumerate(table.header) if mapping.get(column) == "price"]
    shown = (cells[index] for index in prices for _n, cells in first if index < len(cells))
    plan = Plan(table.header, mapping, layout, row.shop.currency, decimal_mark(shown))
    return plan, chain(first, table.rows), {**found, "mapping": mapping, "layout": layout}


def _kept(remembered: ImportMapping | None, header: list[str]) -> dict[str, str]:
    """The mapping of a header that differs in case or punctuation at most, for the columns as they are called now."""
    targets = {normal(column): target for column, target in (remembered.mapping if remembered else {}).items()}
    return {column: targets[normal(column)] for column in header if normal(column) in targets}


def _settle(row: Import, prepared: Prepared, issues: Issues, then: Callable[[], None] | None = None) -> dict[str, int]:
    """Resolve and compare inside the caller's transaction; `then` runs between the two. Returns the counts."""
    resolve(row.shop_id, issues, prepared.column)
    if then:
        then()
    kept_facts = facts.merge_all()
    for n, said in facts.said_otherwise():
        issues.add(Issue(n, prepared.column("facts"), said[:300], "facts_of_variant", warning=True))
    counts = compare(row.shop_id)
    return {
        "rows": prepared.rows,
        **counts,
        "refused": issues.refused,
        "warnings": issues.warnings,
        "kept_facts": kept_facts,
        "photos_named": prepared.photos_named,
    }
