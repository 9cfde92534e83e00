"""Who may open what: every address of the project, walked by strangers, by another shop's people and by each role.

A new address fails the first test until it stands in the table below, with what it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from shop_content.catalogue.actions import remove_fact
from shop_content.catalogue.models import Image, Import, Photo
from shop_content.catalogue.reading.actions import propose_from_text
from shop_content.catalogue.reading.work import read_now
from shop_content.drafts.models import (
    Bulk,
    Comment,
    Draft,
    DraftVersion,
    Finding,
    GuestLink,
    QueueView,
    ReviewRule,
    Sample,
)
from shop_content.jobs.models import Run
from shop_content.policy.actions import add_evidence
from shop_content.shops import actions
from shop_content.shops.models import Invitation, Member, Role, Shop
from shop_content.storefronts.models import Storefront
from tests.factories import (
    AudienceFactory,
    DraftFactory,
    MemberFactory,
    ProductFactory,
    ReviewFactory,
    UserFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db

ABILITIES = Member.ABILITIES


@dataclass(frozen=True)
class Needs:
    """`ability` of the shop's member; `post` where changing needs another; `rows` fill the address, by its argument names.

    `data` is sent with the request where it means nothing without.
    """

    ability: str
    post: str = ""
    rows: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)

    def for_(self, method: str) -> str:
        return self.post if method == "post" and self.post else self.ability


def needs(ability: str, post: str = "", data: dict[str, str] | None = None, **rows: str) -> Needs:
    return Needs(ability, post, rows, data or {})


# Below /shops/<shop_id>/: what a member needs, and the rows that fill the address.
OF_A_SHOP: dict[str, Needs] = {
    "shop_dashboard": needs("view"),
    "shop_settings": needs("manage"),
    "shop_voice": needs("write", locale="voice_locale"),
    "voice_preview": needs("write", locale="voice_locale"),
    "voice_examples": needs("write", locale="voice_locale", data={"version": "version"}),
    "shop_people": needs("view"),
    "shop_leave": needs("view"),
    "invitation_create": needs("manage"),
    "invitation_resend": needs("manage", pk="invitation"),
    "invitation_revoke": needs("manage", pk="invitation"),
    "member_role": needs("manage", pk="member"),
    "member_remove": needs("manage", pk="member"),
    "evidence_list": needs("view", "write"),
    "evidence_edit": needs("write", pk="evidence"),
    "evidence_retire": needs("write", pk="evidence"),
    "product_list": needs("view"),
    "product_create": needs("write"),
    "product_archive": needs("write"),
    "product_restore": needs("write"),
    "product_detail": needs("view", pk="product"),
    "product_field": needs("write", pk="product", group="field_group"),
    "fact_add": needs("write", pk="product"),
    "fact_reorder": needs("write", pk="product"),
    "fact_edit": needs("write", pk="product", fact_id="fact"),
    "fact_remove": needs("write", pk="product", fact_id="fact"),
    "fact_restore": needs("write", pk="product", fact_id="removed_fact"),
    "photo_add": needs("write", pk="product"),
    "photo_reorder": needs("write", pk="product"),
    "photo_remove": needs("write", pk="product", photo_pk="photo"),
    "photo_restore": needs("write", pk="product", image_pk="image"),
    "sights": needs("view", pk="product"),
    "sights_again": needs("write", pk="product"),
    "sights_colour": needs("write", pk="product", photo_pk="photo"),
    "reading_panel": needs("view", pk="product"),
    "reading_ask": needs("write", pk="product"),
    "reading_accept_sure": needs("write", pk="product"),
    "proposal_accept": needs("write", pk="proposal"),
    "proposal_refuse": needs("write", pk="proposal"),
    "proposal_reconsider": needs("write", pk="proposal"),
    "variant_table": needs("view", "write", pk="product"),
    "photo_file": needs("view", pk="image"),
    "photo_thumbnail": needs("view", pk="image"),
    "mask_edit": needs("write", pk="image"),
    "mask_save": needs("write", pk="image"),
    "mask_drop": needs("write", pk="image"),
    "brand_kit": needs("manage"),
    "import_list": needs("view"),
    "import_create": needs("write"),
    "import_template": needs("view"),
    "import_detail": needs("view", pk="import"),
    "import_panel": needs("view", pk="import"),
    "import_issues": needs("view", pk="import"),
    "import_issues_csv": needs("view", pk="import"),
    "import_mapping": needs("write", pk="import"),
    "import_confirm": needs("write", pk="import"),
    "import_cancel": needs("write", pk="import"),
    "draft_list": needs("view"),
    "bulk_list": needs("view"),
    "bulk_create": needs("view", data={"act": "bulk_act", "chosen": "chosen"}),
    "bulk_detail": needs("view", pk="bulk"),
    "bulk_steer": needs("view", pk="bulk", step="bulk_step"),
    "guest_list": needs("view"),
    "guest_create": needs("decide", data={"chosen": "chosen"}),
    "guest_revoke": needs("decide", pk="guest_link"),
    "draft_counts": needs("view"),
    "draft_claim": needs("decide", pk="draft"),
    "draft_assign": needs("view", pk="draft"),
    "draft_comments": needs("view", pk="draft"),
    "comment_settle": needs("view", pk="comment"),
    "mention_list": needs("view"),
    "draft_arrivals": needs("view"),
    "view_save": needs("view"),
    "view_remove": needs("view", pk="view"),
    "review_settings": needs("manage"),
    "fix_create": needs("write", pk="version"),
    "sample_create": needs("decide", data={"chosen": "chosen"}),
    "sample_detail": needs("view", pk="sample"),
    "sample_list": needs("view"),
    "rule_add": needs("manage"),
    "rule_remove": needs("manage", pk="rule"),
    "draft_next": needs("view"),
    "draft_detail": needs("view", pk="draft"),
    "draft_news": needs("view", pk="draft"),
    "draft_compare": needs("view", data={"from": "version"}, pk="draft"),
    "draft_where": needs("view", pk="draft"),
    "draft_edit": needs("write", pk="draft"),
    "draft_check_again": needs("write", data={"version": "version"}, pk="draft"),
    "draft_rewrite": needs("write", data={"version": "version"}, pk="draft"),
    "draft_writing": needs("view", pk="draft"),
    "draft_remake": needs("write", pk="draft"),
    "version_previews": needs("view", pk="version"),
    "rendition_list": needs("view", pk="version"),
    "rendition_file": needs("view", pk="version", market="market"),
    "version_more": needs("write", pk="version"),
    "draft_restore": needs("write", data={"version": "version", "base": "version"}, pk="draft"),
    "draft_approve": needs("decide", pk="draft"),
    "draft_request_changes": needs("decide", pk="draft"),
    "draft_reject": needs("decide", pk="draft"),
    "draft_reopen": needs("decide", pk="draft"),
    "finding_support": needs("write", pk="finding"),
    "finding_waive": needs("decide", pk="finding"),
    "product_drafts": needs("view", pk="product"),
    "run_list": needs("view"),
    "run_create": needs("write"),
    "run_recent": needs("view"),
    "run_again": needs("write", data={"chosen": "chosen"}),
    "run_detail": needs("view", pk="run"),
    "rewrite_progress": needs("write", pk="rewrite"),
    "run_steer": needs("write", pk="run", step="run_step"),
    "product_runs": needs("view", pk="product"),
    "product_customers": needs("view", pk="product"),
    "review_list": needs("view"),
    "review_ask": needs("write"),
    "review_move": needs("write", pk="review"),
    "review_summarise": needs("write", pk="product"),
    "question_list": needs("view"),
    "question_ask": needs("write"),
    "audience_list": needs("view"),
    "audience_create": needs("write"),
    "audience_ask": needs("write"),
    "audience_delete": needs("write", pk="audience"),
    "shopper_add": needs("write"),
    "shopper_forget": needs("manage"),
    "inbox": needs("view"),
    "inbox_count": needs("view"),
    "inbox_digest": needs("view"),
    "insights": needs("view"),
    "insights_csv": needs("view", table="insights_table"),
    "storefront_list": needs("view"),
    "storefront_create": needs("manage"),
    "storefront_edit": needs("manage", pk="storefront"),
    "storefront_contents": needs("view", pk="storefront"),
    "storefront_download": needs("view", pk="storefront"),
    "storefront_rotate": needs("manage", pk="storefront"),
    "storefront_revoke": needs("manage", pk="storefront"),
    "storefront_delete": needs("manage", pk="storefront"),
}

# Open to everybody: the arguments, and what a stranger is answered to GET.
OPEN: dict[str, tuple[dict[str, str], int]] = {
    "healthz": ({}, 200),
    "readyz": ({}, 200),
    "set_language": ({}, 405),
    "mailbox": ({}, 404),  # but in the demonstration
    "invitation_accept": ({"token": "nobody-knows-it"}, 404),
    "feed": ({"token": "nobody-knows-it", "extension": "xml"}, 404),
    "feed_image": ({"token": "nobody-knows-it", "sha256": "0" * 64, "extension": "jpg"}, 404),
    "guest_review": ({"token": "nobody-knows-it"}, 404),
    "guest_say": ({"token": "nobody-knows-it"}, 405),
    "digest_stop": ({"token": "nobody-knows-it"}, 404),
    "guest_image": ({"token": "nobody-knows-it", "pk": "1"}, 404),
    "account_login": ({}, 200),
    "account_signup": ({}, 200),
    "account_inactive": ({}, 200),
    "account_logout": ({}, 302),
    "account_email_verification_sent": ({}, 200),
    "account_confirm_email": ({"key": "nobody-knows-it"}, 200),
    "account_reset_password": ({}, 200),
    "account_reset_password_done": ({}, 200),
    "account_reset_password_from_key": ({"uidb36": "1", "key": "nobody-knows-it"}, 200),
    "account_reset_password_from_key_done": ({}, 200),
    "account_confirm_login_code": ({}, 302),
    "mfa_authenticate": ({}, 302),
}

# For whoever is signed in, about themselves.
SIGNED_IN: dict[str, dict[str, Any]] = {
    "home": {},
    "design": {},
    "shop_create": {},
    "invitation_take": {"pk": 10**9},
    "account_reauthenticate": {},
    "account_email": {},
    "account_change_password": {},
    "account_set_password": {},
    "mfa_index": {},
    "mfa_reauthenticate": {},
    "mfa_activate_totp": {},
    "mfa_deactivate_totp": {},
    "mfa_view_recovery_codes": {},
    "mfa_generate_recovery_codes": {},
    "mfa_download_recovery_codes": {},
}

# The moderators': every address of the admin site. One that has no name is known by its route.
DOORS = ("audit_event", "drafts_draft", "jobs_run", "jobs_suspension", "policy_policyterm", "shops_shop", "shops_user")
MODERATORS: dict[str, dict[str, Any]] = {
    "admin:index": {},
    "admin:login": {},
    "admin:logout": {},
    "admin:password_change": {},
    "admin:password_change_done": {},
    "admin:autocomplete": {},
    "admin:jsi18n": {},
    "admin:app_list": {"app_label": "drafts"},
    "admin:audit_event_export": {},
    "admin:health": {},
    "admin:drafts_draft_picture": {"pk": 1},
    **{f"admin:{door}_{page}": {} for door in DOORS for page in ("changelist", "add")},
    **{f"admin:{door}_{page}": {"object_id": 1} for door in DOORS for page in ("history", "delete", "change")},
    **{f"admin:{door}_act": {"act": "hold"} for door in DOORS},
}
NAMELESS = {"admin/(?P<url>.*)$", *(f"admin/{door.replace('_', '/')}/<path:object_id>/" for door in DOORS)}


def addresses(
    patterns: Any = None, prefix: str = "", namespace: str = ""
) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """(name, route, view) of every address of the project."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, route, inside)
        elif isinstance(pattern, URLPattern):
            yield (namespace + pattern.name if pattern.name else ""), route, pattern.callback


