"""The network that ships with the package, and its answer for a photo: seen at two sizes, as it is and mirrored."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from generation.engines.studio.colour import Bytes, Floats, floats, resize_plane
from generation.engines.studio.network import MULTIPLE, build, planes_of
from generation.errors import Refused

WEIGHTS = Path(__file__).with_name("cutout.safetensors")
SIDES = (128, 160)  # px, the square roots of the areas at which a photo is looked at


class OwnNetwork:
    """Works without network access. Raises `Refused("engine.model_unusable")` where torch or the weights are missing."""

    setting = "network:"
    trusted = False  # it saw too few scenes: in busy ones colour and outlines were as near to the truth

    def __init__(self, weights: Path = WEIGHTS, sides: Sequence[int] = SIDES) -> None:
        self._sides = sides
        try:
            import torch
            from safetensors.torch import load_file

            network = build()
            network.load_state_dict({name: value.float() for name, value in load_file(weights).items()}, strict=False)
        except (ImportError, OSError, RuntimeError) as error:
            hint = "install torch and safetensors, or set CUTOUT_ENGINE=classical:"
            raise Refused(
                "engine.model_unusable", f"the cut-out's network cannot be loaded; {hint} ({error})"
            ) from error
        self._torch: Any = torch
        self._network = network.eval().to(memory_format=torch.channels_last)

    def find(self, rgb: Bytes) -> Floats:
        """The mean of all views, at the size of the largest."""
        answers = [self._seen_at(rgb, side) for side in self._sides]
        shape = max((answer.shape for answer in answers), key=np.prod)
        return floats(np.mean([resize_plane(answer, (shape[0], shape[1])) for answer in answers], axis=0))

    def _seen_at(self, rgb: Bytes, side: int) -> Floats:
        """(height, width), at about `side` squared pixels: the mean of the photo's answer and the mirrored photo's turned back."""
        planes = planes_of(fitted(rgb, side))
        both = np.stack([planes, _mirrored(planes)])
        torch = self._torch
        with torch.inference_mode():
            given = torch.from_numpy(both).contiguous(memory_format=torch.channels_last)
            likely = self._network(given)[0].sigmoid().numpy()[:, 0]
        return floats((likely[0] + likely[1][:, ::-1]) / 2)


def _mirrored(planes: Floats) -> Floats:
    """The same photo from the other side: x counts from the left as ever."""
    turned = planes[:, :, ::-1].copy()
    turned[4] = planes[4]
    return turned


def fitted(rgb: Bytes, side: int) -> Bytes:
    """The photo at about `side` squared pixels, both sides multiples of what the network needs."""
    import cv2

    height, width = rgb.shape[:2]
    aspect = float(np.clip(height / width, 0.25, 4.0))
    tall = max(1, round(side * aspect**0.5 / MULTIPLE)) * MULTIPLE
    wide = max(1, round(side / aspect**0.5 / MULTIPLE)) * MULTIPLE
    shrinks = wide < width or tall < height
    small = cv2.resize(rgb, (wide, tall), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)
    return np.asarray(small, dtype=np.uint8)
