"""Asking to read a text, keeping what was read, and deciding on it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from generation.errors import Refused
from generation.reading import markup
from generation.reading.contract import ReadFact
from generation.reading.documents import MAX_BYTES, read_pdf
from generation.reading.facts.standing import fresh, standing
from shop_content.audit.actions import record
from shop_content.catalogue.actions.facts import LIMITS, add_fact, edit_fact
from shop_content.catalogue.actions.locking import locked
from shop_content.catalogue.errors import FactError
from shop_content.catalogue.facts import facts_of
from shop_content.catalogue.imports.wake import QUEUE, wake
from shop_content.catalogue.models import Product
from shop_content.catalogue.models.proposals import FactProposal, FactSource
from shop_content.catalogue.reading.errors import ReadingRefused
from shop_content.catalogue.reading.files import stored
from shop_content.leases import Leased, owned
from shop_content.shops.models import Member

LONGEST = 200_000  # characters
SURE = 0.9  # confidence from which proposals may be accepted together
State = FactProposal.State
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@transaction.atomic
def propose_from_text(
    member: Member, product_id: int, text: str, kind: str, *, name: str = "", cut: bool = False
) -> FactSource:
    """Ask for the facts of a text (plain or HTML). The same text again is read again, its refused facts stay refused.

    Raises `ReadingRefused`, `ProductGone`.
    """
    text = (markup.text_of(text) if markup.has_markup(text) else text).replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub(" ", text).strip()
    if not text:
        raise ReadingRefused("text.empty")
    if len(text) > LONGEST:
        raise ReadingRefused("text.too_long", length=len(text), limit=LONGEST)
    product = locked(member, product_id)
    digest = hashlib.sha256(text.encode()).hexdigest()
    source, created = FactSource.objects.get_or_create(
        product=product,
        sha256=digest,
        defaults={"kind": kind, "name": name, "text": text, "cut": cut, "queue": QUEUE, "requested_by": member.user},
    )
    if not created and source.status not in (Leased.State.QUEUED, Leased.State.RUNNING):
        FactSource.objects.filter(pk=source.pk).update(
            status=Leased.State.QUEUED, attempts=0, error_code="", finished_at=None, requested_by=member.user
        )
        source.refresh_from_db()
    record("facts.read", product, product.shop_id, source=source.pk, kind=source.kind, name=source.name)
    transaction.on_commit(wake, robust=True)
    return source


def propose_from_pdf(member: Member, product_id: int, name: str, file: Any) -> FactSource:
    """The same for a file. Its text is taken by a process under limits, outside any transaction. Raises `ReadingRefused`."""
    name = name[:255]
    if file.size > MAX_BYTES:
        raise ReadingRefused("document.too_big", name=name)
    try:
        with stored(file) as path:
            document = read_pdf(path)
    except Refused as refused:
        raise ReadingRefused(refused.code, name=name) from refused
    return propose_from_text(member, product_id, document.text, FactSource.Kind.PDF, name=name, cut=document.cut)


@transaction.atomic
def keep(source: FactSource, found: Sequence[ReadFact]) -> int:
    """Store what a worker read, unless another worker has the source by now. Returns how many facts are new to the product."""
    product = Product.objects.select_for_update().filter(pk=source.product_id).first()
    mine = owned([source])
    if product is None:
        mine.update(status=Leased.State.CANCELLED, finished_at=timezone.now(), lease_token=None)
        return 0
    if not mine.update(status=Leased.State.DONE, finished_at=timezone.now(), lease_token=None):
        return 0
    fitting = [fact for fact in found if all(len(getattr(fact, name)) <= limit for name, limit in LIMITS.items())]
    unsaid = fresh(((fact.key, fact.value, fact.unit) for fact in fitting), facts_of(product))
    waiting = set(
        FactProposal.objects.filter(product=product, state=State.PROPOSED)
        .exclude(source=source)
        .values_list("key", "value", "unit")
    )
    rows = [
        FactProposal(
            product=product,
            source=source,
            key=fact.key,
            value=fact.value,
            unit=fact.unit,
            start=fact.start,
            end=fact.end,
            confidence=fact.confidence,
        )
        for fact, new in zip(fitting, unsaid, strict=True)
        if new and (fact.key, fact.value, fact.unit) not in waiting
    ]
    FactProposal.objects.bulk_create(rows, ignore_conflicts=True)
    record("facts.propose", product, product.shop_id, source=source.pk, count=len(rows))
    return len(rows)


@transaction.atomic
def give_up(source: FactSource, code: str) -> None:
    """The text cannot be read; a person may ask again."""
    mine = owned([source])
    if mine.update(status=Leased.State.FAILED, error_code=code, finished_at=timezone.now(), lease_token=None):
        record("facts.read_failed", source.product, source.product.shop_id, source=source.pk, code=code)


@dataclass(frozen=True, slots=True)
class Decided:
    """`fact`: what the product says now, if this made it say so. `changed`: whether this decision was the first."""

    proposal: FactProposal
    changed: bool
    fact: dict[str, str] | None = None
    replaced: bool = False


@transaction.atomic
def accept(
    member: Member,
    proposal: FactProposal,
    key: str = "",
    value: str = "",
    unit: str | None = None,
    *,
    replace: bool = False,
) -> Decided:
    """The proposal becomes a fact, as it was read or as the person puts it; `replace` puts it in the place of what it contradicts.

    A proposal that somebody decided on already is answered as it stands. Raises `FactError`, `ProductGone`.
    """
    product = locked(member, proposal.product_id)
    if not _decide(member, proposal, State.PROPOSED, State.ACCEPTED):
        return Decided(proposal, changed=False)
    said = (key or proposal.key, value or proposal.value, proposal.unit if unit is None else unit)
    stands = standing(*said, facts_of(product))
    if stands.word == "known":  # somebody typed it meanwhile
        record("fact_proposal.accept", proposal, product.shop_id, known=stands.fact.id if stands.fact else "")
        return Decided(proposal, changed=True)
    beside = stands.fact is None or stands.word != "contradicts" or stands.fact.id.startswith("option:")
    replaced = replace and not beside
    origin = "photo" if proposal.source.kind == FactSource.Kind.PHOTO else "text"
    if replaced and stands.fact:
        fact = edit_fact(member, product.pk, stands.fact.id, *said, source=origin)
    else:
        fact = add_fact(member, product.pk, *said, source=origin)
    FactProposal.objects.filter(pk=proposal.pk).update(fact_id=fact["id"])
    return Decided(proposal, changed=True, fact=fact, replaced=replaced)


@transaction.atomic
def accept_sure(member: Member, product_id: int) -> list[Decided]:
    """Every waiting proposal of at least `SURE` that contradicts nothing. Stops where the product's facts are full."""
    product = locked(member, product_id)
    accepted = []
    for proposal in product.fact_proposals.filter(state=State.PROPOSED, confidence__gte=SURE):
        product.refresh_from_db(fields=["facts"])
        if standing(proposal.key, proposal.value, proposal.unit, facts_of(product)).word == "contradicts":
            continue
        try:
            with transaction.atomic():
                accepted.append(accept(member, proposal))
        except FactError as error:
            if error.code == "fact.too_many":
                break
    return accepted


