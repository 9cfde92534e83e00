"""The review queue: which drafts, in which order, and what comes before and after one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils.translation import gettext

from shop_content.catalogue import search
from shop_content.drafts.models import ContentKind, Draft, Status
from shop_content.drafts.staleness import OUTDATED
from shop_content.shops import access
from shop_content.shops.models import Member

PAGE = 50
COUNTED = 1_000  # beyond this, "more than" is all that a person needs to know
MAX_WORDS = 8
FINDINGS = ("clean", "errors", "warnings", "outdated")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person wants to see; travels in the address from the list to the desk and back. "" means no limit."""

    status: str = Status.IN_REVIEW
    kind: str = ""
    locale: str = ""
    findings: str = ""
    run: str = ""
    q: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filter:
        """Values that mean nothing are left out; `status=all` is every status."""
        status = query.get("status", Status.IN_REVIEW)
        run = query.get("run", "")
        return cls(
            status if status in Status.values else "" if status == "all" else Status.IN_REVIEW,
            _known(query.get("kind", ""), ContentKind.values),
            _known(query.get("locale", ""), [code for code, _ in settings.CONTENT_LOCALES]),
            _known(query.get("findings", ""), FINDINGS),
            run if run.isascii() and run.isdigit() and len(run) < 19 else "",
            query.get("q", "").replace("\x00", "").strip()[:100],
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
        return bool(self.kind or self.locale or self.findings or self.run or self.q)


def _known(value: str, values: list[str] | tuple[str, ...]) -> str:
    return value if value in values else ""


def drafts(member: Member, wanted: Filter) -> QuerySet[Draft]:
    """The drafts that `wanted` lets through, in the order of the queue: a product's drafts stand together."""
    rows = access.rows(member, Draft).filter(product__archived_at=None)
    exact = {"status": wanted.status, "kind": wanted.kind, "locale": wanted.locale, "run_id": wanted.run}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.findings == "clean":
        rows = rows.filter(errors=0, warnings=0, newest__isnull=False)
    elif wanted.findings == "errors":
        rows = rows.filter(errors__gt=0)
    elif wanted.findings == "warnings":
        rows = rows.filter(errors=0, warnings__gt=0)
    elif wanted.findings == "outdated":
        rows = rows.filter(OUTDATED)
    if wanted.q:
        words = tuple(wanted.q.split()[:MAX_WORDS])
        rows = rows.filter(product__in=search.matching(member, search.Filter(words=words)))
    return rows.order_by("id")


def counts(member: Member) -> dict[str, int]:
    """How many drafts stand in each status."""
    rows = access.rows(member, Draft).filter(product__archived_at=None)
    found = dict(rows.order_by().values_list("status").annotate(Count("id")))
    return {status: found.get(status, 0) for status in Status.values}


def after(member: Member, wanted: Filter, pk: int) -> int | None:
    """The next draft's id."""
    return drafts(member, wanted).filter(pk__gt=pk).values_list("pk", flat=True).first()


def before(member: Member, wanted: Filter, pk: int) -> int | None:
    return drafts(member, wanted).filter(pk__lt=pk).order_by("-id").values_list("pk", flat=True).first()


def to_review(member: Member, wanted: Filter, pk: int = 0) -> int | None:
    """The next draft that waits for a decision, beginning anew at the end of the queue."""
    rows = drafts(member, wanted.but(status=Status.IN_REVIEW)).exclude(pk=pk).values_list("pk", flat=True)
    return rows.filter(pk__gt=pk).first() or rows.first()


def waiting(member: Member, wanted: Filter) -> str:
    """How many wait for a decision, in words; counted to `COUNTED`."""
    count = drafts(member, wanted.but(status=Status.IN_REVIEW)).order_by()[: COUNTED + 1].count()
    said = gettext("more than %(count)s to review") if count > COUNTED else gettext("%(count)s to review")
    text = said % {"count": min(count, COUNTED)}
    return f"{text} · {gettext('filtered')}" if wanted.narrowed else text
