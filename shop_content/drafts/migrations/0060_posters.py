"""Posters, and which approved versions stand on each; when another is approved in a text's place, a trigger marks the posters that bear it.

The trigger is of rows: it runs where `approved_id` or `status` of a draft is set to another value, and finds the posters by an index.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations, models


MARK = """
CREATE FUNCTION drafts_mark_posters() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  UPDATE drafts_draft AS draft SET recheck = true
    FROM drafts_draftversion AS poster
   WHERE poster.copied <> '{}' AND poster.copied && ARRAY(SELECT id FROM drafts_draftversion WHERE draft_id = NEW.id)
     AND draft.id = poster.draft_id AND poster.id IN (draft.newest_id, draft.approved_id) AND NOT draft.recheck;
  RETURN NULL;
END $body$;

CREATE TRIGGER drafts_recheck_posters AFTER UPDATE OF approved_id, status ON drafts_draft FOR EACH ROW
  WHEN (NEW.kind IN ('campaign', 'social_ad', 'title', 'bullets')
        AND (OLD.approved_id, OLD.status) IS DISTINCT FROM (NEW.approved_id, NEW.status)
        AND (OLD.approved_id IS NOT NULL OR NEW.approved_id IS NOT NULL))
  EXECUTE FUNCTION drafts_mark_posters();
"""
UNMARK = """
DROP TRIGGER drafts_recheck_posters ON drafts_draft;
DROP FUNCTION drafts_mark_posters();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0012_brand_kit'),
        ('drafts', '0056_sold_index'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='draftversion',
            name='copied',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_default=[], default=list, size=None),
        ),
        migrations.AlterField(
            model_name='draft',
            name='kind',
            field=models.CharField(choices=[('title', 'Title'), ('description', 'Description'), ('short_description', 'Short description'), ('bullets', 'Bullet points'), ('seo', 'SEO title and meta description'), ('alt_text', 'Alternative texts of the photos'), ('packshot', 'Packshot'), ('scene', 'Scene'), ('poster', 'Poster'), ('search_ad', 'Google search ad'), ('social_ad', 'Facebook and Instagram ad'), ('campaign', 'Campaign title and slogan'), ('social_post', 'Social post'), ('email', 'E-mail'), ('qa', 'Questions and answers'), ('answer', 'Reply to a question'), ('recommendation', 'Recommendation'), ('review_summary', 'Summary of the reviews'), ('review_reply', 'Reply to a review')], max_length=20, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='reviewrule',
            name='kind',
            field=models.CharField(blank=True, choices=[('title', 'Title'), ('description', 'Description'), ('short_description', 'Short description'), ('bullets', 'Bullet points'), ('seo', 'SEO title and meta description'), ('alt_text', 'Alternative texts of the photos'), ('packshot', 'Packshot'), ('scene', 'Scene'), ('poster', 'Poster'), ('search_ad', 'Google search ad'), ('social_ad', 'Facebook and Instagram ad'), ('campaign', 'Campaign title and slogan'), ('social_post', 'Social post'), ('email', 'E-mail'), ('qa', 'Questions and answers'), ('answer', 'Reply to a question'), ('recommendation', 'Recommendation'), ('review_summary', 'Summary of the reviews'), ('review_reply', 'Reply to a review')], max_length=20, verbose_name='kind'),
        ),
        migrations.RunSQL(MARK, UNMARK),
    ]
