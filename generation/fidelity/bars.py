"""How far a product's picture may differ from its photo. A file of quality 94 stays well within all four."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Bar:
    """`measure` names it in `Asset.measures`; `limit` is the most or the least that is let through."""

    measure: str
    limit: float
    side: Literal["most", "least"]

    def passes(self, value: float) -> bool:
        return value <= self.limit if self.side == "most" else value >= self.limit


COLOUR_MEAN = Bar("colour_mean", 1.0, "most")  # CIEDE2000; about 1 is what a trained eye just sees
COLOUR_WORST = Bar("colour_worst", 4.0, "most")  # CIEDE2000, 99th percentile
SILHOUETTE = Bar("silhouette", 0.999, "least")  # intersection over union
STRUCTURE = Bar("structure", 0.97, "least")  # structural similarity of the lightness
LABEL = Bar(
    "label_text", 0.8, "least"
)  # share of the photo's legible lines; measured where a reader of labels is at hand
BARS = (COLOUR_MEAN, COLOUR_WORST, SILHOUETTE, STRUCTURE)
