"""Photos that come ask for a look at their pictures; photos that come and go mark their products' texts to be compared."""

from django.db import migrations

_ASK = """
INSERT INTO catalogue_picturelook (image_id, queue, status, seen, error_code, worker, attempts, run_after, cancel_requested, created_at)
SELECT DISTINCT image_id, 'image', 'queued', '{{}}'::jsonb, '', '', 0, now(), false, now() FROM {photos} ON CONFLICT (image_id) DO NOTHING;
"""
WATCH = f"""
CREATE FUNCTION catalogue_photos_came() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  {_ASK.format(photos="come")}
  UPDATE catalogue_product SET sights_due = true WHERE id IN (SELECT product_id FROM come) AND NOT sights_due;
  RETURN NULL;
END $body$;

CREATE FUNCTION catalogue_photos_went() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  UPDATE catalogue_product SET sights_due = true WHERE id IN (SELECT product_id FROM gone) AND NOT sights_due;
  RETURN NULL;
END $body$;

CREATE TRIGGER photos_came AFTER INSERT ON catalogue_photo REFERENCING NEW TABLE AS come
  FOR EACH STATEMENT EXECUTE FUNCTION catalogue_photos_came();
CREATE TRIGGER photos_went AFTER DELETE ON catalogue_photo REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION catalogue_photos_went();
"""
UNWATCH = """
DROP TRIGGER photos_came ON catalogue_photo;
DROP TRIGGER photos_went ON catalogue_photo;
DROP FUNCTION catalogue_photos_came();
DROP FUNCTION catalogue_photos_went();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0007_picture_looks")]

    operations = [
        migrations.RunSQL(WATCH, UNWATCH),
        migrations.RunSQL(_ASK.format(photos="catalogue_photo"), migrations.RunSQL.noop),
    ]
