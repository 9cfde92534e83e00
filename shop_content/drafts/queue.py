"""The review queue: which drafts, in which order, and what comes before and after one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Exists, F, OuterRef, QuerySet, Sum
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils import timezone
from django.utils.translation import gettext

from shop_content.catalogue import search
from shop_content.drafts.messages import FAMILIES, rules_of
from shop_content.drafts.models import (
    Claim,
    ContentKind,
    Decision,
    Draft,
    Finding,
    Order,
    QueueRule,
    SampleItem,
    Status,
    Tally,
)
from shop_content.drafts.staleness import OUTDATED
from shop_content.shops import access
from shop_content.shops.models import Member

PAGE = 50
COUNTED = 1_000  # beyond this, "more than" is all that a person needs to know
ARRIVED = 99  # new drafts that are counted while a page is open
MAX_WORDS = 8
FINDINGS = ("clean", "errors", "warnings", "outdated")
MINE, NOBODY = "me", "none"
DUE = ("overdue", "week", "any")

# Each ends with the id, so that it names one place, and all columns run the same way, so that an index gives it.
KEYS: dict[str, tuple[str, ...]] = {
    Order.NEEDS: ("rank", "id"),
    Order.SCORE: ("score", "id"),
    Order.PRICE: ("-price", "-id"),
    Order.SOLD: ("-sold", "-id"),
    Order.OLDEST: ("arrived_at", "id"),
    Order.NEWEST: ("-arrived_at", "-id"),
    Order.PRODUCT: ("id",),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person wants to see; travels in the address from the list to the desk and back. "" means no limit.

    `assignee`: "me", "none" or a person's id. `order`: "" is the shop's own. `category`: its first 250 characters, exactly.
    `sample`: its drafts that nobody has looked at yet. `rule`: one of `messages.FAMILIES`, of which a finding is open.
    """

    status: str = Status.IN_REVIEW
    kind: str = ""
    locale: str = ""
    findings: str = ""
    run: str = ""
    q: str = ""
    category: str = ""
    assignee: str = ""
    rule: str = ""
    due: str = ""
    sample: str = ""
    order: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filter:
        """Values that mean nothing are left out; `status=all` is every status."""
        status = query.get("status", Status.IN_REVIEW)
        run, assignee, sample = (query.get(name, "") for name in ("run", "assignee", "sample"))
        return cls(
            status if status in Status.values else "" if status == "all" else Status.IN_REVIEW,
            _known(query.get("kind", ""), ContentKind.values),
            _known(query.get("locale", ""), [code for code, _ in settings.CONTENT_LOCALES]),
            _known(query.get("findings", ""), FINDINGS),
            run if is_key(run) else "",
            query.get("q", "").replace("\x00", "").strip()[:100],
            query.get("category", "").replace("\x00", "")[:250],
            assignee if assignee in (MINE, NOBODY) or is_key(assignee) else "",
            _known(query.get("rule", ""), list(FAMILIES)),
            _known(query.get("due", ""), DUE),
            sample if is_key(sample) else "",
            _known(query.get("order", ""), Order.values),
        )

    def but(self, **changes: str) -> Filter:
        values = {name: getattr(self, name) for name in self.__slots__}
        return Filter(**{**values, **changes})

    @property
    def query(self) -> str:
        """As a query string, without what is the default; "" for the plain review queue."""
        given = {name: getattr(self, name) for name in self.__slots__ if name != "status" and getattr(self, name)}
        if self.status != Status.IN_REVIEW:
            given["status"] = self.status or "all"
        return urlencode(given)

    @property
    def narrowed(self) -> bool:
        limits = (name for name in self.__slots__ if name not in ("status", "order"))
        return any(getattr(self, name) for name in limits)


def is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _known(value: str, values: list[str] | tuple[str, ...]) -> str:
    return value if value in values else ""


def drafts(member: Member, wanted: Filter) -> QuerySet[Draft]:
    """The drafts that `wanted` lets through, in the order of the queue."""
    return matching(member, wanted).order_by(*keys(member, wanted))


def keys(member: Member, wanted: Filter, own: str = "") -> tuple[str, ...]:
    """What the queue is ordered by. Drafts of every status together stand product by product. `own`: the shop's order, if it was read."""
    if not wanted.status:
        return KEYS[Order.PRODUCT]
    return KEYS[wanted.order or own or order_of(member.shop_id)]


def order_of(shop_id: int) -> str:
    """The shop's own order."""
    return QueueRule.objects.filter(shop_id=shop_id).values_list("order", flat=True).first() or Order.NEEDS


