"""The sample shop: complete, true to its own rules, and the same after a second run."""

from __future__ import annotations

import io
import json
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from PIL import Image as Pillow

from shop_content.catalogue.gtin import validate_gtin
from shop_content.catalogue.models import Photo, Product
from shop_content.drafts.models import Decision, Draft, Status
from shop_content.moderation.sample import FOLDER, photos
from shop_content.shops.models import Role, Shop, User
from shop_content.storefronts.feeds import Feed, ready, stream
from shop_content.storefronts.models import Storefront

PASSWORDS = {"merchant_password": "correct horse battery", "moderator_password": "staple correct horse"}


def counts() -> dict[str, int]:
    models = (User, Shop, Product, Photo, Draft, Decision, Storefront)
    return {model.__name__: model._default_manager.count() for model in models}


@pytest.fixture(scope="module")
def data() -> dict[str, list[dict[str, object]]]:
    loaded: dict[str, list[dict[str, object]]] = json.loads((FOLDER / "products.json").read_text("utf-8"))
    return loaded


def test_loaded_once_and_complete_then_nothing_more(db: None, data: dict[str, list[dict[str, object]]]) -> None:
    call_command("load_sample", **PASSWORDS, stdout=io.StringIO())
    shop = Shop.objects.get()
    merchant = User.objects.get(email="merchant@norra-finch.example")
    assert merchant.check_password(PASSWORDS["merchant_password"])
    assert shop.members.get().user == merchant
    assert shop.members.get().role == Role.OWNER
    assert User.objects.get(email="moderator@norra-finch.example").is_staff
    assert Product.objects.count() == len(data["products"])
    assert all(product.photos.count() >= 2 for product in Product.objects.all())
    states = Counter(Draft.objects.values_list("status", flat=True))
    assert all(states[status] >= 2 for status in Status.values)
    google = Storefront.objects.get()
    assert ready.counts(google)[0] >= 2
    assert b"Kiln &amp; Key" in b"".join(stream(Feed(google, "https://content.example")))

    before = counts()
    out = io.StringIO()
    call_command("load_sample", stdout=out)
    assert counts() == before
    assert "0 products and 0 drafts added" in out.getvalue()

    Product.objects.filter(sku="AG-VASE-24").update(title="Renamed by a person")
    call_command("load_sample", stdout=io.StringIO())
    assert Product.objects.get(sku="AG-VASE-24").title == "Renamed by a person"


def test_without_passwords_it_says_what_it_needs(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMPLE_PASSWORD", raising=False)
    with pytest.raises(CommandError, match="SAMPLE_PASSWORD"):
        call_command("load_sample")
    assert not User.objects.exists()


def test_every_picture_is_there_used_and_fit_for_google(data: dict[str, list[dict[str, object]]]) -> None:
    shown = [photos(product) for product in data["products"]]
    assert all(2 <= len(paths) <= 3 for paths in shown)
    paths = [path for several in shown for path in several]
    assert sorted(paths) == sorted((FOLDER / "photos").iterdir())
    assert sum(path.stat().st_size for path in paths) < 5_000_000
    for path in paths:
        with Pillow.open(path) as picture:
            assert min(picture.size) >= 800


def test_numbers_check_out_and_claim_no_real_product(data: dict[str, list[dict[str, object]]]) -> None:
    gtins = [product["gtin"] for product in data["products"]]
    gtins += [variant["gtin"] for product in data["products"] for variant in product.get("variants", ())]  # type: ignore[attr-defined]
    assert len(set(gtins)) == len(gtins)
    for gtin in gtins:
        validate_gtin(str(gtin))
        assert str(gtin).startswith("2")  # GS1 keeps these for use inside a shop
