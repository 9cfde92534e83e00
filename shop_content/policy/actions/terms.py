"""Policy terms: add, change, retire, and the one reading that others need."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import IntegrityError, connection, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from generation import contract
from generation.checks.policy import EVIDENCE
from shop_content.audit.actions import record
from shop_content.policy.models import PolicyTerm
from shop_content.policy.patterns import BadPattern, accept

FIELDS = ("locale", "pattern", "severity", "reason", "reason_zh", "unless", "active")
MOST_KEYS = 10
RELEVANT = frozenset({"locale", "pattern", "severity", "unless", "active"})  # a change of these changes what is found


class BadTerm(ValueError):
    """The term cannot be kept. `field` names the column; the message is for a moderator."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def terms(locale: str) -> tuple[contract.PolicyTerm, ...]:
    """The active terms for content in `locale` ("en", "zh-Hans"), in a stable order."""
    return tuple(plain(term) for term in PolicyTerm.objects.filter(locale=locale, active=True).order_by("pk"))


def steady_terms(locale: str) -> tuple[contract.PolicyTerm, ...]:
    """`terms`, which nobody changes until the caller's transaction ends.

    A text that is stored under them is there when a term that is saved next is put to what is written; one that is stored later
    reads the new terms. Several transactions may hold them steady at once; who saves a term waits for these.
    """
    _lock("pg_advisory_xact_lock_shared")
    return terms(locale)


def _lock(function: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(hashtext('policy terms'))")


def plain(term: PolicyTerm) -> contract.PolicyTerm:
    """As the checks take it; a term that was never stored has the id ""."""
    return contract.PolicyTerm(
        str(term.pk or ""), term.pattern, term.locale, _severity(term), term.reason, keys_of(term.unless)
    )


def keys_of(unless: str) -> tuple[str, ...]:
    """The keys that a term names, as they are typed: "organic, evidence"; Chinese commas part them, too."""
    return tuple(key for part in re.split(r"[,，、;；\n]", unless) if (key := " ".join(part.split())))


def reasons(term_ids: Iterable[str]) -> dict[str, str]:
    """Why the named terms are against the policy, in the language of whoever reads; unknown ids are left out."""
    chinese = (get_language() or "").startswith("zh")
    found = PolicyTerm.objects.filter(pk__in=[int(term_id) for term_id in term_ids if term_id.isdecimal()])
    return {str(term.pk): (term.reason_zh if chinese else "") or term.reason for term in found}


def letting(term_ids: Iterable[str]) -> dict[str, str]:
    """The first fact that lets the words of each named term stand; terms that no fact of a product can content are left out."""
    found = PolicyTerm.objects.filter(pk__in=[int(term_id) for term_id in term_ids if term_id.isdecimal()])
    keys = {str(term.pk): [key for key in keys_of(term.unless) if key != EVIDENCE] for term in found.exclude(unless="")}
    return {pk: several[0] for pk, several in keys.items() if several}


def save_term(
    *,
    locale: str,
    pattern: str,
    severity: str,
    reason: str,
    reason_zh: str = "",
    unless: str = "",
    active: bool = True,
    term_id: int | None = None,
) -> PolicyTerm:
    """Create a term, or change the one named. Raises `BadTerm`, or `PolicyTerm.DoesNotExist`."""
    wanted = checked(locale, pattern, severity, reason, reason_zh, unless, active)
    try:
        with transaction.atomic():
            _lock("pg_advisory_xact_lock")
            term = PolicyTerm.objects.select_for_update().get(pk=term_id) if term_id else PolicyTerm()
            changed = {
                name: [getattr(term, name), value] for name, value in wanted.items() if getattr(term, name) != value
            }
            for name, value in wanted.items():
                setattr(term, name, value)
            if RELEVANT.intersection(changed):
                term.reached = 0
            term.save()
            if term_id is None:
                record("policy.term.create", term, None, **wanted)
            elif changed:
                record("policy.term.change", term, None, changed=changed)
    except IntegrityError as error:
        raise BadTerm(
            "pattern", _("This language has a term with the same pattern already. Change that one.")
        ) from error
    return term


def retire_term(term_id: int) -> bool:
    """Stop applying a term. The row stays: waived findings refer to it. False if it was retired already."""
    with transaction.atomic():
        _lock("pg_advisory_xact_lock")
        if not PolicyTerm.objects.filter(pk=term_id, active=True).update(active=False, reached=0):
            return False
        term = PolicyTerm.objects.get(pk=term_id)
        record("policy.term.retire", term, None, locale=term.locale, pattern=term.pattern)
    return True


def _severity(term: PolicyTerm) -> contract.Severity:
    return "error" if term.severity == PolicyTerm.Severity.ERROR else "warning"


def checked(
    locale: str, pattern: str, severity: str, reason: str, reason_zh: str = "", unless: str = "", active: bool = True
) -> dict[str, str | bool]:
    """The values as they will be stored. Raises `BadTerm`."""
    if locale not in contract.LOCALES:
        raise BadTerm(
            "locale", _("Choose the language of the content: %(locales)s.") % {"locales": ", ".join(contract.LOCALES)}
        )
    if severity not in PolicyTerm.Severity.values:
        raise BadTerm("severity", _("Choose whether the term blocks approval or warns."))
    if not reason.strip():
        raise BadTerm("reason", _("Say why: merchants read the reason beside their text."))
    for field, text in (("reason", reason), ("reason_zh", reason_zh)):
        if len(text.strip()) > 300:
            raise BadTerm(field, _("The reason is longer than %(limit)s characters. Shorten it.") % {"limit": 300})
    keys = keys_of(unless)
    if len(keys) > MOST_KEYS or len(", ".join(keys)) > 300:
        raise BadTerm("unless", _("Name at most %(limit)s facts, in 300 characters.") % {"limit": MOST_KEYS})
    try:
        stored = accept(pattern)
    except BadPattern as error:
        raise BadTerm("pattern", str(error)) from error
    return {
        "locale": locale,
        "pattern": stored,
        "severity": severity,
        "reason": reason.strip(),
        "reason_zh": reason_zh.strip(),
        "unless": ", ".join(keys),
        "active": active,
    }
