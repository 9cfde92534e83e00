"""Words that must not be translated, hidden from the model behind signs that it copies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generation.translation.glossary import Term, terms_in

# One after the other, where the one before was lost: capitals that are no word, a number in brackets, the word as it is to be written.
SIGNS = ("XQ{letter}", "[{number}]", "{written}")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Hidden:
    """`text` as the model reads it; `signs`: each with what it stands for, in order."""

    text: str
    signs: tuple[tuple[str, str], ...] = ()

    def shown(self, answer: str) -> tuple[str, int]:
        """The answer with the words in place of their signs, and how many of them are missing from it."""
        lost = 0
        for sign, written in self.signs:
            answer, count = _pattern(sign).subn(lambda _found, said=written: said, answer)  # type: ignore[misc]
            lost += not count
        return answer, lost


def _pattern(sign: str) -> re.Pattern[str]:
    """A sign as models give it back: in small letters, with blanks in it; no part of a longer word."""
    letters = sign.replace(" ", "")
    left = r"(?<![A-Za-z])" if letters[0].isascii() and letters[0].isalpha() else ""
    right = r"(?![A-Za-z])" if letters[-1].isascii() and letters[-1].isalpha() else ""
    return re.compile(left + r"\s?".join(map(re.escape, letters)) + right, re.IGNORECASE)


def hide(text: str, terms: Sequence[Term], way: int) -> Hidden:
    """`way`: which of `SIGNS`."""
    signs: dict[str, str] = {}
    parts, end = [], 0
    for found in terms_in(text, terms):
        written = found.term.written
        sign = next((sign for sign, said in signs.items() if said == written), "") or _sign(len(signs), written, way)
        signs[sign] = written
        parts += [text[end : found.start], sign]
        end = found.end
    return Hidden("".join([*parts, text[end:]]), tuple(signs.items()))


def _sign(place: int, written: str, way: int) -> str:
    letter = _LETTERS[place % len(_LETTERS)] * (place // len(_LETTERS) + 1)
    return SIGNS[way].format(letter=letter, number=place + 1, written=written)
