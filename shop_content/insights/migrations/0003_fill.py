"""What was decided, written and found before the triggers came, some rows at a time, while people go on working."""

from django.db import connection, migrations

ROWS = 5_000
REOPENED = """
SELECT insights_take_back(id, draft_id) FROM drafts_decision WHERE verb = 'reopen' AND id > %(after)s AND id <= %(until)s ORDER BY id
"""
WRITTEN = """
INSERT INTO insights_production (shop_id, day, run_id, kind, locale, engine, model, versions, tokens_in, tokens_out, seconds)
SELECT draft.shop_id, (version.created_at AT TIME ZONE shop.time_zone)::date, COALESCE(job.run_id, 0), draft.kind, draft.locale,
       left(COALESCE(version.provenance ->> 'engine', ''), 300), left(COALESCE(version.provenance ->> 'model', ''), 300), count(*),
       COALESCE(sum((version.provenance ->> 'tokens_in')::bigint), 0), COALESCE(sum((version.provenance ->> 'tokens_out')::bigint), 0),
       COALESCE(sum((version.provenance ->> 'seconds')::float8), 0)
  FROM drafts_draftversion AS version
  JOIN drafts_draft AS draft ON draft.id = version.draft_id
  JOIN shops_shop AS shop ON shop.id = draft.shop_id
  LEFT JOIN jobs_job AS job ON job.id = version.job_id
 WHERE version.author_id IS NULL AND version.id > %(after)s AND version.id <= %(until)s
 GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
FOUND = """
INSERT INTO insights_found (shop_id, day, rule, severity, kind, locale, engine, found, waived)
SELECT draft.shop_id, (version.created_at AT TIME ZONE shop.time_zone)::date, finding.rule, finding.severity, draft.kind, draft.locale,
       left(COALESCE(version.provenance ->> 'engine', ''), 300), count(*), count(finding.waived_at)
  FROM drafts_finding AS finding
  JOIN drafts_draftversion AS version ON version.id = finding.version_id
  JOIN drafts_draft AS draft ON draft.id = version.draft_id
  JOIN shops_shop AS shop ON shop.id = draft.shop_id
 WHERE finding.id > %(after)s AND finding.id <= %(until)s
 GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
STEPS = (
    ("drafts_decision", "SELECT insights_note_decisions(%(after)s + 1, %(until)s)"),
    ("drafts_decision", REOPENED),
    ("drafts_draftversion", WRITTEN),
    ("drafts_finding", FOUND),
)


def fill(apps, schema_editor):
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, last FROM insights_before")
        lasts = dict(cursor.fetchall())
        for table, statement in STEPS:
            after = 0
            while after < lasts[table]:
                until = min(after + ROWS, lasts[table])
                cursor.execute(statement, {"after": after, "until": until})
                after = until


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('insights', '0002_triggers'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunSQL("DROP TABLE insights_before", "CREATE TABLE insights_before (table_name text, last bigint)"),
    ]
