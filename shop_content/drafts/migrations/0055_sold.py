"""Best sellers: drafts carry what their product sold lately, by the triggers that carry its price."""

from django.db import migrations, models

PLACE = """
CREATE OR REPLACE FUNCTION drafts_place() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT COALESCE(price, 0), sold, left(category, 250), archived_at IS NOT NULL
      INTO NEW.price, NEW.sold, NEW.category, NEW.archived
      FROM catalogue_product WHERE id = NEW.product_id;
  END IF;
  IF TG_OP = 'INSERT' OR NEW.newest_id IS DISTINCT FROM OLD.newest_id THEN
    NEW.score := COALESCE((SELECT (scores ->> 'total')::float8 FROM drafts_draftversion WHERE id = NEW.newest_id), 1);
    NEW.arrived_at := now();
  END IF;
  NEW.rank := -(LEAST(NEW.errors, 99) * 10000 + LEAST(NEW.warnings, 99) * 100
                + round((1 - LEAST(GREATEST(NEW.score, 0), 1)) * 99)::int);
  RETURN NEW;
END $body$;

CREATE OR REPLACE FUNCTION drafts_place_products() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  UPDATE drafts_draft AS draft
     SET price = COALESCE(product.price, 0), sold = product.sold, category = left(product.category, 250), archived = product.archived_at IS NOT NULL
    FROM new_rows AS product JOIN old_rows AS before USING (id)
   WHERE draft.product_id = product.id
     AND (product.price, product.sold, product.category, product.archived_at IS NULL)
         IS DISTINCT FROM (before.price, before.sold, before.category, before.archived_at IS NULL);
  RETURN NULL;
END $body$;
"""
PLACED_BEFORE = """
CREATE OR REPLACE FUNCTION drafts_place() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT COALESCE(price, 0), left(category, 250), archived_at IS NOT NULL INTO NEW.price, NEW.category, NEW.archived
      FROM catalogue_product WHERE id = NEW.product_id;
  END IF;
  IF TG_OP = 'INSERT' OR NEW.newest_id IS DISTINCT FROM OLD.newest_id THEN
    NEW.score := COALESCE((SELECT (scores ->> 'total')::float8 FROM drafts_draftversion WHERE id = NEW.newest_id), 1);
    NEW.arrived_at := now();
  END IF;
  NEW.rank := -(LEAST(NEW.errors, 99) * 10000 + LEAST(NEW.warnings, 99) * 100
                + round((1 - LEAST(GREATEST(NEW.score, 0), 1)) * 99)::int);
  RETURN NEW;
END $body$;

CREATE OR REPLACE FUNCTION drafts_place_products() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  UPDATE drafts_draft AS draft
     SET price = COALESCE(product.price, 0), category = left(product.category, 250), archived = product.archived_at IS NOT NULL
    FROM new_rows AS product JOIN old_rows AS before USING (id)
   WHERE draft.product_id = product.id
     AND (product.price, product.category, product.archived_at IS NULL)
         IS DISTINCT FROM (before.price, before.category, before.archived_at IS NULL);
  RETURN NULL;
END $body$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0010_sold'),
        ('drafts', '0054_assigned_at'),
    ]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='sold',
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AlterField(
            model_name='queuerule',
            name='order',
            field=models.CharField(choices=[('needs', 'What needs you most'), ('score', 'Lowest score'), ('price', 'Highest price'), ('sold', 'Best sellers'), ('oldest', 'Waiting longest'), ('newest', 'Newest'), ('product', 'Product by product')], default='needs', max_length=10, verbose_name='order'),
        ),
        migrations.RunSQL(PLACE, PLACED_BEFORE),
    ]
