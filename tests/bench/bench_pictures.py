"""What pictures cost: `python -m tests.bench.bench_pictures [SIDE] [STEPS]`.

Packshots and scenes a minute on one core, the cut-out apart; and the scene path with a tiny diffusers model as a ratio to the bare call of
the same pipeline, which is made to take long enough by its side and steps.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from generation import pipeline
from generation.contract import Brief, Control, Facts, Request, Sampling
from generation.engines import painter
from generation.engines.diffusers_image import DiffusersImage
from generation.engines.painting import painting_of
from generation.engines.studio.engine import Studio
from tests.generation.scenes import mug
from tests.generation.tiny_pipelines import build_stable_diffusion

FACTS = Facts("", "")
ROUNDS = 3
AT_ONCE = 4
PHOTO = mug(size=1600, span=0.8).photo()
ONCE = pipeline.Demands(tries=1)


def seconds(call: Callable[[], object]) -> float:
    """Of this process's CPU, which other work on the machine does not lengthen."""
    started = time.process_time()
    call()
    return time.process_time() - started


def both(call: Callable[[], object]) -> tuple[float, float]:
    """Of the process's CPU, and of the clock on the wall: a picture is finished beside the painting of the next."""
    started = time.perf_counter()
    return seconds(call), time.perf_counter() - started


def several(engine: Any, steps: int) -> None:
    brief = Brief("scene", "", FACTS, photos=(PHOTO,), options={"steps": steps})
    requests = [Request(brief, Sampling(seed=1), variant) for variant in range(AT_ONCE)]
    outcomes = pipeline.run(requests, engine, Control(), demands=ONCE)
    assert all(isinstance(outcome, pipeline.Outcome) for outcome in outcomes), outcomes


def made(engine: Any, kind: str, variant: int = 0, **options: Any) -> None:
    brief = Brief(kind, "", FACTS, photos=(PHOTO,), options=options)
    (outcome,) = pipeline.run([Request(brief, Sampling(seed=1), variant)], engine, Control(), demands=ONCE)
    assert isinstance(outcome, pipeline.Outcome), outcome


def studio() -> None:
    """A photo of 1600 px through cut-out, picture, gate and checks."""
    Studio("studio:").cut_out(PHOTO)  # loads the network
    whole = [seconds(lambda: made(Studio("studio:"), "packshot")) for _ in range(ROUNDS)]
    engine = Studio("studio:")
    engine.cut_out(PHOTO)
    again = [seconds(lambda: made(engine, "packshot", margin=0.06)) for _ in range(ROUNDS)]
    scenes = [seconds(partial(made, engine, "scene", number)) for number in range(ROUNDS)]
    print(
        f"packshots a minute on a core: {60 / median(whole):.0f}; of a photo that is cut out already {60 / median(again):.0f}"
    )
    print(f"scenes a minute on a core, cut out already: {60 / median(scenes):.0f}")


def diffusers(side: int, steps: int) -> None:
    import torch

    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        build_stable_diffusion(Path(folder))
        engine = DiffusersImage(f"diffusers:{folder}?device=cpu")
        engine.load()
        loaded = engine._painter
        assert loaded is not None
        engine._painter = painter.Painter(
            loaded.pipeline, loaded.inpaints, loaded.device, side, loaded.revision, loaded.glimpse
        )
        order = painting_of(Brief("scene", "", FACTS, options={"steps": steps}))
        asked = {
            "prompt": order.scene,
            "num_inference_steps": steps,
            "guidance_scale": order.guidance,
            "height": side,
            "width": side,
        }
        if loaded.inpaints:
            from PIL import Image

            asked |= {
                "image": Image.new("RGB", (side, side)),
                "mask_image": Image.new("L", (side, side), 255),
                "strength": 1.0,
            }
        made(engine, "scene", steps=steps)  # warm: the cut-out, the kernels
        bare, ours = [], []
        for _ in range(ROUNDS):
            bare.append(both(lambda: loaded.pipeline(**asked)))
            ours.append(both(partial(several, engine, steps)))
        for number, clock in enumerate(("processor", "wall clock")):
            alone, path = median(one[number] for one in bare), median(one[number] for one in ours) / AT_ONCE
            print(
                f"scene painted at {side} px in {steps} steps by a tiny model, {AT_ONCE} in one batch, {clock}: bare {alone:.2f} s,"
                f" ours {path:.2f} s each, ratio {path / alone:.2f}, own share {path - alone:.2f} s"
            )


def main() -> int:
    import cv2

    cv2.setNumThreads(1)
    given = [int(value) for value in sys.argv[1:3]]
    studio()
    diffusers(*(given if len(given) == 2 else (512, 30)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
