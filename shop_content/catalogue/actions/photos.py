"""Photos of a product: their order is their meaning, the first is the hero."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from django.db import transaction
from django.db.models import Max

from shop_content.audit.actions import record
from shop_content.audit.models import Event
from shop_content.catalogue.actions.locking import locked, touch
from shop_content.catalogue.errors import ImageError
from shop_content.catalogue.models import Image, Photo, Product
from shop_content.catalogue.pictures import ingest
from shop_content.shops.models import Member

MAX_PHOTOS = 50  # a product
NAME = 255  # characters


@dataclass(slots=True)
class Added:
    """What became of each file."""

    photos: list[Photo] = field(default_factory=list)
    already: list[str] = field(default_factory=list)  # names of files that show what the product shows already
    refused: list[ImageError] = field(default_factory=list)


def add_photos(member: Member, product_id: int, files: Iterable[tuple[str, bytes | BinaryIO]]) -> Added:
    """Append the files' pictures. A bad file is refused alone. Decodes before the transaction. Raises `ProductGone`."""
    added = Added()
    pictures: list[tuple[str, Image]] = []
    for name, data in files:
        try:
            pictures.append((name[-NAME:], ingest(member.shop_id, data, name)))
        except ImageError as error:
            added.refused.append(error)
    with transaction.atomic():
        product = locked(member, product_id)
        for name, image in pictures:
            _append(product, name, image, added)
        if added.photos:
            touch(product)
            record("photo.add", product, product.shop_id, photos=[photo.pk for photo in added.photos])
    return added


def _append(product: Product, name: str, image: Image, added: Added) -> None:
    if product.photos.filter(image=image).exists():
        added.already.append(name)
    elif product.photos.count() >= MAX_PHOTOS:
        added.refused.append(ImageError("image.too_many", name=name, limit=MAX_PHOTOS))
    else:
        last = product.photos.aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + 1
        added.photos.append(Photo.objects.create(product=product, image=image, position=position, name=name))


@transaction.atomic
def reorder_photos(member: Member, product_id: int, photo_ids: Sequence[int]) -> list[Photo]:
    """Put the photos in this order. Ids that are gone are passed over; photos not named keep their order, at the end."""
    product = locked(member, product_id)
    place = {photo_id: index for index, photo_id in enumerate(photo_ids)}
    before = list(product.photos.select_related("image"))
    ordered = sorted(before, key=lambda photo: place.get(photo.pk, len(place)))
    if ordered != before:
        for position, photo in enumerate(ordered):
            photo.position = position
        Photo.objects.bulk_update(ordered, ["position"])
        if ordered[0] != before[0]:  # another hero: texts are compared with that one
            Product.objects.filter(pk=product.pk).update(sights_due=True)
        touch(product)
        record("photo.reorder", product, product.shop_id, order=[photo.pk for photo in ordered])
    return ordered


@transaction.atomic
def remove_photo(member: Member, product_id: int, photo_id: int) -> Photo | None:
    """Take a photo off the product; None when someone was first. The picture itself stays: drafts may show it."""
    product = locked(member, product_id)
    photo = product.photos.select_related("image").filter(pk=photo_id).first()
    if photo is None:
        return None
    detail = {"photo": photo.pk, "image": photo.image_id, "name": photo.name, "position": photo.position}
    photo.delete()
    touch(product)
    record("photo.remove", product, product.shop_id, **detail)
    return photo


@transaction.atomic
def restore_photo(member: Member, product_id: int, image_id: int) -> Photo | None:
    """Undo the removal of a photo, at the place that the trail remembers; None when there is nothing to undo."""
    product = locked(member, product_id)
    removal = (
        Event.objects.filter(
            target_type=Product._meta.label_lower,
            target_id=str(product.pk),
            verb="photo.remove",
            detail__image=image_id,
        )
        .order_by("-id")
        .first()
    )
    if removal is None or product.photos.filter(image_id=image_id).exists():
        return None
    photo = Photo.objects.create(product=product, image_id=image_id, name=removal.detail["name"], position=0)
    order = [other.pk for other in product.photos.exclude(pk=photo.pk)]
    order.insert(removal.detail["position"], photo.pk)
    for position, pk in enumerate(order):
        Photo.objects.filter(pk=pk).update(position=position)
    touch(product)
    record("photo.restore", product, product.shop_id, photo=photo.pk, image=image_id)
    return photo
