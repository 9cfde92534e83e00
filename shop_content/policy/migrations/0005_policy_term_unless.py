"""What lets an expression stand: a fact, or evidence, that a moderator names."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("policy", "0004_policy_term_reached")]

    operations = [
        migrations.AddField(
            "policyterm",
            "unless",
            models.CharField(
                blank=True, db_default="", default="", max_length=300, verbose_name="unless the product has"
            ),
        )
    ]
