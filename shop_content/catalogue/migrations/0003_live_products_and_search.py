"""Deleted products step aside instead of leaving, and search by bigrams.

Each function stands alone, without calling another of ours: Postgres maintains expression indexes with a search path of `pg_catalog` only.
"""

import django.contrib.postgres.indexes
import django.db.models.functions.text
import django.db.models.manager
from django.db import migrations, models
from django.db.models import Q

import shop_content.catalogue.grams
import shop_content.catalogue.gtin

# Every pair of neighbouring letters, and every letter of a script without spaces (from U+2E80 on), behind the shop's number.
LOOP = """
DECLARE
  letters text[] := string_to_array({text}, NULL);
  prefix text := to_hex(shop) || ':';
  size int := coalesce(array_length(letters, 1), 0);
  grams text[] := '{{}}';
BEGIN
  FOR i IN 1..size - 1 LOOP
    grams[i] := prefix || letters[i] || letters[i + 1];
  END LOOP;
  FOR i IN 1..size LOOP
    IF letters[i] >= U&'\\2E80' COLLATE "C" THEN
      grams := grams || (prefix || letters[i]);
    END IF;
  END LOOP;
  RETURN grams;
END
"""
TEXT = "lower(normalize(' ' || title || ' ' || brand || ' ' || sku || ' ' || gtin, NFKC))"
COLUMNS = "title text, brand text, sku text, gtin text"

PRODUCT_GRAMS = f"""
CREATE FUNCTION product_grams(shop bigint, {COLUMNS}) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 200 AS $body${LOOP.format(text=TEXT)}$body$
"""
SHOP_GRAMS = f"""
CREATE FUNCTION shop_grams(shop bigint, word text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $body${LOOP.format(text="lower(normalize(word, NFKC))")}$body$
"""
# Not STRICT, so that it is inlined: the word is then made ready once a query. The title in lower case alone settles most products; bringing
# the whole text into its normal form is what costs.
PRODUCT_POSITION = f"""
CREATE FUNCTION product_position(word text, {COLUMNS}) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $body$
SELECT CASE WHEN position(lower(normalize(word, NFKC)) IN lower(title)) > 0 THEN 1
            ELSE position(lower(normalize(word, NFKC)) IN {TEXT}) END
$body$
"""


class Migration(migrations.Migration):

    dependencies = [
        ("catalogue", "0002_initial"),
    ]

    operations = [
        migrations.RunSQL(PRODUCT_GRAMS, "DROP FUNCTION product_grams"),
        migrations.RunSQL(SHOP_GRAMS, "DROP FUNCTION shop_grams"),
        migrations.RunSQL(PRODUCT_POSITION, "DROP FUNCTION product_position"),
        migrations.RemoveConstraint(model_name="product", name="product_sku_once_a_shop"),
        migrations.RemoveConstraint(model_name="product", name="product_handle_once_a_shop"),
        migrations.RemoveIndex(model_name="product", name="catalogue_p_shop_id_658f83_idx"),
        migrations.RemoveIndex(model_name="product", name="catalogue_p_grams_2dd4a7_gin"),
        migrations.RemoveField(model_name="product", name="grams"),
        migrations.AddField(
            model_name="product", name="archived_at", field=models.DateTimeField(editable=False, null=True)
        ),
        migrations.AlterField(
            model_name="product",
            name="gtin",
            field=models.CharField(
                blank=True,
                max_length=14,
                validators=[shop_content.catalogue.gtin.validate_gtin],
                verbose_name="GTIN",
            ),
        ),
        migrations.AlterField(
            model_name="variant",
            name="gtin",
            field=models.CharField(
                blank=True,
                max_length=14,
                validators=[shop_content.catalogue.gtin.validate_gtin],
                verbose_name="GTIN",
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.UniqueConstraint(
                fields=["shop", "sku"], condition=Q(archived_at=None), name="product_sku_once_a_shop"
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.UniqueConstraint(
                fields=["shop", "handle"],
                condition=Q(archived_at=None) & ~Q(handle=""),
                name="product_handle_once_a_shop",
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["shop", "-id"], condition=Q(archived_at=None), name="product_newest"),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                models.F("shop"),
                django.db.models.functions.text.Lower("title"),
                models.F("id"),
                condition=Q(archived_at=None),
                name="product_by_title",
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["shop", "brand", "-id"], condition=Q(archived_at=None), name="product_by_brand"),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                models.F("shop"),
                django.db.models.functions.text.Left("category", 250),
                models.OrderBy(models.F("id"), descending=True),
                condition=Q(archived_at=None),
                name="product_by_category",
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                fields=["shop", "archived_at"], condition=~Q(archived_at=None), name="product_archived"
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=django.contrib.postgres.indexes.GinIndex(
                shop_content.catalogue.grams.ProductGrams(), name="product_grams"
            ),
        ),
        migrations.AddIndex(
            model_name="variant",
            index=models.Index(fields=["sku"], condition=~Q(sku=""), name="variant_by_sku"),
        ),
        # Word pairs are many: with finer statistics the planner knows the rare ones from the common ones.
        migrations.RunSQL(
            "ALTER INDEX product_grams ALTER COLUMN 1 SET STATISTICS 500", migrations.RunSQL.noop
        ),
    ]
