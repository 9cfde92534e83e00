"""Keeping what was seen, asking to look again, and proposing what was seen as a fact."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.utils import timezone

from generation.looking.contract import Look
from generation.looking.shades import table
from generation.reading.facts.standing import standing
from shop_content.audit.actions import record
from shop_content.catalogue.actions.locking import locked
from shop_content.catalogue.facts import facts_of
from shop_content.catalogue.looking.errors import NothingMeasured
from shop_content.catalogue.models import FactProposal, FactSource, Photo, PictureLook, Product
from shop_content.catalogue.reading.actions import Decided, accept
from shop_content.catalogue.reading.work import in_chinese
from shop_content.leases import Leased, owned
from shop_content.shops.models import Member

QUEUE = "image"
SURE = 0.75  # certainty of the outline from which a colour may be proposed
NAMED = 0.25  # share of the product's surface from which a colour belongs into its name
MOST_NAMED = 2  # colours
ENDED = {"lease_token": None, "lease_until": None}


@transaction.atomic
def keep(row: PictureLook, look: Look) -> bool:
    """Store what a worker saw, unless another worker has the row by now. Texts of its products are compared with it soon after."""
    mine = owned([row])
    if not mine.update(status=Leased.State.DONE, seen=look.plain(), error_code="", finished_at=timezone.now(), **ENDED):
        return False
    Product.objects.filter(photos__image_id=row.image_id).update(sights_due=True)
    record("photo.look", row.image, row.image.shop_id)
    return True


@transaction.atomic
def give_up(row: PictureLook, code: str) -> None:
    """The picture cannot be looked at; a person may ask again."""
    if owned([row]).update(status=Leased.State.FAILED, error_code=code, finished_at=timezone.now(), **ENDED):
        record("photo.look_failed", row.image, row.image.shop_id, code=code)


@transaction.atomic
def look_again(member: Member, product_id: int) -> int:
    """Ask anew for all photos of the product; those that a worker has in hand stay with it. Raises `ProductGone`."""
    product = locked(member, product_id)
    rows = PictureLook.objects.filter(
        image__photos__product=product, status__in=[Leased.State.DONE, Leased.State.FAILED]
    )
    count = PictureLook.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(
        status=Leased.State.QUEUED, attempts=0, error_code="", finished_at=None, run_after=timezone.now()
    )
    record("photo.look_again", product, product.shop_id, count=count)
    return count


def colour_of(look: Look, *, chinese: bool) -> str:
    """The product's colours as a fact would name them: "sage green", "brown and grey"; "" when none was measured for sure."""
    if look.certainty < SURE:
        return ""
    names = [shade for shade in look.colours if shade.share >= NAMED][:MOST_NAMED] or list(look.colours[:1])
    known = table()
    words = [
        known[shade.name].chinese if chinese else known[shade.name].english for shade in names if shade.name in known
    ]
    return ("、" if chinese else " and ").join(words)


@transaction.atomic
def propose_colour(member: Member, product_id: int, photo_id: int) -> Decided:
    """The measured colour as a fact whose source is the photo; where it contradicts what the product says, as a proposal to decide on.

    Asked for again it is answered as it stands. Raises `NothingMeasured`, `FactError`, `ProductGone`.
    """
    product = locked(member, product_id)
    photo = Photo.objects.select_related("image__look").filter(product=product, pk=photo_id).first()
    kept = getattr(photo.image, "look", None) if photo else None
    look = Look.of(kept.seen) if kept else Look()
    chinese = in_chinese(product, "颜色")
    value = colour_of(look, chinese=chinese)
    if photo is None or not value:
        raise NothingMeasured
    key = "颜色" if chinese else _key(product)
    text = f"{key}{'：' if chinese else ': '}{value}"
    digest = hashlib.sha256(f"{photo.image.sha256} {text}".encode()).hexdigest()
    source, _created = FactSource.objects.get_or_create(
        product=product,
        sha256=digest,
        defaults={
            "kind": FactSource.Kind.PHOTO,
            "name": photo.name,
            "text": text,
            "queue": QUEUE,
            "status": Leased.State.DONE,
            "requested_by": member.user,
            "finished_at": timezone.now(),
        },
    )
    proposal, _created = FactProposal.objects.get_or_create(
        source=source,
        key=key,
        value=value,
        unit="",
        defaults={"product": product, "start": len(text) - len(value), "end": len(text), "confidence": look.certainty},
    )
    record("fact_proposal.from_photo", proposal, product.shop_id, photo=photo.pk, value=value)
    if (
        proposal.state != FactProposal.State.PROPOSED
        or standing(key, value, "", facts_of(product)).word == "contradicts"
    ):
        return Decided(proposal, changed=False)
    return accept(member, proposal)


def _key(product: Product) -> str:
    """As the product's own facts spell it."""
    return next((fact["key"] for fact in product.facts if fact["key"].casefold() in ("color", "colour")), "colour")
