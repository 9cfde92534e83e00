"""What the trail says, in words that a merchant understands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby, islice
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.formats import number_format
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
    "product.create": _("added a product"),
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


# What is said of several in a row by one person; the others stand one by one.
SEVERAL: dict[str, Any] = {
    "product.update": _("changed products, %(times)s times"),
    "photo.add": _("added photos, %(times)s times"),
    "draft.edit": _("edited drafts, %(times)s times"),
    "draft.approve": _("approved %(times)s drafts"),
    "draft.request_changes": _("requested changes to %(times)s drafts"),
    "draft.reject": _("rejected %(times)s drafts"),
    "draft.hold": _("held %(times)s drafts as moderator"),
    "draft.release": _("released %(times)s held drafts as moderator"),
}
# The page and the name of what an event speaks of. Rooms above this one are known here by name only.
PAGES = {
    "catalogue.product": ("product_detail", "{row}"),
    "drafts.draft": ("draft_detail", "{row}"),
    "jobs.run": ("run_detail", _("Run {row.pk}")),
}
_READ = 400  # events, the latest, of which the lines are made


@dataclass(frozen=True, slots=True)
class Line:
    """`subject` and `href`: what a single event speaks of, where it still stands and has a page; else ""."""

    at: datetime
    actor: str
    words: str
    subject: str = ""
    href: str = ""


def latest(shop_id: int, count: int = 8) -> list[Line]:
    """The latest first; what one person did several times in a row is one line."""
    events = Event.objects.filter(shop_id=shop_id, verb__in=WORDS).order_by("-pk")[:_READ]
    read = list(events)
    groups = [list(several) for _, several in islice(groupby(read, _sameness), count)]
    subjects = _subjects(shop_id, [several[0] for several in groups if len(several) == 1])
    cut = read[-1] if len(read) == _READ else None  # whose group may go on beyond what was read
    return [_line(several, subjects, more=several[-1] is cut) for several in groups]


def _sameness(event: Event) -> tuple[Any, ...]:
    return (event.actor, event.verb) if event.verb in SEVERAL else (event.pk,)


def _line(several: Sequence[Event], subjects: Mapping[tuple[str, str], tuple[str, str]], more: bool) -> Line:
    event = several[0]
    given = {key: _written(value) for key, value in event.detail.items() if isinstance(value, str | int)}
    known = defaultdict(str, given, times=_written(len(several)) + ("+" if more else ""))
    if len(several) > 1:
        return Line(event.at, event.actor, str(SEVERAL[event.verb]) % known)
    return Line(
        event.at,
        event.actor,
        str(WORDS[event.verb]) % known,
        *subjects.get((event.target_type, event.target_id), ("", "")),
    )


def _written(value: str | int) -> str:
    return value if isinstance(value, str) else number_format(value, force_grouping=True)


def _subjects(shop_id: int, events: Iterable[Event]) -> dict[tuple[str, str], tuple[str, str]]:
    """By a target's type and number: its name, and its page."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.target_type in PAGES and event.target_id.isdigit():
            wanted[event.target_type].add(event.target_id)
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for label, ids in wanted.items():
        url_name, name = PAGES[label]
        for row in apps.get_model(label)._default_manager.filter(shop_id=shop_id, pk__in=ids):
            found[label, str(row.pk)] = (str(name).format(row=row), reverse(url_name, args=(shop_id, row.pk)))
    return found


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
