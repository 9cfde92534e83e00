"""A worker's hold on one import: claimed, kept by a heartbeat, ended one way or another."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError

from shop_content.audit.actor import SYSTEM, Actor, acting
from shop_content.catalogue.imports import flow, outcomes, staging
from shop_content.catalogue.imports.errors import ImportCancelled, ImportRefused
from shop_content.catalogue.imports.progress import Progress
from shop_content.catalogue.models import Import
from shop_content.leases import LeaseLost, claim, heartbeat, sweep

log = logging.getLogger(__name__)

DEADLINE = 4 * 3600  # seconds; 20,000 photos take long


def work_off(queue: str) -> int:
    """Claim and finish imports until none waits. Returns how many."""
    sweep(Import)
    count = 0
    while rows := claim(Import, queue):
        work(rows[0])
        count += 1
    return count


def work(row: Import) -> None:
    person = row.requested_by
    actor = Actor(person.pk, person.get_username()) if person else SYSTEM
    with acting(actor), heartbeat([row], DEADLINE) as beat:
        try:
            _run(row, Progress(row, beat))
        except LeaseLost:
            log.warning("import %s: another worker has it", row.pk)


def _run(row: Import, progress: Progress) -> None:
    try:
        (flow.check if row.phase == Import.Phase.CHECK else flow.write)(row, progress)
    except ImportRefused as refused:
        _fail(row, refused.code, refused.params)
    except ImportCancelled:
        outcomes.cancelled(row)
    except LeaseLost:
        raise
    except (OperationalError, InterfaceError):  # Postgres went away: the lease runs out and the import is done again
        log.warning("import %s: the database went away", row.pk, exc_info=True)
        return
    except Exception:
        log.exception("import %s", row.pk)
        _fail(row, "unexpected", {})
    staging.drop()


def _fail(row: Import, code: str, params: dict[str, object]) -> None:
    try:
        outcomes.failed(row, code, params)
    except ImportCancelled:
        outcomes.cancelled(row)
