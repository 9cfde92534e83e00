"""Which regular expressions a policy term may use. They run over every text, so none may hang or match everything."""

from __future__ import annotations

from dataclasses import dataclass

import regex
from django.utils.translation import gettext as _

from generation.checks.evidence import half_width
from generation.checks.policy import UnusablePattern, compiled

LONGEST = 300  # characters, as the column
PROBE_SECONDS = 0.05
_PROBES = tuple(text * 400 for text in ("a", "最", "a ", "1", "最佳 ", "the best "))
_OWN_PROBES = 8
_FEW = 10  # a group repeated at most this often cannot explode


class BadPattern(ValueError):
    """The pattern cannot be kept; the message says why and what to do, for a moderator."""


@dataclass(slots=True)
class _Group:
    repeats: bool = False  # something inside may repeat without a small limit


def accept(pattern: str) -> str:
    """`pattern` as it will be stored. Raises `BadPattern`.

    Full-width characters become half-width ones: the text that is searched is in half-width too.
    """
    stored = half_width(pattern).strip()
    if not stored:
        raise BadPattern(_("Enter a pattern: the words to look for, or a regular expression."))
    if len(stored) > LONGEST:
        raise BadPattern(
            _("The pattern is longer than %(limit)s characters. Split it in two terms.") % {"limit": LONGEST}
        )
    try:
        made = compiled(stored)
    except UnusablePattern as error:
        raise BadPattern(_("This is not a usable regular expression: %(problem)s.") % {"problem": error}) from error
    if _nests_repeats(stored):
        raise BadPattern(
            _(
                "A repetition inside a repetition, like (a+)+, can hang the checks. Write it without the inner or the outer one."
            )
        )
    if _is_slow(made):
        raise BadPattern(
            _("This pattern takes too long on long texts. Make it more specific, for example with \\b at its start.")
        )
    return stored


def _is_slow(made: regex.Pattern[str]) -> bool:
    own = list(dict.fromkeys(character for character in made.pattern if character.isalnum()))[:_OWN_PROBES]
    probes = (*_PROBES, *(character * 1000 + "!" for character in own))
    try:
        for probe in probes:
            for _found in made.finditer(probe, timeout=PROBE_SECONDS):
                pass
    except TimeoutError:
        return True
    return False


def _nests_repeats(pattern: str) -> bool:
    """Whether a group that holds an open-ended repetition is itself repeated open-endedly."""
    open_groups, last, place = [_Group()], _Group(), 0
    while place < len(pattern):
        character = pattern[place]
        if character == "\\":
            last, place = _Group(), place + 2
        elif character == "[":
            last, place = _Group(), _end_of_class(pattern, place)
        elif character == "(":
            open_groups.append(_Group())
            place += 1
        elif character == ")" and len(open_groups) > 1:
            last, place = open_groups.pop(), place + 1
            open_groups[-1].repeats |= last.repeats
        elif (end := _end_of_repeat(pattern, place)) is not None:
            if last.repeats:
                return True
            open_groups[-1].repeats = last.repeats = True
            place = end
        else:
            last, place = _Group(), place + 1
    return False


def _end_of_class(pattern: str, start: int) -> int:
    place = start + 2  # a "]" that comes first is a member
    while place < len(pattern) and pattern[place] != "]":
        place += 2 if pattern[place] == "\\" else 1
    return place + 1


def _end_of_repeat(pattern: str, place: int) -> int | None:
    """Where the open-ended repetition that starts at `place` ends; None if there is none."""
    if pattern[place] in "*+":
        return place + 1
    found = regex.compile(r"\{(\d*)(,?)(\d*)\}").match(pattern, place)
    if not found or not found[0].strip("{,}"):
        return None
    most = found[3] or ("" if found[2] else found[1])
    return None if most and int(most) <= _FEW else found.end()