VIEWS = {name: view for name, _route, view in addresses() if name}


def test_every_address_stands_in_the_table_and_nothing_else_does():
    found = {name or route for name, route, _view in addresses()}
    known = [*OF_A_SHOP, *OPEN, *SIGNED_IN, *MODERATORS, *NAMELESS]
    assert sorted(found - set(known)) == [], "new addresses: say in tests/test_every_url.py who may open them"
    assert sorted(set(known) - found) == [], "addresses that are gone"
    assert len(known) == len(set(known))


def test_what_stands_below_a_shop_is_guarded_and_nothing_else_is():
    guarded = {name for name, route, _view in addresses() if "<int:shop_id>" in route}
    assert guarded == set(OF_A_SHOP)
    declared = {name: getattr(VIEWS[name], "ability", None) for name in OF_A_SHOP}
    assert declared == {name: entry.ability for name, entry in OF_A_SHOP.items()}


# -- the rows of a shop


def rows_of(shop: Shop) -> dict[str, Any]:
    """One row of each kind, to fill addresses with."""
    owner = MemberFactory(shop=shop)
    image = Image(shop=shop, sha256=f"{shop.pk:064d}", media_type="image/png", width=600, height=600, size=3)
    image.file.save("a.png", ContentFile(b"png"), save=False)
    image.thumbnail.save("a.webp", ContentFile(b"png"), save=False)
    image.save()
    product = ProductFactory(shop=shop)
    remove_fact(owner, product.pk, "f2")
    proposed = read_now(propose_from_text(owner, product.pk, "Voltage: 230 V", "paste")).proposals.get()
    draft = DraftFactory(product=product)
    version = VersionFactory(draft=draft)
    Draft.objects.filter(pk=draft.pk).update(newest=version)
    file = Import(
        shop=shop,
        requested_by=owner.user,
        name="a.csv",
        status=Import.Status.READY,
        queue="imports",
        counts={"rows": 1},
    )
    file.columns, file.preview = ["SKU", "Title"], [["1", "Mug"]]
    file.file.save("a.csv", ContentFile(b"SKU,Title\n1,Mug\n"), save=False)
    file.save()
    return {
        "product": product.pk,
        "evidence": add_evidence(owner, statement="GOTS-certified cotton", issuer="Control Union").pk,
        "proposal": proposed.pk,
        "field_group": "title",
        "fact": "f1",
        "removed_fact": "f2",
        "image": image.pk,
        "photo": Photo.objects.create(product=product, image=image).pk,
        "import": file.pk,
        "draft": draft.pk,
        "version": version.pk,
        "finding": Finding.objects.create(version=version, rule="wording.shouting", severity="error").pk,
        "rewrite": rewrite_of(shop, version).pk,
        "run": Run.objects.create(shop=shop, request_key="a", kinds=["title"], locales=["en"]).pk,
        "run_step": "pause",
        "bulk": Bulk.objects.create(
            shop=shop, requested_by=owner.user, act="assign", queue="review", request_key="a", total=1
        ).pk,
        "bulk_act": "assign",
        "sample": Sample.objects.create(
            shop=shop, requested_by=owner.user, limit=0.01, confidence=0.95, total=9, size=9, request_key="a"
        ).pk,
        "rule": ReviewRule.objects.create(shop=shop, kind="title", four_eyes=True).pk,
        "guest_link": GuestLink.objects.create(
            shop=draft.shop,
            label="Anna",
            token_hash=str(draft.pk),
            created_by=owner.user,
            expires_at=timezone.now() + timedelta(days=1),
        ).pk,
        "comment": Comment.objects.create(draft=draft, author=owner.user, text="Shorter?").pk,
        "view": QueueView.objects.create(shop=shop, owner=owner.user, name="Mine", query="", shared=False).pk,
        "bulk_step": "stop",
        "chosen": f"{draft.pk}.{version.pk}",
        "review": ReviewFactory(product=product).pk,
        "audience": AudienceFactory(shop=shop).pk,
        "voice_locale": "en",
        "market": "google",
        "insights_table": "days",
        "storefront": Storefront.objects.create(shop=shop, name="Feed", format="google").pk,
        "member": MemberFactory(shop=shop, role=Role.EDITOR).pk,
        "invitation": actions.invite(owner, email="ada@example.com", role="editor").pk,
    }


