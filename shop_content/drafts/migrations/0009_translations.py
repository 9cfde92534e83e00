"""A version may translate an approved one; when another is approved in its place, a trigger marks the drafts that translate it.

The trigger is of rows: it runs where `approved_id` is set to another value, and then finds the translations by their index.
"""

import django.db.models.deletion
from django.db import migrations, models

MARK = """
CREATE FUNCTION drafts_mark_translations() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  UPDATE drafts_draft AS draft SET recheck = true
    FROM drafts_draftversion AS original JOIN drafts_draftversion AS translation ON translation.original_id = original.id
   WHERE original.draft_id = NEW.id AND draft.id = translation.draft_id
     AND translation.id IN (draft.newest_id, draft.approved_id) AND NOT draft.recheck;
  RETURN NULL;
END $body$;

CREATE TRIGGER drafts_recheck_translations AFTER UPDATE OF approved_id, status ON drafts_draft FOR EACH ROW
  WHEN ((OLD.approved_id, OLD.status) IS DISTINCT FROM (NEW.approved_id, NEW.status)
        AND (OLD.approved_id IS NOT NULL OR NEW.approved_id IS NOT NULL))
  EXECUTE FUNCTION drafts_mark_translations();
"""
UNMARK = """
DROP TRIGGER drafts_recheck_translations ON drafts_draft;
DROP FUNCTION drafts_mark_translations();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("drafts", "0008_approved_texts"),
    ]

    operations = [
        migrations.AddField(
            model_name="draftversion",
            name="original",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="drafts.draftversion",
            ),
        ),
        migrations.RunSQL(MARK, UNMARK),
    ]
