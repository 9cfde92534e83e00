"""How far a saved term has been put to the texts that were written before it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("policy", "0003_evidence")]

    operations = [migrations.AddField("policyterm", "reached", models.BigIntegerField(editable=False, null=True))]
