"""What the review queue is ordered and counted by, written by triggers: whoever changes a draft or a product, the queue is right."""

from decimal import Decimal

import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

PLACE = """
CREATE FUNCTION drafts_place() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE TRIGGER drafts_place BEFORE INSERT OR UPDATE OF newest_id, errors, warnings ON drafts_draft
  FOR EACH ROW EXECUTE FUNCTION drafts_place();

CREATE FUNCTION drafts_place_products() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  UPDATE drafts_draft AS draft
     SET price = COALESCE(product.price, 0), category = left(product.category, 250), archived = product.archived_at IS NOT NULL
    FROM new_rows AS product JOIN old_rows AS before USING (id)
   WHERE draft.product_id = product.id
     AND (product.price, product.category, product.archived_at IS NULL)
         IS DISTINCT FROM (before.price, before.category, before.archived_at IS NULL);
  RETURN NULL;
END $body$;

CREATE TRIGGER drafts_place AFTER UPDATE ON catalogue_product
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION drafts_place_products();
"""
UNPLACE = """
DROP TRIGGER drafts_place ON catalogue_product;
DROP TRIGGER drafts_place ON drafts_draft;
DROP FUNCTION drafts_place_products();
DROP FUNCTION drafts_place();
"""
# Rows of the tally instead of a counter that everybody would have to lock.
TALLY = """
CREATE FUNCTION drafts_tally_inserted() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  INSERT INTO drafts_tally (shop_id, status, delta)
  SELECT shop_id, status, count(*) FROM new_rows WHERE NOT archived GROUP BY shop_id, status;
  RETURN NULL;
END $body$;

CREATE FUNCTION drafts_tally_deleted() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  INSERT INTO drafts_tally (shop_id, status, delta)
  SELECT shop_id, status, -count(*) FROM old_rows WHERE NOT archived GROUP BY shop_id, status;
  RETURN NULL;
END $body$;

CREATE FUNCTION drafts_tally_updated() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  INSERT INTO drafts_tally (shop_id, status, delta)
  SELECT shop_id, status, sum(n)
    FROM (SELECT shop_id, status, 1 AS n FROM new_rows WHERE NOT archived
          UNION ALL
          SELECT shop_id, status, -1 FROM old_rows WHERE NOT archived) AS moved
   GROUP BY shop_id, status HAVING sum(n) <> 0;
  RETURN NULL;
END $body$;

CREATE TRIGGER drafts_tally_inserted AFTER INSERT ON drafts_draft
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION drafts_tally_inserted();
CREATE TRIGGER drafts_tally_deleted AFTER DELETE ON drafts_draft
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION drafts_tally_deleted();
CREATE TRIGGER drafts_tally_updated AFTER UPDATE ON drafts_draft
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION drafts_tally_updated();
INSERT INTO drafts_tally (shop_id, status, delta) SELECT shop_id, status, count(*) FROM drafts_draft WHERE NOT archived GROUP BY 1, 2;
"""
UNTALLY = """
DROP TRIGGER drafts_tally_inserted ON drafts_draft;
DROP TRIGGER drafts_tally_deleted ON drafts_draft;
DROP TRIGGER drafts_tally_updated ON drafts_draft;
DROP FUNCTION drafts_tally_inserted();
DROP FUNCTION drafts_tally_deleted();
DROP FUNCTION drafts_tally_updated();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0006_fact_proposals'),
        ('drafts', '0020_bulk'),
        ('shops', '0003_brand_voice'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='QueueRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.CharField(choices=[('needs', 'What needs you most'), ('score', 'Lowest score'), ('price', 'Highest price'), ('oldest', 'Waiting longest'), ('newest', 'Newest'), ('product', 'Product by product')], default='needs', max_length=10, verbose_name='order')),
            ],
            options={
                'verbose_name': 'order of the review queue',
                'verbose_name_plural': 'orders of the review queues',
            },
        ),
        migrations.CreateModel(
            name='QueueView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('query', models.CharField(blank=True, max_length=1000)),
                ('shared', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'view of the review queue',
                'verbose_name_plural': 'views of the review queue',
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shop_id', models.BigIntegerField()),
                ('status', models.CharField(max_length=20)),
                ('delta', models.BigIntegerField()),
            ],
            options={
                'verbose_name': 'tally of drafts',
                'verbose_name_plural': 'tallies of drafts',
            },
        ),
        migrations.AddField(
            model_name='draft',
            name='archived',
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddField(
            model_name='draft',
            name='arrived_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField(
            model_name='draft',
            name='category',
            field=models.CharField(db_default='', default='', editable=False, max_length=250),
        ),
        migrations.AddField(
            model_name='draft',
            name='price',
            field=models.DecimalField(db_default=Decimal(0), decimal_places=4, default=Decimal(0), editable=False, max_digits=14),
        ),
        migrations.AddField(
            model_name='draft',
            name='rank',
            field=models.IntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name='draft',
            name='score',
            field=models.FloatField(db_default=1.0, default=1.0, editable=False),
        ),
        migrations.AddField(
            model_name='queuerule',
            name='shop',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='queue_rule', to='shops.shop'),
        ),
        migrations.AddField(
            model_name='queueview',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='queueview',
            name='shop',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='queue_views', to='shops.shop'),
        ),
        migrations.AddIndex(
            model_name='tally',
            index=models.Index(fields=['shop_id'], include=('status', 'delta'), name='tally_of_a_shop'),
        ),
        migrations.AddConstraint(
            model_name='queueview',
            constraint=models.UniqueConstraint(fields=('shop', 'owner', 'name'), name='queue_view_name_once_a_person'),
        ),
        migrations.RunSQL(PLACE, UNPLACE),
        migrations.RunSQL(TALLY, UNTALLY),
    ]
