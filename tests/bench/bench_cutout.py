"""How true cut-outs are, and how fast: `python -m tests.bench.bench_cutout [PICTURES]`.

The set of `tests/generation/cutout_set.py` goes through the cut-out with the package's network and through the one by colour and
outlines alone: mean intersection over union, boundary F-score, and how many bad ones (below 0.9) the confidence lets pass. Then
packshots a minute on one core.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from generation.checks.picture import DOUBTFUL
from generation.engines.studio.cutout import cut_out
from generation.engines.studio.finder import choose_finder
from generation.engines.studio.packshot import lay_out
from tests.generation.cutout_set import Known, boundary_f, every, iou

BAD = 0.9
SETTINGS = ("classical:", "network:")


@dataclass(frozen=True)
class Score:
    name: str
    group: str
    iou: float
    outline: float
    confidence: float
    seconds: float


def scores_of(setting: str, pictures: Sequence[Known]) -> list[Score]:
    choose_finder(setting)
    cut_out(pictures[0].rgb)  # loads
    scores = []
    for known in pictures:
        started = time.process_time()
        cut = cut_out(known.rgb)
        if cut.alpha.any():
            lay_out(cut, "contact")
        seconds = time.process_time() - started
        scores.append(
            Score(
                known.name,
                known.group,
                iou(cut.alpha, known.truth),
                boundary_f(cut.alpha, known.truth),
                cut.confidence.overall,
                seconds,
            )
        )
    return scores


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else float("nan")


def main() -> int:
    import cv2

    cv2.setNumThreads(1)
    pictures = list(islice(every(), int(sys.argv[1]) if len(sys.argv) > 1 else None))
    print(f"{len(pictures)} pictures")
    for setting in SETTINGS:
        scores = scores_of(setting, pictures)
        for group in ("plain", "busy"):
            some = [score for score in scores if score.group == group]
            good = sum(score.iou >= BAD for score in some)
            print(
                f"{setting:12} {group:5}  IoU {mean([s.iou for s in some]):.3f}  boundary F {mean([s.outline for s in some]):.3f}"
                f"  at least {BAD}: {good} of {len(some)}"
            )
        bad = [score for score in scores if score.iou < BAD]
        passed = [score for score in bad if score.confidence >= DOUBTFUL]
        sure = sum(score.confidence >= DOUBTFUL for score in scores if score.iou >= BAD)
        print(
            f"{setting:12} {len(bad)} bad, {len(passed)} of them pass the bar of {DOUBTFUL}"
            f" ({', '.join(s.name for s in passed) or 'none'}); {sure} of {len(scores) - len(bad)} good ones pass"
        )
        print(f"{setting:12} {60 / mean([score.seconds for score in scores]):.1f} packshots a minute and core")
    return 0


if __name__ == "__main__":
    import os

    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main())
