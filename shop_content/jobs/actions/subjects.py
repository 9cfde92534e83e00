"""Asking for content about something beside a product: replies to reviews, answers to questions, recommendations to audiences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import QuerySet

from generation.contract import LOCALES
from generation.kinds import KINDS
from shop_content.audit.actions import record
from shop_content.catalogue.audiences import anchor
from shop_content.catalogue.models import Audience, CustomerReview, ShopperQuestion
from shop_content.jobs import wake
from shop_content.jobs.actions.request import SMALL_RUN, Wish, allow, columns_of, translated
from shop_content.jobs.errors import RunError
from shop_content.jobs.models import Run
from shop_content.shops.models import Member

MAX_SUBJECTS = 100_000  # of one run

# In the order of `request.INSERT_JOBS`: what one engine call can answer stands together.
_INSERT = """
INSERT INTO jobs_job (run_id, product_id, kind, locale, subject, queue, status, worker, attempts, run_after, cancel_requested, created_at,
                      paused, priority, tries, error_code, error_detail)
SELECT %(run)s, product.id, %(kind)s, asked.locale, asked.subject, %(queue)s, 'queued', '', 0, clock_timestamp(), false, clock_timestamp(),
       false, %(priority)s, 0, '', ''
FROM (SELECT DISTINCT * FROM unnest(%(products)s::bigint[], %(locales)s::text[], %(subjects)s::text[])
      AS asked(product_id, locale, subject)) AS asked
JOIN catalogue_product AS product ON product.id = asked.product_id AND product.shop_id = %(shop)s AND product.archived_at IS NULL
WHERE %(original)s = ''
   OR EXISTS (SELECT 1 FROM drafts_draft AS original
               WHERE original.product_id = product.id AND original.kind = %(kind)s AND original.locale = %(original)s
                 AND original.subject = asked.subject AND original.approved_id IS NOT NULL
                 AND original.status NOT IN ('held', 'rejected'))
ORDER BY asked.locale, product.id, asked.subject
"""


class Subject(NamedTuple):
    product_id: int
    locale: str
    subject: str


def request_replies(
    member: Member, rows: QuerySet[CustomerReview] | QuerySet[ShopperQuestion], wish: Wish, request_key: str
) -> Run:
    """A reply to each of `rows`, in the language that the customer wrote in, else in the first of the wish's; of a translation, the
    replies that are approved in its original's language, in the wish's others.

    The wish's only kind is `review_reply` or `answer`. Raises RunError: as `request_run`, and no_subjects.
    """
    named = rows.filter(shop_id=member.shop_id).order_by("pk")[: MAX_SUBJECTS + 1]
    asked = [Subject(row.product_id, locale, row.subject) for row in named for locale in _spoken(row.locale, wish)]
    return request_subjects(member, asked, wish, request_key)


def _spoken(locale: str, wish: Wish) -> Sequence[str]:
    """The languages of a reply to somebody who wrote in `locale`."""
    if wish.original:
        return [other for other in wish.locales if other != wish.original]
    return [locale if locale in LOCALES else wish.locales[0] if wish.locales else ""]


def request_recommendations(member: Member, audiences: QuerySet[Audience], wish: Wish, request_key: str) -> Run:
    """A recommendation to each audience in each language of the wish, from the product that speaks for it today.

    Audiences without a shopper are left out, as are, of a translation, those without an approved original.
    Raises RunError: as `request_run`, and no_subjects, no_anchor.
    """
    rows = list(audiences.filter(shop_id=member.shop_id).order_by("pk"))
    if not rows:
        raise RunError("no_subjects")
    found = [(row, product) for row in rows if (product := anchor(row))]
    if not found:
        raise RunError("no_anchor")
    locales = [locale for locale in wish.locales if locale != wish.original]
    asked = [Subject(product.pk, locale, row.subject) for row, product in found for locale in locales]
    return request_subjects(member, asked, wish, request_key)


def request_subjects(member: Member, asked: Sequence[Subject], wish: Wish, request_key: str) -> Run:
    """One run, and a job for each of `asked`, in one transaction. The same `request_key` again answers the run that is there.

    Raises RunError: no_kinds, no_locales, bad_request, no_subjects, too_many, suspended; of a translation no_other_locale,
    no_translation, no_originals.
    """
    wish.check()
    allow(wish)
    if wish.original and not translated(wish):
        raise RunError("no_translation")
    if len(wish.kinds) != 1 or not KINDS[wish.kinds[0]].needs_subject:
        raise RunError("bad_request")
    with transaction.atomic():
        run, new = Run.objects.get_or_create(
            shop_id=member.shop_id,
            request_key=request_key,
            defaults={"requested_by": member.user, **columns_of(wish, member)},
        )
        if not new:
            return run
        if len(asked) > MAX_SUBJECTS:
            raise RunError("too_many")
        run.total = _insert(run, wish.kinds[0], asked, wish.original)
        if run.total == 0:
            raise RunError("no_originals" if wish.original and asked else "no_subjects")
        run.products = len({subject.product_id for subject in asked})
        run.locales = _in_order(subject.locale for subject in asked)
        run.save(update_fields=["total", "products", "locales"])
        record("run.request", run, run.shop_id, products=run.products, jobs=run.total, **asdict(wish))
        transaction.on_commit(lambda: wake.everyone(wish.kinds), robust=True)
    return run


def _insert(run: Run, kind: str, asked: Sequence[Subject], original: str) -> int:
    params: dict[str, Any] = {
        "run": run.pk,
        "shop": run.shop_id,
        "kind": kind,
        "original": original,
        "queue": KINDS[kind].medium,
        "priority": 0 if len(asked) <= SMALL_RUN else 1,
        "products": [subject.product_id for subject in asked],
        "locales": [subject.locale for subject in asked],
        "subjects": [subject.subject for subject in asked],
    }
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, params)
        return int(cursor.rowcount)


def _in_order(locales: Iterable[str]) -> list[str]:
    named = set(locales)
    return [locale for locale in LOCALES if locale in named]
