"""What a rule is."""

from __future__ import annotations

from dataclasses import dataclass

from generation.contract import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """`severity` is the usual one; a finding's own severity is what counts (policy terms bring theirs).

    `final`: nobody may let it pass.
    """

    id: str
    severity: Severity
    params: tuple[str, ...]
    wording: str
    final: bool = False
