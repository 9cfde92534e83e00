"""Another brand kit marks the shop's posters: they are compared with it soon after."""

from django.db import migrations

WATCH = """
CREATE FUNCTION drafts_kit_changed() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  UPDATE drafts_draft SET recheck = true
   WHERE shop_id = NEW.shop_id AND kind = 'poster' AND newest_id IS NOT NULL AND NOT recheck;
  RETURN NULL;
END $body$;

CREATE TRIGGER drafts_kit_came AFTER INSERT ON catalogue_brandkit FOR EACH ROW EXECUTE FUNCTION drafts_kit_changed();
CREATE TRIGGER drafts_kit_changed AFTER UPDATE ON catalogue_brandkit FOR EACH ROW
  WHEN ((OLD.colours, OLD.legal, OLD.logo_id) IS DISTINCT FROM (NEW.colours, NEW.legal, NEW.logo_id))
  EXECUTE FUNCTION drafts_kit_changed();
"""
UNWATCH = """
DROP TRIGGER drafts_kit_came ON catalogue_brandkit;
DROP TRIGGER drafts_kit_changed ON catalogue_brandkit;
DROP FUNCTION drafts_kit_changed();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0012_brand_kit"), ("drafts", "0063_consistency")]

    operations = [migrations.RunSQL(WATCH, UNWATCH)]
