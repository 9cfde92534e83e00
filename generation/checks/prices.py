"""Prices and offers: the only price in a text is the product's own, the only offer one that a fact states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generation.checks.evidence import evidence_of, half_width, narrow
from generation.checks.pieces import pieces
from generation.checks.screens import Screened
from generation.contract import Brief, Claim, Content, Facts, Finding

_SYMBOLS = {
    "$": "USD",
    "us$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "CNY",
    "￥": "CNY",
    "元": "CNY",
    "块钱": "CNY",
    "美元": "USD",
    "欧元": "EUR",
    "英镑": "GBP",
    "日元": "JPY",
    "人民币": "CNY",
    "dollar": "USD",
    "euro": "EUR",
    "pound sterling": "GBP",
}
_CODES = "USD EUR GBP CNY RMB JPY CAD AUD NZD CHF SEK NOK DKK HKD SGD INR KRW TWD MXN BRL PLN CZK"
_NUMBER = r"(?<!\d)(?:\d{1,3}(?:[,.]\d{3})*(?:[.,]\d{1,2})?(?!\d)|\d{1,12}(?:[.,]\d{1,2})?)"
_AMOUNT = Screened(
    rf"(?P<before>us\$|[$€£¥]|人民币|\b(?:{'|'.join(_CODES.split())})\b)\s?(?P<first>{_NUMBER})"
    rf"|(?P<second>{_NUMBER})\s?(?P<after>[€£]|元(?![素件])|块钱|美元|欧元|英镑|日元|dollars?\b|euros?\b|(?:{'|'.join(_CODES.split())})\b)",
    re.IGNORECASE,
)
_MONEY = Screened(
    rf"[$€£¥元]|块钱|人民币|日元|英镑|\b(?:{'|'.join(_CODES.split())}|dollars?|euros?)\b|pounds sterling", re.IGNORECASE
)
_OFFERS = (
    r"\b\d{1,2}\s?(?:%|per ?cent|percent) (?:off|discount)\b|\bon sale\b",
    r"\b(?:sale|special|reduced|discount(?:ed)?|introductory|lowest|best|bargain|unbeatable|great|low) prices?\b",
    r"\b(?:flash|summer|winter|spring|holiday|clearance|black friday) sale\b|\bclearance\b",
    r"\bdiscount(?:s|ed)?\b|\bbargains?\b|\bcheap(?:er|est)?\b|\bspecial offers?\b|\blimited[- ]time\b",
    r"\bfree (?:shipping|delivery|returns?|gifts?|of charge)\b|\bbuy (?:one|two|\d),? get\b",
    r"\bcoupons?\b|\bpromo(?:tion)? codes?\b|\bvouchers?\b|\b(?:special|best|hot) deals?\b",
    r"\bsave (?:up to )?[\d$€£]|\bmoney[- ]back\b|\bwhile (?:stocks?|supplies) lasts?\b|\blast chance\b",
    r"[\d一二三四五六七八九](?:\.\d)?折(?![叠射扣线断])|打折|折扣|折上折|特价|特惠|促销|优惠|包邮|免运费|免邮|限时|限量抢购|秒杀|清仓|立减|满减|满\d+减",
    r"赠品|附赠|买一送一|最低价|全网最低|底价|降价|直降|省钱|抢购|钜惠|劲爆价|超值价|亏本|代金券|返现|七天无理由|假一赔",
)
_OFFER = Screened("|".join(_OFFERS), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    start: int
    end: int
    value: Decimal
    currency: str  # ISO 4217


@lru_cache(maxsize=256)
def amounts(text: str) -> tuple[Amount, ...]:
    """Sums of money in `text`."""
    plain = half_width(text)
    found = _AMOUNT.finditer(plain) if _MONEY.may_match(plain) and _MONEY.pattern.search(plain) else ()
    return tuple(
        Amount(
            match.start(),
            match.end(),
            _value(match["first"] or match["second"]),
            _currency(match["before"] or match["after"]),
        )
        for match in found
    )


@lru_cache(maxsize=256)
def offers(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of what promises a discount, a gift or a bargain."""
    return tuple(found.span() for found in _OFFER.finditer(half_width(text)))


def _value(text: str) -> Decimal:
    """“1,299.00”, “1.299,00” and “1299” alike: the last mark before one or two digits is the decimal one."""
    whole, mark, cents = text, "", ""
    if found := re.search(r"[.,](\d{1,2})$", text):
        whole, mark, cents = text[: found.start()], ".", found[1]
    return Decimal(re.sub(r"[.,]", "", whole) + mark + cents)


def _currency(name: str) -> str:
    plain = narrow(name).strip().rstrip("s")
    return _SYMBOLS.get(plain, "CNY" if plain == "rmb" else plain.upper())


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    evidence = evidence_of(brief.facts)
    for piece in pieces(content):
        for start, end in offers(piece.text):
            text = piece.text[start:end]
            if not evidence.says(text):
                yield piece.finding("prices.discount", start, end, text=text)
        for amount in amounts(piece.text):
            text = piece.text[amount.start : amount.end]
            if not _is_price(amount, brief.facts) and not evidence.says(text):
                yield piece.finding("prices.unsupported", amount.start, amount.end, amount=text)


def _is_price(amount: Amount, facts: Facts) -> bool:
    """“$” and “¥” stand for several currencies: the product's own decides."""
    dollar = amount.currency == "USD" and facts.currency in ("CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN")
    yen = amount.currency == "CNY" and facts.currency == "JPY"
    return facts.price == amount.value and (dollar or yen or facts.currency == amount.currency)
