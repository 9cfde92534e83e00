"""What moderators have stopped: which kinds of content cannot be made at the moment, and why."""

from __future__ import annotations

from collections.abc import Iterable

from generation.kinds import KINDS
from shop_content.jobs.engines import engine_of, translator
from shop_content.jobs.models import Suspension


def in_force() -> dict[tuple[str, str], str]:
    """The reasons, by (what, name)."""
    rows = Suspension.objects.filter(lifted_at=None)
    return {(what, name): reason for what, name, reason in rows.values_list("what", "name", "reason")}


def translation_stopped() -> str:
    """The reason why the engine that translates is stopped, or ""."""
    return in_force().get((Suspension.What.ENGINE, translator()), "")


def stopped(kinds: Iterable[str] = KINDS) -> dict[str, str]:
    """The reasons, by kind: because the kind is suspended, or the engine that makes it."""
    found = in_force()
    if not found:
        return {}
    reasons = {
        kind: found.get((Suspension.What.KIND, kind)) or found.get((Suspension.What.ENGINE, engine_of(kind)))
        for kind in kinds
    }
    return {kind: reason for kind, reason in reasons.items() if reason}
