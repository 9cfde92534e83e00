"""What crosses the border between the product and its engines.

Frozen, plain and JSON-able (but for the bytes of pictures). `generation` receives a `Request`, answers a `Result`,
and knows nothing of shops, people or tables. Character offsets count Unicode code points, as Python's `str` does.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal, Protocol

from generation.looking.contract import Look

FieldValue = str | tuple[str, ...]
Severity = Literal["error", "warning"]

LOCALES = ("en", "zh-Hans")


def flat(record: Any) -> dict[str, Any]:
    """A dataclass as a dict of its own fields. `asdict` copies every value deeply, which took longer than writing a text."""
    return {name: getattr(record, name) for name in record.__slots__}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is true of a product.

    `id` is stable within the product. The product's own columns carry reserved ids: `title`, `brand`, `category`,
    `price`, `source_text`, and `option:<name>` for what its variants come in; facts added by people or imports have ids like `f3`.
    """

    id: str
    key: str
    value: str
    unit: str = ""
    source: Literal["person", "import", "text", "photo", "review"] = "person"


@dataclass(frozen=True, slots=True)
class Facts:
    """All that copy may draw on. `items` holds the added facts only; `citable` gives every one, reserved ones too."""

    sku: str
    title: str
    brand: str = ""
    category: str = ""  # Google taxonomy path as text: "Home & Garden > Kitchen & Dining > Mugs"
    price: Decimal | None = None
    currency: str = ""  # ISO 4217
    options: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (("Size", ("S", "M")), ("Color", ("Black",)))
    source_text: str = ""  # the supplier's or merchant's own prose; may support a claim, is never copied
    items: tuple[Fact, ...] = ()

    def citable(self) -> tuple[Fact, ...]:
        reserved = [Fact("title", "title", self.title)]
        if self.brand:
            reserved.append(Fact("brand", "brand", self.brand))
        if self.category:
            reserved.append(Fact("category", "category", self.category))
        if self.price is not None:
            reserved.append(Fact("price", "price", format(self.price, "f"), self.currency))
        reserved += [Fact(f"option:{name}", name, ", ".join(values)) for name, values in self.options]
        if self.source_text:
            reserved.append(Fact("source_text", "source text", self.source_text, source="text"))
        return (*reserved, *self.items)


@dataclass(frozen=True, slots=True)
class Photo:
    """One picture of the product, as stored (orientation applied). `data` is left out of the hash: `sha256` names it.

    `mask` is what a person drew of the product: PNG, grey, of the photo's size, 255 where it stands; empty leaves the
    cut-out to the engine. `mask_sha256` names it.
    """

    id: str
    sha256: str
    data: bytes = dataclasses.field(repr=False)
    media_type: str = "image/jpeg"
    mask: bytes = dataclasses.field(default=b"", repr=False)
    mask_sha256: str = ""

    @property
    def source(self) -> str | list[str]:
        """What an answer made from it rests on."""
        return [self.sha256, self.mask_sha256] if self.mask_sha256 else self.sha256


@dataclass(frozen=True, slots=True)
class Review:
    """What a customer wrote. `id` is `review:<number>`; copy may cite it, and never speaks in its place."""

    id: str
    text: str
    rating: int | None = None  # 1 to 5
    title: str = ""
    locale: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What a shopper asked. `id` is `question:<number>`."""

    id: str
    text: str
    locale: str = ""


@dataclass(frozen=True, slots=True)
class Shopper:
    """Whom a recommendation speaks to: a segment, or one shopper known by a pseudonym. `id` is `shopper:<number>`."""

    id: str
    name: str = ""  # of a segment, for people; a single shopper has none
    viewed: tuple[str, ...] = ()  # SKUs, the latest first
    bought: tuple[str, ...] = ()  # SKUs, the latest first


@dataclass(frozen=True, slots=True)
class Voice:
    """How a shop speaks, in one language."""

    reader: str = ""  # whom the texts address: "parents of toddlers"
    person: Literal["", "you", "we", "neutral"] = ""  # "" leaves it to the tone
    banned: tuple[str, ...] = ()
    strict: bool = False  # a banned word blocks approval; else it warns
    preferred: tuple[tuple[str, str], ...] = ()  # (instead of this, write this)
    glossary: tuple[
        tuple[str, str], ...
    ] = ()  # (term, how it is written in this language); the same twice: never translated
    examples: tuple[str, ...] = ()  # approved texts of this kind, to sound like
    revision: int = 0  # of the shop's voice as it stands; 0: the shop has said nothing yet


@dataclass(frozen=True, slots=True)
class Original:
    """The approved text that is translated. `id` is the version's; without fields there is none any more."""

    id: str
    locale: str
    fields: Mapping[str, FieldValue] = dataclasses.field(default_factory=dict)
    claims: tuple[Claim, ...] = ()

    def spans(self) -> list[tuple[str, int, str]]:
        """As `Content.spans`."""
        return Content(self.fields).spans()


