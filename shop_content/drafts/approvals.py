"""Which approval stands, read from the decisions."""

from __future__ import annotations

from collections.abc import Iterable

from shop_content.drafts.models import Decision


def standing(decisions: Iterable[Decision]) -> int | None:
    """Id of the version whose approval stands after `decisions` (oldest first), None where none does.

    An approval replaces the one before it. Reopening takes the last word back: after an approval, the one that it
    replaced stands again. Asking for changes on an approved version ends its approval. A rejection that was not
    taken back ends every approval before it. Holds and waived findings change nothing.
    """
    verb = Decision.Verb
    approvals: list[int | None] = []
    last = ""
    for decision in decisions:
        if decision.verb == verb.APPROVE:
            kept = [] if last == verb.REJECT else [pk for pk in approvals if pk != decision.version_id]
            approvals = [*kept, decision.version_id]
        elif decision.verb == verb.REOPEN and last == verb.APPROVE:
            approvals.pop()
        elif decision.verb == verb.REQUEST_CHANGES:
            kept = [] if last == verb.REJECT else approvals
            approvals = [pk for pk in kept if pk != decision.version_id]
        if decision.verb in (verb.APPROVE, verb.REQUEST_CHANGES, verb.REJECT, verb.REOPEN):
            last = decision.verb
    return approvals[-1] if approvals else None
