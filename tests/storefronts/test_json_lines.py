"""JSON Lines: everything of a product, with claims and provenance."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from shop_content.catalogue.models import Product
from shop_content.storefronts.models import Storefront
from tests.factories import ProductFactory, VariantFactory
from tests.storefronts.conftest import approve, picture, read

Make = Callable[..., Storefront]


def test_one_product_a_line_with_claims_and_provenance(feed: Make, mug: Product) -> None:
    claim = {"field": "bullets", "index": 0, "start": 0, "end": 12, "fact_ids": ["f2"]}
    fact = {"id": "f2", "key": "capacity", "value": "350", "unit": "ml", "source": "person"}
    approve(
        mug,
        "bullets",
        {"bullets": ["Holds 350 ml", 'Says "hello"\u2028']},
        claims=[claim],
        facts=[fact],
        provenance={"engine": "composer:", "seed": 7},
    )
    VariantFactory(product=mug, sku="MUG-S", options={"Size": "S"})
    [line] = read(feed("jsonl")).splitlines(keepends=False)[:1]
    product = json.loads(read(feed("jsonl")).split("\n")[0])
    assert line.startswith("{")
    assert product["sku"] == "MUG-1"
    assert product["price"] == "18.00"
    assert product["facts"][1]["value"] == "350"
    assert product["variants"] == [{"sku": "MUG-S", "gtin": "", "options": {"Size": "S"}, "price": None}]
    bullets = product["content"]["bullets"]
    assert bullets["fields"] == {"bullets": ["Holds 350 ml", 'Says "hello"\u2028']}
    assert datetime.fromisoformat(bullets["created_at"]).tzinfo
    assert bullets["claims"] == [claim]
    assert bullets["facts"] == [fact]
    assert bullets["provenance"] == {"engine": "composer:", "seed": 7}
    assert (bullets["author"], bullets["machine_made"]) == ("engine", True)
    assert bullets["digital_source_type"] == "trained_algorithmic_media"


def test_a_persons_edit_says_so(feed: Make, mug: Product) -> None:
    bowl = ProductFactory(shop=mug.shop, sku="BOWL")
    approve(bowl, "title", {"title": "碗"}, person=True)
    first, second = (json.loads(line) for line in read(feed("jsonl")).strip().split("\n"))
    assert first["sku"] == "MUG-1"
    title = second["content"]["title"]
    assert (title["fields"], title["author"], title["digital_source_type"]) == ({"title": "碗"}, "person", None)


def test_every_kind_of_text_leaves_with_the_product(feed: Make, mug: Product) -> None:
    approve(mug, "email", {"subject": "A mug", "preview": "350 ml", "body": "It holds 350 ml."})
    sha256 = mug.photos.get().image.sha256
    fact = {"id": "photo:1", "key": "photo", "value": sha256, "unit": "", "source": "photo"}
    approve(mug, "alt_text", {"alt_texts": ["Green mug"]}, facts=[fact])
    product = json.loads(read(feed("jsonl")))
    assert product["content"]["email"]["fields"]["subject"] == "A mug"
    assert [image["alt"] for image in product["images"]] == ["Green mug"]


def test_pictures_name_the_approved_packshot(feed: Make, mug: Product) -> None:
    approve(mug, "packshot", {}, image=picture(mug.shop, "packshot", "image/png"))
    product = json.loads(read(feed("jsonl")))
    assert [image["packshot"] for image in product["images"]] == [True, False]
    assert product["images"][0]["url"].endswith(".png")
    assert "packshot" in product["content"]


def test_what_a_person_said_of_a_facts_source_stays_in_the_house(feed: Make, mug: Product) -> None:
    mug.facts[0]["stated"] = "Told by the supplier on the phone"
    mug.save()
    written = read(feed("jsonl"))
    assert "phone" not in written
    assert json.loads(written.split("\n")[0])["facts"][0]["value"] == mug.facts[0]["value"]
