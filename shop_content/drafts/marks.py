"""A spot on a picture: a box, or a point without width and height, in shares of the picture's sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from shop_content.drafts.errors import BadField

PLACES = 4  # decimals: a hundredth of a pixel of any picture on a screen


@dataclass(frozen=True, slots=True)
class Mark:
    """`x`, `y` of the upper left corner; all from 0 to 1."""

    x: float
    y: float
    width: float = 0.0
    height: float = 0.0

    @classmethod
    def read(cls, text: str) -> Mark | None:
        """From "x y width height"; None for "". Raises BadField."""
        if not text.strip():
            return None
        try:
            x, y, width, height = (round(float(part), PLACES) for part in text.split())
        except ValueError:
            x = y = width = height = -1.0
        inside = min(x, y, width, height) >= 0 and max(x + width, y + height) <= 1 + 10**-PLACES
        if not inside:
            raise BadField("mark", _("The mark lies beside the picture. Draw it once more."))
        return cls(x, y, width, height)

    @classmethod
    def of(cls, stored: Sequence[float] | None) -> Mark | None:
        return cls(*stored) if stored else None

    @property
    def stored(self) -> list[float]:
        return [self.x, self.y, self.width, self.height]

    @property
    def text(self) -> str:
        return " ".join(str(part) for part in self.stored)

    @property
    def said(self) -> str:
        """In words, for who does not see it."""
        across, down = round(100 * (self.x + self.width / 2)), round(100 * (self.y + self.height / 2))
        return _("%(across)s %% from the left, %(down)s %% from the top") % {"across": across, "down": down}
