"""What loading any model takes: the device and the precision, threads, the revision that is on record, and errors that say what to do."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from generation.errors import GenerationError, Refused


def device_named(name: str) -> str:
    import torch

    has = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if name == "auto":
        return next(kind for kind in ("cuda", "mps", "cpu") if has[kind])
    kind, _, number = name.partition(":")
    if kind not in has or (number and not (kind == "cuda" and number.isdigit())):
        raise Refused("engine.setting", f"device is {name!r}, expected auto, cpu, cuda, cuda:NUMBER or mps")
    if not has[kind] or (number and int(number) >= torch.cuda.device_count()):
        raise Refused("engine.no_device", f"this machine has no {name}; use device=auto")
    return name


def dtype_named(name: str, device: str) -> str:
    import torch

    if name != "auto":
        return name
    if device.startswith("cuda"):
        return "bfloat16" if torch.cuda.is_bf16_supported() else "float16"
    return "float32" if device == "cpu" else "float16"


def cpu_threads() -> int:
    given = os.environ.get("TORCH_THREADS", "1")
    if not (given.isascii() and given.isdigit() and int(given) > 0):
        raise Refused("engine.setting", f"TORCH_THREADS is {given!r}, expected a whole number from 1")
    return int(given)


def free_memory() -> int:
    """Bytes of this machine's memory that nobody uses; 4 GiB where it does not say."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return 4 << 30
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("MemAvailable:")), 4 << 30)


def is_out_of_memory(error: Exception) -> bool:
    """torch says it in three ways: its own class on GPUs, a RuntimeError of the CPU allocator, Python's MemoryError."""
    said = str(error).lower()
    return isinstance(error, MemoryError) or "out of memory" in said or "can't allocate memory" in said


def unusable(name: str, part: str, error: Exception) -> GenerationError:
    """A folder that is not there reads like a hub name, so the hint names both."""
    said = next(iter(str(error).splitlines()), type(error).__name__)[:200]
    if not Path(name).exists() and isinstance(error, OSError):
        hint = "it is no folder on this machine and the hub did not give it; check the spelling and the network"
        return Refused("engine.model_missing", f"{name}: {hint} ({said})")
    return Refused("engine.model_unusable", f"{name}: its {part} cannot be loaded ({said}); fetch it anew")


def revision_of(name: str, model: Any) -> str:
    """The hub's commit; for a folder a SHA-256 over its configuration, tokenizer and weights."""
    commit, folder = getattr(model.config, "_commit_hash", None), Path(name)
    if commit or not folder.is_dir():
        return str(commit or "")
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("*.json"), *folder.glob("*.jinja"), *folder.glob("*.safetensors")]):
        digest.update(path.name.encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
