"""The moderators' pages: who may enter, and that each change goes through an action, with a reason, into the trail."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib import admin
from django.urls import reverse

from shop_content.audit.actor import Actor, acting
from shop_content.audit.models import Event
from shop_content.drafts.models import Draft, Finding
from shop_content.jobs.models import Run
from shop_content.moderation.doors import Door
from shop_content.policy.models import PolicyTerm
from shop_content.shops.models import Shop, User
from tests.factories import DraftFactory, MemberFactory, ShopFactory, UserFactory, VersionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client, settings):
    settings.REQUIRE_MODERATOR_2FA = False
    user = UserFactory(email="mod@example.com", is_staff=True)
    client.force_login(user)
    return user


@pytest.fixture
def draft():
    draft = DraftFactory(errors=1)
    version = VersionFactory(draft=draft, fields={"title": "The best <b>mug</b>"})
    Finding.objects.create(version=version, rule="wording.shouting", severity="error", params={"text": "BEST"})
    Draft.objects.filter(pk=draft.pk).update(newest=version)
    return draft


def act(client, model: str, name: str, *pks: int, reason: str = "because of the law"):
    return client.post(reverse(f"admin:{model}_act", args=[name]), {"id": pks, "reason": reason}, follow=True)


def test_only_our_own_doors_stand_in_the_admin_site():
    assert {model._meta.label for model in admin.site._registry} == {
        "audit.Event",
        "drafts.Draft",
        "jobs.Run",
        "jobs.Suspension",
        "policy.PolicyTerm",
        "shops.Shop",
        "shops.User",
    }
    assert all(isinstance(door, Door) for door in admin.site._registry.values())


def test_merchants_and_strangers_stay_outside(client):
    assert client.get(reverse("admin:index")).url.startswith(reverse("admin:login"))
    client.force_login(MemberFactory().user)
    assert client.get(reverse("admin:index"), follow=True).status_code == 403


def test_a_moderator_without_a_second_factor_is_sent_to_set_it_up(client, settings):
    settings.REQUIRE_MODERATOR_2FA = True
    user = UserFactory(is_staff=True)
    client.force_login(user)
    answer = client.get(reverse("admin:index"), follow=True)
    assert reverse("mfa_activate_totp") in [address for address, _status in answer.redirect_chain]
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    assert client.get(reverse("admin:index")).status_code == 200


def test_the_first_page_shows_what_waits(client, moderator, draft):
    held = DraftFactory(status="held", held_from="in_review", product__title="Copied lamp")
    page = client.get(reverse("admin:index")).content.decode()
    assert "Copied lamp" in page
    assert draft.product.title in page
    assert reverse("admin:drafts_draft_act", args=["release"]) + f"?id={held.pk}" in page


def test_a_draft_is_held_and_released_with_reasons(client, moderator, draft):
    page = client.get(reverse("admin:drafts_draft_change", args=[draft.pk])).content.decode()
    assert "The best &lt;b&gt;mug&lt;/b&gt;" in page
    assert "BEST" in page
    act(client, "drafts_draft", "hold", draft.pk)
    draft.refresh_from_db()
    assert draft.status == "held"
    act(client, "drafts_draft", "release", draft.pk, reason="source was shown")
    draft.refresh_from_db()
    assert draft.status == "in_review"
    trail = (
        Event.objects.filter(target_type="drafts.draft", verb__startswith="draft.")
        .order_by("pk")
        .values_list("verb", "actor", "detail__reason")
    )
    assert list(trail) == [
        ("draft.hold", "mod@example.com", "because of the law"),
        ("draft.release", "mod@example.com", "source was shown"),
    ]


def test_several_are_chosen_in_the_list_and_one_reason_is_asked_for(client, moderator, draft):
    other = DraftFactory()
    answer = client.post(
        reverse("admin:drafts_draft_changelist"),
        {"action": "hold", "_selected_action": [draft.pk, other.pk]},
        follow=True,
    )
    assert answer.status_code == 200
    assert answer.content.decode().count('name="id"') == 2
    page = act(client, "drafts_draft", "hold", draft.pk, other.pk)
    assert "Done for 2 rows" in page.content.decode()
    assert Draft.objects.filter(status="held").count() == 2


def test_without_a_reason_nothing_happens(client, moderator, draft):
    page = act(client, "drafts_draft", "hold", draft.pk, reason=" ")
    assert page.status_code == 422
    draft.refresh_from_db()
    assert draft.status == "in_review"
    assert not Event.objects.filter(verb="draft.hold").exists()


def test_what_somebody_did_first_is_said(client, moderator, draft):
    act(client, "drafts_draft", "hold", draft.pk)
    page = act(client, "drafts_draft", "hold", draft.pk)
    assert "A moderator holds this draft" in page.content.decode()


@pytest.mark.parametrize("pks", [[], ["999999999999"], ["x"], ["9" * 40]])
def test_rows_that_do_not_exist_are_404(client, moderator, pks):
    address = reverse("admin:drafts_draft_act", args=["hold"])
    assert client.post(address, {"id": pks, "reason": "why not"}).status_code == 404
    assert client.get(reverse("admin:drafts_draft_act", args=["explode"]), {"id": pks}).status_code == 404


def test_a_shop_is_suspended_and_reopened(client, moderator):
    shop = MemberFactory().shop
    act(client, "shops_shop", "suspend", shop.pk)
    assert Shop.objects.get(pk=shop.pk).suspended_at
    assert "Suspended" in client.get(reverse("admin:shops_shop_change", args=[shop.pk])).content.decode()
    act(client, "shops_shop", "unsuspend", shop.pk)
    assert not Shop.objects.get(pk=shop.pk).suspended_at


def test_accounts_are_closed_and_moderators_appointed(client, moderator):
    user = UserFactory()
    act(client, "shops_user", "make-moderator", user.pk)
    act(client, "shops_user", "deactivate", user.pk)
    user.refresh_from_db()
    assert (user.is_staff, user.is_active) == (True, False)
    act(client, "shops_user", "activate", user.pk)
    act(client, "shops_user", "dismiss-moderator", user.pk)
    user.refresh_from_db()
    assert (user.is_staff, user.is_active) == (False, True)
    verbs = (
        Event.objects.filter(target_type="shops.user", target_id=str(user.pk), verb__startswith="user.")
        .order_by("pk")
        .values_list("verb", flat=True)
    )
    assert list(verbs) == ["user.make_moderator", "user.deactivate", "user.activate", "user.dismiss_moderator"]


def test_a_closed_account_is_signed_out_at_once(client, moderator):
    from django.test import Client

    member, theirs = MemberFactory(), Client()
    theirs.force_login(member.user)
    assert theirs.get(reverse("shop_dashboard", args=[member.shop_id])).status_code == 200
    act(client, "shops_user", "deactivate", member.user.pk)
    assert theirs.get(reverse("shop_dashboard", args=[member.shop_id])).status_code == 302


def test_moderators_cannot_do_it_to_themselves_nor_leave_nobody(client, moderator):
    page = act(client, "shops_user", "dismiss-moderator", moderator.pk)
    assert "You cannot do this to your own account" in page.content.decode()
    from shop_content.shops import actions
    from shop_content.shops.errors import LastModerator

    with acting(Actor(None, "command")), pytest.raises(LastModerator):
        actions.dismiss_moderator(moderator.pk, "cleaning up")
    assert User.objects.get(pk=moderator.pk).is_staff


def test_a_run_is_cancelled(client, moderator):
    run = Run.objects.create(shop=ShopFactory(), request_key="a", kinds=["title"])
    act(client, "jobs_run", "cancel", run.pk)
    run.refresh_from_db()
    assert run.status == "cancelled"
    assert Event.objects.get(verb="run.cancel").actor == "mod@example.com"


def test_a_term_is_added_changed_and_retired_through_the_actions(client, moderator):
    PolicyTerm.objects.all().delete()
    values = {
        "locale": "en",
        "pattern": r"\bzzyzx\b",
        "severity": "error",
        "reason": "Not ours.",
        "reason_zh": "",
        "active": "on",
    }
    client.post(reverse("admin:policy_policyterm_add"), values)
    term = PolicyTerm.objects.get()
    page = client.post(reverse("admin:policy_policyterm_change", args=[term.pk]), {**values, "pattern": "(a+)+"})
    assert "repetition inside a repetition" in page.content.decode()
    page = client.post(reverse("admin:policy_policyterm_add"), values)
    assert page.status_code == 200  # the same again: refused beside the form
    client.post(reverse("admin:policy_policyterm_change", args=[term.pk]), {**values, "severity": "warning"})
    client.post(reverse("admin:policy_policyterm_act", args=["retire"]), {"id": [term.pk]})
    term.refresh_from_db()
    assert (term.severity, term.active) == ("warning", False)
    verbs = Event.objects.filter(target_type="policy.policyterm").order_by("pk").values_list("verb", "actor")
    assert list(verbs) == [(f"policy.term.{verb}", "mod@example.com") for verb in ("create", "change", "retire")]


@pytest.mark.parametrize(
    "model", ["audit_event", "drafts_draft", "jobs_run", "policy_policyterm", "shops_shop", "shops_user"]
)
def test_nothing_is_added_changed_or_deleted_past_the_actions(client, moderator, model):
    room, name = model.split("_")
    door = next(
        door for door in admin.site._registry.values() if (door.opts.app_label, door.opts.model_name) == (room, name)
    )
    row = {
        "audit_event": lambda: Event.objects.create(actor="x", verb="x", target_type="x", target_id="1"),
        "drafts_draft": DraftFactory,
        "jobs_run": lambda: Run.objects.create(shop=ShopFactory(), request_key="a"),
        "policy_policyterm": lambda: PolicyTerm.objects.create(locale="en", pattern="zzz", reason="x"),
        "shops_shop": ShopFactory,
        "shops_user": UserFactory,
    }[model]()
    count = type(row).objects.count()
    assert client.post(reverse(f"admin:{model}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    client.post(
        reverse(f"admin:{model}_changelist"), {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    )
    assert type(row).objects.count() == count
    if model != "policy_policyterm":
        assert client.post(reverse(f"admin:{model}_add"), {}).status_code == 403
        assert client.post(reverse(f"admin:{model}_change", args=[row.pk]), {"name": "other"}).status_code == 403
    assert "delete_selected" not in door.get_actions(None)


def test_the_history_of_a_row_is_its_trail(client, moderator, draft):
    act(client, "drafts_draft", "hold", draft.pk)
    page = client.get(reverse("admin:drafts_draft_history", args=[draft.pk]), follow=True).content.decode()
    assert "draft.hold" in page


def test_passwords_are_changed_on_the_account_s_own_page(client, moderator):
    assert client.get(reverse("admin:password_change")).url == reverse("account_change_password")
    assert client.post(reverse("admin:logout")).url == reverse("account_login")
    assert Event.objects.filter(verb="account.sign_out").exists()


def test_the_picture_of_a_draft_is_shown_to_moderators_only(client, moderator, draft):
    from django.core.files.base import ContentFile

    from shop_content.catalogue.models import Image

    image = Image(shop=draft.shop, sha256="a" * 64, media_type="image/png", width=1, height=1, size=3)
    image.file.save("a.png", ContentFile(b"png"), save=False)
    image.thumbnail.save("a.webp", ContentFile(b"png"), save=False)
    image.save()
    version = VersionFactory(draft=draft, number=2, fields={}, image=image)
    Draft.objects.filter(pk=draft.pk).update(newest=version)
    address = reverse("admin:drafts_draft_picture", args=[draft.pk])
    assert address in client.get(reverse("admin:drafts_draft_change", args=[draft.pk])).content.decode()
    answer = client.get(address)
    assert (b"".join(answer.streaming_content), answer["Content-Type"]) == (b"png", "image/png")
    client.force_login(MemberFactory(shop=draft.shop).user)
    assert client.get(address).status_code == 302
