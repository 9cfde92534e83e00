"""The claim ledger: what no fact supports, and whether that is praise or a promise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generation.alternation import quick
from generation.checks.evidence import narrow
from generation.checks.pieces import Piece, pieces, shortened
from generation.checks.rules import finding
from generation.checks.screens import Screened
from generation.contract import Brief, Claim, Content, Finding

_SUPERLATIVE = (
    r"(?:best|finest|perfectly|perfect|ultimate|unbeatable|unmatched|unrivalled|unparalleled|amazing|awesome|superb|leading"
    r"|world-class|world class|outstanding|exceptional|incredible|extraordinary|revolutionary|legendary|flawless|ideal"
    r"|greatest|excellent|premium|superior|exclusive|(?:the|our) most \w+)"
)
_LUXURY = r"luxur\w+"
_MOST = r"(?:the|our) (?!latest|rest|test|guest|chest|west|nest|forest|harvest|interest)\w{3,}est"
_BENEFIT = (
    r"(?:keeps?|protects?|prevents?|reduces?|improves?|boosts?|saves?|ensures?|relieves?|eliminates?|extends?|increases?"
    r"|enhances?|maximises?|maximizes?|long-lasting|long lasting|lasting|lightweight|sturdy|robust|reliable|reliably"
    r"|healthy|healthier|powerful|versatile|proof|free from|never|always|lasts?|holds?|withstands?)"
)
_BENEFIT_BEGUN = r"(?:guarantee|comfort|effortless|resist)\w*|(?:durab|insulat)\w+"  # goes on in many ways
# Praise of the product, a mood elsewhere: “it runs quiet”, not “a quiet morning”.
_SAID_OF_IT = (
    r"(?:(?:it|they|this|that|which|and|always|motor|fabric|surface) (?:is|are|stays?|feels?|runs?|works?|looks?)"
    r"|(?<![\w’'])an?|its|our|with|of|extra|very|so)"
)
_QUALITY = (
    r"(?: \w+ly| so| very| really)? (?:quick(?:ly)?|fast|strong(?:er)?|safe(?:ly|r|st)?|soft(?:er)?|quiet(?:er)?"
    r"|easy|easily|gentle|smooth|warm and dry)"
    r"(?! (?:morning|evening|afternoon|night|day|hour|minute|moment|corner|room|kitchen|weekend|sunday|start|walk|word|spot|place|life))"
)
_CHINESE = (
    r"最(?![长短大小高低多少快远深宽重轻]?[^，。；！]{0,6}[\d一二两三四五六七八九十百])|第一|极致|极佳|顶级|完美|卓越|非凡|出众|绝佳|无与伦比|首选|理想|优质|高端|奢华|独家|持久|耐用|结实|坚固"
    r"|舒适|柔软|安全|健康|保护|防止|防护|避免|提升|改善|增强|节省|确保|保证|有效|高效|强劲|静音|轻便"
    r"|保温|保冷|隔热|不易|永不|始终|延长|减少|降低|可靠|稳固"
)
# What to do with the product promises nothing of it.
_INSTRUCTION = quick(
    r"\W*(?:please|do not|don[’']t|never|always|avoid|wash|wipe|rinse|dry|clean|store|keep (?:it|out|away|the)|use"
    r"|light|brew|place|put|charge|fill|add|mix|shake|apply"
    r"|fold|hang|press|turn|pair|clip|choose|pick|set|save it|let|bring|take|note|see|read|check|ask|remember"
    r"|serve|pour|open|close|start|switch|plug|hand[- ]wash"
    r"|machine[- ]wash|hold|pull|push|slide|roll|wear|try|give|leave|make sure)\b",
    re.IGNORECASE,
)
_INSTRUCTION_HAN = re.compile("[^。]*(?:请|切勿|勿|即可|注意|建议|留意|擦拭|存放|置于|保存)")
_REPLIES = frozenset({"answer", "review_reply"})
# Thanks, regret, and that somebody will see to it: what a reply says beside the product.
_COURTESY = re.compile(
    r"(?:hello|hi|dear|thank you|thanks|many thanks|good question|great question|lovely to hear|what a pleasure"
    r"|you are welcome|you’re welcome"
    r"|we(?: are|’re) (?:so |very |truly )?(?:sorry|glad|happy|pleased)|sorry|it is good to hear|enjoy"
    r"|please (?:write|contact|reach|get in touch)"
    r"|if you (?:would like|need|have)|(?:a|one of our) colleagues?|(?:our|the) product information|this is a matter|what you describe"
    r"|(?:best|kind|warm) (?:regards|wishes))\b"
    r"|[^。！？]{0,6}(?:您好|你好|感谢|谢谢|问得好|很高兴|非常抱歉|很抱歉|抱歉|祝您|祝你|不客气|如需|欢迎联系|请稍候)|[^。！？]{0,24}(?:同事|专人|客服|商品资料)",
    re.IGNORECASE,
)
_SOURCE_SHARE = 0.75
_WORD = re.compile(r"[a-z]{4,}|\d+")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_PRAISE = Screened(
    rf"\b(?:{_SUPERLATIVE})\b|\b{_LUXURY}\b|\b{_MOST}\b|\b(?:{_BENEFIT})\b|\b(?:{_BENEFIT_BEGUN})\b"
    rf"|\b{_SAID_OF_IT}{_QUALITY}\b|\b[a-z]+ly{_QUALITY}\b|{_CHINESE}",
    re.IGNORECASE,
)
_BEST = Screened(rf"\b(?:{_SUPERLATIVE})\b|\b{_LUXURY}\b|\b{_MOST}\b|最|第一|顶级|完美|无与伦比|独家", re.IGNORECASE)


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    texts = {(piece.field, piece.index): piece for piece in pieces(content)}
    known = _ids(brief)
    for claim in claims:
        piece = texts.get((claim.field, claim.index))
        if piece is None or not 0 <= claim.start < claim.end <= len(piece.text):
            yield finding("claims.bad_span", claim.field, claim.index)
        elif not known.intersection(claim.fact_ids):
            yield from _unsupported(piece, claim, brief)


_latest: tuple[Brief, frozenset[str]] | None = None


def _ids(brief: Brief) -> frozenset[str]:
    global _latest
    seen = _latest
    if seen is None or seen[0] is not brief:
        seen = _latest = (brief, frozenset(fact.id for fact in brief.sources()))
    return seen[1]


def _in_source(said: str, source: str) -> bool:
    """Whether the merchant's own prose says it: most of the sentence's words, or pairs of Chinese characters."""
    known = _terms_of_source(source)
    terms = _terms(said) if known else []
    return bool(known and terms) and sum(term in known for term in terms) >= _SOURCE_SHARE * len(terms)


@lru_cache(maxsize=256)
def _terms_of_source(source: str) -> frozenset[str]:
    return frozenset(_terms(source))


def _terms(text: str) -> list[str]:
    plain = narrow(text)
    pairs = [run[place : place + 2] for run in _HAN.findall(plain) for place in range(len(run) - 1)]
    return [*_WORD.findall(plain), *pairs]


def _unsupported(piece: Piece, claim: Claim, brief: Brief) -> Iterator[Finding]:
    """Praise is an error, any other statement a warning; a question states nothing, nor does the courtesy of a reply."""
    said = piece.text[claim.start : claim.end].strip()
    if not said or _in_source(said, brief.facts.source_text):
        return
    instructs = _INSTRUCTION.match(said) or (not said.isascii() and _INSTRUCTION_HAN.match(said))
    praise = (_BEST if instructs else _PRAISE).first(piece.text, claim.start, claim.end)
    if praise:
        yield piece.finding("claims.unsupported", claim.start, claim.end, text=shortened(said), word=praise.group())
    elif not said.endswith(("?", "？")) and not (brief.kind in _REPLIES and _COURTESY.match(said)):
        yield piece.finding("claims.uncited", claim.start, claim.end, text=shortened(said))
