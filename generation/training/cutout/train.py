"""Training the cut-out network: pictures are composed as it goes, none is seen twice.

The learning rate follows the clock: a warm-up, a plateau and a cosine's end over the minutes that were asked for, so a slow machine
trains less, never half. A checkpoint is written every two minutes; the command goes on from it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from generation.engines.studio.colour import Floats, floats
from generation.engines.studio.network import MULTIPLE, build, planes_of
from generation.training.cutout.scenes import Scene
from generation.training.cutout.stock import Stock

SAVED_EVERY = 120.0  # seconds
RATE = 2e-3
SEEN_AGAIN = 2  # times, after the first
DECAY = 0.99  # of the running mean of the weights, which is what is kept


def batches(stock: Stock, seed: int, size: int, rows: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(planes, alphas), a batch of one aspect at a time: square, upright or wide. Every scene comes again in other light
    and other company: composing one costs more than learning from it.
    """
    chance = np.random.default_rng(seed)
    short = round(size * 0.75 / MULTIPLE) * MULTIPLE
    waiting: list[tuple[Floats, Floats]] = []
    while True:
        shape = ((size, size), (size, size), (size, short), (short, size))[chance.integers(4)]
        scenes = [stock.scene(chance, shape) for _ in range(rows)]
        yield _stacked([(planes_of(scene.rgb), scene.alpha) for scene in scenes])
        waiting += [seen_again(chance, scene) for scene in scenes for _ in range(SEEN_AGAIN)]
        for _ in range(SEEN_AGAIN):
            again = [pair for pair in waiting if pair[1].shape == shape]
            if len(again) < 4 * rows:
                break
            chosen = {int(place) for place in chance.permutation(len(again))[:rows]}
            yield _stacked([again[place] for place in sorted(chosen)])
            left = [pair for place, pair in enumerate(again) if place not in chosen]
            waiting = [pair for pair in waiting if pair[1].shape != shape] + left


def seen_again(chance: np.random.Generator, scene: Scene) -> tuple[Floats, Floats]:
    """Planes and alpha of the same scene through another camera, mirrored or not."""
    way = int(chance.choice((-1, 1)))
    rgb = scene.rgb[:, ::way].astype(np.float32) * chance.uniform(0.8, 1.15, 3)
    rgb = 255 * np.clip(rgb / 255, 0, 1) ** chance.uniform(0.75, 1.3) + chance.normal(
        0, chance.uniform(0, 5), rgb.shape
    )
    return planes_of(np.clip(rgb, 0, 255).round().astype(np.uint8)), floats(scene.alpha[:, ::way])


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
