"""Every page, in both languages, wide and light, narrow and dark: axe finds nothing serious, CSP blocks nothing, nothing overflows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page

from shop_content.catalogue.models import Import, Photo, Product
from shop_content.drafts.actions import request_sample, save_edit
from shop_content.drafts.bulk.actions import Wish as BulkWish
from shop_content.drafts.bulk.actions import request_bulk
from shop_content.drafts.bulk.selection import Selection
from shop_content.drafts.bulk.work import work_off
from shop_content.drafts.models import Bulk, Draft, DraftVersion, Sample, Status
from shop_content.drafts.queue import Filter
from shop_content.jobs.actions import Wish, request_run
from shop_content.moderation import sample
from shop_content.policy.models import PolicyTerm
from shop_content.policy.seed import plant
from shop_content.shops.models import Member
from shop_content.storefronts.models import Storefront

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "correct horse battery"
LOOKS = {
    "wide": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light", "locale": "en-US"},
    "narrow": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "locale": "zh-CN"},
}


@pytest.fixture
def member() -> Member:
    """The sample shop, with a run and an import, so that no page is empty."""
    plant(PolicyTerm)
    sample.load(sample.Person("merchant@example.com", PASSWORD), sample.Person("moderator@example.com", PASSWORD))
    member = Member.objects.get(user__email="merchant@example.com")
    run = request_run(member, Product.objects.all(), Wish(("title",), ("en",)), "key")
    run.jobs.update(status="failed", error_code="facts.thin")
    request_bulk(member, Selection(Filter(status="held")), BulkWish("reject", "Not our style"), "key")
    work_off("review")
    request_sample(member, Draft.objects.filter(shop=member.shop), 0.05, 0.9, "key")
    text = (
        Draft.objects.filter(kind="title", locale="en", status=Status.IN_REVIEW).select_related("newest").latest("pk")
    )
    save_edit(member, text.pk, text.newest_id, {"title": f"{text.newest.fields['title']}, new"})
    counts = {"rows": 3, "created": 2, "updated": 0, "unchanged": 1, "refused": 0, "photos": 0}
    Import.objects.create(
        shop=member.shop, name="products.csv", status=Import.Status.DONE, requested_by=member.user, counts=counts
    )
    return member


@pytest.fixture
def look(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(**LOOKS[request.param])
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def merchants_pages(member: Member) -> list[str]:
    shop = f"/shops/{member.shop_id}"
    product = Product.objects.order_by("pk")[0].pk
    drafts = [Draft.objects.filter(status=status).order_by("pk")[0].pk for status in Status]
    picture = Draft.objects.filter(kind="packshot").order_by("pk")[0].pk
    storefront = Storefront.objects.get().pk
    return [
        *(
            f"{shop}/{page}"
            for page in (
                "",
                "products/",
                "products/new/",
                "drafts/",
                "drafts/bulks/",
                "drafts/samples/all/",
                "review-settings/",
                "mentions/",
                "runs/",
                "imports/",
                "imports/new/",
                "reviews/",
                "questions/",
                "shoppers/",
                "inbox/",
                "insights/",
                "insights/?span=7&kind=seo",
            )
        ),
        *(
            f"{shop}/{page}"
            for page in (
                "storefronts/",
                "storefronts/new/",
                "people/",
                "settings/",
                "brand/",
                "evidence/",
                "voice/en/",
                "drafts/guests/",
                "voice/zh-Hans/",
            )
        ),
        *(f"{shop}/drafts/{pk}/" for pk in (*drafts, picture)),
        f"{shop}/drafts/bulks/{Bulk.objects.get().pk}/",
        f"{shop}/drafts/samples/{Sample.objects.get().pk}/",
        f"{shop}/versions/{DraftVersion.objects.filter(author=member.user).latest('pk').pk}/elsewhere/",
        f"{shop}/products/{product}/",
        f"{shop}/imports/new/?what=reviews",
        f"{shop}/products/?q=nothing+like+it",
        f"{shop}/images/{Photo.objects.order_by('pk')[0].image_id}/mask/?draft={picture}",
        f"{shop}/runs/new/?product={product}",
        f"{shop}/runs/{member.shop.runs.get().pk}/",
        f"{shop}/imports/{Import.objects.get().pk}/",
        f"{shop}/storefronts/{storefront}/",
        "/?choose=1",
        "/shops/new/",
        "/design/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/password/change/",
        "/accounts/email/",
        "/nothing/here/",
    ]


def moderators_pages(member: Member) -> list[str]:
    draft = Draft.objects.filter(status=Status.HELD).order_by("pk")[0].pk
    models = (
        "drafts/draft",
        "policy/policyterm",
        "shops/shop",
        "shops/user",
        "jobs/run",
        "jobs/suspension",
        "audit/event",
    )
    return [
        "/admin/",
        "/admin/health/",
        "/admin/policy/policyterm/add/",
        *(f"/admin/{model}/" for model in models),
        f"/admin/drafts/draft/{draft}/change/",
    ]


GONE = ("/nothing/here/", "/invitations/unknown/")
SIGNED_OUT = ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/invitations/unknown/"]


@pytest.mark.parametrize("look", LOOKS, indirect=True)
def test_every_page_is_sound(look: Page, live_server: Any, member: Member, settings: Any) -> None:
    settings.REQUIRE_MODERATOR_2FA = False
    complaints: list[str] = []
    look.on("console", lambda message: complaints.append(f"{look.url}: {message.text}") if _matters(message) else None)
    for address in SIGNED_OUT:
        complaints += _look_at(look, live_server.url + address)
    for person, pages in (("merchant", merchants_pages(member)), ("moderator", moderators_pages(member))):
        look.context.clear_cookies()
        look.goto(f"{live_server.url}/accounts/login/?next=/?choose=1")
        look.fill("[name=login]", f"{person}@example.com")
        look.fill("[name=password]", PASSWORD)
        look.locator("main form button").last.click()
        look.wait_for_url(lambda url: "login" not in url)
        for address in pages:
            complaints += _look_at(look, live_server.url + address)
    assert not complaints, "\n".join(complaints)


def _matters(message: ConsoleMessage) -> bool:
    """Errors of the page itself, but for the page that is not there. What axe tries comes from evaluated code without an address."""
    return message.type == "error" and bool(message.location["url"]) and "404" not in message.text


def _look_at(page: Page, address: str) -> list[str]:
    response = page.goto(address)
    page.wait_for_load_state("networkidle")
    if response is None or (response.status >= 400 and not address.endswith(GONE)):
        return [f"{address}: {response and response.status}"]
    found = [
        f"{address}: {violation['id']} {violation['nodes'][0]['html'][:160]}"
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in ("serious", "critical")
    ]
    return found + [f"{address}: {over} px too wide for {width}" for width, over in _overflows(page) if over > 0]


def _overflows(page: Page) -> Iterator[tuple[int, int]]:
    """By how many pixels the page is wider than each window: English is as narrow as Chinese here, Chinese as wide."""
    usual = page.viewport_size
    assert usual is not None
    for width in sorted(
        {look["viewport"]["width"] for look in LOOKS.values()}, key=lambda width: width != usual["width"]
    ):
        page.set_viewport_size({**usual, "width": width})
        yield width, page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.set_viewport_size(usual)
