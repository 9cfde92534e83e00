"""Corrections of a phrase in many drafts, and the words of a text, by which those that say it are found."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# A run of letters and digits is a word, a Chinese or Korean character is one, too. What a JSON text escapes is a blank.
WORDS = r"""
CREATE FUNCTION draft_words(fields jsonb) RETURNS int[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $body$
  SELECT COALESCE(array_agg(DISTINCT ('x' || substr(md5(word), 1, 8))::bit(32)::int), '{}')
    FROM (SELECT found[1] AS one, lead(found[1]) OVER (ORDER BY at) AS two
            FROM regexp_matches(lower(regexp_replace(fields::text, '\\[nrt]', ' ', 'g')),
                                '[\u2e80-\u9fff\uac00-\ud7af]|[^[:space:][:punct:]\u2e80-\u9fff\uac00-\ud7af]+', 'g')
                 WITH ORDINALITY AS token(found, at)) AS pairs,
         LATERAL (VALUES (one), (one || ' ' || two)) AS words(word)
   WHERE word IS NOT NULL
$body$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0006_fact_proposals'),
        ('drafts', '0050_samples'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='bulk',
            name='new',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='bulk',
            name='old',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='bulkitem',
            name='made',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='drafts.draftversion'),
        ),
        migrations.AlterField(
            model_name='bulk',
            name='act',
            field=models.CharField(choices=[('approve', 'Approve'), ('request_changes', 'Request changes'), ('reject', 'Reject'), ('hold', 'Hold'), ('assign', 'Assign'), ('reopen', 'Take back'), ('fix', 'Correct a phrase')], max_length=20),
        ),
        migrations.RunSQL(WORDS, "DROP FUNCTION draft_words"),
    ]
