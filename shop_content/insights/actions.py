"""What workers do behind the figures: measure edits, merge the rows that triggers added. Both may run twice, or nowhere."""

from __future__ import annotations

from django.db import connection, transaction

from shop_content.drafts.models import DraftVersion
from shop_content.insights.distance import changed_share
from shop_content.insights.models import Outcome

MEASURED_AT_ONCE = 200
MERGED_AT_ONCE = 20_000
LOCKS = {"production": 7_301, "found": 7_302}  # advisory, one for each table that is merged

_MERGE = """
WITH fresh AS (
  DELETE FROM insights_{table} WHERE id IN (SELECT id FROM insights_{table} WHERE NOT merged ORDER BY id LIMIT %s)
  RETURNING {keys}, {sums}
), merged AS (
  INSERT INTO insights_{table} AS known ({keys}, {sums}, merged)
  SELECT {keys}, {added}, true FROM fresh GROUP BY {keys} ORDER BY {keys}
  ON CONFLICT ({keys}) WHERE merged DO UPDATE SET {updated}
  RETURNING 1
)
SELECT (SELECT count(*) FROM fresh), (SELECT count(*) FROM merged)
"""
KEYS = {
    "production": ("shop_id", "day", "run_id", "kind", "locale", "engine", "model"),
    "found": ("shop_id", "day", "rule", "severity", "kind", "locale", "engine"),
}
SUMS = {"production": ("versions", "tokens_in", "tokens_out", "seconds"), "found": ("found", "waived")}


def measure_edits() -> int:
    """How much of the engine's text people changed before they decided: measured once for each decision. Returns how many were."""
    waiting = Outcome.objects.filter(edited=True, changed=None).exclude(locale="").order_by("pk")
    outcomes = list(waiting[:MEASURED_AT_ONCE])
    texts = dict(
        DraftVersion.objects.filter(
            pk__in={pk for outcome in outcomes for pk in (outcome.version_id, outcome.written_id)}
        ).values_list("pk", "fields")
    )
    for outcome in outcomes:
        outcome.changed = changed_share(texts[outcome.written_id], texts[outcome.version_id])
    Outcome.objects.bulk_update(outcomes, ["changed"])
    return len(outcomes)


def merge(table: str) -> int:
    """Merge rows of `production` or `found` by their keys. Returns how many; 0 also while another worker is at it."""
    keys, sums = KEYS[table], SUMS[table]
    statement = _MERGE.format(
        table=table,
        keys=", ".join(keys),
        sums=", ".join(sums),
        added=", ".join(f"sum({name})" for name in sums),
        updated=", ".join(f"{name} = known.{name} + EXCLUDED.{name}" for name in sums),
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCKS[table]])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(statement, [MERGED_AT_ONCE])
        return int(cursor.fetchone()[0])
