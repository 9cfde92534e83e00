"""The review queue at 10,000 and at 1,000,000 drafts: p95 of its pages, as a ratio.

`python -m tests.bench.bench_queue [SMALL] [LARGE]` makes a database of its own with one shop of each size, asks both in turn through
Django's test client for the same pages, so that a busy machine slows both, and prints the plan of the large shop's first page.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from tests.bench.database import database

ROUNDS = 60
PAGES = (
    "",
    "?order=price",
    "?order=sold",
    "?order=oldest",
    "?kind=title",
    "?findings=errors",
    "?findings=clean",
    "?assignee=me",
    "?status=all",
)


def main(small: int, large: int) -> None:
    with database("bench_queue"):
        from django.db import connection
        from django.test import Client, override_settings
        from django.urls import reverse

        from shop_content.drafts import queue
        from shop_content.drafts.models import Draft, Finding
        from shop_content.drafts.queue import Filter
        from tests.drafts import many
        from tests.factories import MemberFactory

        members = {}
        for size in (small, large):
            members[size] = member = MemberFactory()
            many.drafts(member.shop_id, size)
            rows = Draft.objects.filter(shop_id=member.shop_id)
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE drafts_draft SET errors = 1 WHERE shop_id = %s AND id %% 50 = 0", [member.shop_id]
                )
            rows.filter(pk__in=rows.order_by("pk").values("pk")[:200]).update(assignee=member.user)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        print(f"{Draft.objects.count():,} drafts, {Finding.objects.count():,} findings")
        client = Client()
        with override_settings(ALLOWED_HOSTS=["*"], WHITENOISE_AUTOREFRESH=True):
            for page in PAGES:
                times: dict[int, list[float]] = {small: [], large: []}
                for number in range(ROUNDS + 3):
                    for size, member in members.items():
                        taken = _asked(client, member, reverse("draft_list", args=[member.shop_id]) + page)
                        if number >= 3:
                            times[size].append(taken)
                of = {size: sorted(taken)[int(0.95 * len(taken)) - 1] for size, taken in times.items()}
                middle = {size: sorted(taken)[len(taken) // 2] for size, taken in times.items()}
                ratio = of[large] / of[small]
                print(
                    f"{page or 'plain':20} p95 {1000 * of[small]:6.0f} ms, {1000 * of[large]:6.0f} ms: {ratio:.2f};"
                    f" median {1000 * middle[small]:.0f}, {1000 * middle[large]:.0f} ms"
                )
        for order in ("needs", "price", "sold", "oldest"):
            rows = queue.drafts(members[large], Filter(order=order))[:51]
            print(order, rows.explain(analyze=True), sep="\n")


def _asked(client: Any, member: Any, address: str) -> float:
    client.force_login(member.user)
    start = time.perf_counter()
    answer = client.get(address)
    taken = time.perf_counter() - start
    assert answer.status_code == 200, answer.status_code
    return taken


if __name__ == "__main__":
    main(*(int(text) for text in (sys.argv[1:] or ("10000", "1000000"))))
