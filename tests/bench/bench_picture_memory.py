"""Memory of picture jobs: `python -m tests.bench.bench_picture_memory [JOBS] [MEGAPIXELS]`.

Resident memory over many packshots of small photos, each another one, in one process; and the peak while a photo of 64 megapixels goes
through cut-out, packshot, gate and checks.
"""

from __future__ import annotations

import gc
import io
import resource
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from generation import pipeline
from generation.contract import Brief, Control, Engine, Facts, Photo, Request
from generation.engines.studio.engine import Studio
from tests.generation.scenes import mug

ONCE = pipeline.Demands(tries=1)


def resident() -> int:
    """MiB, now."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() // 2**20


def peak() -> int:
    """MiB, since the process began."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def packshot(engine: Engine, photo: Photo, **options: int) -> pipeline.Outcome:
    (outcome,) = pipeline.run(
        [Request(Brief("packshot", "", Facts("", ""), photos=(photo,), options=options))],
        engine,
        Control(),
        demands=ONCE,
    )
    assert isinstance(outcome, pipeline.Outcome), outcome
    return outcome


def many(jobs: int) -> None:
    engine = Studio("studio:")
    for number in range(1, jobs + 1):
        packshot(engine, mug(size=300, span=0.8, seed=number).photo(f"p{number}"))
        tell("packshots of small photos", number, jobs)


def painted(jobs: int) -> None:
    """The same through a tiny diffusers pipeline, which paints one step of 64 px around each."""
    from generation.engines import painter
    from generation.engines.diffusers_image import DiffusersImage
    from tests.generation.tiny_pipelines import build_stable_diffusion

    with tempfile.TemporaryDirectory() as folder:
        build_stable_diffusion(Path(folder))
        engine = DiffusersImage(f"diffusers:{folder}?device=cpu")
        engine.load()
        whole = engine._painter
        assert whole is not None
        engine._painter = painter.Painter(
            whole.pipeline, whole.inpaints, whole.device, 64, whole.revision, whole.glimpse
        )
        for number in range(1, jobs + 1):
            packshot(engine, mug(size=300, span=0.8, seed=number).photo(f"p{number}"), steps=1)
            tell("painted around small photos", number, jobs)


def tell(what: str, number: int, jobs: int) -> None:
    if number in (5, 20, 50, 100, jobs // 2, jobs):
        gc.collect()
        print(f"{what}: {resident()} MiB after {number}", flush=True)


def large(megapixels: int) -> None:
    side = round((megapixels * 1e6) ** 0.5)
    rgb = np.asarray(Image.fromarray(mug(size=1000, span=0.8).rgb).resize((side, side), Image.Resampling.BICUBIC))
    out = io.BytesIO()
    Image.fromarray(rgb).save(out, "JPEG", quality=90)
    del rgb
    gc.collect()
    print(f"before: {resident()} MiB, peak {peak()} MiB", flush=True)
    outcome = packshot(Studio("studio:"), Photo("large", "0" * 64, out.getvalue()))
    asset = outcome.result.content.asset
    assert asset is not None
    rules = [finding.rule for finding in outcome.findings]
    print(
        f"a photo of {side} x {side} px: peak {peak()} MiB, packshot {asset.width} x {asset.height} px, found {rules}"
    )


def main() -> int:
    import cv2

    cv2.setNumThreads(1)
    jobs, megapixels = (*(int(value) for value in sys.argv[1:3]), *(500, 64)[len(sys.argv) - 1 :])[:2]
    if megapixels:
        large(megapixels)
    if jobs:
        many(jobs)
        painted(jobs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
