from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False  # the indexes are built while people go on working

    dependencies = [
        ('catalogue', '0010_sold'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='product',
            index=models.Index(condition=models.Q(('sold__gt', 0)), fields=['id'], include=('sold',), name='product_sold'),
        ),
        AddIndexConcurrently(
            model_name='shopperevent',
            index=models.Index(condition=models.Q(('verb', 'buy')), fields=['at'], include=('product',), name='event_of_sale'),
        ),
    ]
