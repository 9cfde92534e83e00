"""One passage of a text written anew: the facts that it rests on, said by the sentence writers or by the kind's own plan in other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from generation.contract import Claim, FieldValue, Passage, Request
from generation.engines.composer import instructions, voice
from generation.engines.composer import product as products
from generation.engines.composer.attributes import Attribute
from generation.engines.composer.chinese.writer import ChineseWriter
from generation.engines.composer.choice import Chooser
from generation.engines.composer.english.writer import EnglishWriter
from generation.engines.composer.instructions import Wish
from generation.engines.composer.product import Product
from generation.engines.composer.sentences import Sentence
from generation.errors import Refused
from generation.kinds import Limit
from generation.passages import FIELD, kind_of

SEEDS = 12  # with which every way to say it is tried
_NAMES = frozenset({"title", "brand", "category"})
_SENTENCE = re.compile(r"[.!?。！？…]['\"”’」』)）]*$")
# Fields of running text or points, which the sentence writers can write; others have a form of their own, which their plan knows.
_PROSE = frozenset(
    {
        "description",
        "short_description",
        "bullets",
        "meta_description",
        "body",
        "post",
        "primary_text",
        "descriptions",
        "answers",
    }
)
_ALIKE = 0.85  # above this share of equal characters, two wordings are hardly two
_BY_PLACE = ("alt_text", "qa", "recommendation")  # kinds whose items answer to photos, questions or offers

Answer = tuple[dict[str, FieldValue], tuple[Claim, ...]]
_Writer = EnglishWriter | ChineseWriter


@dataclass(frozen=True, slots=True)
class _Said:
    sentences: tuple[Sentence, ...]
    text: str
    ids: frozenset[str]


def rewritten(request: Request, product: Product) -> Answer:
    """The field `passage`, and a claim for each of its sentences.

    Raises `Refused`: passage.no_facts when nothing is left to say, passage.same when there is no other way to say it,
    and as `instructions.read`.
    """
    passage = request.brief.passage
    assert passage is not None
    wish = instructions.read(passage.instruction, product)
    wanted = _wanted(request, passage, wish, product)
    if not wanted:
        raise Refused("passage.no_facts", passage.words[:200])
    limit = kind_of(request.brief).spec(FIELD).limit()
    options = [said for said in _options(request, product, wanted, wish) if _may_stand(said, request, passage, limit)]
    fitting = [said for said in options if _fits(said.text, limit)]
    chosen = _best(fitting, wanted, wish, passage)
    if chosen is None:
        tight = wish.length != "shorter" and _best(options, wanted, wish, passage) is not None
        raise Refused("limits.too_tight" if tight else "passage.same", passage.words[:200])
    claims, place = [], 0
    for sentence in chosen.sentences:
        start = chosen.text.index(sentence.text, place)
        place = start + len(sentence.text)
        if sentence.ids:
            claims.append(Claim(FIELD, 0, start, place, sentence.ids))
    return {FIELD: chosen.text}, tuple(claims)


def _wanted(request: Request, passage: Passage, wish: Wish, product: Product) -> frozenset[str]:
    """Ids of what the new passage is to say: what the old one rested on as far as it is still known, changed as it is wished."""
    known = {fact.id for fact in request.brief.sources()}
    rests = [fact_id for fact_id in passage.fact_ids if fact_id in known or ":" in fact_id or fact_id == "reviews"]
    told = {fact_id for claim in passage.claims for fact_id in claim.fact_ids}
    if wish.length == "longer" or not (rests or wish.mention):
        fresh = [a for a in product.attributes if not told.union(rests) & set(a.ids) and not a.foreign]
        rests += [fact_id for a in fresh[:1] for fact_id in a.ids]
    return frozenset([*rests, *wish.mention]) - set(wish.leave_out)


def _options(request: Request, product: Product, wanted: frozenset[str], wish: Wish) -> Iterator[_Said]:
    """Every way to say it, the most usual first: by the sentence writers, then as the kind's own plan would."""
    brief, passage = request.brief, request.brief.passage
    assert passage is not None
    tones = [wish.tone or brief.tone]
    if wish.length == "shorter":
        tones += [tone for tone in ("technical", "plain", "premium") if tone not in tones]
    attributes = _attributes(product, wanted, passage)
    for salt in range(SEEDS):
        for tone in tones:
            if attributes and passage.field in _PROSE:
                yield from _written(request, product, attributes, tone, salt, wish)
    for salt in range(SEEDS):
        yield from _planned(request, product, tones[0], salt, wish)


def _attributes(product: Product, wanted: frozenset[str], passage: Passage) -> list[Attribute]:
    """What the wanted facts say; of the many things that a title or a paragraph says, those that the passage says."""
    every = [a for a in (*product.attributes, *product.choices) if wanted & set(a.ids)]
    words = passage.words.casefold()
    own = [a for a in every if not a.weak or any(item.casefold() in words for item in a.value.items)]
    spoken = {id(a) for one in (products.spoken(product),) for a in (*one.attributes, *one.choices)}
    return [a for a in own if id(a) in spoken] or own


