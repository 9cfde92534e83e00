"""What the trail says, in words that a merchant understands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from shop_content.audit.models import Event

# What people do in a shop. What is not worded here (heartbeats of the machinery) is left out of the list.
WORDS: dict[str, Any] = {
    "shop.create": _("opened the shop"),
    "shop.change": _("changed the shop settings"),
    "voice.change": _("changed the brand voice"),
    "invitation.create": _("invited %(email)s"),
    "invitation.resend": _("invited %(email)s again"),
    "invitation.revoke": _("withdrew the invitation of %(email)s"),
    "invitation.accept": _("joined the shop"),
    "member.role": _("changed the role of %(email)s"),
    "member.remove": _("removed %(email)s from the shop"),
    "member.leave": _("left the shop"),
    "product.create": _("added the product %(title)s"),
    "product.update": _("changed a product"),
    "product.archive": _("deleted products: %(count)s"),
    "product.restore": _("brought products back: %(count)s"),
    "import.confirm": _("imported a file"),
    "import.finish": _("imported a file"),
    "photo.add": _("added photos"),
    "run.request": _("asked for content: %(jobs)s texts and pictures for %(products)s products"),
    "run.pause": _("paused a content run"),
    "run.resume": _("resumed a content run"),
    "run.cancel": _("cancelled a content run"),
    "run.retry": _("retried failed jobs: %(jobs)s"),
    "draft.edit": _("edited a draft"),
    "draft.approve": _("approved a draft"),
    "draft.request_changes": _("requested changes to a draft"),
    "draft.reject": _("rejected a draft"),
    "draft.hold": _("held a draft as moderator"),
    "draft.release": _("released a held draft as moderator"),
    "storefront.create": _("connected a storefront"),
    "storefront.rotate": _("replaced the secret address of a feed"),
    "storefront.revoke": _("closed the address of a feed"),
    "storefront.delete": _("removed the storefront %(name)s"),
}


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    actor: str
    words: str


def latest(shop_id: int, count: int = 8) -> list[Line]:
    events = Event.objects.filter(shop_id=shop_id, verb__in=WORDS).order_by("-pk")[:count]
    return [Line(event.at, event.actor, _worded(event)) for event in events]


def _worded(event: Event) -> str:
    given = {key: value for key, value in event.detail.items() if isinstance(value, str | int)}
    return str(WORDS[event.verb]) % defaultdict(str, given)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the first steps in a new shop; done once the trail has seen one of its verbs."""

    title: Any
    hint: Any
    url_name: str
    action: Any
    verbs: tuple[str, ...]
    done: bool = False
    next: bool = False


STEPS = (
    Step(
        _("Add a product"),
        _("Type one in with its facts and photos, or import a file with up to 100,000 of them."),
        "product_create",
        _("Add a product"),
        ("product.create", "import.confirm", "import.finish", "import.apply"),
    ),
    Step(
        _("Ask for content"),
        _(
            "Choose kinds and languages; titles, descriptions, bullet points and packshots are made from your facts and photos."
        ),
        "run_create",
        _("Ask for content"),
        ("run.request",),
    ),
    Step(
        _("Review and approve"),
        _("See what supports each sentence, edit in place, approve. Nothing leaves without it."),
        "draft_list",
        _("Open the review"),
        ("draft.approve",),
    ),
    Step(
        _("Export"),
        _("Download a feed for Google, Shopify or your own system, or let them fetch it from a secret address."),
        "storefront_list",
        _("Open storefronts"),
        ("storefront.create",),
    ),
)


def first_steps(shop_id: int) -> list[Step]:
    """The checklist of a new shop; the first step that is open is marked as the next one."""
    seen = _seen(shop_id, (verb for step in STEPS for verb in step.verbs))
    steps = [replace(step, done=not seen.isdisjoint(step.verbs)) for step in STEPS]
    following = next((place for place, step in enumerate(steps) if not step.done), None)
    return [replace(step, next=place == following) for place, step in enumerate(steps)]


def _seen(shop_id: int, verbs: Iterable[str]) -> set[str]:
    """Which of the verbs stand in the shop's trail. One index look-up each: the trail of a large shop is long."""
    trail = Event.objects.filter(shop_id=shop_id)
    return {verb for verb in verbs if trail.filter(verb=verb).exists()}
