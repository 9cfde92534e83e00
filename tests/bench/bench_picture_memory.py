"""Memory of picture jobs: `python -m tests.bench.bench_picture_memory [JOBS] [MEGAPIXELS]`.

Resident memory over many packshots of small photos, each another one, in one process; and the peak while a photo of 64 megapixels goes
through cut-out, packshot, gate and checks.
"""

from __future__ import annotations

import gc
import io
import resource
import sys

import numpy as np
from PIL import Image

from generation import pipeline
from generation.contract import Brief, Control, Facts, Photo, Request
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


def packshot(engine: Studio, photo: Photo) -> pipeline.Outcome:
    (outcome,) = pipeline.run(
        [Request(Brief("packshot", "", Facts("", ""), photos=(photo,)))], engine, Control(), demands=ONCE
    )
    assert isinstance(outcome, pipeline.Outcome), outcome
    return outcome


def many(jobs: int) -> None:
    engine = Studio("studio:")
    seen = []
    for number in range(jobs):
        packshot(engine, mug(size=300, span=0.8, seed=number).photo(f"p{number}"))
        if number in (4, jobs // 2, jobs - 1):
            gc.collect()
            seen.append(f"{resident()} MiB after {number + 1}")
    print(f"packshots of small photos: {', '.join(seen)}", flush=True)


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
    large(megapixels)
    if jobs:
        many(jobs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