def rewrite_of(shop: Shop, version: DraftVersion) -> Run:
    place = {"field": "title", "index": 0, "start": 0, "end": 5, "words": "Norra", "instruction": ""}
    asked = {"passage": {"version": version.pk, **place}}
    run = Run.objects.create(shop=shop, request_key="rewrite", kinds=["title"], locales=["en"], settings=asked)
    run.jobs.create(product=version.draft.product, kind="title", locale="en", queue="text")
    return run


@pytest.fixture
def shop(settings) -> Shop:
    return MemberFactory().shop


@pytest.fixture
def rows(shop) -> dict[str, Any]:
    return rows_of(shop)


def signed_in(member: Member) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(member.user)
    return client


def address_of(name: str, shop_id: int, rows: dict[str, Any], **other: Any) -> str:
    filled = {argument: rows[kind] for argument, kind in OF_A_SHOP[name].rows.items()}
    return reverse(name, kwargs={"shop_id": shop_id, **filled, **other})


def status(client: Client, method: str, address: str, data: dict[str, Any] | None = None) -> int:
    """What the address answers; whatever it changed is undone."""
    with transaction.atomic():
        answer = getattr(client, method)(address, data or {})
        code = answer.status_code
        if answer.streaming:
            b"".join(answer.streaming_content)  # which closes the file
        transaction.set_rollback(True)
    return int(code)


