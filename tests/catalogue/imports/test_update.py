"""Importing over what is there: by SKU or handle, only what the file says, never over a person's facts."""

from __future__ import annotations

from shop_content.catalogue.imports.facts import merge
from shop_content.catalogue.models import Product, Variant
from shop_content.shops.models import Member
from tests.catalogue.imports.conftest import Check
from tests.factories import ProductFactory, VariantFactory


def said(product: Product) -> list[tuple[str, str, str, str]]:
    product.refresh_from_db()
    return [(fact["id"], fact["key"], fact["value"], fact["source"]) for fact in product.facts]


def test_absent_columns_and_blank_cells_leave_everything_as_it_is(bring: Check, member: Member) -> None:
    product = ProductFactory(
        shop=member.shop, sku="a", title="Mug", brand="Norra", source_text="Thrown by hand.", gtin="4006381333931"
    )
    before = Product.objects.filter(pk=product.pk).values().get()
    row = bring([["SKU", "Title", "Brand", "Price"], ["a", "", "", "19.50"]])
    after = Product.objects.filter(pk=product.pk).values().get()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"price", "revision", "updated_at"}
    assert (after["price"], after["revision"]) == (19.5, 2)
    assert (row.counts["updated"], row.counts["created"]) == (1, 0)


def test_the_same_file_again_changes_nothing(bring: Check) -> None:
    rows = [
        ["Handle", "SKU", "Title", "Price", "Currency", "Option", "Facts"],
        ["shirt", "S-1", "Shirt", "10.00", "USD", "size=S|colour=red", "material=linen|weight=200 g"],
        ["shirt", "S-2", "", "11.00", "USD", "size=M|colour=red", ""],
        ["mug", "M-1", "Mug", "5", "USD", "", "material=stoneware"],
    ]
    bring(rows)
    before = list(Product.objects.order_by("id").values()) + list(Variant.objects.order_by("id").values())
    row = bring(rows)
    assert list(Product.objects.order_by("id").values()) + list(Variant.objects.order_by("id").values()) == before
    assert (row.counts["unchanged"], row.counts["updated"], row.counts["created"], row.counts["variants"]) == (
        2,
        0,
        0,
        0,
    )


def test_a_product_is_found_by_its_handle_and_keeps_its_sku(bring: Check, member: Member) -> None:
    product = ProductFactory(shop=member.shop, sku="own", handle="mug", title="Mug")
    bring([["Handle", "Title"], ["mug", "Cup"]])
    product.refresh_from_db()
    assert (product.sku, product.title, Product.objects.count()) == ("own", "Cup", 1)


def test_a_product_found_by_its_sku_gets_the_handle(bring: Check, member: Member) -> None:
    product = ProductFactory(shop=member.shop, sku="a", handle="")
    bring([["Handle", "SKU", "Title"], ["mug", "a", "Mug"]])
    product.refresh_from_db()
    assert (product.handle, Product.objects.count()) == ("mug", 1)


def test_a_variants_price_by_its_sku(bring: Check, member: Member) -> None:
    product = ProductFactory(shop=member.shop, sku="shirt", price=10)
    first = VariantFactory(product=product, sku="S-1", options={"Size": "S"}, price=10, position=0)
    second = VariantFactory(product=product, sku="S-2", options={"Size": "M"}, price=10, position=1)
    row = bring([["SKU", "Price", "Title"], ["S-2", "12", ""]])
    for thing in (product, first, second):
        thing.refresh_from_db()
    assert (product.price, first.price, second.price) == (10, 10, 12)
    assert row.counts["updated"] == 1


def test_a_product_and_its_variant_each_by_its_own_sku(bring: Check, member: Member) -> None:
    product = ProductFactory(shop=member.shop, sku="shirt", title="Shirt", price=10)
    variant = VariantFactory(product=product, sku="S-2", options={"Size": "M"}, price=10)
    row = bring([["SKU", "Price", "Title"], ["shirt", "", "Linen Shirt"], ["S-2", "12", ""]])
    product.refresh_from_db()
    assert (product.title, list(product.variants.values_list("pk", "price"))) == ("Linen Shirt", [(variant.pk, 12)])
    assert (row.counts["updated"], row.counts["variants"]) == (1, 0)


