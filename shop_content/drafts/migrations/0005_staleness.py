"""Drafts learn when the facts that they rest on change: triggers on products and variants mark them, whoever changed what, imports included.

Statement triggers: an import of 100,000 rows runs each once, over all of its rows together.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

MARK = """
CREATE FUNCTION drafts_mark_products() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  UPDATE drafts_draft AS draft SET recheck = true
    FROM new_rows AS product JOIN old_rows AS before USING (id)
   WHERE draft.product_id = product.id AND draft.newest_id IS NOT NULL AND NOT draft.recheck
     AND (product.facts, product.title, product.brand, product.category, product.price, product.currency, product.source_text)
         IS DISTINCT FROM
         (before.facts, before.title, before.brand, before.category, before.price, before.currency, before.source_text);
  RETURN NULL;
END $body$;

CREATE FUNCTION drafts_mark_variants() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  UPDATE drafts_draft AS draft SET recheck = true
   WHERE draft.product_id IN (SELECT product_id FROM changed_rows) AND draft.newest_id IS NOT NULL AND NOT draft.recheck;
  RETURN NULL;
END $body$;

CREATE TRIGGER drafts_recheck AFTER UPDATE ON catalogue_product
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION drafts_mark_products();
CREATE TRIGGER drafts_recheck_inserted AFTER INSERT ON catalogue_variant
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION drafts_mark_variants();
CREATE TRIGGER drafts_recheck_updated AFTER UPDATE ON catalogue_variant
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION drafts_mark_variants();
CREATE TRIGGER drafts_recheck_deleted AFTER DELETE ON catalogue_variant
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION drafts_mark_variants();
"""
UNMARK = """
DROP TRIGGER drafts_recheck ON catalogue_product;
DROP TRIGGER drafts_recheck_inserted ON catalogue_variant;
DROP TRIGGER drafts_recheck_updated ON catalogue_variant;
DROP TRIGGER drafts_recheck_deleted ON catalogue_variant;
DROP FUNCTION drafts_mark_products();
DROP FUNCTION drafts_mark_variants();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0004_imports_preview'),
        ('drafts', '0004_subjects'),
        ('shops', '0002_invitation_sent'),
    ]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='recheck',
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddField(
            model_name='draft',
            name='stale',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_default=[], default=list, editable=False, size=None),
        ),
        migrations.AddIndex(
            model_name='draft',
            index=models.Index(condition=models.Q(('recheck', True)), fields=['id'], name='draft_to_recheck'),
        ),
        migrations.AddIndex(
            model_name='draft',
            index=models.Index(condition=models.Q(('stale', []), _negated=True), fields=['shop', 'id'], name='draft_outdated'),
        ),
        migrations.RunSQL(MARK, UNMARK),
    ]
