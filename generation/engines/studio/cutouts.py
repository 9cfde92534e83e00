"""The last cut-outs of a process: a second variant or try of the same photo does not cut it out again."""

from __future__ import annotations

import hashlib
from collections import OrderedDict

import numpy as np

from generation.contract import Photo
from generation.engines.studio.cutout import CutOut, cut_out
from generation.engines.studio.finder import chosen_finder
from generation.errors import Refused
from generation.pictures import open_picture


class CutOuts:
    def __init__(self, most: int = 4) -> None:
        self._most = most
        self._by_content: OrderedDict[str, CutOut] = OrderedDict()

    def of(self, photo: Photo) -> CutOut:
        """Raises `Refused` for a photo that cannot be read or in which nothing stands out."""
        key = f"{hashlib.sha256(photo.data).hexdigest()} {chosen_finder()}"
        if key not in self._by_content:
            self._by_content[key] = _from_file(photo.data)
            while len(self._by_content) > self._most:
                self._by_content.popitem(last=False)
        cut = self._by_content[key]
        if not cut.alpha.any():
            raise Refused("photo.no_product", "no product stands out; use a photo of the whole product, plainly lit")
        return cut


def _from_file(data: bytes) -> CutOut:
    picture = open_picture(data)
    alpha = np.asarray(picture.getchannel("A")) if picture.mode == "RGBA" else None
    return cut_out(np.asarray(picture.convert("RGB")), alpha)
