"""Why one draft of a bulk could not be changed: a code and its parameters as they are stored, and the words for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop_content.drafts import errors
from shop_content.drafts.models import Decision, Draft

GONE, ROLE, OTHER = "gone", "role", "other"
Params = Mapping[str, Any]


def refusal_of(error: Exception) -> tuple[str, dict[str, Any]]:
    """As an item keeps it. Raises `error` again where it is no answer to a person but a fault of ours."""
    if isinstance(error, Draft.DoesNotExist):
        return GONE, {}
    if isinstance(error, PermissionDenied):
        return ROLE, {}
    for kind, (code, params) in _CODES.items():
        if isinstance(error, kind):
            return code, params(error)
    if isinstance(error, errors.DraftError):
        return OTHER, {"message": error.message}
    raise error


def _decided(error: Any) -> dict[str, Any]:
    decision: Decision | None = error.decision
    if decision is None:
        return {"status": error.draft.status}
    return {"person": str(decision.by), "verb": decision.verb}


def _held(error: Any) -> dict[str, Any]:
    return {"by_shop": error.draft.held_by_shop}


_CODES: dict[type[errors.DraftError], tuple[str, Callable[[Any], dict[str, Any]]]] = {
    errors.BlockedByFindings: ("findings", lambda error: {"count": error.count}),
    errors.FactsChanged: ("facts", lambda error: {"count": error.count}),
    errors.OriginalChanged: ("original", lambda error: {"number": error.number}),
    errors.StaleVersion: ("newer", lambda error: {"number": error.newest.number}),
    errors.AlreadyDecided: ("decided", _decided),
    errors.HeldByModerator: ("held", _held),
    errors.NotWritten: ("unwritten", lambda error: {}),
    errors.RuledOut: ("rule", lambda error: {"code": error.code}),
    errors.NothingChanged: ("same", lambda error: {}),
    errors.NotEditable: ("picture", lambda error: {}),
    errors.NotAMember: ("stranger", lambda error: {}),
}


def words(code: str, params: Params) -> str:
    """What happened and what to do, in the reader's language."""
    return _WORDS.get(code, _unknown)(params)


def _findings(params: Params) -> str:
    count = params.get("count", 1)
    text = ngettext(
        "%(count)s error is open. Edit the text, or waive the error with a reason.",
        "%(count)s errors are open. Edit the text, or waive each with a reason.",
        count,
    )
    return text % {"count": count}


def _facts(params: Params) -> str:
    count = params.get("count", 1)
    text = ngettext(
        "%(count)s sentence rests on a fact that has changed. Edit it, or ask for a new version.",
        "%(count)s sentences rest on facts that have changed. Edit them, or ask for a new version.",
        count,
    )
    return text % {"count": count}


def _original(params: Params) -> str:
    return errors.OriginalChanged(params.get("number", 0)).message


def _newer(params: Params) -> str:
    return _("Version %(number)s arrived after you chose the draft. Read it, then decide.") % {
        "number": params.get("number", "")
    }


def _already(params: Params) -> str:
    if verb := params.get("verb"):
        label = str(Decision.Verb(verb).label) if verb in Decision.Verb.values else verb
        return _("%(person)s decided first: “%(decision)s”. Reopen the draft to decide anew.") % {
            "person": params.get("person", ""),
            "decision": label,
        }
    status = Draft(status=params.get("status", "")).get_status_display()
    return _("It is “%(status)s” already. Reopen it to decide anew.") % {"status": status}


def _is_held(params: Params) -> str:
    if params.get("by_shop"):
        return _("It is held. Reopen it first.")
    return _("A moderator holds it, and only a moderator releases it.")


def _unknown(params: Params) -> str:
    return str(params.get("message", "")) or _("Open the draft to see why, then decide there.")


_WORDS: dict[str, Callable[[Params], str]] = {
    "findings": _findings,
    "facts": _facts,
    "original": _original,
    "newer": _newer,
    "decided": _already,
    "held": _is_held,
    "unwritten": lambda _params: _("There is no version to decide on yet. Wait until it is written."),
    "rule": lambda params: errors.ruled_out(str(params.get("code", ""))),
    "same": lambda _params: _("Nothing in it had to be changed."),
    "picture": lambda _params: _("A picture cannot be edited."),
    "stranger": lambda _params: _("The person whom it was to be given to no longer belongs to this shop."),
    GONE: lambda _params: _("The draft is gone."),
    ROLE: lambda _params: _("Whoever asked for this may no longer decide in this shop."),
    OTHER: _unknown,
}
