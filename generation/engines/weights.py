"""What an engine needs before it can work, whether it is here, and how to get it.

Weights come from a folder or from the hub. The hub's own settings hold: HF_ENDPOINT (a mirror), HF_HOME (where the cache
lies), HF_TOKEN (for models that ask for a sign-in), HF_HUB_OFFLINE.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl, quote

from generation.engines.base import EngineSetting
from generation.engines.registry import engine_for
from generation.errors import GenerationError, Refused, Retryable

Place = Literal["none", "server", "folder", "hub"]

_CARD = ["README.md", "LICENSE*"]
# fnmatch's * spans folders. Published beside each other are safetensors, the same weights in older formats, in half
# precision, and once more as one file: only the first are read.
_FILES: dict[str, tuple[list[str], list[str]]] = {
    "transformers": (
        [*_CARD, "*.json", "*.jinja", "*.txt", "*.model", "*.tiktoken", "*.safetensors"],
        ["*/*", "consolidated*", "*.fp16*", "*.bf16*"],
    ),
    "seq2seq": (
        [*_CARD, "*.json", "*.txt", "*.model", "*.spm", "*.safetensors"],
        ["*/*", "consolidated*", "*.fp16*", "*.bf16*"],
    ),
    "diffusers": (
        [*_CARD, "model_index.json", "*/*.json", "*/*.jinja", "*/*.txt", "*/*.model", "*/*.safetensors"],
        ["*.fp16*", "*.bf16*", "*non_ema*", "*ema_only*", "*onnx*", "*openvino*", "*flax*", "*consolidated*"],
    ),
}
_OTHERS: tuple[list[str] | None, list[str]] = (
    None,
    ["*.bin", "*.pt", "*.pth", "*.h5", "*.msgpack", "*.onnx", "*.gguf"],
)


@dataclass(frozen=True, slots=True)
class Weights:
    """`size` in bytes of all that is needed, `missing` of what is not on this machine; None where nobody knows.

    `licence` as the model card says it, "" when it says nothing. `problem` says why the hub could not be asked.
    """

    setting: str
    scheme: str
    place: Place
    name: str = ""
    revision: str = ""
    size: int | None = None
    missing: int | None = 0
    licence: str = ""
    problem: GenerationError | None = None

    @property
    def here(self) -> bool:
        return self.missing == 0


def settings_of(setting: str) -> tuple[str, ...]:
    """The settings that each need one model: several where an engine has a model for each direction of translation.

    Raises `Refused` for a setting that is wrong.
    """
    names = dict.fromkeys(getattr(engine_for(setting), "models", {}).values())
    head, _, query = setting.partition("?")
    scheme = head.partition(":")[0]
    return tuple(f"{scheme}:{quote(name)}{'?' if query else ''}{query}" for name in names) or (setting,)


def weights_of(setting: str) -> Weights:
    """Looks on this machine, then asks the hub about what is not here. Raises `Refused` for a setting that is wrong."""
    engine_for(setting)  # refuses what is wrong; nothing is loaded
    return weights_named(setting)


def weights_named(setting: str) -> Weights:
    """The same for a setting that is known to be right, of whatever it names."""
    query = setting.partition("?")[2]
    parsed = EngineSetting.parse(setting, (name for name, _ in parse_qsl(query)))
    if parsed.scheme == "openai":
        return Weights(parsed.text, parsed.scheme, "server", parsed.options["model"])
    if not parsed.target:
        return Weights(parsed.text, parsed.scheme, "none")
    folder = Path(parsed.target)
    if folder.is_dir():
        return Weights(
            parsed.text, parsed.scheme, "folder", parsed.target, size=_size_of(folder), licence=_licence_in(folder)
        )
    wanted = Weights(
        parsed.text, parsed.scheme, "hub", parsed.target, parsed.options.get("revision", "main"), missing=None
    )
    return _cached(wanted) or _on_the_hub(wanted)


def download(weights: Weights) -> Path:
    """Fetches what is missing, showing its progress; what an earlier call has fetched of a file is kept.

    Raises `Refused` for a model that the hub does not give, `Retryable` when the connection failed.
    """
    import huggingface_hub

    with _hub_errors(weights.name):
        return Path(huggingface_hub.snapshot_download(weights.name, **_what(weights)))


def _what(weights: Weights) -> dict[str, Any]:
    allow, ignore = _FILES.get(weights.scheme, _OTHERS)
    return {"revision": weights.revision, "allow_patterns": allow, "ignore_patterns": ignore}


def _cached(weights: Weights) -> Weights | None:
    """The weights with what is known of them, when all are in the cache."""
    import huggingface_hub
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        folder = Path(huggingface_hub.snapshot_download(weights.name, local_files_only=True, **_what(weights)))
    except LocalEntryNotFoundError:
        return None
    except HFValidationError as error:
        hint = "it is neither a folder on this machine nor a name on the hub, such as Qwen/Qwen3-4B"
        return replace(weights, problem=Refused("engine.model_missing", f"{weights.name}: {hint} ({error})"))
    if not any(folder.rglob("*.safetensors")):
        return None
    return replace(weights, size=_size_of(folder), missing=0, licence=_licence_in(folder))


def _on_the_hub(weights: Weights) -> Weights:
    import huggingface_hub

    try:
        with _hub_errors(weights.name), _quiet():
            files: Any = huggingface_hub.snapshot_download(weights.name, dry_run=True, **_what(weights))
            card = huggingface_hub.HfApi().model_info(weights.name, revision=weights.revision).card_data
    except GenerationError as problem:
        return replace(weights, problem=problem)
    if not any(file.filename.endswith(".safetensors") for file in files):
        hint = "choose a model that is published as safetensors"
        return replace(weights, problem=Refused("engine.model_unusable", f"{weights.name} has no safetensors; {hint}"))
    return replace(
        weights,
        size=sum(file.file_size or 0 for file in files),
        missing=sum(file.file_size or 0 for file in files if file.will_download),
        licence=_licence(dict(vars(card)) if card else {}),
    )


@contextmanager
def _hub_errors(name: str) -> Iterator[None]:
    """The hub's many errors as `Refused` and `Retryable`, each with what to do."""
    import httpx2
    from huggingface_hub import errors

    try:
        yield
    except errors.GatedRepoError as error:
        hint = "accept its terms on its page on the hub, and put a token of that account into HF_TOKEN"
        raise Refused("engine.model_missing", f"{name} is given only to those who are signed in; {hint}") from error
    except errors.RevisionNotFoundError as error:
        raise Refused(
            "engine.model_missing", f"{name} has no such revision; leave revision out, or correct it"
        ) from error
    except errors.RepositoryNotFoundError as error:
        hint = "check the spelling; a private one needs a token in HF_TOKEN"
        raise Refused("engine.model_missing", f"the hub knows no {name}; {hint}") from error
    except errors.HFValidationError as error:
        raise Refused("engine.model_missing", f"{name} is no name of the hub: {error}") from error
    except (errors.HfHubHTTPError, errors.OfflineModeIsEnabled, httpx2.HTTPError, OSError, ValueError) as error:
        said = next(iter(str(error).splitlines()), type(error).__name__)[:200]
        hint = "check the network and HF_ENDPOINT, then run it again: what has arrived is kept"
        raise Retryable("engine.unreachable", f"the hub did not give {name} ({said}); {hint}") from error


@contextmanager
def _quiet() -> Iterator[None]:
    import huggingface_hub.utils

    bars: Any = huggingface_hub.utils
    were_off = bars.are_progress_bars_disabled()
    bars.disable_progress_bars()
    try:
        yield
    finally:
        if not were_off:
            bars.enable_progress_bars()


def _size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _licence_in(folder: Path) -> str:
    from huggingface_hub import metadata_load

    card = folder / "README.md"
    try:
        return _licence(metadata_load(card) or {}) if card.is_file() else ""
    except (ValueError, OSError):
        return ""


def _licence(card: dict[str, Any]) -> str:
    """`other` has its name in a field of its own."""
    licence = card.get("license") or ""
    if licence == "other" or not licence:
        licence = card.get("license_name") or licence
    return ", ".join(map(str, licence)) if isinstance(licence, list) else str(licence)
