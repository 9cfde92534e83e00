"""Where a product is made is a legal statement: the country must stand in the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generation.checks.evidence import evidence_of
from generation.checks.lexicon import Lexicon
from generation.checks.pieces import pieces
from generation.contract import Brief, Claim, Content, Finding

LEXICON = Lexicon.read("countries")
_REACH = 40  # characters before a country in which “made in” is looked for
_BEFORE = re.compile(
    r"\b(?:made|manufactured|produced|crafted|handmade|handcrafted|assembled|woven|brewed|grown|built|sewn|forged|cast"
    r"|printed|imported|sourced|designed|engineered)(?: by hand)? (?:in|from) (?:the )?$"
    r"|(?:产自|产地(?:为|是|[:：])?\s?|原产(?:于|地)?\s?|进口自|来自|产于|源自)$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[ -](?:made|leather|wool|cotton|linen|steel|oak|craftsmanship|engineering)\b"
    r"|(?:制造|生产|进口|原装|原产|制(?!式)|产(?!品)|工艺)",
    re.IGNORECASE,
)


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    evidence = evidence_of(brief.facts)
    for piece in pieces(content):
        for mention in LEXICON.mentions(piece.text):
            before = _BEFORE.search(piece.text, max(0, mention.start - _REACH), mention.start)
            after = _AFTER.match(piece.text, mention.end)
            if (before or after) and not LEXICON.supported(mention, evidence):
                start = before.start() if before else mention.start
                end = after.end() if after else mention.end
                yield piece.finding("origins.unsupported", start, end, text=piece.text[start:end])
