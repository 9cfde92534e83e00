"""The seam between the walk of a file, which is the same for all, and what its rows become."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from shop_content.catalogue.imports.issues import Issues
from shop_content.catalogue.imports.layouts import Layout
from shop_content.catalogue.imports.progress import Progress
from shop_content.catalogue.imports.readers.table import Row
from shop_content.catalogue.imports.vocabulary import Vocabulary
from shop_content.catalogue.models import Import


class Plan(Protocol):
    """How to read the rows of one file."""

    mapping: dict[str, str]  # {"column": "field"}

    def read(self, row: Row, issues: Issues) -> Sequence[Any] | None:
        """A row of the staging table; None for a refused row (then `issues` has it) or a comment in our template."""


@dataclass
class Prepared:
    """A file whose rows stand in the staging table."""

    plan: Plan
    rows: int
    found: dict[str, Any]  # layout, mapping, columns, preview, details: for the Import's row
    counts: dict[str, int]  # what is known before anything is compared

    def column(self, target: str) -> str:
        """The file's name for a field; "" where the file has none."""
        return next((column for column, mapped in self.plan.mapping.items() if mapped == target), "")


class Noun(Protocol):
    words: Vocabulary
    table: str  # columns of the staging table, as in CREATE TABLE; `n` is the row's number
    columns: tuple[str, ...]  # their names, in the order in which a plan's rows have them

    def recognise(self, columns: list[str]) -> Layout | None:
        """The layout that needs no mapping. Raises ImportRefused when a column that counts stands there twice."""

    def plan(self, row: Import, columns: list[str], layout: Layout, first: Sequence[Row]) -> Plan:
        """`first`: the first rows, which show how the file writes its values."""

    def gather(self, row: Import, prepared: Prepared, progress: Progress, issues: Issues, *, keep: bool) -> None:
        """What is left to do once all rows are staged and before a transaction is open. `keep`: files beside the table are stored."""

    def settle(
        self, shop_id: int, prepared: Prepared, issues: Issues, then: Callable[[], None] | None
    ) -> dict[str, int]:
        """Resolve and compare inside the caller's transaction; `then` runs between the two. Counts: created, updated, unchanged …"""

    def hold(self) -> None:
        """Lock the catalogue's rows that are about to be written. Raises ChangedMeanwhile."""

    def apply(self, row: Import) -> None:
        """Write what was settled."""
