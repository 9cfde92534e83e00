from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False  # the index is built while people go on reviewing

    dependencies = [
        ('drafts', '0055_sold'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='draft',
            index=models.Index(condition=models.Q(('archived', False)), fields=['shop', 'status', '-sold', '-id'], name='draft_queue_sold'),
        ),
    ]
