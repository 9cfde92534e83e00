"""Where a product is made is a legal statement: the country must stand in the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from babel import Locale

from generation.alternation import quick
from generation.checks.evidence import Evidence, evidence_of, narrow
from generation.checks.grounds import grounds
from generation.checks.lexicon import Concept, Lexicon
from generation.checks.pieces import Piece, pieces
from generation.checks.screens import Screened
from generation.contract import Brief, Claim, Content, Finding

_MADE = (
    r"made|manufactured|produced|crafted|handmade|handcrafted|assembled|woven|brewed|grown|built|sewn|forged|cast|spun|knitted|picked|harvested"
    r"|pressed|roasted|bottled|distilled|blended|printed|imported|sourced|designed|engineered|born"
)
# Before a country only: “finished in Midnight Blue” names no place.
_WORKED = (
    r"cut|baked|knit|painted|finished|polished|stitched|carved|turned|dyed|tanned|milled|cured|poured|hand-?poured|hand-?painted|hand-?woven|glazed|fired|packed|filled|tailored|quilted"
    r"|upholstered|welded|machined|moulded|molded|weaved|smoked|aged|fermented|dried|caught|raised|farmed"
)
_REACH = 60  # characters before a country in which “made in” is looked for
_BEFORE = quick(
    rf"\b(?:{_MADE}|{_WORKED})(?: by hand)?(?: and \w+)?(?: (?:high|deep|up|entirely|locally|proudly|only))? (?:in|from|on) (?:the )?"
    r"(?:(?:an? |our |its )?(?:[a-z-]+ ){0,3}(?:workshop|factory|mill|studio|village|town|foundry|farm|garden|tannery|pottery|distillery"
    r"|roastery|bakery|family business) (?:in|near|of) (?:the )?)?"
    r"(?:(?:hills|slopes|mountains|north|south|east|west|heart|forests|highlands|islands?|city|town|region|workshops?) of )?"
    r"(?:[A-Z][\w.-]+,? (?:in )?)?$"
    r"|\b(?:from|in) (?:the )?(?:[a-z]+ (?:in|of) )?(?:[A-Z][\w-]+, )$|\bfrom (?:the )?(?:[a-z]+ (?:in|of) )?$"
    r"|(?:产自|产地(?:为|是|[:：])?\s?|原产(?:于|地)?\s?|进口自|来自|产于|源自|源于|出自|采自|种植于|酿造于|生产于)(?:[\u4e00-\u9fff]{2,4}的?)?\s?$",
    re.IGNORECASE,
)
_AFTER = quick(
    r"[ -](?:made|leather|wool|cotton|linen|(?:goose |duck )?down|cashmere|merino|hemp|canvas|denim|tweed"
    r"|lace|velvet|clay|steel|oak|craftsmanship|engineering|workmanship|artisans?|coopers|potters|carvers|tailors|cobblers|bakers"
    r"|roasters|growers|[a-z]+(?:smiths|makers|weavers|masters)|crafts(?:men"
    r"|man|people)|workshops?|factory"
    r"|forests?|farms?|orchards?|design|glass|silk|marble|porcelain|beans)\b"
    r"|(?:的)?(?:白?[鹅鸭]绒|羽绒|羊毛|羊绒|长绒棉|亚麻|真丝|小?牛皮|橡木|胡桃木|榉木|松木|大理石)"
    r"|(?:中央)?(?:厨房|工坊|作坊|工厂|车间)|(?:装订|印刷|印制|裁制|裁剪|打磨|纺织|染色|鞣制|铸造|锻造|灌装|种植|采摘|采收|养殖|捕捞|直采)"
    r"|(?:制造|烘烤|烘焙|炒制|研磨|酿制|织造|编织|织成|缝制|烧制|酿造|组装|生产|进口|原装|原产|制(?!式)|产(?!品)|工艺|工匠|匠人|手工|设计|大师|高山|高原|名窑|茶园|庄园)",
    re.IGNORECASE,
)
# A place that no list holds.
_PLACE = Screened(
    rf"\b(?i:{_MADE})(?: by hand)?(?: and \w+)?(?: (?:high|deep|up))? (?:in|on) (?:the )?"
    r"(?P<place>[A-ZÀ-Þ][\w’'-]{2,}(?: [A-ZÀ-Þ][\w’'-]+)*)"
)
# Also names of people, birds and garments.
_ALSO_WORDS = frozenset(
    {"turkey", "georgia", "jersey", "guernsey", "chad", "mali", "jordan", "niger", "world", "guinea"}
)


def _lexicon() -> Lexicon:
    """Countries and regions with their adjectives, and all other countries by the names that Unicode CLDR gives them."""
    known = Lexicon.read("countries").concepts
    taken = {narrow(name) for concept in known for name in (*concept.english, *concept.chinese)}
    english, chinese = Locale("en").territories, Locale("zh").territories
    named = [
        (re.sub(r"\s*\(.*?\)| SAR China", "", name), chinese[code])
        for code, name in english.items()
        if code.isalpha() and code in chinese
    ]
    others = [
        Concept(narrow(name), (name,), (han,))
        for name, han in named
        if name.isascii() and not {narrow(name), han} & taken and narrow(name) not in _ALSO_WORDS and len(han) > 1
    ]
    return Lexicon([*known, *others])


LEXICON = _lexicon()


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    evidence = evidence_of(grounds(brief))
    for piece in pieces(content):
        judged = []
        for mention in LEXICON.mentions(piece.text):
            before = _BEFORE.search(piece.text, max(0, mention.start - _REACH), mention.start)
            after = _AFTER.match(piece.text, mention.end)
            judged.append(mention.start)
            if (before or after) and not LEXICON.supported(mention, evidence):
                start = before.start() if before else mention.start
                end = after.end() if after else mention.end
                yield piece.finding("origins.unsupported", start, end, text=piece.text[start:end])
        yield from _unlisted(piece, judged, evidence)


def _unlisted(piece: Piece, judged: Sequence[int], evidence: Evidence) -> Iterator[Finding]:
    for found in _PLACE.finditer(piece.text):
        start, end = found.span("place")
        known = any(start <= place < end for place in judged) or evidence.says(found["place"])
        if (
            not known
            and not any(evidence.says(word) for word in found["place"].split())
            and not LEXICON.knows(found["place"])
        ):
            yield piece.finding("origins.unsupported", found.start(), end, text=found.group())
