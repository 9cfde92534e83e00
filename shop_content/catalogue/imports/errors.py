"""Why an import stopped, or a cell was refused. The wording, by language, is in `messages.py`."""

from __future__ import annotations

from typing import Any


class ImportRefused(Exception):
    """The whole file cannot be read. `code` is a key of `messages.FILE`."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


class CellRefused(ValueError):
    """One value cannot be taken. `code` is a key of `messages.CELL`."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


class ValueRefused(Exception):
    """A `CellRefused`, and where: in which column of the file, with which value."""

    def __init__(self, column: str, value: str, error: CellRefused) -> None:
        super().__init__(column, value, error)
        self.column = column
        self.value = value
        self.error = error


class ImportCancelled(Exception):
    """A person cancelled it while it ran."""


class ChangedMeanwhile(Exception):
    """The catalogue changed while the import was being written; doing it again will see the change."""


class WrongState(Exception):
    """Someone else was first: the import is no longer in the state that the action needs."""
