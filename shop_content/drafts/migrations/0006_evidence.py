"""Evidence that lapses, is withdrawn or says something else marks the drafts that cite it; new evidence marks none."""

from django.db import migrations

MARK = """
CREATE FUNCTION drafts_mark_evidence() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF (NEW.statement, NEW.lapsed, NEW.retired_at, NEW.expires_on, NEW.brand, NEW.category, NEW.skus)
     IS DISTINCT FROM
     (OLD.statement, OLD.lapsed, OLD.retired_at, OLD.expires_on, OLD.brand, OLD.category, OLD.skus) THEN
    UPDATE drafts_draft AS draft SET recheck = true
      FROM drafts_draftversion AS version
     WHERE draft.shop_id = NEW.shop_id AND version.id IN (draft.newest_id, draft.approved_id) AND NOT draft.recheck
       AND position('"evidence:' || NEW.id || '"' IN version.claims::text) > 0;
  END IF;
  RETURN NULL;
END $body$;

CREATE TRIGGER drafts_recheck AFTER UPDATE ON policy_evidence FOR EACH ROW EXECUTE FUNCTION drafts_mark_evidence();
"""
UNMARK = """
DROP TRIGGER drafts_recheck ON policy_evidence;
DROP FUNCTION drafts_mark_evidence();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("drafts", "0005_staleness"),
        ("policy", "0003_evidence"),
    ]

    operations = [migrations.RunSQL(MARK, UNMARK)]
