"""Memory of picture jobs: `python -m tests.bench.bench_picture_memory [JOBS] [MEGAPIXELS] [ENGINE]`.

The peak while a photo of 64 megapixels goes through cut-out, packshot, gate and checks; and resident memory over many jobs of small
photos by a worker's own code in one process: packshots and scenes of `studio:`, or of `diffusers:tiny`, a pipeline that is built here.
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
FRAME = 480  # px, of these pictures: what is kept is kept of every size, and five hundred of 1600 px would take half an hour
STEP = 50  # jobs between two readings
TINY = "diffusers:tiny"


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


def worked(jobs: int, setting: str) -> None:
    """Packshots and scenes in turn, every pair of another small photo, by the worker's own code: claimed, made, checked, stored."""
    from tests.bench.database import database

    with tempfile.TemporaryDirectory() as media, database("bench_picture_memory"):
        from django.conf import settings

        from generation import frames
        from shop_content.catalogue.actions import add_photos
        from shop_content.catalogue.models import Product
        from shop_content.jobs import work
        from shop_content.jobs.actions import Wish, request_run
        from shop_content.jobs.models import Job
        from tests.factories import MemberFactory, ProductFactory
        from tests.generation.scenes import png

        settings.MEDIA_ROOT = media
        frames.SHAPES["square"] = frames.Shape(FRAME, FRAME)
        if setting == TINY:
            from tests.generation.tiny_pipelines import build_stable_diffusion

            setting = f"diffusers:{build_stable_diffusion(Path(media) / 'tiny')}?device=cpu"
        settings.IMAGE_ENGINE = setting
        member = MemberFactory()
        readings: list[tuple[int, int]] = []
        done = 0
        while done < jobs:
            product = ProductFactory(shop=member.shop)
            add_photos(member, product.pk, [("mug.png", png(mug(size=300, span=0.8, seed=done + 1).rgb))])
            request_run(member, Product.objects.filter(pk=product.pk), Wish(("packshot", "scene")), f"run {done}")
            while claimed := work.claim("image"):
                work.perform(claimed)
                done += len(claimed)
                if done % STEP == 0 or done == 10:
                    gc.collect()
                    readings.append((done, resident()))
                    print(f"{setting.partition(':')[0]}: {readings[-1][1]} MiB after {done} jobs", flush=True)
        failed = Job.objects.exclude(status="done").count()
        late = [(number, size) for number, size in readings if number >= min(100, jobs // 2)]
        slope = np.polyfit(*zip(*late, strict=True), 1)[0] if len(late) > 1 else 0.0
        print(f"{done} jobs, {failed} not done; late growth {100 * slope:+.1f} MiB a hundred jobs; peak {peak()} MiB")


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
    given = [int(value) for value in sys.argv[1:3]]
    jobs, megapixels = (*given, *(500, 64)[len(given) :])[:2]
    if megapixels:
        large(megapixels)
    if jobs:
        worked(jobs, sys.argv[3] if len(sys.argv) > 3 else "studio:")
    return 0


if __name__ == "__main__":
    sys.exit(main())
