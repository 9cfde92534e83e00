from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False  # the index is built while people go on writing

    dependencies = [
        ("drafts", "0007_people"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="draft",
            index=models.Index(
                fields=["shop", "kind", "locale", "-approved"],
                condition=models.Q(approved__isnull=False),
                name="draft_approved_texts",
            ),
        ),
    ]
