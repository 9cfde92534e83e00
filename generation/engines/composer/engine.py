"""The `composer:` engine: data-to-text without weights. Plans from facts, realises by grammar, cites by construction."""

from __future__ import annotations

import time
from collections.abc import Sequence

from generation.contract import Claim, Content, Control, FieldValue, Provenance, Request, Result
from generation.engines.composer import keywords, voice
from generation.engines.composer import product as products
from generation.engines.composer.choice import Chooser
from generation.errors import Cancelled, Refused

SETTING = "composer:"
REVISION = "2"
RETRIES = 12  # other seeds tried where two variants of one brief came out alike

Written = tuple[dict[str, FieldValue], tuple[Claim, ...]]


class Composer:
    """An `Engine`: every text kind, in English and Simplified Chinese."""

    def __init__(self, setting: str = SETTING) -> None:
        self.setting = setting

    def load(self) -> None:
        """Read the lexicon and the frames; they stay in memory for the process."""
        from generation.engines.composer import phrases, plans, prose  # noqa: F401  (their data is read on import)

        phrases.load()

    def generate(self, requests: Sequence[Request], control: Control) -> list[Result | Exception]:
        """Answer every request, in order. Raises `Cancelled` between two requests when the caller asks for it."""
        answers: list[Result | Exception] = []
        for place, request in enumerate(requests):
            if control.cancelled():
                raise Cancelled()
            try:
                answers.append(self._answer(request))
            except Refused as refusal:
                answers.append(refusal)
            control.progress((place + 1) / len(requests))
        return answers

    def _answer(self, request: Request) -> Result:
        started = time.perf_counter()
        fields, claims = compose(request)
        provenance = Provenance(
            engine=self.setting,
            model="composer",
            revision=REVISION,
            seed=request.sampling.seed,
            sampling={
                "temperature": request.sampling.temperature,
                "top_p": request.sampling.top_p,
                "top_k": request.sampling.top_k,
                "variant": request.variant,
            },
            seconds=time.perf_counter() - started,
        )
        return Result(Content(fields=fields), claims, provenance)


def compose(request: Request) -> tuple[dict[str, FieldValue], tuple[Claim, ...]]:
    """The answer's fields and claims; differs from those of all lower variants wherever the facts leave a choice.

    Of a brief with a passage, the passage alone.

    Raises `Refused` for a kind or locale that is not written here, and when there is nothing to say or to answer.
    """
    from generation.engines.composer import passages
    from generation.engines.composer.plans import PLANS

    brief = request.brief
    if brief.translates:
        raise Refused("engine.no_translation", "composer: writes from facts and translates nothing")
    if brief.kind not in PLANS:
        raise Refused("kind.unsupported", f"composer: does not write {brief.kind!r}")
    if brief.locale not in ("en", "zh-Hans"):
        raise Refused("locale.unsupported", f"composer: does not write {brief.locale!r}")
    facts, tokens = voice.shielded(brief.facts, brief) if brief.voice.glossary else (brief.facts, {})
    product = products.read(facts, brief.locale)
    if not product.title:
        raise Refused("facts.thin", "give the product a title")
    if brief.keywords:
        product = keywords.lifted(product, brief.keywords)
    if brief.passage:
        return voice.spelled(*passages.rewritten(request, product), brief, tokens)
    answer = _varied(request, product)
    if brief.voice.banned:
        answer = voice.without_banned(*answer, brief)
    return voice.spelled(*answer, brief, tokens)


def _varied(request: Request, product: products.Product) -> Written:
    """The request's variant; where it came out like a lower one, or holds a banned word, other seeds are tried."""
    earlier: list[dict[str, FieldValue]] = []
    answer = _clean(request, product, 0)
    for variant in range(1, min(request.variant, 50) + 1):
        earlier.append(answer[0])
        for salt in range(RETRIES):
            answer = _once(request, product, variant, salt)
            if answer[0] not in earlier:
                break
    return answer


def _clean(request: Request, product: products.Product, variant: int) -> Written:
    banned = request.brief.voice
    answer = _once(request, product, variant, 0)
    for salt in range(1, RETRIES if banned.banned else 1):
        if not voice.holds_banned(answer[0], banned):
            break
        answer = _once(request, product, variant, salt)
    return answer


def _once(request: Request, product: products.Product, variant: int, salt: int) -> Written:
    from generation.engines.composer.plans import PLANS

    brief = request.brief
    key = f"{brief.facts.sku}|{brief.facts.title}|{brief.kind}|{brief.locale}|{brief.tone}|{brief.channel}|{salt}"
    about = [brief.occasion, brief.question.id if brief.question else "", brief.shopper.id if brief.shopper else ""]
    about += [review.id for review in brief.reviews]
    if any(about):  # answers to two questions, replies to two reviews begin differently
        key += "|" + "|".join(about)
    chooser = Chooser(request.sampling, variant + salt, key, voice.taste_of(brief.voice))
    return PLANS[brief.kind](request, product, chooser)
