"""LoRA adapters over one model: loaded when first asked for, the ones used last kept."""

from __future__ import annotations

import hashlib
import warnings
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generation.engines.loading import is_out_of_memory
from generation.errors import Refused, Retryable

MOST = 8  # kept in memory at once; of an 8B model at rank 16 about 90 MB each


class Adapters:
    """Names of adapters are folders on this machine or names on the hub. Weights are read from safetensors only."""

    def __init__(self, model: Any, forgotten: Callable[[str], None] = lambda _name: None, most: int = MOST) -> None:
        """`forgotten` is told of every adapter that leaves the memory."""
        self._model, self._forgotten, self._most = model, forgotten, most
        self._loaded: OrderedDict[str, str] = OrderedDict()  # name -> revision
        self._slot_names: dict[str, str] = {}  # peft takes no dots and slashes in names
        self._counter = 0

    @property
    def loaded(self) -> tuple[str, ...]:
        return tuple(self._loaded)

    def revision(self, name: str) -> str:
        """SHA-256 over the weights of a loaded adapter, where they lie on this machine; "" for none."""
        return self._loaded.get(name, "")

    def use(self, name: str) -> None:
        """Lets the model answer with this adapter, or without any for "".

        Raises `Refused("engine.adapter_unusable")` for one that is missing or made for another model.
        """
        if not name:
            if self._slot_names:
                self._model.disable_adapters()
            return
        if name not in self._loaded:
            self._load(name)
        self._loaded.move_to_end(name)
        self._model.enable_adapters()
        self._model.set_adapter(self._slot_names[name])

    def _load(self, name: str) -> None:
        while len(self._loaded) >= self._most:
            self._drop(next(iter(self._loaded)))
        slot = f"adapter{self._counter}"
        self._counter += 1
        try:
            with _several():
                self._model.load_adapter(name, adapter_name=slot)
        except Exception as error:
            self._model_without(slot)
            if is_out_of_memory(error):
                raise Retryable("engine.out_of_memory", f"adapter {name} does not fit") from error
            said = next(iter(str(error).splitlines()), type(error).__name__)[:200]
            hint = "it needs adapter_config.json and adapter_model.safetensors, made for this model"
            raise Refused("engine.adapter_unusable", f"{name}: {hint} ({said})") from error
        self._model.eval()
        self._loaded[name], self._slot_names[name] = _revision_of(name), slot

    def _drop(self, name: str) -> None:
        with _several():
            self._model.delete_adapter(self._slot_names.pop(name))
        del self._loaded[name]
        self._forgotten(name)

    def _model_without(self, slot: str) -> None:
        """What a torn load may have left behind."""
        if slot in getattr(self._model, "peft_config", {}):
            with _several():
                self._model.delete_adapter(slot)


@contextmanager
def _several() -> Iterator[None]:
    """peft warns when a model gets a second adapter and when the one in use leaves; both are meant here."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Already found a `peft_config`", UserWarning)
        warnings.filterwarnings("ignore", "Adapter .* was active which is now deleted", UserWarning)
        yield


def _revision_of(name: str) -> str:
    weights = Path(name) / "adapter_model.safetensors"
    if not weights.is_file():
        return ""
    with weights.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
