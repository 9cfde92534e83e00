"""Every rule that a check may name: its severity, the params that fill its wording, and that wording in English.

The wording is a `%`-format: `rule.wording % finding.params` says what was found, why it matters and what to do.
Callers that speak other languages translate by `rule.id`.
"""

from __future__ import annotations

from generation.checks.rules import form, kinds, law, pictures, truth
from generation.checks.rules.rule import Rule
from generation.contract import Finding, Severity

RULES: dict[str, Rule] = {rule.id: rule for family in (form, truth, law, kinds, pictures) for rule in family.RULES}


_PARAMS = {rule.id: frozenset(rule.params) for rule in RULES.values()}


def final(rule_id: str) -> bool:
    """Whether nobody may let a finding of this rule pass; rules of earlier releases may be unknown."""
    return rule_id in RULES and RULES[rule_id].final


def finding(
    rule_id: str,
    field: str = "",
    index: int = 0,
    start: int = 0,
    end: int = 0,
    *,
    severity: Severity | None = None,
    **params: object,
) -> Finding:
    """A finding of a known rule with exactly its params. Raises KeyError or ValueError when a check is miswritten."""
    rule = RULES[rule_id]
    if params.keys() != _PARAMS[rule_id]:
        raise ValueError(f"{rule_id} takes {sorted(rule.params)}, got {sorted(params)}")
    return Finding(rule_id, severity or rule.severity, field, index, start, end, params)


__all__ = ["RULES", "Rule", "final", "finding"]
