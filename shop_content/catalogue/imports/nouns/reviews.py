"""A row becomes a customer review: what a customer wrote elsewhere, as it was written."""
# ruff: noqa: E501  a field's words stand together

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from shop_content.catalogue.imports import values
from shop_content.catalogue.imports.errors import CellRefused
from shop_content.catalogue.imports.nouns import known
from shop_content.catalogue.imports.nouns.cells import Said
from shop_content.catalogue.imports.nouns.moments import moment
from shop_content.catalogue.imports.nouns.ratings import rating
from shop_content.catalogue.imports.nouns.said import SaidNoun, language, number_of, prose, yes_or_no
from shop_content.catalogue.imports.vocabulary import Field, Vocabulary
from shop_content.catalogue.pseudonyms import pseudonym

# fmt: off
FIELDS = (
    Field(
        "external_id", "Review number", "评价编号", _("Number of the review"),
        _("The number that your review system gives it, by which it is known again. May stay empty."),
        "R-1001", "R-1001",
        ("review id", "id", "review number", "uuid", "评价id", "评论id", "评论编号"),
    ),
    *known.FIELDS,
    Field(
        "rating", "Rating", "评分", _("Rating"), _("One to five stars: 4, 4/5, 4.5, “5 stars”. Half a star is left away."), "4", "4",
        ("stars", "score", "star rating", "review score", "rating value", "bewertung", "sterne", "note", "星级", "评价等级", "打分"),
    ),
    Field(
        "title", "Review title", "评价标题", _("Title of the review"), _("If the customer gave one."),
        "(the customer's own title)", "（顾客写的标题）",
        ("title", "headline", "review title", "subject", "summary", "标题", "评论标题"),
    ),
    Field(
        "text", "Review text", "评价内容", _("Text of the review"),
        _("What the customer wrote, word for word. It is never changed here, and never written here."),
        "(the customer's own words)", "（顾客的原话）",
        ("text", "body", "review", "comment", "content", "review body", "review content", "description", "评价", "评论", "内容", "评论内容"),
    ),
    Field(
        "locale", "Language", "语言", _("Language"), _("en or zh. Empty: told by the text."), "en", "zh",
        ("locale", "lang", "language code", "语种"),
    ),
    Field(
        "written_at", "Date", "日期", _("Date"), _("When it was written: 2026-03-31, 31.03.2026 or 2026/3/31."), "2026-03-31", "2026-03-31",
        ("created at", "created", "review date", "date created", "submitted at", "time", "timestamp", "datum", "评价时间", "评论时间", "时间"),
    ),
    Field(
        "verified", "Verified purchase", "已购买", _("Verified purchase"), _("yes or no."), "yes", "是",
        ("verified", "verified buyer", "verified purchase", "is verified", "已验证购买", "已验证"),
    ),
    Field(
        "author", "Author", "作者", _("Author"),
        _("A name or customer number. It is not kept: only a code that tells whether two reviews are by the same person."),
        "", "",
        ("reviewer", "reviewer name", "author", "name", "customer", "nickname", "user", "email", "reviewer email", "用户", "用户名", "昵称", "买家"),
    ),
)
# fmt: on


def _is_rating(value: str) -> bool:
    try:
        return bool(rating(value))
    except CellRefused:
        return False


def _is_moment(value: str) -> bool:
    try:
        return bool(moment(value))
    except CellRefused:
        return False


def _staged(shop_id: int, number: int, said: Said) -> tuple[Any, ...]:
    product = known.identified(said)
    stars, title, text = said.get("rating"), said.get("title", ""), said.get("text", "")
    if not text and not title and stars is None:
        raise CellRefused("review_empty")
    author, at = said.get("author", ""), said.get("written_at")
    return (
        number,
        *product,
        number_of(said, *product, at, author, stars, title, text),
        stars,
        title,
        text,
        said.get("locale", ""),
        pseudonym(shop_id, author),
        said.get("verified", False),
        at,
    )


REVIEWS = SaidNoun(
    words=Vocabulary(FIELDS, known.IDENTITY, tests=(("written_at", _is_moment), ("rating", _is_rating))),
    needed=("text",),
    columns=(*known.COLUMNS, "external_id", "rating", "title", "body", "locale", "author", "verified", "at"),
    table=f"{known.TABLE}, external_id text, rating smallint, title text, body text, locale text, author text, verified boolean, at timestamptz",
    parsers={
        **known.PARSERS,
        "external_id": values.code(100),
        "rating": rating,
        "title": values.line(300),
        "text": prose,
        "locale": language,
        "written_at": moment,
        "verified": yes_or_no,
        "author": values.line(300),
    },
    into="catalogue_customerreview",
    insert="""
        INSERT INTO catalogue_customerreview
            (shop_id, product_id, external_id, rating, title, text, locale, author, verified, written_at, state, created_at)
        SELECT %(shop)s, a.pid, s.external_id, s.rating, s.title, s.body, s.locale, s.author, s.verified, coalesce(s.at, now()), 'visible', now()
        FROM staged s JOIN aimed a USING (n) ORDER BY s.n
        ON CONFLICT (shop_id, external_id) DO NOTHING
    """,
    differs="(old.product_id, old.rating, old.title, old.text) IS DISTINCT FROM (a.pid, s.rating, s.title, s.body)",
    build=_staged,
    words_of="title || ' ' || body",
)
