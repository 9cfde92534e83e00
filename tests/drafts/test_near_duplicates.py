"""A text that nearly repeats another product's is found when it is stored; other shops' texts, old ones and reworded ones are not."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from generation import likeness
from generation.contract import Content
from shop_content.drafts import actions
from shop_content.drafts.actions import Writing
from shop_content.drafts.likeness import NEAR
from shop_content.drafts.models import Draft, DraftVersion, Finding, TextSignature
from tests.factories import ProductFactory

pytestmark = pytest.mark.django_db

RULE = "wording.near_duplicate"
ENGLISH = (
    "The Norra {name} is made of glazed stoneware and holds 350 ml. It stands 9.5 cm high, and its handle is wide enough for "
    "three fingers. You can put it in the dishwasher, but not in the microwave oven. It comes in sage, cream and charcoal, and "
    "each one is packed in a carton of its own."
)
REWORDED = (
    "Sage, cream or charcoal: the Norra Bowl takes 350 ml, is fired from stoneware and has a glaze. Wash it by machine if you "
    "like; keep it out of the microwave. Height: 9.5 cm. A single carton holds one piece, ready to be given away."
)
CHINESE = (
    "Norra {name}采用上釉炻器制成，容量 350 毫升，高 9.5 厘米，手柄宽度可容三指。可用洗碗机清洗，但不可用微波炉加热。"
    "有鼠尾草绿、奶油白、炭灰三种颜色可选，每只单独装盒。"
)


def found(version: DraftVersion) -> list[Finding]:
    return list(version.findings.filter(rule=RULE))


def describe(write: Any, text: str, of: Any, locale: str = "en", **parts: Any) -> DraftVersion:
    return write("description", locale, of, fields={"description": text}, claims=[], **parts)


@pytest.mark.parametrize(
    ("locale", "text", "names"),
    [("en", ENGLISH, ("Mug", "Beaker")), ("zh-Hans", CHINESE, ("马克杯", "水杯"))],
    ids=["en", "zh-Hans"],
)
def test_a_text_that_differs_in_the_name_alone_names_the_other_product(owner, write, fresh, locale, text, names):
    first, second = (ProductFactory(shop=owner.shop, title=name) for name in names)
    earlier = describe(write, text.format(name=names[0]), first, locale)
    later = describe(write, text.format(name=names[1]), second, locale)

    assert found(earlier) == []
    (said,) = found(later)
    assert said.severity == Finding.Severity.WARNING
    assert said.params["product"] == names[0] and said.params["draft"] == earlier.draft_id
    assert said.params["share"] >= 60
    shared = later.fields["description"][said.start : said.end]
    assert shared[-40:] in earlier.fields["description"]
    assert len(shared) > len(text) / 2
    assert fresh(later).warnings == 1


def test_a_reworded_text_and_one_of_another_kind_language_or_shop_are_left_alone(owner, write):
    first, second = ProductFactory.create_batch(2, shop=owner.shop)
    stranger = ProductFactory()
    text = ENGLISH.format(name="Mug")
    describe(write, text, first)
    assert found(describe(write, REWORDED, second)) == []
    assert found(describe(write, text, stranger)) == []
    assert found(describe(write, text, second, "zh-Hans")) == []
    short = write("short_description", "en", second, fields={"short_description": text[:200]}, claims=[])
    assert found(short) == []
    assert found(describe(write, text, first)) == []  # the product's own text of yesterday


def test_what_was_replaced_or_rejected_counts_no_more(owner, write, approver):
    first, second, third = ProductFactory.create_batch(3, shop=owner.shop)
    text = ENGLISH.format(name="Mug")
    describe(write, text, first)
    describe(write, REWORDED, first)
    assert found(describe(write, text, second)) == []
    rejected = Draft.objects.get(product=second, kind="description")
    actions.reject(approver, rejected.pk, rejected.newest_id, "not this one")
    assert found(describe(write, text, third)) == []


def test_texts_of_one_batch_are_held_against_each_other(owner):
    products = ProductFactory.create_batch(2, shop=owner.shop)
    drafts = [actions.open_draft(owner.shop_id, product.pk, "description", "en") for product in products]
    one, other = actions.add_versions(
        [
            Writing(draft.pk, fields={"description": ENGLISH.format(name="Mug")}, source_hash="0" * 64)
            for draft in drafts
        ]
    )
    assert [said.params["draft"] for said in found(one)] == [other.draft_id]
    assert [said.params["draft"] for said in found(other)] == [one.draft_id]


def test_a_persons_edit_is_looked_at_too(owner, write):
    first, second = ProductFactory.create_batch(2, shop=owner.shop)
    earlier = describe(write, ENGLISH.format(name="Mug"), first)
    own = describe(write, REWORDED, second)
    edited = actions.save_edit(owner, own.draft_id, own.pk, {"description": ENGLISH.format(name="Mug")})
    assert [said.params["draft"] for said in found(edited)] == [earlier.draft_id]


def test_signatures_come_and_go_with_the_transaction(owner, write):
    product = ProductFactory(shop=owner.shop)
    version = describe(write, ENGLISH.format(name="Mug"), product)
    assert len(TextSignature.objects.get(version=version).bands) == likeness.BANDS
    title = write("title", "en", product, fields={"title": "Mug"}, claims=[])
    assert not TextSignature.objects.filter(version=title).exists()  # too short to be like another


def test_the_desk_leads_to_the_other_text(owner, write, client):
    first, second = (ProductFactory(shop=owner.shop, title=title) for title in ("Mug One", "Mug Two"))
    earlier = describe(write, ENGLISH.format(name="Mug"), first)
    later = describe(write, ENGLISH.format(name="Cup"), second)
    client.force_login(owner.user)
    page = client.get(reverse("draft_detail", args=[owner.shop_id, later.draft_id])).content.decode()
    assert "Nearly the text of “Mug One”" in page
    assert f'href="{reverse("draft_detail", args=[owner.shop_id, earlier.draft_id])}">Show the other text' in page


def test_similarity_is_what_the_bands_promise():
    """Of pairs that share 80 % of their shingles nearly all share a band, of pairs that share 20 % hardly any."""
    dice = random.Random(7)
    words = [f"w{n}" for n in range(5000)]

    def pair(kept: int) -> bool:
        text = [dice.choice(words) for _ in range(120)]
        other = text[:kept] + [dice.choice(words) for _ in range(120 - kept)]
        one, two = (Content({"description": " ".join(each)}) for each in (text, other))
        return bool(set(likeness.bands(one)) & set(likeness.bands(two)))

    assert sum(pair(107) for _ in range(60)) >= 58  # 105 of 131 shingles in common
    assert sum(pair(42) for _ in range(60)) <= 5  # 40 of 196


ROWS = 30_000


@pytest.fixture
def crowd(owner) -> None:
    """A shop with 30,000 signed descriptions, made in the database: slots of one product, for speed."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # the rows need no triggers and no versions
        cursor.execute(
            """
            INSERT INTO drafts_draft (id, shop_id, product_id, kind, locale, subject, status, held_from, newest_id,
                                      errors, warnings, created_at, updated_at)
            SELECT 1000000 + n, %s, %s, 'description', 'en', n::text, 'in_review', '', 1000000 + n, 0, 0, now(), now()
              FROM generate_series(1, %s) AS n
            """,
            [owner.shop_id, ProductFactory(shop=owner.shop).pk, ROWS],
        )
        cursor.execute("DROP INDEX signature_bands")  # built at once below: row by row it takes a minute
        cursor.execute(
            """
            INSERT INTO drafts_textsignature (version_id, draft_id, bands)
            SELECT 1000000 + n, 1000000 + n, array_agg((random() * 9e18)::bigint)
              FROM generate_series(1, %s) AS n, generate_series(1, %s) GROUP BY n
            """,
            [ROWS, likeness.BANDS],
        )
        cursor.execute("CREATE INDEX signature_bands ON drafts_textsignature USING gin (bands) WITH (fastupdate = off)")
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("ANALYZE drafts_textsignature; ANALYZE drafts_draft")


def test_many_texts_are_found_by_the_index(owner, write, crowd):
    product = ProductFactory(shop=owner.shop)
    version = describe(write, ENGLISH.format(name="Mug"), product)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {NEAR}", {"batch": [version.pk], "candidates": 200, "most": 3})
        (plan,) = cursor.fetchone()
    scans = list(_scans(json.loads(plan)[0]["Plan"] if isinstance(plan, str) else plan[0]["Plan"]))
    assert ("Bitmap Index Scan", "signature_bands") in scans
    large = {"drafts_draft", "drafts_textsignature"}  # the other tables have a row or three
    assert not [scan for scan in scans if scan[0] == "Seq Scan" and scan[1] in large]


def _scans(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield node["Node Type"], node.get("Index Name") or node.get("Relation Name", "")
    for child in node.get("Plans", ()):
        yield from _scans(child)
