"""The review list and the desk in its states: axe finds nothing serious, in light and in dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from generation.contract import Finding
from shop_content.drafts import actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "Norra mug of stoneware. It weighs 340 g."


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("state", "key", "shown"),
    [
        ("list", "", ".queue"),
        ("grid", "", ".queue-grid"),
        ("desk", "", "[data-desk]"),
        ("fact", "f", "[data-stating]"),
        ("compared", "d", ".compare-where h3"),
        ("reason", "x", "dialog[data-reason][open]"),
        ("help", "?", "dialog[data-help][open]"),
    ],
)
def test_axe_finds_nothing_serious(desk, page, write, owner, state, key, shown, scheme):
    start = TEXT.index("340 g")
    weight = Finding("numbers.unsupported", "error", "description", 0, start, start + 5, {"quantity": "340 g"})
    first = write("description", fields={"description": "Norra mug of <b>stoneware</b>."}, claims=())
    actions.approve(owner, first.draft_id, first.pk)
    version = write("description", fields={"description": TEXT}, claims=(), findings=[weight], job_id=1)
    if state == "desk":
        write("description", fields={"description": TEXT}, claims=(), job_id=1, variant=1)
    page.emulate_media(color_scheme=scheme)
    desk(owner, version.draft_id)
    if state in ("list", "grid"):
        page.goto(page.url.split("/drafts/")[0] + "/drafts/?status=all")
    if state == "grid":
        page.locator("[data-layout=grid]").click()
    if key:
        page.keyboard.press(key)
    page.wait_for_selector(shown)
    serious = [
        (found["id"], [node["html"][:200] for node in found["nodes"]])
        for found in Axe().run(page).response["violations"]
        if found["impact"] in ("serious", "critical")
    ]
    assert serious == []
