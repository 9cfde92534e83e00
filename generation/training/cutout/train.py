"""Training the cut-out network: pictures are composed as it goes, and each is seen some times in other light.

The learning rate follows the clock: a warm-up, a plateau and a cosine's end over the minutes that were asked for, so a slow machine
trains less, never half. A checkpoint is written every two minutes; the command goes on from it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from generation.engines.studio.colour import Bytes, Floats, floats
from generation.engines.studio.network import MULTIPLE, build, cues_of, planes_of
from generation.training.cutout.stock import Stock

SAVED_EVERY = 120.0  # seconds
RATE = 2e-3
SEEN_AGAIN = 15  # times, after the first
NEAREST = 0.8  # of a scene's sides, that a second look may be cropped to
FIRST = 6  # grounds and solids before the first scene
DECAY = 0.99  # of the running mean of the weights, which is what is kept


def batches(stock: Stock, seed: int, size: int, rows: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(planes, alphas), a batch of one aspect at a time: square, upright or wide. Every scene comes again in other light, nearer
    and in other company: composing one costs as much as learning from it.
    """
    chance = np.random.default_rng(seed)
    short = round(size * 0.75 / MULTIPLE) * MULTIPLE
    shapes = ((size, size), (size, size), (size, short), (short, size))
    waiting: dict[tuple[int, int], list[Seen]] = {shape: [] for shape in shapes}
    stock.fill(chance, FIRST)
    while True:
        shape = shapes[chance.integers(len(shapes))]
        kept = waiting[shape]
        count = rows if len(kept) < 4 * rows else int(rows / (1 + SEEN_AGAIN) + chance.random())
        scenes = [stock.scene(chance, shape) for _ in range(count)]
        fresh = [Seen(scene.rgb, scene.alpha, cues_of(scene.rgb)) for scene in scenes]
        again = [kept.pop(int(chance.integers(len(kept)))) for _ in range(rows - len(fresh))]
        kept += fresh * SEEN_AGAIN
        yield _stacked(
            [(planes_of(seen.rgb, seen.cues), seen.alpha) for seen in fresh]
            + [seen_again(chance, seen) for seen in again]
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """A scene and what its colours tell, which takes as long to find out as to compose it."""

    rgb: Bytes
    alpha: Floats
    cues: Floats


def seen_again(chance: np.random.Generator, seen: Seen) -> tuple[Floats, Floats]:
    """Planes and alpha of the same scene through another camera: mirrored or not, nearer, with another exposure and grain."""
    import cv2

    def through(plane: np.ndarray) -> np.ndarray:
        part = np.ascontiguousarray(plane[y : y + tall, x : x + wide][:, ::way])
        return np.asarray(cv2.resize(part, (width, height), interpolation=cv2.INTER_LINEAR))

    way = int(chance.choice((-1, 1)))
    height, width = seen.alpha.shape
    share = chance.uniform(NEAREST, 1)
    tall, wide = round(height * share), round(width * share)
    y, x = int(chance.integers(0, height - tall + 1)), int(chance.integers(0, width - wide + 1))
    levels = np.arange(256)[:, None] / 255 * chance.uniform(0.8, 1.15, 3)
    curve = (255 * np.clip(levels, 0, 1) ** chance.uniform(0.75, 1.3)).round().astype(np.uint8)
    lit = cv2.LUT(through(seen.rgb), curve.reshape(1, 256, 3)).astype(np.float32)
    if chance.random() < 0.5:
        lit += chance.standard_normal(lit.shape, dtype=np.float32) * np.float32(chance.uniform(0, 6))
    cues = floats(np.stack([through(plane) for plane in seen.cues]))
    return planes_of(np.clip(lit, 0, 255).astype(np.uint8), cues), floats(through(seen.alpha))


def _stacked(pairs: list[tuple[Floats, Floats]]) -> tuple[np.ndarray, np.ndarray]:
    return np.stack([planes for planes, _ in pairs]), np.stack([alpha[None] for _, alpha in pairs])


def loss_of(answers: tuple[Any, Any, Any], alpha: Any) -> Any:
    """Cross-entropy, heavier along the outline, and soft intersection over union; the coarse answers count a third."""
    from torch.nn import functional

    total = 0.0
    for answer, share in zip(answers, (1.0, 0.2, 0.15), strict=True):
        truth = alpha if answer.shape == alpha.shape else functional.adaptive_avg_pool2d(alpha, answer.shape[2:])
        outline = (truth - functional.avg_pool2d(truth, 5, stride=1, padding=2)).abs()
        entropy = functional.binary_cross_entropy_with_logits(answer, truth, reduction="none")
        likely = answer.sigmoid()
        both = (likely * truth).sum(dim=(1, 2, 3))
        union = (likely + truth - likely * truth).sum(dim=(1, 2, 3))
        overlap = 1 - ((both + 1) / (union + 1)).mean()
        total = total + share * ((entropy * (1 + 4 * outline)).mean() + overlap)
    return total


def rate_at(share: float) -> float:
    """Of `RATE`, at that share (0..1) of the time."""
    if share < 0.02:
        return max(0.02, share / 0.02)
    return 0.5 * (1 + math.cos(math.pi * min(1.0, max(0.0, (share - 0.25) / 0.75)))) * 0.98 + 0.02


def train(
    folder: Path,
    minutes: float,
    size: int,
    rows: int,
    rate: float,
    say: Callable[[str], None],
    threads: int = 1,
    start: Path | None = None,
    beside: bool = True,
) -> None:
    """Train for so many more minutes of this phase; `folder` holds `views/` and keeps `checkpoint.pt`.

    `beside`: scenes are composed in a process of their own; not where the caller's process has threads, which a fork would hang on.

    Without a checkpoint it begins from the weights in `start`, or from nothing.
    """
    import torch
    from torch.utils.data import DataLoader, IterableDataset

    class Scenes(IterableDataset):  # type: ignore[type-arg]
        def __iter__(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
            import cv2

            cv2.setNumThreads(1)
            worker = torch.utils.data.get_worker_info()
            seed = int(time.time() * 1000) % 2**31 + (worker.id if worker else 0)
            return batches(Stock(folder), seed, size, rows)

    torch.set_num_threads(threads)
    network = build().to(memory_format=torch.channels_last)
    if start is not None:
        from safetensors.torch import load_file

        network.load_state_dict({name: value.float() for name, value in load_file(start).items()}, strict=False)
    mean = {name: value.clone() for name, value in network.state_dict().items()}
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.02)
    saved, steps, before = folder / "checkpoint.pt", 0, 0.0
    phase = f"{size}/{minutes:g}"
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        network.load_state_dict(state["network"])
        mean, steps = state["mean"], state["steps"]
        if state["phase"] == phase:
            optimiser.load_state_dict(state["optimiser"])
            before = state["seconds"]
    ahead: dict[str, Any] = {"num_workers": 1, "prefetch_factor": 3} if beside else {}
    started, shown, kept = time.monotonic(), 0.0, time.monotonic()
    for planes, alpha in DataLoader(Scenes(), batch_size=None, **ahead):
        seconds = before + time.monotonic() - started
        share = seconds / (60 * minutes)
        if share >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = rate * rate_at(share)
        network.train()
        loss = loss_of(network(planes.contiguous(memory_format=torch.channels_last)), alpha)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        steps += 1
        decay = min(DECAY, (1 + steps) / (10 + steps))
        for name, value in network.state_dict().items():
            if value.dtype.is_floating_point:
                mean[name].lerp_(value, 1 - decay)
        shown += float(loss.detach())
        if steps % 50 == 0:
            say(f"{seconds / 60:.1f} min, step {steps}, {size} px, loss {shown / 50:.4f}")
            shown = 0.0
        if time.monotonic() - kept > SAVED_EVERY:
            kept = time.monotonic()
            _save(saved, network, mean, optimiser, steps, seconds, phase)
    _save(saved, network, mean, optimiser, steps, 60 * minutes, phase)


def _save(
    target: Path, network: Any, mean: dict[str, Any], optimiser: Any, steps: int, seconds: float, phase: str
) -> None:
    import torch

    state = {
        "network": network.state_dict(),
        "mean": mean,
        "optimiser": optimiser.state_dict(),
        "steps": steps,
        "seconds": seconds,
        "phase": phase,
    }
    torch.save(state, target.with_suffix(".part"))
    target.with_suffix(".part").replace(target)