@transaction.atomic
def refuse(member: Member, proposal: FactProposal) -> Decided:
    """It is not proposed again for this text. Raises `ProductGone`."""
    product = locked(member, proposal.product_id)
    changed = _decide(member, proposal, State.PROPOSED, State.REFUSED)
    if changed:
        record(
            "fact_proposal.refuse",
            proposal,
            product.shop_id,
            key=proposal.key,
            value=proposal.value,
            unit=proposal.unit,
        )
    return Decided(proposal, changed)


@transaction.atomic
def reconsider(member: Member, proposal: FactProposal) -> Decided:
    """A refusal taken back. Raises `ProductGone`."""
    product = locked(member, proposal.product_id)
    changed = _decide(member, proposal, State.REFUSED, State.PROPOSED)
    if changed:
        record("fact_proposal.reconsider", proposal, product.shop_id, key=proposal.key, value=proposal.value)
    return Decided(proposal, changed)


def _decide(member: Member, proposal: FactProposal, before: str, after: str) -> bool:
    """Move the state; False when somebody was first."""
    moved = FactProposal.objects.filter(pk=proposal.pk, product__shop_id=member.shop_id, state=before).update(
        state=after, decided_by=member.user, decided_at=timezone.now()
    )
    proposal.refresh_from_db()
    return bool(moved)
