"""Reviews and questions as lists: what a person wants to see, page by page, and what has been written about each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from generation.contract import LOCALES
from generation.engines.composer.questions import speaks_of_harm
from shop_content.catalogue.models import NEGATIVE, CustomerReview, Product, ShopperQuestion
from shop_content.drafts.models import Draft, Finding, Status
from shop_content.jobs.models import Job
from shop_content.shops import access
from shop_content.shops.models import Member

PAGE = 30
Said = CustomerReview | ShopperQuestion
RATINGS = ("negative", "neutral", "positive", "none")
NAMES = ("product", "rating", "locale", "answered", "state")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of one list. "" means no limit."""

    product: str = ""
    rating: str = ""
    locale: str = ""
    answered: str = ""  # "yes", "no"
    state: str = ""  # "hidden"

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Wanted:
        product = query.get("product", "")
        return cls(
            product if product.isascii() and product.isdigit() and len(product) < 19 else "",
            _known(query.get("rating", ""), RATINGS),
            _known(query.get("locale", ""), (*LOCALES, "other")),
            _known(query.get("answered", ""), ("yes", "no")),
            _known(query.get("state", ""), ("hidden",)),
        )

    @property
    def query(self) -> str:
        return urlencode({name: getattr(self, name) for name in NAMES if getattr(self, name)})


def _known(value: str, values: Sequence[str]) -> str:
    return value if value in values else ""


def reviews(member: Member, wanted: Wanted) -> QuerySet[CustomerReview]:
    state = CustomerReview.State.HIDDEN if wanted.state else CustomerReview.State.VISIBLE
    rows = access.rows(member, CustomerReview).filter(state=state, product__archived_at=None)
    stars = {
        "negative": Q(rating__lte=NEGATIVE),
        "neutral": Q(rating=NEGATIVE + 1),
        "positive": Q(rating__gt=NEGATIVE + 1),
        "none": Q(rating=None),
    }
    if wanted.rating:
        rows = rows.filter(stars[wanted.rating])
    return _narrowed(rows, wanted, "review_reply", "review")


def questions(member: Member, wanted: Wanted) -> QuerySet[ShopperQuestion]:
    rows = access.rows(member, ShopperQuestion).filter(product__archived_at=None)
    return _narrowed(rows, wanted, "answer", "question")


def _narrowed(rows: QuerySet[Any], wanted: Wanted, kind: str, noun: str) -> QuerySet[Any]:
    if wanted.product:
        rows = rows.filter(product_id=int(wanted.product))
    if wanted.locale:
        rows = rows.exclude(locale__in=LOCALES) if wanted.locale == "other" else rows.filter(locale=wanted.locale)
    if wanted.answered:
        rows = rows.filter(_taken_up(kind, noun) if wanted.answered == "yes" else ~_taken_up(kind, noun))
    return rows


def _taken_up(kind: str, noun: str) -> Q:
    """Somebody has written a reply, or asked for one."""
    subject = Concat(Value(f"{noun}:"), Cast(OuterRef("pk"), CharField()))
    slot = {"product_id": OuterRef("product_id"), "kind": kind, "subject": subject}
    drafts = Draft.objects.filter(**slot).exclude(status=Status.REJECTED)
    jobs = Job.objects.filter(**slot, status__in=[Job.State.QUEUED, Job.State.RUNNING])
    return Q(Exists(drafts)) | Q(Exists(jobs))


def page(rows: QuerySet[Any], moment: str, after: str) -> tuple[list[Any], str]:
    """One page, the newest first, and the key of the page after it ("" for none). `moment`: the column that orders."""
    rows = rows.order_by(F(moment).desc(), "-pk").select_related("product")
    if key := _key(after):
        at, pk = key
        rows = rows.filter(Q(**{f"{moment}__lt": at}) | Q(**{moment: at, "pk__lt": pk}))
    found = list(rows[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return found[:PAGE], f"{getattr(last, moment).isoformat()}_{last.pk}" if last else ""


def _key(text: str) -> tuple[datetime, int] | None:
    at, _underscore, pk = text.rpartition("_")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return (moment, int(pk)) if moment.tzinfo and pk.isascii() and pk.isdigit() and len(pk) < 19 else None


def with_drafts(rows: Sequence[Said], kind: str) -> Sequence[Said]:
    """Each row with its `drafts`, and `person`: whether a person must reply, as a check says of a draft. Two queries.

    What speaks of harm needs one before anything is written.
    """
    drafts = Draft.objects.filter(
        kind=kind, product_id__in={row.product_id for row in rows}, subject__in=[row.subject for row in rows]
    )
    needs = Finding.objects.filter(version=OuterRef("newest_id"), rule="answer.handover", waived_at=None)
    by_subject: dict[str, list[Draft]] = {}
    for draft in drafts.annotate(person=Exists(needs)).order_by("pk"):
        by_subject.setdefault(draft.subject, []).append(draft)
    for row in rows:
        row.drafts = by_subject.get(row.subject, [])  # type: ignore[union-attr]
        harm = not row.drafts and speaks_of_harm(f"{getattr(row, 'title', '')} {row.text}")  # type: ignore[union-attr]
        row.person = harm or any(draft.person for draft in row.drafts)  # type: ignore[union-attr,attr-defined]
    return rows


def product_of(member: Member, wanted: Wanted) -> Product | None:
    return access.rows(member, Product).filter(pk=int(wanted.product)).first() if wanted.product else None
