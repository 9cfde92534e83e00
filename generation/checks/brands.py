"""Names in a text: other companies' brands, and proper names that no fact mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from generation.checks import origins
from generation.checks.evidence import Evidence, evidence_of
from generation.checks.grounds import grounds
from generation.checks.pieces import Piece, pieces, sentences
from generation.checks.screens import Screened
from generation.contract import Brief, Claim, Content, Finding

# Marks that are also words, told apart by what follows.
_ALSO_WORDS = (
    r"Intel|Apple(?! (?:pie|tree|cider|juice|wood|blossom|peel|slice|core|sauce|strudel|crumble|green|scent|orchard"
    r"|cinnamon|&|and ))"
)
# “精华为…” is an essence that is something.
_WITHIN = {"华为": "(?<![精光豪升荣中年])", "本田": "(?<!日)"}
_HAN = re.compile(r"[\u4e00-\u9fff]")


def _known() -> Screened:
    lines = (Path(__file__).parent / "words" / "brands.txt").read_text(encoding="utf-8").splitlines()
    names = sorted((line for line in lines if line and not line.startswith("#")), key=len, reverse=True)
    latin = "|".join(re.escape(name) for name in names if not _HAN.search(name))
    chinese = "|".join(_WITHIN.get(name, "") + name for name in names if _HAN.search(name))
    return Screened(rf"(?<![\w-])(?:{latin})(?:['’]s)?(?!\w)|(?<![\w-])(?<!an )(?:{_ALSO_WORDS})(?!\w)|{chinese}")


_KNOWN = _known()
_NAME = re.compile(
    r"[A-ZÀ-Þ](?<![\w'’.-][A-ZÀ-Þ])[a-zß-ÿ]{2,}(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?(?:[ ][A-ZÀ-Þ][a-zß-ÿ]{2,})*(?![\w-])"
)
_LATIN_IN_CHINESE = re.compile(r"(?<![\w-])(?=[A-Za-z]*[a-z])[A-Z][A-Za-z]{2,}(?:[ -][A-Z][a-z]+)*(?![\w-])")
# Who made it is a statement, and not only a name.
_MAKER = Screened(
    r"\b(?:(?i:painting|illustration|drawing|artwork|design|photograph|engraving|motif)s? by |"
    r"(?i:illustrated|designed|drawn|painted|created|written|signed|developed|composed|directed|photographed"
    r"|engraved|curated) (?:\w+ )?by )(?P<name>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)*)"
)
COMMON = frozenset(
    re.findall(
        r"[\w-]+",
        """
        africa alpine america american android april asia august bluetooth british celsius chinese christmas
        december diwali earth easter english europe european fahrenheit father february french friday german ghz mhz
        halloween internet irish italian january japanese july june march may mediterranean monday mother nfc nordic
        november october oxford ramadan saturday scandinavian scottish scrabble september spanish sunday t-shirt
        thursday tuesday type-c valentine velcro victorian wednesday wi-fi wifi windows
        """,
    )
)
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ](?<![A-Za-zÀ-ÿ].)[A-Za-zÀ-ÿ]+")
_LONG_IN_SMALL = re.compile(r"[a-zß-ÿ×](?<![A-Za-zÀ-ÿ].)[A-Za-zÀ-ÿ]{3,}")
_TITLE_CASE = 0.6  # share of capitalised words from which a text is a heading, where capitals tell nothing


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    evidence = evidence_of(grounds(brief))
    for piece in pieces(content):
        foreign = []
        for found in _KNOWN.finditer(piece.text):
            if not evidence.says(re.sub(r"['’]s$", "", found.group())):
                foreign.append(found.span())
                yield piece.finding("brands.foreign", *found.span(), brand=found.group())
        for found in _MAKER.finditer(piece.text):
            if not _mentioned(found["name"], evidence):
                foreign.append(found.span("name"))
                yield piece.finding("brands.unknown_name", *found.span("name"), severity="error", name=found["name"])
        for start, end in _names(brief, piece):
            name = piece.text[start:end]
            if not any(start < taken[1] and taken[0] < end for taken in foreign) and not _mentioned(name, evidence):
                yield piece.finding("brands.unknown_name", start, end, name=name)


def _names(brief: Brief, piece: Piece) -> Iterator[tuple[int, int]]:
    if brief.locale == "zh-Hans" and not _HAN.search(piece.text):
        return
    if brief.locale == "zh-Hans":
        yield from (found.span() for found in _LATIN_IN_CHINESE.finditer(piece.text))
        return
    starts = {start for start, _ in sentences(piece.text)}
    names = [found.span() for found in _NAME.finditer(piece.text) if found.start() not in starts]
    if (
        not names or _is_heading(piece.text) or _HAN.search(brief.facts.title)
    ):  # a translated title is a name of no fact
        return
    for start, end in names:
        opening = piece.text[:start].rstrip(" \"'“‘(*")
        if not opening.endswith((":", "—", "–", "\n", "-", "•")) and opening:
            yield start, end


def _is_heading(text: str) -> bool:
    """Most words are capitalised; short ones in small letters do not count."""
    capitalised = len(_CAPITALISED.findall(text))
    return capitalised >= _TITLE_CASE * (capitalised + len(_LONG_IN_SMALL.findall(text)))


def _mentioned(name: str, evidence: Evidence) -> bool:
    if any(origins.LEXICON.mentions(name)):
        return True  # a country: `origins` judges it
    words = [word for word in name.split(" ") if word.lower() not in COMMON]
    return all(
        evidence.says(word) or evidence.says(word.removesuffix("s")) or evidence.says(word + "s") for word in words
    )
