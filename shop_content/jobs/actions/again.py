"""Asking for drafts anew: one run, and a job for the slot of each draft."""

from __future__ import annotations

from django.db import connection, transaction

from generation.contract import LOCALES, TONES
from generation.kinds import KINDS
from shop_content.audit.actions import record
from shop_content.drafts.bulk.selection import MOST, Selection
from shop_content.jobs import wake
from shop_content.jobs.actions.adapters import carried
from shop_content.jobs.actions.request import SMALL_RUN
from shop_content.jobs.errors import RunError
from shop_content.jobs.models import Run
from shop_content.shops.models import Member

# In the order of `request.INSERT_JOBS`: what one engine call can answer stands together.
_INSERT = """
INSERT INTO jobs_job (run_id, product_id, kind, locale, subject, queue, status, worker, attempts, run_after, cancel_requested, created_at,
                      paused, priority, tries, error_code, error_detail)
SELECT %s, draft.product_id, draft.kind, draft.locale, draft.subject, CASE WHEN draft.kind = ANY(%s) THEN 'image' ELSE 'text' END,
       'queued', '', 0, clock_timestamp(), false, clock_timestamp(), false, 1, 0, '', ''
  FROM ({drafts}) AS chosen
  JOIN drafts_draft AS draft ON draft.id = chosen.id
  JOIN catalogue_product AS product ON product.id = draft.product_id AND product.archived_at IS NULL
 ORDER BY draft.kind, draft.locale, draft.product_id, draft.subject
"""


def request_again(member: Member, selection: Selection, tone: str, request_key: str) -> Run:
    """Write the chosen drafts anew; what is approved stays live until the new version is approved.

    The same `request_key` again answers the run that is there. Drafts of deleted products are left out. Raises RunError:
    bad_request, no_subjects, too_many_drafts.
    """
    if tone not in TONES:
        raise RunError("bad_request")
    with transaction.atomic():
        run, new = Run.objects.get_or_create(
            shop_id=member.shop_id,
            request_key=request_key,
            defaults={"requested_by": member.user, "tone": tone, "settings": carried(member)},
        )
        if not new:
            return run
        run.total = _insert(run, member, selection)
        if run.total > MOST:
            raise RunError("too_many_drafts")
        if run.total == 0:
            raise RunError("no_subjects")
        if run.total <= SMALL_RUN:
            run.jobs.update(priority=0)
        asked = set(run.jobs.order_by().values_list("kind", "locale").distinct())
        run.kinds = [kind for kind in KINDS if kind in {kind for kind, _locale in asked}]
        run.locales = [locale for locale in LOCALES if locale in {locale for _kind, locale in asked}]
        run.products = run.jobs.order_by().values("product_id").distinct().count()
        run.save(update_fields=["total", "kinds", "locales", "products"])
        record("run.request", run, run.shop_id, products=run.products, jobs=run.total, again=True, tone=tone)
        transaction.on_commit(lambda: wake.everyone(run.kinds), robust=True)
    return run


def _insert(run: Run, member: Member, selection: Selection) -> int:
    drafts = selection.drafts(member).order_by().values("id")[: MOST + 1]
    chosen, params = drafts.query.sql_with_params()
    pictures = [name for name, kind in KINDS.items() if kind.medium == "image"]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT.format(drafts=chosen), [run.pk, pictures, *params])
        return int(cursor.rowcount)
