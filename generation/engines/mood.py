"""From a brief to a mood picture as an asset: painted as a whole, declared as a model's, spread over the wished frame."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from generation import pictures
from generation.contract import Asset, Content, Control, Provenance, Request, Result
from generation.engines import painter
from generation.engines.studio.wishes import Wishes, wishes_of
from generation.frames import SHAPES
from generation.kinds.mood import KIND
from generation.safety.chosen import judged
from generation.xmp import INVENTED

if TYPE_CHECKING:
    from PIL import Image

    from generation.engines.painting import Painting

WISHES = ("shape", "format")


def painted(
    request: Request, painting: Painting, brush: painter.Painter, setting: str, model: str, control: Control
) -> Callable[[], Result]:
    """Painted; what is left to do needs no painter. `brush` paints from words alone. Raises as `Painter.paint`."""
    brief, started = request.brief, time.perf_counter()
    wishes = wishes_of(replace(brief, options={name: brief.options[name] for name in WISHES if name in brief.options}))
    shape = SHAPES[wishes.shape]
    seed = (request.sampling.seed + request.variant) % 2**63
    order = painter.Order(painting.scene, painting.avoid, painting.steps, painting.guidance, seed)
    whole = brush.paint((shape.height, shape.width), order, control).convert("RGB")
    told = {"shape": wishes.shape, "format": wishes.file_format, "steps": painting.steps, "guidance": painting.guidance}
    provenance = Provenance(
        engine=setting,
        model=model,
        revision=brush.revision,
        prompt_version=KIND.prompt_version,
        prompt=painting.scene,
        seed=seed,
        sampling=told | {"avoid": painting.avoid, "pipeline": brush.pipeline_name},
        seconds=time.perf_counter() - started,
    )
    return lambda: Result(Content(asset=_asset(whole, wishes)), (), provenance)


def _asset(whole: Image.Image, wishes: Wishes) -> Asset:
    """`whole`: as it was painted, RGB. Spread over the wished frame."""
    import numpy as np
    from PIL import Image, ImageOps

    shape = SHAPES[wishes.shape]
    rgb = np.asarray(ImageOps.fit(whole, (shape.width, shape.height), Image.Resampling.LANCZOS))
    return Asset(
        pictures.encoded(rgb, wishes.file_format, INVENTED),
        pictures.MEDIA_TYPES[wishes.file_format],
        shape.width,
        shape.height,
        INVENTED,
        {"spread": round(float(np.asarray(whole.convert("L")).std()), 2), **judged(rgb)},
    )
