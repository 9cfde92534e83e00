from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations

from shop_content.drafts.words import DraftWords


class Migration(migrations.Migration):

    atomic = False  # the index is built while people go on writing

    dependencies = [
        ("drafts", "0051_phrases"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="draftversion",
            index=GinIndex(DraftWords("fields"), name="version_words"),
        ),
    ]
