"""How far the worker is, for the page; and the place where it learns that it should stop."""

from __future__ import annotations

import time

from shop_content.catalogue.imports.errors import ImportCancelled
from shop_content.catalogue.models import Import
from shop_content.leases import Heartbeat, LeaseLost, owned

EVERY = 0.7  # seconds between two writes


class Progress:
    def __init__(self, row: Import, beat: Heartbeat) -> None:
        self.row = row
        self.beat = beat
        self._written = 0.0

    def go_on(self) -> None:
        """Raises ImportCancelled or LeaseLost when there is no point in going on."""
        if self.beat.lost():
            raise LeaseLost
        if self.beat.cancelled():
            raise ImportCancelled

    def step(self, name: str, total: int = 0) -> None:
        self.go_on()
        self._write(step=name, rows_done=0, rows_total=total)

    def done(self, count: int, total: int | None = None) -> None:
        self.go_on()
        if time.monotonic() - self._written > EVERY:
            self._write(rows_done=count, **({} if total is None else {"rows_total": total}))

    def _write(self, **values: int | str) -> None:
        if not owned([self.row]).update(**values):
            raise LeaseLost
        if owned([self.row]).filter(cancel_requested=True).exists():
            raise ImportCancelled
        self._written = time.monotonic()