def matching(member: Member, wanted: Filter) -> QuerySet[Draft]:
    rows = access.rows(member, Draft).filter(archived=False)
    exact = {
        "status": wanted.status,
        "kind": wanted.kind,
        "locale": wanted.locale,
        "run_id": wanted.run,
        "category": wanted.category,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.assignee == NOBODY:
        rows = rows.filter(assignee=None)
    elif wanted.assignee:
        rows = rows.filter(assignee_id=member.user_id if wanted.assignee == MINE else int(wanted.assignee))
    if wanted.sample:
        unseen = SampleItem.objects.filter(sample_id=wanted.sample, chosen=True, verdict="")
        rows = rows.filter(pk__in=unseen.values("draft"))
    if wanted.due:
        today = timezone.localdate()
        until = {"overdue": today - timedelta(days=1), "week": today + timedelta(days=6)}.get(wanted.due)
        rows = rows.filter(due_on__lte=until) if until else rows.exclude(due_on=None)
    if wanted.findings == "clean":
        rows = rows.filter(errors=0, warnings=0, newest__isnull=False)
    elif wanted.findings == "errors":
        rows = rows.filter(errors__gt=0)
    elif wanted.findings == "warnings":
        rows = rows.filter(errors=0, warnings__gt=0)
    elif wanted.findings == "outdated":
        rows = rows.filter(OUTDATED)
    if wanted.rule:
        found = Finding.objects.filter(rule__in=rules_of(wanted.rule), waived_at=None)
        rows = rows.filter(Exists(found.filter(version=OuterRef("newest"))))
    if wanted.q:
        words = tuple(wanted.q.split()[:MAX_WORDS])
        rows = rows.filter(product__in=search.matching(member, search.Filter(words=words)))
    return rows


def beyond(rows: QuerySet[Draft], order: tuple[str, ...], draft: Draft, *, back: bool = False) -> QuerySet[Draft]:
    """Of `rows`, those that come after `draft`, as it was read, in this order; with `back`, those before it, nearest first.

    The draft itself need not be among them any more.
    """
    columns = [name.removeprefix("-") for name in order]
    pk, place = draft.pk, tuple(getattr(draft, name) for name in columns)
    forward = order[0].startswith("-") == back
    if columns == ["id"]:
        rows = rows.filter(pk__gt=pk) if forward else rows.filter(pk__lt=pk)
    else:
        rows = rows.filter((TupleGreaterThan if forward else TupleLessThan)(Tuple(*map(F, columns)), place))
    return rows.order_by(*order).reverse() if back else rows.order_by(*order)


def count(member: Member, wanted: Filter) -> int:
    """How many `wanted` lets through; `COUNTED + 1` stands for "more"."""
    return matching(member, wanted).order_by()[: COUNTED + 1].count()


def counts(member: Member) -> dict[str, int]:
    """How many drafts stand in each status, exactly, however many there are."""
    rows = Tally.objects.filter(shop_id=member.shop_id).values_list("status")
    found = dict(rows.annotate(Sum("delta")).order_by())
    return {status: found.get(status, 0) for status in Status.values}


def arrived(member: Member, wanted: Filter, since: datetime) -> int:
    """How many drafts of this filter got a version after `since`; `ARRIVED + 1` stands for "more"."""
    return matching(member, wanted).filter(arrived_at__gt=since).order_by()[: ARRIVED + 1].count()


def beside(member: Member, wanted: Filter, draft: Draft, own: str = "") -> tuple[int | None, int | None]:
    """The ids of the drafts before and after this one. `own`: as in `keys`."""
    rows, order = matching(member, wanted), keys(member, wanted, own)
    return _first(beyond(rows, order, draft, back=True)), _first(beyond(rows, order, draft))


def to_review(member: Member, wanted: Filter, draft: Draft | None = None, own: str = "") -> int | None:
    """The next draft to decide on, after this one and beginning anew at the end of the queue. `own`: as in `keys`.

    Passed over: what somebody else has open, and what one has approved oneself and that waits for a second person.
    """
    wanted = wanted.but(status=Status.IN_REVIEW)
    elsewhere = Claim.objects.filter(draft=OuterRef("pk"), until__gt=timezone.now()).exclude(by=member.user)
    verb = Decision.Verb.SECOND
    mine = Decision.objects.filter(draft=OuterRef("pk"), version=OuterRef("newest"), verb=verb, by=member.user)
    rows, order = matching(member, wanted).filter(~Exists(elsewhere), ~Exists(mine)), keys(member, wanted, own)
    if draft is None:
        return _first(rows.order_by(*order))
    rows = rows.exclude(pk=draft.pk)
    return _first(beyond(rows, order, draft)) or _first(rows.order_by(*order))


def _first(rows: QuerySet[Draft]) -> int | None:
    return rows.values_list("pk", flat=True).first()


def waiting(member: Member, wanted: Filter) -> str:
    """How many wait for a decision, in words; counted to `COUNTED`."""
    wanted = wanted.but(status=Status.IN_REVIEW)
    if not wanted.narrowed:
        return gettext("%(count)s to review") % {"count": f"{counts(member)[Status.IN_REVIEW]:,}"}
    found = count(member, wanted)
    said = gettext("more than %(count)s to review") if found > COUNTED else gettext("%(count)s to review")
    narrowed = gettext("filtered")
    return f"{said % {'count': f'{min(found, COUNTED):,}'}} · {narrowed}"