METHODS = ("get", "post")


@pytest.mark.parametrize("name", sorted(OF_A_SHOP))
def test_a_shop_s_address(name: str, shop: Shop, rows: dict[str, Any]) -> None:
    entry, address = OF_A_SHOP[name], address_of(name, shop.pk, rows)
    data = {argument: rows[kind] for argument, kind in entry.data.items()}

    # Strangers are asked to sign in.
    for method in METHODS:
        answer = getattr(Client(), method)(address)
        assert answer.status_code in (302, 405), (method, answer.status_code)
        if answer.status_code == 302:
            assert answer.url.startswith(reverse("account_login"))

    # People of another shop find nothing, neither in this shop nor with its rows in their own.
    theirs = MemberFactory()
    client = signed_in(theirs)
    assert {status(client, method, address) for method in METHODS} <= {404, 405}
    assert 404 in {status(client, method, address) for method in METHODS}
    if any(kind in foreign_kinds() for kind in entry.rows.values()):
        borrowed = address_of(name, theirs.shop_id, rows)
        found = {status(client, method, borrowed) for method in METHODS}
        assert found <= {404, 405}, found
        assert 404 in found

    # Each role may do what it is said to, and no more; nothing ever fails.
    for role, abilities in ABILITIES.items():
        client = signed_in(MemberFactory(shop=shop, role=role))
        found = {method: status(client, method, address, data) for method in METHODS}
        assert set(found.values()) != {405}, (role, found)
        for method, code in found.items():
            if entry.for_(method) in abilities:
                assert code not in (403, 404), (role, method, code)
                assert code < 500, (role, method, code)
            else:
                assert code in (403, 405), (role, method, code)


