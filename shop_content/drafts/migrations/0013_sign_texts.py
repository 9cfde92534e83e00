"""Signs the texts that are shown or approved today, so that new ones are held against them too."""

from django.db import migrations
from django.db.models import F, Q

from generation import likeness
from generation.contract import Content
from generation.kinds import KINDS

BATCH = 1000


def sign(apps, _schema_editor):
    Version = apps.get_model("drafts", "DraftVersion")
    Signature = apps.get_model("drafts", "TextSignature")
    plain = [name for name, kind in KINDS.items() if kind.medium == "text" and not kind.subject]
    shown = Q(pk=F("draft__newest")) | Q(pk=F("draft__approved"))
    versions = Version.objects.filter(shown, draft__kind__in=plain).order_by("pk").select_related("draft")
    last = 0
    while batch := list(versions.filter(pk__gt=last).only("fields", "draft")[:BATCH]):
        last = batch[-1].pk
        made = (_signature(Signature, version) for version in batch)
        Signature.objects.bulk_create([row for row in made if row.bands], ignore_conflicts=True)


def _signature(model, version):
    draft = version.draft
    content = Content(
        {name: value if isinstance(value, str) else tuple(value) for name, value in version.fields.items()}
    )
    bands = likeness.bands(content, f"{draft.shop_id}|{draft.kind}|{draft.locale}")
    return model(version_id=version.pk, draft_id=draft.pk, bands=bands)


class Migration(migrations.Migration):
    atomic = False  # a batch at a time, while people go on writing

    dependencies = [("drafts", "0012_text_signatures")]

    operations = [migrations.RunPython(sign, migrations.RunPython.noop, elidable=True)]
