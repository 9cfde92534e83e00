"""A longer pattern, and the terms that every installation starts with."""

from django.db import migrations, models

from shop_content.policy.seed import plant


def forwards(apps, schema_editor):
    plant(apps.get_model("policy", "PolicyTerm"))


class Migration(migrations.Migration):
    dependencies = [("policy", "0001_initial")]

    operations = [
        migrations.AlterField("policyterm", "pattern", models.CharField("pattern", max_length=300)),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
