from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False  # the index is built while people go on writing

    dependencies = [
        ("drafts", "0009_translations"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="draftversion",
            index=models.Index(
                condition=models.Q(original__isnull=False), fields=["original"], name="version_translations"
            ),
        ),
    ]
