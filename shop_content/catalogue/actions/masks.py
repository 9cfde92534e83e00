"""Masks that people draw: each is a version, none is ever changed."""

from __future__ import annotations

from typing import BinaryIO

from django.db import transaction

from shop_content.audit.actions import record
from shop_content.catalogue.errors import MaskError
from shop_content.catalogue.masks import drawn
from shop_content.catalogue.models import Image, Mask
from shop_content.catalogue.pictures import keep_mask
from shop_content.shops.models import Member


def save_mask(member: Member, picture: Image, data: BinaryIO, seen: int, *, over: bool = False) -> Mask:
    """The picture's next mask, from which every cut-out of it is made from now on.

    `seen`: number of the mask that the person started from, 0 for the engine's own cut-out. The same mask again is the one that is there.
    Decodes before the transaction. Raises `MaskError`, among others `mask.overtaken` when somebody saved another one
    meanwhile and it is not to be saved `over` that.
    """
    file = keep_mask(member.shop_id, drawn(picture, data), (picture.width, picture.height))
    with transaction.atomic():
        newest = _newest(picture)
        if newest and newest.file_id == file.pk:
            return newest
        if newest and newest.number != seen and not over:
            raise MaskError("mask.overtaken", person=newest.author.get_full_name() or newest.author.email)
        mask = Mask.objects.create(
            picture=picture,
            number=newest.number + 1 if newest else 1,
            file=file,
            base=Mask.objects.filter(picture=picture, number=seen).first(),
            author=member.user,
        )
        record("mask.save", mask, member.shop_id, picture=picture.pk, number=mask.number, file=file.pk)
    return mask


@transaction.atomic
def drop_mask(member: Member, picture: Image) -> Mask:
    """The engine's own cut-out counts again; the masks before stay as versions. Raises `MaskError("mask.none")`."""
    newest = _newest(picture)
    if newest is None or newest.file_id is None:
        raise MaskError("mask.none")
    mask = Mask.objects.create(picture=picture, number=newest.number + 1, file=None, base=newest, author=member.user)
    record("mask.drop", mask, member.shop_id, picture=picture.pk, number=mask.number)
    return mask


def _newest(picture: Image) -> Mask | None:
    """Two people's saves meet at the picture's row; the second finds the first one's mask."""
    Image.objects.select_for_update().get(pk=picture.pk)
    return picture.masks.select_related("author").order_by("-number").first()
