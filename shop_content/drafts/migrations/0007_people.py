"""New, hidden and shown reviews mark the summaries of their product; a product's changed facts mark the recommendations that name it."""

from django.db import migrations, models

MARK = """
CREATE FUNCTION drafts_mark_reviews() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  UPDATE drafts_draft AS draft SET recheck = true
   WHERE draft.product_id IN (SELECT product_id FROM changed_rows) AND draft.kind IN ('review_summary', 'review_reply')
     AND draft.newest_id IS NOT NULL AND NOT draft.recheck;
  RETURN NULL;
END $body$;

CREATE TRIGGER drafts_recheck_inserted AFTER INSERT ON catalogue_customerreview
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION drafts_mark_reviews();
CREATE TRIGGER drafts_recheck_updated AFTER UPDATE ON catalogue_customerreview
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION drafts_mark_reviews();
CREATE TRIGGER drafts_recheck_deleted AFTER DELETE ON catalogue_customerreview
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION drafts_mark_reviews();

CREATE FUNCTION drafts_mark_offers() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  UPDATE drafts_draft AS draft SET recheck = true
    FROM (SELECT product.shop_id, product.sku || '/title' AS named FROM new_rows AS product JOIN old_rows AS before USING (id)
           WHERE (product.facts, product.title, product.brand, product.category, product.price, product.currency, product.archived_at)
                 IS DISTINCT FROM
                 (before.facts, before.title, before.brand, before.category, before.price, before.currency, before.archived_at)
         ) AS changed,
         drafts_draftversion AS version
   WHERE draft.shop_id = changed.shop_id AND draft.kind = 'recommendation' AND NOT draft.recheck
     AND version.id IN (draft.newest_id, draft.approved_id)
     AND version.facts @> jsonb_build_array(jsonb_build_object('id', changed.named));
  RETURN NULL;
END $body$;

CREATE TRIGGER drafts_recheck_offers AFTER UPDATE ON catalogue_product
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION drafts_mark_offers();
"""
UNMARK = """
DROP TRIGGER drafts_recheck_offers ON catalogue_product;
DROP TRIGGER drafts_recheck_inserted ON catalogue_customerreview;
DROP TRIGGER drafts_recheck_updated ON catalogue_customerreview;
DROP TRIGGER drafts_recheck_deleted ON catalogue_customerreview;
DROP FUNCTION drafts_mark_offers();
DROP FUNCTION drafts_mark_reviews();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("catalogue", "0005_reviews_and_shoppers"),
        ("drafts", "0006_evidence"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(condition=models.Q(("kind", "recommendation")), fields=["shop"], name="draft_recommending"),
        ),
        migrations.RunSQL(MARK, UNMARK),
    ]