def _written(
    request: Request, product: Product, attributes: Sequence[Attribute], tone: str, salt: int, wish: Wish
) -> Iterator[_Said]:
    passage = request.brief.passage
    assert passage is not None
    writer = _writer(request, product, tone, f"written|{salt}")
    whole = passage.start == 0 and passage.end == len(passage.piece)
    counts = range(len(attributes), 0, -1) if wish.length == "shorter" else (len(attributes),)
    for count in counts:
        group = attributes[:count]
        if whole and not _SENTENCE.search(passage.words):
            yield _joined([writer.bullet(group)], writer)
            continue
        if _NAMES & set(passage.fact_ids) and wish.length != "shorter":
            opening, used = writer.opener(group)
            left = [a for a in group if a not in used]
            yield _joined([opening, *_sentences(writer, left)], writer)
        yield _joined(_sentences(writer, group), writer)


def _sentences(writer: _Writer, group: Sequence[Attribute]) -> list[Sentence]:
    plain = [a for a in group if not a.choice]
    made = writer.about(plain) if plain else []
    return made + [writer.choices_of(a) for a in group if a.choice]


def _planned(request: Request, product: Product, tone: str, salt: int, wish: Wish) -> Iterator[_Said]:
    """The sentences and items of the same field that a whole new text would have."""
    from generation.engines.composer.plans import PLANS

    brief, passage = request.brief, request.brief.passage
    assert passage is not None
    length = {"shorter": "short", "longer": "long"}.get(wish.length, brief.length)
    asked = replace(request, brief=replace(brief, passage=None, tone=tone, length=length))
    first = [a for a in product.attributes if set(wish.mention) & set(a.ids)]
    product = replace(product, attributes=(*first, *(a for a in product.attributes if a not in first)))
    try:
        fields, claims = PLANS[brief.kind](asked, product, _chooser(request, tone, f"planned|{salt}"))
    except Refused:
        return
    value = fields.get(passage.field, "")
    for claim in claims:
        if claim.field != passage.field or (brief.kind in _BY_PLACE and claim.index != (passage.index or 0)):
            continue
        text = (value if isinstance(value, str) else value[claim.index])[claim.start : claim.end]
        yield _Said((Sentence(text, claim.fact_ids),), text, frozenset(claim.fact_ids))


def _writer(request: Request, product: Product, tone: str, key: str) -> _Writer:
    chooser = _chooser(request, tone, key)
    return EnglishWriter(product, chooser, tone) if product.locale == "en" else ChineseWriter(product, chooser, tone)


def _chooser(request: Request, tone: str, key: str) -> Chooser:
    brief, passage = request.brief, request.brief.passage
    assert passage is not None
    name = f"{brief.facts.sku}|{brief.facts.title}|{brief.kind}|{brief.locale}|{tone}|{passage.field}|{passage.start}|{key}"
    return Chooser(request.sampling, request.variant, name, voice.taste_of(brief.voice))


def _joined(sentences: Sequence[Sentence], writer: _Writer) -> _Said:
    text = writer.joint.join(sentence.text for sentence in sentences)
    return _Said(tuple(sentences), text, frozenset(fact_id for sentence in sentences for fact_id in sentence.ids))


def _may_stand(said: _Said, request: Request, passage: Passage, limit: Limit) -> bool:
    """Whether it fits its place, says it in other words, and repeats nothing that stands around it."""
    if not said.text or _plain(said.text) == _plain(passage.words):
        return False
    if set(said.text) & set(limit.forbidden) or voice.any_of(request.brief.voice.banned).search(said.text):
        return False
    around = " ".join(_around(passage))
    return all(_plain(sentence.text) not in _plain(around) for sentence in said.sentences)


def _fits(text: str, limit: Limit) -> bool:
    size = limit.measured(text)
    return limit.min_chars <= size and (not limit.max_chars or size <= limit.max_chars)


def _around(passage: Passage) -> Iterator[str]:
    for name, value in passage.fields.items():
        for index, text in enumerate((value,) if isinstance(value, str) else value):
            if name == passage.field and index == (passage.index or 0):
                yield text[: passage.start]
                yield text[passage.end :]
            else:
                yield text


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _best(options: Sequence[_Said], wanted: frozenset[str], wish: Wish, passage: Passage) -> _Said | None:
    """The one that says all that is wanted and little else; where it is to be shorter, the shortest of those that are."""
    needed = frozenset(wish.mention)
    fit = [said for said in options if needed <= said.ids and said.ids & wanted and not said.ids & set(wish.leave_out)]
    told = {fact_id for claim in passage.claims for fact_id in claim.fact_ids}
    if wish.length == "shorter":
        fit = [said for said in fit if len(said.text) < len(passage.words)]

    free = _NAMES if passage.field in _PROSE else frozenset()

    def rank(said: _Said) -> tuple[int, int, bool, int]:
        extra = said.ids - wanted - _NAMES
        size = len(said.text) if wish.length == "shorter" else 0
        doubtful = (
            _is_list(said.text) > _is_list(passage.words) if size else _likeness(said.text, passage.words) > _ALIKE
        )
        return len(wanted - said.ids - free), len(extra) + len(extra & told), doubtful, size

    return min(fit, key=rank, default=None)


def _is_list(text: str) -> bool:
    """ "Finish: satin glaze; weight: 380 g" is short, and no sentence."""
    return ":" in text or "：" in text


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
