"""What scenes are composed from: rendered views, as many as there are by now, drawn solids and a few hundred grounds."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from generation.engines.studio.colour import Bytes
from generation.training.cutout.grounds import ground
from generation.training.cutout.scenes import Scene, Ware, compose, read_ware, ware_of
from generation.training.cutout.solids import solid

GROUNDS = 500
GROUND_SIDE = 384  # px
LOOKED_FOR_EVERY = 400  # scenes, new views
RENEWED_EVERY = 5  # scenes, one ground of each sort
SOLIDS = 400
SOLID_EVERY = 5  # scenes, one solid
RENDERED_SHARE = 0.35  # of the wares, the rest are solids
MOST_IN_A_SCENE = 7
SOLID_SIDE = 240  # px


class Stock:
    """`folder/views` holds what `render` made: random wares, none of the sample products by which cut-outs are measured."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "views"
        self._wares: dict[int, Ware | None] = {}
        self._backs: dict[bool, list[Bytes]] = {True: [], False: []}
        self._solids: list[Ware] = []
        self._made = 0

    def scene(self, chance: np.random.Generator, shape: tuple[int, int]) -> Scene:
        if self._made % LOOKED_FOR_EVERY == 0:
            self._look()
        if self._made % RENEWED_EVERY == 0:
            self._renew(chance)
        if self._made % SOLID_EVERY == 0:
            self._draw(chance)
        self._made += 1
        rendered = [ware for ware in self._wares.values() if ware is not None]
        share = RENDERED_SHARE if rendered else 0.0
        wares = [
            rendered[chance.integers(len(rendered))]
            if chance.random() < share
            else self._solids[chance.integers(len(self._solids))]
            for _ in range(MOST_IN_A_SCENE)
        ]
        return compose(chance, wares, self._backs, shape)

    def fill(self, chance: np.random.Generator, count: int) -> None:
        """Make so many grounds of each sort now."""
        for _ in range(count):
            self._renew(chance)
            self._draw(chance)

    def _look(self) -> None:
        for product in sorted(self._folder.glob("*-product.png")):
            number = int(product.name.split("-")[0])
            paper = product.with_name(product.name.replace("product", "paper"))
            if number not in self._wares and paper.exists():
                self._wares[number] = read_ware(product, paper)

    def _draw(self, chance: np.random.Generator) -> None:
        """One more solid, until there are enough; then one in the place of another."""
        ware = ware_of(*solid(chance, SOLID_SIDE))
        if len(self._solids) < SOLIDS:
            self._solids.append(ware)
        else:
            self._solids[chance.integers(SOLIDS)] = ware

    def _renew(self, chance: np.random.Generator) -> None:
        """One more ground of each sort, until there are enough; then one in the place of another."""
        for plain, backs in self._backs.items():
            made = ground(chance, (GROUND_SIDE, GROUND_SIDE), plain=plain)
            if len(backs) < GROUNDS // 2:
                backs.append(made)
            else:
                backs[chance.integers(len(backs))] = made
