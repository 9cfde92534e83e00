"""The page of insights over 200,000 drafts with 1,000,000 versions: how long it takes, and the plans behind it.

`python -m tests.bench.bench_insights [DRAFTS]` makes a database of its own: five versions a draft, a decision on each draft within 90 days,
two findings a draft; then asks for the page through Django's test client, by turns with the figures of a shop of a hundredth of the size.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from tests.bench.database import database

ROUNDS = 15
PAGES = ("?span=7", "?span=30", "?span=90", "?span=90&kind=title", "?span=90&engine=composer:")

_MORE = """
INSERT INTO drafts_draftversion (draft_id, number, variant, fields, picture, machine_made, claims, facts, source_hash, provenance, scores,
                                 created_at, base_id, author_id)
SELECT draft_id, 1 + n, 0, fields || jsonb_build_object('title', (fields ->> 'title') || ' ' || n), '{}', true, '[]', '[]', '',
       CASE WHEN n %% 2 = 0 THEN provenance || '{"tokens_in": 400, "tokens_out": 60, "seconds": 1.5}' ELSE '{}' END, scores, created_at,
       CASE WHEN n %% 2 = 1 THEN id END, CASE WHEN n %% 2 = 1 THEN %(person)s END
  FROM drafts_draftversion CROSS JOIN generate_series(1, 4) AS n
 WHERE number = 1 AND draft_id IN (SELECT id FROM drafts_draft WHERE shop_id = %(shop)s)
"""
_DECIDE = """
INSERT INTO drafts_decision (draft_id, version_id, by_id, verb, reason, seen, at)
SELECT draft.id, version.id, %(person)s, (ARRAY['approve', 'approve', 'approve', 'request_changes', 'reject'])[1 + draft.id %% 5], '', true,
       now() - (draft.id %% 90) * interval '1 day' - (draft.id %% 86400) * interval '1 second'
  FROM drafts_draft AS draft JOIN drafts_draftversion AS version ON version.draft_id = draft.id AND version.number = 1 + draft.id %% 2
 WHERE draft.shop_id = %(shop)s
"""
_FIND = """
INSERT INTO drafts_finding (version_id, rule, severity, field, index, start, "end", params, waived_reason)
SELECT newest_id, 'length.too_' || n || id %% 20, 'warning', 'title', 0, 0, 0, '{}', ''
  FROM drafts_draft CROSS JOIN generate_series(1, 2) AS n WHERE shop_id = %(shop)s
"""


def main(drafts: int) -> None:
    with database("bench_insights"):
        from django.db import connection
        from django.test import Client, override_settings
        from django.urls import reverse

        from shop_content.drafts.models import DraftVersion
        from shop_content.insights.actions import KEYS, measure_edits, merge
        from shop_content.insights.models import Outcome
        from tests.drafts import many
        from tests.factories import MemberFactory

        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX version_words")  # no figure reads it, and it takes most of the time to build
        members = {}
        for size in (drafts // 100, drafts):
            members[size] = member = MemberFactory()
            many.drafts(member.shop_id, size)
            with connection.cursor() as cursor:
                for statement in (_MORE, _DECIDE, _FIND):
                    cursor.execute(statement, {"shop": member.shop_id, "person": member.user_id})
        start = time.perf_counter()
        measured = sum(measure_edits() for _batch in range(10))
        print(f"{measured:,} edits measured in {time.perf_counter() - start:.1f} s")
        Outcome.objects.filter(changed=None).update(changed=0.1)
        for table in KEYS:
            merge(table)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        print(f"{drafts:,} drafts, {DraftVersion.objects.count():,} versions, {Outcome.objects.count():,} outcomes")
        client = Client()
        with override_settings(ALLOWED_HOSTS=["*"], WHITENOISE_AUTOREFRESH=True):
            for page in PAGES:
                times: dict[int, list[float]] = {size: [] for size in members}
                for _round in range(ROUNDS):
                    for size, member in members.items():
                        times[size].append(_asked(client, member, reverse("insights", args=[member.shop_id]) + page))
                middle = {size: sorted(taken)[len(taken) // 2] for size, taken in times.items()}
                print(
                    f"{page:28} median {1000 * middle[drafts]:5.0f} ms, at most {1000 * max(times[drafts]):5.0f} ms;"
                    f" a hundredth of it {1000 * middle[drafts // 100]:.0f} ms"
                )
        _plans(members[drafts])


def _plans(member: Any) -> None:
    """Of every statement that the page of 90 days runs on its own tables."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from shop_content.insights import figures
    from shop_content.insights.period import Period

    period = Period.read({"span": "90"})
    with CaptureQueriesContext(connection) as asked:
        for figure in (figures.outcomes, figures.waiting, figures.findings, figures.runs):
            figure(member, period)
        figures.engines(member)
    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            if not query["sql"].lstrip().startswith(("SELECT", "WITH")):
                continue
            print("--", query["sql"][:160].replace("\n", " "))
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {query['sql']}")
            print("\n".join(line for (line,) in cursor.fetchall()))


def _asked(client: Any, member: Any, address: str) -> float:
    client.force_login(member.user)
    start = time.perf_counter()
    answer = client.get(address)
    taken = time.perf_counter() - start
    assert answer.status_code == 200, answer.status_code
    return taken


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["200000"])[0]))
