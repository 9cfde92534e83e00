import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False  # the index is built while people go on writing

    dependencies = [
        ("drafts", "0060_posters"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='draftversion',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('copied', []), _negated=True), fields=['copied'], name='version_copies'),
        ),
    ]
