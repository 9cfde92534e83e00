"""The last cut-outs of a process: a second variant or try of the same photo does not cut it out again."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import replace

import numpy as np
from PIL.Image import Resampling

from generation.contract import Photo
from generation.engines.studio.colour import Bytes
from generation.engines.studio.cutout import CutOut, cut_along, cut_out
from generation.engines.studio.finder import chosen_finder
from generation.errors import Refused
from generation.pictures import open_mask, open_picture

MOST_PIXELS = 20_000_000  # worked on at once; finished pictures have 5 million at most


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
    mask = open_mask(photo.mask, picture.size) if photo.mask else None
    size, worked = picture.size, _worked_at(picture.size)
    if worked != size:
        picture = picture.resize(worked, Resampling.LANCZOS, reducing_gap=2.0)
        mask = mask.resize(worked, Resampling.BOX) if mask else None
    alpha = np.asarray(picture.getchannel("A")) if picture.mode == "RGBA" else None
    rgb: Bytes = np.asarray(picture.convert("RGB"))
    cut = cut_along(rgb, np.asarray(mask)) if mask else cut_out(rgb, alpha)
    return replace(cut, whole=size) if worked != size else cut


def _worked_at(size: tuple[int, int]) -> tuple[int, int]:
    """The size at which a photo is cut out: its own, or for a very large one as much as its finished pictures can show."""
    share = min(1.0, (MOST_PIXELS / (size[0] * size[1])) ** 0.5)
    return (max(1, round(size[0] * share)), max(1, round(size[1] * share))) if share < 1 else size