def foreign_kinds() -> set[str]:
    """Kinds whose id belongs to one shop; "f1", a step or a group of fields is the same word everywhere."""
    return {
        "product",
        "image",
        "photo",
        "import",
        "draft",
        "finding",
        "run",
        "bulk",
        "comment",
        "view",
        "rewrite",
        "storefront",
        "member",
        "invitation",
    }


@pytest.mark.parametrize(
    ("name", "argument", "kind"), [("photo_remove", "photo_pk", "photo"), ("photo_restore", "image_pk", "image")]
)
def test_a_foreign_row_in_the_second_place_is_left_alone(
    name: str, argument: str, kind: str, shop: Shop, rows: dict[str, Any]
) -> None:
    foreign = rows_of(MemberFactory().shop)[kind]
    before = list(Photo.objects.order_by("pk").values_list("pk", "product_id", "image_id"))
    answer = signed_in(MemberFactory(shop=shop)).post(address_of(name, shop.pk, rows, **{argument: foreign}))
    assert (answer.status_code, answer.content) in [(200, b""), (404, answer.content)]
    assert list(Photo.objects.order_by("pk").values_list("pk", "product_id", "image_id")) == before


def test_a_suspended_shop_is_closed_to_its_own_people(shop: Shop, rows: dict[str, Any]) -> None:
    client = signed_in(MemberFactory(shop=shop))
    actions.suspend(shop.pk, "counterfeits")
    found = {
        name: {status(client, method, address_of(name, shop.pk, rows)) for method in METHODS} for name in OF_A_SHOP
    }
    assert {name: codes for name, codes in found.items() if not codes <= {404, 405}} == {}


