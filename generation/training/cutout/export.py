"""From a checkpoint to the weights that ship: the running mean, as half floats, in safetensors."""

from __future__ import annotations

from pathlib import Path


def export(checkpoint: Path, target: Path) -> int:
    """The size of what was written, in bytes."""
    import torch
    from safetensors.torch import save_file

    state = torch.load(checkpoint, weights_only=True)
    halves = {
        name: value.half().contiguous()
        for name, value in state["mean"].items()
        if value.dtype.is_floating_point and not name.startswith("coarse")
    }
    save_file(halves, target, metadata={"steps": str(state["steps"])})
    target.chmod(0o644)
    return target.stat().st_size
