"""Everything that changes what may be said, and the readings that others need."""

from shop_content.policy.actions.evidence import BadEvidence, add_evidence, change_evidence, lapse, retire_evidence
from shop_content.policy.actions.terms import (
    FIELDS,
    BadTerm,
    checked,
    letting,
    plain,
    reasons,
    retire_term,
    save_term,
    steady_terms,
    terms,
)

__all__ = [
    "FIELDS",
    "BadEvidence",
    "BadTerm",
    "add_evidence",
    "change_evidence",
    "checked",
    "lapse",
    "letting",
    "plain",
    "reasons",
    "retire_evidence",
    "retire_term",
    "save_term",
    "steady_terms",
    "terms",
]
