"""`PICTURE_GUARD=transformers:MODEL`: any image-classification model of that library that knows what is not fit to be shown.

Options: `labels` (by commas; its own labels that count as unfit), `bar` (per cent from which the picture is), `device`, `revision`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generation.errors import Refused
from generation.looking.pipelines.model import Pipeline, listed

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

EVERY = 10_000  # labels; the pipeline answers as many as there are
USUAL = (
    "nsfw",
    "porn",
    "pornography",
    "hentai",
    "sexy",
    "sexual",
    "explicit",
    "nude",
    "nudity",
    "unsafe",
    "gore",
    "violence",
)


class Guard(Pipeline):
    options = ("labels", "bar")

    def __init__(self, setting: str) -> None:
        super().__init__(setting)
        self.bar = self._parsed.whole_number("bar", 50, 1, 100) / 100
        self._unfit: frozenset[str] = frozenset()

    @property
    def task(self) -> str:
        return "image-classification"

    def load(self) -> None:
        """Raises `Refused` too where the model has none of the labels."""
        super().load()
        if self._unfit:
            return
        names = [str(name) for name in self._pipeline.model.config.id2label.values()]
        wanted = {name.casefold() for name in listed(self._parsed, "labels") or USUAL}
        self._unfit = frozenset(name for name in names if name.casefold() in wanted)
        if not self._unfit:
            hint = f"its labels are {', '.join(names[:12])}; say by labels= which of them are unfit to be shown"
            raise Refused("engine.model_unusable", f"{self._name}: {hint}")

    def unsafe(self, rgb: npt.NDArray[np.uint8]) -> float:
        """How surely (0 to 1) the picture is unfit to be shown. Loads first."""
        from PIL import Image

        self.load()
        answers = self.asked(Image.fromarray(rgb), top_k=EVERY)
        return min(1.0, sum(float(one["score"]) for one in answers if str(one["label"]) in self._unfit))
