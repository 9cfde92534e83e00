"""The policy terms that came with the brief. Their patterns are written by people, so none may hang the check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from generation.checks import screens
from generation.checks.evidence import NO, half_width, narrow
from generation.checks.pieces import Piece, pieces
from generation.checks.rules import finding
from generation.contract import Brief, Claim, Content, Fact, Facts, Finding, PolicyTerm
from generation.engines.composer import keys

LONGEST_PATTERN = 500  # characters
TIME_LIMIT = 0.1  # seconds for one pattern over one text
MOST_FINDINGS = 20  # of one term in one text
EVIDENCE = "evidence"  # in a term's `unless`


class UnusablePattern(ValueError):
    """The pattern is no regular expression, too long, or matches the empty text."""


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> regex.Pattern[str]:
    """Raises `UnusablePattern`, saying why. Also for whoever stores patterns: what compiles here can be applied."""
    if not pattern.strip() or len(pattern) > LONGEST_PATTERN:
        raise UnusablePattern(f"length {len(pattern)}, expected 1 to {LONGEST_PATTERN}")
    try:
        made = regex.compile(pattern, regex.IGNORECASE | regex.VERSION0)
        matches_nothing = made.search("", timeout=TIME_LIMIT)
    except (regex.error, OverflowError, RecursionError, MemoryError, TimeoutError) as error:
        raise UnusablePattern(str(error) or type(error).__name__) from error
    if matches_nothing:
        raise UnusablePattern("matches the empty text")
    return made


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    if not brief.policy:
        return
    texts = list(pieces(content))
    everything = screens.fold("\n".join(half_width(piece.text) for piece in texts))
    for place in _index(brief.policy).passing(everything):
        term = brief.policy[place]
        if term.locale in ("", brief.locale) and not exempt(term, brief.facts):
            pattern = _compiled_or_why(term.pattern)
            if isinstance(pattern, UnusablePattern):
                yield finding("policy.unusable", term_id=term.id, problem=str(pattern))
            else:
                yield from _apply(brief, term, pattern, texts)


_latest: tuple[tuple[PolicyTerm, ...], screens.Index] | None = None


def _index(policy: tuple[PolicyTerm, ...]) -> screens.Index:
    """All briefs of a batch hold the very same terms, which are not even hashed."""
    global _latest
    seen = _latest
    if seen is None or seen[0] is not policy:
        seen = _latest = (policy, _index_of_equal(policy))
    return seen[1]


@lru_cache(maxsize=64)
def _index_of_equal(policy: tuple[PolicyTerm, ...]) -> screens.Index:
    """Of the terms' patterns; one that cannot be used demands nothing."""
    return screens.Index([screens.demands_of_any(term.pattern) if _is_usable(term.pattern) else () for term in policy])


def _is_usable(pattern: str) -> bool:
    return not isinstance(_compiled_or_why(pattern), UnusablePattern)


def _compiled_or_why(pattern: str) -> regex.Pattern[str] | UnusablePattern:
    try:
        return compiled(pattern)
    except UnusablePattern as error:
        return error


def _apply(brief: Brief, term: PolicyTerm, pattern: regex.Pattern[str], texts: Sequence[Piece]) -> Iterator[Finding]:
    try:
        for piece in texts:
            spans = [found.span() for found in pattern.finditer(half_width(piece.text), timeout=TIME_LIMIT)]
            for start, end in [span for span in spans if span[0] < span[1]][:MOST_FINDINGS]:
                yield _judged(brief, term, piece, start, end)
    except TimeoutError:
        yield finding("policy.unusable", term_id=term.id, problem="too slow")


def exempt(term: PolicyTerm, facts: Facts) -> bool:
    """Whether a fact of one of the keys that the term names, in any of the key's spellings, says more than "no"."""
    if not term.unless:
        return False
    named = {_key(key) for key in term.unless}
    return any(
        (EVIDENCE in named and fact.id.startswith("evidence:"))
        or (_key(fact.key) in named and not NO.fullmatch(fact.value.strip()))
        for fact in facts.citable()
    )


def _key(name: str) -> str:
    known = keys.find(name)
    return known.id if known else keys.normal(name)


def _judged(brief: Brief, term: PolicyTerm, piece: Piece, start: int, end: int) -> Finding:
    text = piece.text[start:end]
    fact = next((fact for fact in brief.facts.citable() if _quotes(piece.text, start, end, fact)), None)
    if fact is None:
        return piece.finding(
            "policy.term", start, end, severity=term.severity, term_id=term.id, text=text, reason=term.reason
        )
    return piece.finding(
        "policy.term_in_fact", start, end, term_id=term.id, text=text, reason=term.reason, fact_id=fact.id
    )


def _quotes(text: str, start: int, end: int, fact: Fact) -> bool:
    """Whether the term is used as the fact uses it: whole, or with its neighbour (trademark, official name)."""
    said, stated = narrow(text), narrow(fact.value)
    term = said[start:end]
    if stated.strip() == term:
        return True
    place = stated.find(term)
    while place >= 0:
        before, after = stated[:place].rstrip()[-2:], stated[place + len(term) :].lstrip()[:2]
        if (before and said[:start].rstrip().endswith(before)) or (after and said[end:].lstrip().startswith(after)):
            return True
        place = stated.find(term, place + 1)
    return False
