"""What is wrong with rows: kept up to a limit, counted beyond it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from shop_content.catalogue.imports.errors import ValueRefused
from shop_content.catalogue.imports.limits import MAX_ISSUES


@dataclass(frozen=True, slots=True)
class Issue:
    row: int
    column: str
    value: str
    code: str
    params: dict[str, Any] = field(default_factory=dict)
    warning: bool = False  # the row is imported all the same


@dataclass
class Issues:
    kept: list[Issue] = field(default_factory=list)
    refused: int = 0  # rows
    warnings: int = 0

    def add(self, issue: Issue) -> None:
        """A refused row has one issue: its first."""
        if issue.warning:
            self.warnings += 1
        else:
            self.refused += 1
        self.keep(issue)

    def refuse(self, row: int, refused: ValueRefused) -> None:
        shown, error = refused.value.replace("\x00", "␀")[:300], refused.error
        self.add(Issue(row, refused.column, shown, error.code, error.params))

    def keep(self, issue: Issue) -> None:
        if len(self.kept) < MAX_ISSUES:
            self.kept.append(issue)