def test_new_variants_stand_behind_and_missing_ones_stay(bring: Check, member: Member) -> None:
    product = ProductFactory(shop=member.shop, sku="S-1", handle="shirt")
    VariantFactory(product=product, sku="S-1", options={"size": "S"}, position=0)
    VariantFactory(product=product, sku="S-9", options={"size": "XL"}, position=1)
    bring([["Handle", "SKU", "Option", "Title"], ["shirt", "S-1", "size=S", ""], ["shirt", "S-2", "size=M", ""]])
    assert list(product.variants.values_list("sku", "position")) == [("S-1", 0), ("S-9", 1), ("S-2", 2)]


def test_variants_without_sku_are_known_by_their_options(bring: Check, member: Member) -> None:
    product = ProductFactory(shop=member.shop, sku="shirt", handle="shirt")
    VariantFactory(product=product, sku="", options={"size": "S"}, price=10)
    bring(
        [
            ["Handle", "SKU", "Option", "Price", "Title"],
            ["shirt", "", "size=S", "11", ""],
            ["shirt", "S-M", "size=M", "12", ""],
        ]
    )
    assert list(product.variants.order_by("id").values_list("sku", "price")) == [("", 11), ("S-M", 12)]


def test_imported_facts_follow_the_file_and_a_persons_stay(bring: Check, member: Member) -> None:
    product = ProductFactory(
        shop=member.shop,
        sku="a",
        facts=[
            {"id": "f1", "key": "Material", "value": "oak", "unit": "", "source": "import"},
            {"id": "f2", "key": "colour", "value": "sage", "unit": "", "source": "person"},
            {"id": "f3", "key": "height", "value": "20", "unit": "cm", "source": "import"},
        ],
        next_fact=7,
    )
    row = bring([["SKU", "Title", "Facts"], ["a", "", "material=ash|colour=green|weight=2 kg"]])
    assert said(product) == [
        ("f1", "Material", "ash", "import"),
        ("f2", "colour", "sage", "person"),
        ("f3", "height", "20", "import"),
        ("f7", "weight", "2", "import"),
    ]
    assert product.next_fact == 8
    assert row.counts["kept_facts"] == 1


def test_a_persons_fact_that_says_the_same_is_no_conflict() -> None:
    existing = [{"id": "f1", "key": "colour", "value": "sage", "unit": "", "source": "person"}]
    merged = merge(existing, [{"id": "f1", "key": "Colour", "value": "sage", "unit": "", "source": "import"}], 2)
    assert (merged.facts, merged.next_fact, merged.kept) == (existing, 2, 0)


def test_fewer_and_more_values_of_one_key() -> None:
    def fact(number: int, value: str) -> dict[str, str]:
        return {"id": f"f{number}", "key": "colour", "value": value, "unit": "", "source": "import"}

    fewer = merge([fact(1, "red"), fact(2, "blue")], [fact(1, "red")], 3)
    assert (fewer.facts, fewer.next_fact) == ([fact(1, "red")], 3)
    more = merge([fact(1, "red")], [fact(1, "red"), fact(2, "blue")], 5)
    assert (more.facts, more.next_fact) == ([fact(1, "red"), fact(5, "blue")], 6)


def test_facts_of_a_later_row_that_differ_are_reported(bring: Check) -> None:
    row = bring(
        [
            ["Handle", "SKU", "Option", "Title", "Facts"],
            ["shirt", "S-1", "size=S", "Shirt", "material=linen|weight=200 g"],
            ["shirt", "S-2", "size=M", "", "material=linen"],
            ["shirt", "S-3", "size=L", "", "weight=240 g"],
        ]
    )
    assert list(row.issues.values_list("row", "code", "warning")) == [(4, "facts_of_variant", True)]
    assert [fact["value"] for fact in Product.objects.get().facts] == ["linen", "200"]


def test_rows_of_one_product_need_not_stand_together(bring: Check) -> None:
    bring(
        [
            ["Handle", "SKU", "Option", "Title", "Brand"],
            ["shirt", "S-1", "size=S", "Shirt", ""],
            ["mug", "M-1", "", "Mug", ""],
            ["shirt", "S-2", "size=M", "", "Norra"],
        ]
    )
    shirt = Product.objects.get(handle="shirt")
    assert (shirt.title, shirt.brand, shirt.variants.count()) == ("Shirt", "Norra", 2)


def test_a_deleted_products_sku_is_free(bring: Check, member: Member) -> None:
    from django.utils import timezone

    ProductFactory(shop=member.shop, sku="a", handle="mug", archived_at=timezone.now())
    assert bring([["Handle", "SKU", "Title"], ["mug", "a", "Mug"]]).counts["created"] == 1
