"""A row becomes a shopper's question about a product."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from shop_content.catalogue.imports import values
from shop_content.catalogue.imports.errors import CellRefused
from shop_content.catalogue.imports.nouns import known
from shop_content.catalogue.imports.nouns.cells import Said
from shop_content.catalogue.imports.nouns.moments import moment
from shop_content.catalogue.imports.nouns.said import SaidNoun, language, number_of, prose
from shop_content.catalogue.imports.vocabulary import Field, Vocabulary

# fmt: off
FIELDS = (
    Field(
        "external_id", "Question number", "提问编号", _("Number of the question"),
        _("The number that your shop system gives it, by which it is known again. May stay empty."),
        "Q-201", "Q-201",
        ("question id", "id", "question number", "ticket", "ticket id", "问题编号", "问题id"),
    ),
    *known.FIELDS,
    Field(
        "text", "Question", "提问内容", _("Question"), _("What the shopper asked, word for word."),
        "Is it dishwasher safe?", "可以用洗碗机洗吗？",
        ("text", "body", "question", "message", "content", "question text", "问题", "提问", "内容", "咨询内容"),
    ),
    Field(
        "locale", "Language", "语言", _("Language"), _("en or zh. Empty: told by the text."), "en", "zh",
        ("locale", "lang", "language code", "语种"),
    ),
    Field(
        "asked_at", "Date", "日期", _("Date"), _("When it was asked: 2026-03-31, 31.03.2026 or 2026/3/31."), "2026-03-31", "2026-03-31",
        ("asked at", "created at", "created", "question date", "date created", "time", "timestamp", "datum", "提问时间", "时间"),
    ),
)
# fmt: on


def _is_question(value: str) -> bool:
    return value.endswith(("?", "？", "吗", "呢"))


def _staged(shop_id: int, number: int, said: Said) -> tuple[Any, ...]:
    product = known.identified(said)
    text, at = said.get("text", ""), said.get("asked_at")
    if not text:
        raise CellRefused("question_empty")
    return (
        number,
        *product,
        number_of(said, *product, at, text),
        text,
        said.get("locale", ""),
        at,
    )


QUESTIONS = SaidNoun(
    words=Vocabulary(FIELDS, known.IDENTITY, tests=(("text", _is_question),)),
    needed=("text",),
    columns=(*known.COLUMNS, "external_id", "body", "locale", "at"),
    table=f"{known.TABLE}, external_id text, body text, locale text, at timestamptz",
    parsers={
        **known.PARSERS,
        "external_id": values.code(100),
        "text": prose,
        "locale": language,
        "asked_at": moment,
    },
    into="catalogue_shopperquestion",
    insert="""
        INSERT INTO catalogue_shopperquestion (shop_id, product_id, external_id, text, locale, asked_at, created_at)
        SELECT %(shop)s, a.pid, s.external_id, s.body, s.locale, coalesce(s.at, now()), now()
        FROM staged s JOIN aimed a USING (n) ORDER BY s.n
        ON CONFLICT (shop_id, external_id) DO NOTHING
    """,
    differs="(old.product_id, old.text) IS DISTINCT FROM (a.pid, s.body)",
    build=_staged,
    words_of="body",
)
