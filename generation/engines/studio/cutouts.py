"""The last cut-outs of a process: a second variant or try of the same photo does not cut it out again."""

from __future__ import annotations

import hashlib
from collections import OrderedDict

import numpy as np

from generation.contract import Photo
from generation.engines.studio.colour import Bytes
from generation.engines.studio.cutout import CutOut, cut_along, cut_out
from generation.engines.studio.finder import chosen_finder
from generation.errors import Refused
from generation.pictures import open_mask, open_picture


class CutOuts:
    def __init__(self, most: int = 4) -> None:
        self._most = most
        self._by_content: OrderedDict[str, CutOut] = OrderedDict()

    def of(self, photo: Photo) -> CutOut:
        """Along the photo's mask where a person drew one.

        Raises `Refused` for a photo or mask that cannot be read or in which nothing stands out.
        """
        key = " ".join((_name(photo.data), _name(photo.mask) if photo.mask else chosen_finder()))
        if key not in self._by_content:
            self._by_content[key] = _from_file(photo)
            while len(self._by_content) > self._most:
                self._by_content.popitem(last=False)
        cut = self._by_content[key]
        if not cut.alpha.any():
            raise Refused("photo.no_product", "no product stands out; use a photo of the whole product, plainly lit")
        return cut


def _name(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _from_file(photo: Photo) -> CutOut:
    picture = open_picture(photo.data)
    alpha = np.asarray(picture.getchannel("A")) if picture.mode == "RGBA" else None
    rgb: Bytes = np.asarray(picture.convert("RGB"))
    if photo.mask:
        return cut_along(rgb, np.asarray(open_mask(photo.mask, picture.size)))
    return cut_out(rgb, alpha)
