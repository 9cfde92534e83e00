"""Where a product is made is a legal statement: the country must stand in the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generation.checks.evidence import evidence_of
from generation.checks.grounds import grounds
from generation.checks.lexicon import Lexicon
from generation.checks.pieces import pieces
from generation.contract import Brief, Claim, Content, Finding

LEXICON = Lexicon.read("countries")
_REACH = 40  # characters before a country in which “made in” is looked for
_BEFORE = re.compile(
    r"\b(?:made|manufactured|produced|crafted|handmade|handcrafted|assembled|woven|brewed|grown|built|sewn|forged|cast|spun|knitted|picked|harvested"
    r"|pressed|roasted|bottled|distilled|blended|printed|imported|sourced|designed|engineered|born)(?: by hand)?(?: and \w+)?"
    r" (?:in|from|on) (?:the )?(?:(?:hills|slopes|mountains|north|south|east|west|heart|forests|highlands|island|city|town|region|workshops?) of )?(?:[A-Z][\w.]+,? (?:in )?)?$"
    r"|\bfrom (?:the )?(?:[a-z]+ (?:in|of) )?(?:[A-Z][\w-]+, )?$"
    r"|(?:产自|产地(?:为|是|[:：])?\s?|原产(?:于|地)?\s?|进口自|来自|产于|源自|源于|出自|采自|种植于|酿造于|生产于)(?:[\u4e00-\u9fff]{2,4}的?)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[ -](?:made|leather|wool|cotton|linen|steel|oak|craftsmanship|engineering|workmanship|artisans?|crafts(?:men|man|people)|workshops?|factory"
    r"|forests?|farms?|orchards?|design|glass|silk|marble|porcelain|beans)\b"
    r"|(?:制造|生产|进口|原装|原产|制(?!式)|产(?!品)|工艺|工匠|匠人|手工|设计|大师|高山|高原|名窑|茶园|庄园)",
    re.IGNORECASE,
)


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    evidence = evidence_of(grounds(brief))
    for piece in pieces(content):
        for mention in LEXICON.mentions(piece.text):
            before = _BEFORE.search(piece.text, max(0, mention.start - _REACH), mention.start)
            after = _AFTER.match(piece.text, mention.end)
            if (before or after) and not LEXICON.supported(mention, evidence):
                start = before.start() if before else mention.start
                end = after.end() if after else mention.end
                yield piece.finding("origins.unsupported", start, end, text=piece.text[start:end])
