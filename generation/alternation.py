"""One regular expression for any of many words, that a text is held against letter by letter and not word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable

_Tree = dict[str, "_Tree"]
_END = ""  # the key under which a word ends


def any_of(words: Iterable[str], *, cased: bool = True) -> str:
    """The longest of `words` that stands at a place, as `re` tries them; shorter ones where what follows asks for it.

    Without `cased`, in either case, whatever the flags of the expression around it.
    """
    tree: _Tree = {}
    for word in words:
        branch = tree
        for character in word if cased else word.lower():
            branch = branch.setdefault(character, {})
        branch[_END] = {}
    return f"(?-i:{_written(tree, cased)})"


def _written(tree: _Tree, cased: bool) -> str:
    parts = [_letter(one, cased) + _written(rest, cased) for one, rest in tree.items() if one != _END]
    if not parts:
        return ""
    whole = f"(?:{'|'.join(parts)})" if len(parts) > 1 or _END in tree else parts[0]
    return f"{whole}?" if _END in tree else whole


def _letter(character: str, cased: bool) -> str:
    upper = character.upper()
    return re.escape(character) if cased or upper == character or len(upper) > 1 else f"[{character}{upper}]"


_SPECIAL = r"()\[\]\\.*+?{}^$|"
_WORD = rf"[^{_SPECIAL}]+(?:\?[^{_SPECIAL}]*)?"  # plain, or with one letter that may be left out: "lasts?", "colou?rs"
_GROUP = re.compile(rf"(?<!\\)(\((?:\?:|\?i:|\?P<\w+>)?)((?:{_WORD}\|){{3,}}{_WORD})\)")


def quick(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """`pattern`, compiled with its lists of plain words written as `any_of` them; it matches what it would as it stands.

    A list in which a word comes before a longer one that it begins is left alone: there the order tells.
    """
    scoped = "(?i:" in pattern

    def written(group: re.Match[str]) -> str:
        head, words = group[1], [form for word in group[2].split("|") for form in _forms(word)]
        ignored = bool(flags & re.IGNORECASE) or head == "(?i:"
        if (scoped and not ignored) or any(
            later.startswith(word) and later != word for place, word in enumerate(words) for later in words[place + 1 :]
        ):
            return group[0]
        return f"{head}{any_of(words, cased=not ignored)})"

    return re.compile(_GROUP.sub(written, pattern), flags)


def _forms(word: str) -> list[str]:
    before, optional, after = word.partition("?")
    return [before + after, before[:-1] + after] if optional else [word]