@dataclass(frozen=True, slots=True)
class Copy:
    """Approved words that a poster is set from, by the poster's fields; `sources` names the version of each field."""

    fields: Mapping[str, str]
    sources: Mapping[str, str] = dataclasses.field(default_factory=dict)
    claims: tuple[Claim, ...] = ()  # what supports them, by the poster's fields


@dataclass(frozen=True, slots=True)
class House:
    """What a shop puts on its posters: colours as "#rrggbb", the main one first; small print in the brief's language; its logo."""

    colours: tuple[str, ...] = ()
    legal: str = ""
    logo: Photo | None = None

    def told(self) -> dict[str, Any]:
        """For the provenance; the logo by its SHA-256."""
        return {"colours": list(self.colours), "logo": self.logo.sha256 if self.logo else "", "legal": self.legal}


@dataclass(frozen=True, slots=True)
class PolicyTerm:
    """An expression that must not appear, or only with support. `pattern` is a regular expression, case-insensitive.

    `unless`: keys of facts, any one of which lets it stand; "evidence" is any evidence of the shop that covers the product.
    """

    id: str
    pattern: str
    locale: str
    severity: Severity
    reason: str = ""
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The part of a finished text that is to be written anew: `fields[field]`, or its `index`-th item, from `start` to `end`."""

    fields: Mapping[str, FieldValue]
    field: str
    index: int | None  # None in a plain field
    start: int
    end: int
    fact_ids: tuple[str, ...] = ()  # what it rests on
    instruction: str = ""  # what a person wants of it, in their own words
    claims: tuple[Claim, ...] = ()  # of the text around it; those that no longer hold name no facts

    @property
    def piece(self) -> str:
        """The whole text in which it stands."""
        value = self.fields[self.field]
        return value if isinstance(value, str) else value[self.index or 0]

    @property
    def words(self) -> str:
        return self.piece[self.start : self.end]

    def asked(self) -> dict[str, Any]:
        """Which words were to be written anew, and how, as plain data."""
        names = ("field", "index", "start", "end", "words", "instruction")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class Brief:
    """What is wanted, of what, in which language: everything a check needs to judge an answer."""

    kind: str
    locale: str
    facts: Facts
    tone: str = "plain"  # one of TONES
    length: str = "standard"  # one of LENGTHS
    keywords: tuple[str, ...] = ()  # to be worked in where the facts allow it
    audience: str = ""  # whom this request addresses, in the shop's own words; "" leaves it to the voice
    occasion: str = ""  # a key of `generation.occasions`
    channel: str = ""  # a key of the kind's `limits`, "" for the strictest that all channels accept
    photos: tuple[Photo, ...] = ()
    seen: tuple[Look, ...] = ()  # what is known of each of the product's photos; in no hash: it is derived from them
    policy: tuple[PolicyTerm, ...] = ()
    voice: Voice = Voice()
    reviews: tuple[Review, ...] = ()  # of the product; for `review_reply` the one that is answered
    question: Question | None = None
    shopper: Shopper | None = None
    offers: tuple[Facts, ...] = ()  # the products that a recommendation names, the best first
    original: Original | None = None  # to be translated; None: to be written from the facts
    passage: Passage | None = None  # to be written anew, and nothing else
    copy: Copy | None = None  # of posters
    house: House = House()  # of posters
    options: Mapping[str, Any] = dataclasses.field(
        default_factory=dict
    )  # the kind's own options, e.g. {"shadow": "contact"}

    @property
    def translates(self) -> bool:
        """Whether the whole text is to be translated. A passage of a translation is written anew from the facts, and compared."""
        return self.original is not None and self.passage is None

    def asked(self) -> dict[str, Any]:
        """How it was to be written, as plain data; what was left open is left out."""
        wishes = {
            "tone": self.tone,
            "length": self.length,
            "keywords": list(self.keywords),
            "audience": self.audience,
            "occasion": self.occasion,
            "channel": self.channel,
            "voice": self.voice.revision,
            "passage": self.passage.asked() if self.passage else None,
        }
        if self.original:  # a translation sounds like what it translates
            from_original = {"original": self.original.id, "from": self.original.locale}
            return from_original | {name: wishes[name] for name in ("channel", "voice", "passage") if wishes[name]}
        return {name: wish for name, wish in wishes.items() if wish}

    def sources(self) -> tuple[Fact, ...]:
        """Everything that a sentence may cite: the facts, the reviews (`review:12`), and the offers' facts (`SKU/f1`)."""
        reviews = [
            Fact(review.id, "review", f"{review.title}\n{review.text}".strip(), source="review")
            for review in self.reviews
        ]
        offers = [replace(fact, id=f"{offer.sku}/{fact.id}") for offer in self.offers for fact in offer.citable()]
        return (*self.facts.citable(), *reviews, *offers)

    def source_hash(self) -> str:
        """SHA-256 over all that the answer rests on: an answer to another source than today's is stale."""
        source: dict[str, Any] = {"facts": _plain_facts(self.facts), "photos": [photo.source for photo in self.photos]}
        beside: dict[str, Any] = {
            "reviews": [flat(review) for review in self.reviews],
            "question": flat(self.question) if self.question else None,
            "shopper": flat(self.shopper) if self.shopper else None,
            "offers": [_plain_facts(offer) for offer in self.offers],
            "original": [self.original.id, self.original.locale] if self.original else None,
            "copy": dict(self.copy.sources) if self.copy else None,
        }
        source |= {name: value for name, value in beside.items() if value}
        canonical = json.dumps(source, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(canonical.encode()).hexdigest()

    def same_source(self, other: Brief) -> bool:
        """Whether both rest on the same: what equal `source_hash`es say, told without making them."""
        return all(getattr(self, name) == getattr(other, name) for name in _SOURCE) and [
            photo.source for photo in self.photos
        ] == [photo.source for photo in other.photos]


_SOURCE = ("facts", "reviews", "question", "shopper", "offers", "original", "copy")


def _plain_facts(facts: Facts) -> dict[str, Any]:
    return flat(facts) | {"items": [flat(item) for item in facts.items]}


LENGTHS = ("short", "standard", "long")
TONES = ("plain", "warm", "premium", "playful", "technical")


@dataclass(frozen=True, slots=True)
class Sampling:
    """How freely an engine chooses. The same request with the same seed gives the same answer."""

    seed: int = 0
    temperature: float = 0.8  # 0 means greedy
    top_p: float = 0.95
    top_k: int = 50
    beams: int = 1  # above 1: beam search, for the engines that have it


@dataclass(frozen=True, slots=True)
class Request:
    brief: Brief
    sampling: Sampling = Sampling()
    variant: int = 0  # 0-based; variants of one brief must differ from each other
    corrections: tuple[str, ...] = ()  # what was wrong with the answer before, a sentence each, in the brief's language


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a photo's product stands in a finished picture, as its engine declares it: the gate compares the two there."""

    photo: str  # SHA-256 of the photo
    source: tuple[int, int, int, int]  # left, top, right, bottom in the photo, px
    target: tuple[int, int, int, int]  # the same in the picture
    alpha: bytes = dataclasses.field(repr=False)  # PNG, grey, of `source`'s size: what of it is the product
    corrections: Mapping[str, float] = dataclasses.field(
        default_factory=dict
    )  # see `generation.correction`; `turn` in degrees; `upscaled`: the factor by which a model has enlarged it

    @property
    def scale(self) -> float:
        """Picture pixels by photo pixels, along the width."""
        left, _, right, _ = self.source
        return (self.target[2] - self.target[0]) / (right - left)


@dataclass(frozen=True, slots=True)
class Asset:
    """A finished picture file. `placement` and `overlay` belong to pictures that show a real product."""

    data: bytes = dataclasses.field(repr=False)
    media_type: str
    width: int  # px
    height: int  # px
    digital_source_type: str  # last part of an IPTC NewsCode, e.g. "compositeCapture"
    measures: Mapping[str, float] = dataclasses.field(default_factory=dict)  # e.g. {"fill": 0.87, "confidence": 0.93}
    placement: Placement | None = None
    overlay: bytes = dataclasses.field(default=b"", repr=False)  # JPEG: where the product differs from its photo
    editable: bytes = dataclasses.field(default=b"", repr=False)  # SVG: the same picture in layers, of posters


@dataclass(frozen=True, slots=True)
class Content:
    """`fields` by the kind's field names: a string, or a tuple of strings for a list field. Pictures have an `asset`, posters both."""

    fields: Mapping[str, FieldValue] = dataclasses.field(default_factory=dict)
    asset: Asset | None = None

    def spans(self) -> list[tuple[str, int, str]]:
        """(field, index, text) of every piece of text; index is 0 for a plain field, the position in a list field."""
        pieces: list[tuple[str, int, str]] = []
        for name, value in self.fields.items():
            texts = (value,) if isinstance(value, str) else tuple(value)
            pieces += [(name, index, text) for index, text in enumerate(texts)]
        return pieces


@dataclass(frozen=True, slots=True)
class Claim:
    """`content.fields[field]` (or its `index`-th item) says, from `start` to `end`, what the named facts support.

    No fact ids means that nothing supports it.
    """

    field: str
    index: int
    start: int
    end: int
    fact_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says. `rule` is a stable id such as `length.too_long`; its wording, by language, is the caller's.

    `params` fill that wording. `field` is "" when the finding is about the whole content.
    """

    rule: str
    severity: Severity
    field: str = ""
    index: int = 0
    start: int = 0
    end: int = 0
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an answer came from, complete enough to make it again."""

    engine: str  # the setting: "composer:", "transformers:MODEL"
    model: str = ""
    revision: str = ""
    prompt_version: str = ""
    prompt: str = ""
    seed: int = 0
    sampling: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    prefill_seconds: float = 0.0  # of `seconds`: reading the prompt
    decode_seconds: float = 0.0  # of `seconds`: writing the answer
    tries: int = 1
    corrections: tuple[str, ...] = ()  # what the last try was told of the one before
    asked: Mapping[str, Any] = dataclasses.field(default_factory=dict)  # `Brief.asked()`


@dataclass(frozen=True, slots=True)
class Result:
    content: Content
    claims: tuple[Claim, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Control:
    """The caller's hand on a running engine. Engines ask `cancelled()` between steps and raise `Cancelled`."""

    cancelled: Callable[[], bool] = lambda: False
    progress: Callable[[float], None] = lambda _fraction: None
    text: Callable[[int, str], None] = lambda _place, _so_far: None  # what request number `place` reads like so far
    # How far request number `place` is (0 to 1), and what it looks like so far: a small JPEG, b"" where that cannot be told.
    picture: Callable[[int, float, bytes], None] = lambda _place, _fraction, _so_far: None
    # Request number `place` is answered, while others are still worked on; perhaps from another thread. Who calls it answers the same
    # at the end, so that it may be left out.
    answered: Callable[[int, Result], None] = lambda _place, _result: None


class Engine(Protocol):
    """One engine a file in `generation/engines/`. Loaded once a process; heavy imports happen in `load`."""

    setting: str

    def load(self) -> None:
        """Bring the model into memory. Idempotent. Raises `Refused` with a hint when it cannot."""

    def generate(self, requests: Sequence[Request], control: Control) -> list[Result | Exception]:
        """Answer every request, in order. One request's failure is its own: a `GenerationError` in its place."""
