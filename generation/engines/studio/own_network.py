"""The network that ships with the package, and its answer for a photo: seen as it is and mirrored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from generation.engines.studio.colour import Bytes, Floats, floats
from generation.engines.studio.network import MULTIPLE, build, planes_of
from generation.errors import Refused

WEIGHTS = Path(__file__).with_name("cutout.safetensors")
SIDE = 160  # px, the square root of the area at which a photo is looked at


class OwnNetwork:
    """Works without network access. Raises `Refused("engine.model_unusable")` where torch or the weights are missing."""

    setting = "network:"
    trusted = False  # it saw too few scenes: in busy ones colour and outlines were as near to the truth

    def __init__(self, weights: Path = WEIGHTS, side: int = SIDE) -> None:
        self._side = side
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
        """The mean of both views, at about `SIDE` squared pixels."""
        return floats(np.mean(self.views(rgb), axis=0))

    def views(self, rgb: Bytes) -> Floats:
        """(2, height, width): the photo's answer, and the mirrored photo's turned back."""
        planes = planes_of(fitted(rgb, self._side))
        both = np.stack([planes, _mirrored(planes)])
        torch = self._torch
        with torch.inference_mode():
            given = torch.from_numpy(both).contiguous(memory_format=torch.channels_last)
            likely = self._network(given)[0].sigmoid().numpy()[:, 0]
        return np.stack([likely[0], likely[1][:, ::-1]]).astype(np.float32)


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