# -- the others


@pytest.mark.parametrize("name", sorted(OPEN))
def test_an_open_address_answers_strangers(name: str) -> None:
    arguments, expected = OPEN[name]
    address = reverse(name, kwargs=arguments)
    client = Client(raise_request_exception=False)
    assert client.get(address).status_code in {expected, 302 if name == "account_reset_password_from_key" else expected}
    assert client.post(address).status_code < 500


@pytest.mark.parametrize("name", sorted(SIGNED_IN))
def test_an_address_for_the_signed_in(name: str) -> None:
    address = reverse(name, kwargs=SIGNED_IN[name])
    for method in METHODS:
        answer = getattr(Client(), method)(address)
        assert answer.status_code in (302, 405), (method, answer.status_code)
        if answer.status_code == 302:
            assert answer.url.startswith(reverse("account_login")), answer.url
    client = signed_in(MemberFactory())
    for method in METHODS:
        assert status(client, method, address) < 500


def test_an_invitation_for_somebody_else_does_not_exist(rows: dict[str, Any]) -> None:
    client = signed_in(MemberFactory())
    assert status(client, "post", reverse("invitation_take", args=[rows["invitation"]])) == 404
    assert Invitation.objects.get(pk=rows["invitation"]).accepted_at is None


@pytest.mark.parametrize("name", [*sorted(MODERATORS), *sorted(NAMELESS)])
def test_a_moderators_address_is_closed_to_everybody_else(name: str, settings: Any) -> None:
    settings.REQUIRE_MODERATOR_2FA = True
    if name in NAMELESS:
        address = "/" + name.replace("<path:object_id>", "1").replace("(?P<url>.*)$", "no/such/page")
    else:
        address = reverse(name, kwargs=MODERATORS[name])
    for client in (Client(), signed_in(MemberFactory()), signed_in(MemberFactory(user__is_staff=True))):
        for method in METHODS:
            answer = getattr(client, method)(address)
            assert answer.status_code in (301, 302, 403, 404), (method, answer.status_code)
            if answer.status_code == 302:
                assert not answer.content


@pytest.mark.parametrize("name", sorted(MODERATORS))
def test_a_moderator_is_never_answered_with_a_failure(name: str, rows: dict[str, Any], settings: Any) -> None:
    settings.REQUIRE_MODERATOR_2FA = False
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory(is_staff=True))
    address = reverse(name, kwargs={**MODERATORS[name], **({"pk": rows["draft"]} if "pk" in MODERATORS[name] else {})})
    for method in METHODS:
        assert status(client, method, address) < 500, method
