"""Fix once, apply everywhere: what an edit replaced, siblings by the index, corrected together, taken back, kept as a rule."""

from __future__ import annotations

import pytest
from django.contrib.postgres.lookups import DataContains
from django.db import connection
from django.db.models import JSONField, Value
from django.urls import reverse

from shop_content.drafts import actions
from shop_content.drafts.bulk.work import work_off
from shop_content.drafts.fixes import Fix, proposed, siblings
from shop_content.drafts.models import Bulk, Draft, DraftVersion
from shop_content.drafts.words import DraftWords
from shop_content.shops.models import BrandVoice
from tests.factories import DraftFactory, ProductFactory, VersionFactory

pytestmark = pytest.mark.django_db


def said(shop, text: str, locale: str = "en", kind: str = "description") -> DraftVersion:
    draft = DraftFactory(product=ProductFactory(shop=shop), kind=kind, locale=locale)
    version = VersionFactory(draft=draft, fields={"description": text})
    Draft.objects.filter(pk=draft.pk).update(newest=version)
    return version


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Great for every day.", "Made for every day.", [Fix("Great", "Made")]),
        ("A top quality mug.", "A carefully made mug.", [Fix("top quality", "carefully made")]),
        ("A very nice mug.", "A nice mug.", [Fix("very", "")]),
        ("A mug.", "A mug for tea.", []),
        ("采用顶级陶瓷。", "采用精选陶瓷。", [Fix("顶级", "精选")]),
    ],
)
def test_what_an_edit_replaced(owner, before, after, expected):
    base = said(owner.shop, before)
    edit = VersionFactory(draft=base.draft, number=2, base=base, author=owner.user, fields={"description": after})
    assert proposed(edit) == expected
    assert proposed(base) == []


@pytest.mark.parametrize(
    ("fix", "text", "expected"),
    [
        (Fix("top quality", "fine"), "Of top quality. top quality!", "Of fine. fine!"),
        (Fix("art", "craft"), "Smart art, artful art.", "Smart craft, artful craft."),
        (Fix("very", ""), "A very nice mug.", "A nice mug."),
        (Fix("顶级", "精选"), "采用顶级陶瓷", "采用精选陶瓷"),
        (Fix("50%", "half"), "Save 50% now", "Save half now"),
        (Fix("a\\b", "c"), "a\\b", "c"),
    ],
)
def test_a_fix_replaces_whole_words(fix, text, expected):
    assert fix.applied({"description": text, "bullets": [text]}) == {"description": expected, "bullets": [expected]}


def test_siblings_are_found_by_the_index(owner):
    mine = said(owner.shop, "Of top quality,\nfor you.")
    other = said(owner.shop, "It is of top  quality? No: of\ntop quality.")
    chinese = said(owner.shop, "这是top quality。", "zh-Hans")
    said(owner.shop, "Quality is at the top.")
    said(owner.shop, "Stop quality.")
    said(ProductFactory().shop, "Of top quality.")
    fix = Fix("top quality", "fine")
    assert siblings(owner, fix, "en", mine.draft_id) == [other.draft]
    assert siblings(owner, fix, "zh-Hans") == [chinese.draft]
    assert siblings(owner, Fix(" ", "x"), "en") == []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    asked = DataContains(DraftWords("fields"), DraftWords(Value({"": fix.old}, JSONField())))
    assert "version_words" in DraftVersion.objects.order_by().filter(asked).explain()


def test_corrected_together_and_taken_back(client, owner):
    first, second, third = (said(owner.shop, f"Mug {number} is of top quality.") for number in range(3))
    edit = actions.save_edit(owner, first.draft_id, first.pk, {"description": "Mug 0 is of fine make."})
    client.force_login(owner.user)
    address = reverse("fix_create", args=[owner.shop_id, edit.pk])
    page = client.get(address)
    assert page.context["fix"] == Fix("top quality", "fine make") and page.context["count"] == 2
    given = {
        "old": "top quality",
        "new": "fine make",
        "request_key": "k",
        "chosen": str(second.draft_id),
        "voice": "on",
    }
    client.post(address, given)
    work_off("review")
    bulk = Bulk.objects.get()
    assert bulk.items.get().made.fields == {"description": "Mug 1 is of fine make."}
    assert Draft.objects.get(pk=third.draft_id).newest_id == third.pk
    voice = BrandVoice.objects.get(locale="en")
    assert voice.preferred == [["top quality", "fine make"]]
    client.post(reverse("bulk_steer", args=[owner.shop_id, bulk.pk, "take-back"]))
    work_off("review")
    assert Draft.objects.get(pk=second.draft_id).newest.fields == second.fields
    client.post(address, {**given, "request_key": "l", "all": "1"})
    work_off("review")
    assert Draft.objects.get(pk=third.draft_id).newest.fields == {"description": "Mug 2 is of fine make."}
    assert Draft.objects.get(pk=third.draft_id).newest.author == owner.user
    assert BrandVoice.objects.get(locale="en").revision == voice.revision, "it says so already"


def test_what_is_left_out_is_banned_and_what_makes_no_sense_is_said(client, owner):
    version = said(owner.shop, "Simply the best mug.")
    edit = actions.save_edit(owner, version.draft_id, version.pk, {"description": "Simply the mug."})
    client.force_login(owner.user)
    address = reverse("fix_create", args=[owner.shop_id, edit.pk])
    assert "No other draft in this language says it." in client.get(address).content.decode()
    client.post(address, {"old": "best", "new": "", "voice": "on"})
    assert BrandVoice.objects.get(locale="en").banned == ["best"]
    assert "No draft was chosen" in client.post(address, {"old": "best", "new": ""}, follow=True).content.decode()
    assert "Type one to look for" in client.get(address, {"old": "", "new": "x"}).content.decode()
    client.post(address, {"old": "x" * 80, "new": "y", "voice": "on"})
    assert BrandVoice.objects.get(locale="en").preferred == []
