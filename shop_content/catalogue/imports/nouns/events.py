"""A row becomes something that a shopper did: viewed a product, put it into the cart, bought it."""
# ruff: noqa: E501  a field's words stand together

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop_content.catalogue.imports import values
from shop_content.catalogue.imports.errors import CellRefused
from shop_content.catalogue.imports.issues import Issue, Issues
from shop_content.catalogue.imports.layouts import Layout
from shop_content.catalogue.imports.nouns import known
from shop_content.catalogue.imports.nouns.cells import CellPlan, Said
from shop_content.catalogue.imports.nouns.moments import moment
from shop_content.catalogue.imports.nouns.noun import Prepared
from shop_content.catalogue.imports.nouns.said import recognised
from shop_content.catalogue.imports.progress import Progress
from shop_content.catalogue.imports.readers.table import Row
from shop_content.catalogue.imports.staging import rows_of, run, value_of
from shop_content.catalogue.imports.vocabulary import Field, Vocabulary
from shop_content.catalogue.models import Import
from shop_content.catalogue.pseudonyms import pseudonym

_VERBS = {
    "view": ("view", "views", "viewed", "page view", "product view", "product viewed", "view item", "viewcontent", "click", "clicked", "看", "浏览", "查看", "点击"),
    "cart": ("cart", "add to cart", "added to cart", "product added", "addtocart", "basket", "add to basket", "加购", "加入购物车", "购物车"),
    "buy": ("buy", "bought", "purchase", "purchased", "order", "ordered", "order completed", "sale", "sold", "购买", "下单", "成交", "买"),
}  # fmt: skip
_WORDS = {word: verb for verb, words in _VERBS.items() for word in words}

# fmt: off
FIELDS = (
    Field(
        "shopper", "Shopper", "顾客", _("Shopper"),
        _("Any code that is the same for the same person, such as a customer number or a cookie's. It is not kept: only a code that cannot be turned back."),
        "c-5812", "c-5812",
        ("customer", "customer id", "user", "user id", "visitor", "visitor id", "client id", "session", "session id", "buyer", "anonymous id", "用户", "用户id", "顾客id", "会员", "会员号", "买家", "访客"),
    ),
    *known.FIELDS,
    Field(
        "verb", "Action", "行为", _("Action"), _("view, cart or buy."), "view", "浏览",
        ("event", "event name", "event type", "verb", "type", "事件", "行为类型", "动作"),
    ),
    Field(
        "at", "Time", "时间", _("Time"), _("When: 2026-03-31 14:05, 31.03.2026 14:05, or seconds since 1970."), "2026-03-31 14:05", "2026-03-31 14:05",
        ("date", "timestamp", "created at", "event time", "occurred at", "datetime", "order date", "日期", "发生时间", "下单时间"),
    ),
)
# fmt: on


def verb(value: str) -> str:
    found = _WORDS.get(" ".join(re.sub(r"[_\W]+", " ", value).split()).casefold())
    if found is None:
        raise CellRefused("action_unknown")
    return found


def _is_verb(value: str) -> bool:
    try:
        return bool(verb(value))
    except CellRefused:
        return False


def _is_moment(value: str) -> bool:
    try:
        return bool(moment(value))
    except CellRefused:
        return False


class Events:
    words = Vocabulary(FIELDS, known.IDENTITY, tests=(("verb", _is_verb), ("at", _is_moment)))
    columns = (*known.COLUMNS, "shopper", "verb", "at")
    table = f"{known.TABLE}, shopper text, verb text, at timestamptz"

    def recognise(self, columns: list[str]) -> Layout | None:
        return recognised(self.words, ("shopper", "verb", "at"), columns)

    def plan(self, row: Import, columns: list[str], layout: Layout, first: Sequence[Row]) -> CellPlan:
        parsers = {
            **known.PARSERS,
            "shopper": values.code(300),
            "verb": verb,
            "at": moment,
        }
        shop_id = row.shop_id
        return CellPlan(
            columns, layout.mapping, layout.name, parsers, lambda number, said: _staged(shop_id, number, said)
        )

    def gather(self, row: Import, prepared: Prepared, progress: Progress, issues: Issues, *, keep: bool) -> None:
        """What is older than events are kept would be cleared away at once."""
        days = settings.SHOPPER_EVENT_DAYS
        oldest = timezone.now() - timedelta(days=days)
        for n, at in rows_of("SELECT n, at FROM staged WHERE at < %s ORDER BY n", [oldest]):
            issues.add(Issue(n, prepared.column("at"), f"{at:%Y-%m-%d}", "event_old", {"limit": days}, warning=True))
        run("DELETE FROM pg_temp.staged WHERE at < %s", [oldest])
        run(
            """
            DELETE FROM pg_temp.staged WHERE n NOT IN (
                SELECT min(n) FROM staged GROUP BY shopper, sku, handle, gtin, verb, at
            )
            """
        )

    def settle(
        self, shop_id: int, prepared: Prepared, issues: Issues, then: Callable[[], None] | None
    ) -> dict[str, int]:
        known.aim(shop_id, prepared, issues)
        if then:
            then()
        total = int(value_of(f"SELECT count(*) FROM ({_ONCE}) once"))
        there = f"""
            SELECT count(*) FROM ({_ONCE}) once JOIN catalogue_shopperevent e
                ON e.shop_id = %s AND e.shopper = once.shopper AND e.product_id = once.pid AND e.verb = once.verb AND e.at = once.at
        """
        unchanged = int(value_of(there, [shop_id]))
        return {"created": total - unchanged, "updated": 0, "unchanged": unchanged}

    def hold(self) -> None:
        known.hold()

    def apply(self, row: Import) -> None:
        run(
            f"""
            INSERT INTO catalogue_shopperevent (shop_id, shopper, product_id, verb, at)
            SELECT %s, shopper, pid, verb, at FROM ({_ONCE}) once ORDER BY at, shopper, pid, verb
            ON CONFLICT (shop_id, shopper, product_id, verb, at) DO NOTHING
            """,
            [row.shop_id],
        )


# A product may be called by its SKU in one row and by its handle in another.
_ONCE = "SELECT DISTINCT s.shopper, a.pid, s.verb, s.at FROM staged s JOIN aimed a USING (n)"


def _staged(shop_id: int, number: int, said: Said) -> tuple[Any, ...]:
    product = known.identified(said)
    for name, code in (("shopper", "no_shopper"), ("verb", "no_action"), ("at", "no_time")):
        if name not in said:
            raise CellRefused(code)
    return (number, *product, pseudonym(shop_id, said["shopper"]), said["verb"], said["at"])


EVENTS = Events()
