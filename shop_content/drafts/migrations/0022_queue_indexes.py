"""Fills what the queue is ordered by, some rows at a time, and builds its indexes while people go on working."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import connection, migrations, models

ROWS = 5_000
FILL = """
UPDATE drafts_draft AS draft
   SET price = COALESCE(product.price, 0), category = left(product.category, 250), archived = product.archived_at IS NOT NULL,
       arrived_at = draft.updated_at,
       score = COALESCE((SELECT (scores ->> 'total')::float8 FROM drafts_draftversion AS version WHERE version.id = draft.newest_id), 1),
       errors = draft.errors
  FROM catalogue_product AS product
 WHERE product.id = draft.product_id AND draft.id > %s AND draft.id <= %s
"""


def fill(apps, schema_editor):
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(min(id), 0) - 1, COALESCE(max(id), 0) FROM drafts_draft")
        start, last = cursor.fetchone()
        while start < last:
            cursor.execute(FILL, [start, start + ROWS])
            start += ROWS


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ("drafts", "0021_queue"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        AddIndexConcurrently(
            model_name='draft',
            index=models.Index(condition=models.Q(('archived', False)), fields=['shop', 'status', 'rank', 'id'], name='draft_queue_needs'),
        ),
        AddIndexConcurrently(
            model_name='draft',
            index=models.Index(condition=models.Q(('archived', False)), fields=['shop', 'status', 'score', 'id'], name='draft_queue_score'),
        ),
        AddIndexConcurrently(
            model_name='draft',
            index=models.Index(condition=models.Q(('archived', False)), fields=['shop', 'status', '-price', '-id'], name='draft_queue_price'),
        ),
        AddIndexConcurrently(
            model_name='draft',
            index=models.Index(condition=models.Q(('archived', False)), fields=['shop', 'status', 'arrived_at', 'id'], name='draft_queue_time'),
        ),
        AddIndexConcurrently(
            model_name='draft',
            index=models.Index(condition=models.Q(('archived', False)), fields=['shop', 'status', 'kind', 'locale', 'id'], name='draft_queue_kind'),
        ),
        AddIndexConcurrently(
            model_name='draft',
            index=models.Index(condition=models.Q(('archived', False)), fields=['shop', 'status', 'category', 'id'], name='draft_queue_category'),
        ),
        AddIndexConcurrently(
            model_name='finding',
            index=models.Index(condition=models.Q(('waived_at', None)), fields=['rule', 'version'], name='finding_open_by_rule'),
        ),
    ]
