"""In a real browser: files are dropped, the check is watched, the import is confirmed."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse

from shop_content.catalogue.imports.work import work_off
from shop_content.catalogue.models import Product
from tests.catalogue.imports.conftest import csv_bytes, picture_bytes, zip_bytes
from tests.factories import MemberFactory

DROP = """
([area, files]) => {
  const data = new DataTransfer();
  for (const [name, text] of files) data.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
  area.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}
"""


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def serious(page: Any) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_drop_watch_confirm(live_server: Any, page: Any) -> None:
    member = MemberFactory()
    client = Client()
    client.force_login(member.user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))

    page.goto(live_server.url + reverse("import_create", args=[member.shop_id]))
    assert serious(page) == []
    table = csv_bytes([["SKU", "Title", "Price", "Image file"], ["a", "Mug", "1", "a.jpg"], ["b", "Cup", "x", ""]])
    files = [["photos.zip", encoded(zip_bytes({"a.jpg": picture_bytes()}))], ["products.csv", encoded(table)]]
    area = page.locator("[data-drop]").first.element_handle()
    page.evaluate(DROP, [area, files])  # both onto one area: each goes where it belongs
    assert page.locator("[data-drop]").nth(0).locator("[data-name]").inner_text().startswith("products.csv")
    assert page.locator("[data-drop]").nth(1).locator("[data-name]").inner_text().startswith("photos.zip")
    page.get_by_role("button", name="Upload and check").click()
    page.get_by_text("Checking the file").wait_for()
    work_off("imports")
    page.get_by_role("button", name="Import only the good rows").wait_for(timeout=10_000)
    assert "This is not an amount of money" in page.locator("#issues").inner_text()
    assert serious(page) == []
    page.get_by_role("button", name="Import only the good rows").click()
    page.get_by_text("Importing").wait_for()
    work_off("imports")
    page.get_by_text("See the products").wait_for(timeout=10_000)
    assert list(Product.objects.values_list("title", "photos__name")) == [("Mug", "a.jpg")]
    assert problems == []
