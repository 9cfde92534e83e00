"""A Hugging Face causal language model in memory, with all that asking it needs to know about it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generation.engines.transformers.forward import Forward, forward_of
from generation.errors import GenerationError, Refused, Retryable
from generation.prompts import Message

_STEMS = 64


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """`ends`: ids of the tokens that end an answer. `special`: the control words of its chat template."""

    tokenizer: Any
    model: Any
    grammar_tokenizer: Any  # llguidance.LLTokenizer
    device: str
    ends: tuple[int, ...]
    special: tuple[str, ...]
    knows_system: bool
    revision: str
    context: int  # tokens that prompt and answer may take together
    forward: Forward | None  # None: the model remembers in a way of its own and must be asked by `generate`
    stems: dict[Any, list[int]] = field(
        default_factory=dict
    )  # what is said before the last message -> tokens of a probe

    def rendered(self, messages: Sequence[Message]) -> str:
        return _rendered(self.tokenizer, messages)

    def stem(self, messages: Sequence[Message], tokens: Sequence[int]) -> int:
        """How many of the prompt's `tokens` come before anything that the last message says."""
        before = tuple((message["role"], message["content"]) for message in messages[:-1])
        if before not in self.stems:
            if len(self.stems) >= _STEMS:
                self.stems.clear()
            probe = self.rendered([*messages[:-1], Message(role=messages[-1]["role"], content="?")])
            self.stems[before] = self.tokenizer(probe, add_special_tokens=False)["input_ids"]
        pairs = list(zip(self.stems[before], tokens[:-1], strict=False))
        return next((place for place, (one, other) in enumerate(pairs) if one != other), len(pairs))


def load(name: str, revision: str, dtype: str, device: str, attention: str = "auto") -> LanguageModel:
    """`name`: of a folder or on the hub. `dtype`, `device` and `attention` (sdpa, eager) may be "auto".

    Raises `Refused` for a model that is missing, damaged or knows no chat and for a device that is not there,
    `Retryable` when memory is short.
    """
    import torch
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    device = _device(device)
    if device == "cpu":
        torch.set_num_threads(cpu_threads())
    tokenizer = _tokenizer(name, revision)
    model = _model(name, revision, _dtype(dtype, device), device, attention)
    return LanguageModel(
        tokenizer=tokenizer,
        model=model,
        grammar_tokenizer=_grammar_tokenizer(name, tokenizer, model),
        device=device,
        ends=_ends(name, tokenizer, model),
        special=tuple(token.content for token in tokenizer.added_tokens_decoder.values() if token.special),
        knows_system=_knows_system(tokenizer),
        revision=_revision_of(name, model),
        context=int(getattr(model.config, "max_position_embeddings", 0) or 1 << 20),
        forward=forward_of(model),
    )


def is_out_of_memory(error: Exception) -> bool:
    """torch says it in three ways: its own class on GPUs, a RuntimeError of the CPU allocator, Python's MemoryError."""
    said = str(error).lower()
    return isinstance(error, MemoryError) or "out of memory" in said or "can't allocate memory" in said


def _tokenizer(name: str, revision: str) -> Any:
    from transformers import AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(name, revision=revision)
    except Exception as error:
        raise _unusable(name, "tokenizer", error) from error
    if not getattr(tokenizer, "is_fast", False):
        raise Refused("engine.model_unusable", f"{name}: needs a fast tokenizer (tokenizer.json)")
    if not tokenizer.chat_template:
        hint = "choose an instruction-tuned model; base models cannot be asked"
        raise Refused("engine.no_chat_template", f"{name} has no chat template; {hint}")
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
    return tokenizer


def _model(name: str, revision: str, dtype: str, device: str, attention: str) -> Any:
    import torch
    from transformers import AutoModelForCausalLM, GenerationConfig

    try:
        loaded: Any = AutoModelForCausalLM.from_pretrained(
            name,
            revision=revision,
            dtype=getattr(torch, dtype),
            use_safetensors=True,
            **({} if attention == "auto" else {"attn_implementation": attention}),
        )
        model = loaded.to(device).eval()
    except Exception as error:
        if is_out_of_memory(error):
            raise Retryable("engine.out_of_memory", f"{name} does not fit on {device}") from error
        raise _unusable(name, "model", error) from error
    own = model.generation_config  # only its end tokens: how freely it chooses is the request's word
    model.generation_config = GenerationConfig(  # type: ignore[no-untyped-call]
        eos_token_id=own.eos_token_id, pad_token_id=own.pad_token_id
    )
    return model


def _grammar_tokenizer(name: str, tokenizer: Any, model: Any) -> Any:
    import llguidance.hf

    try:
        return llguidance.hf.from_tokenizer(tokenizer, n_vocab=max(model.config.vocab_size, len(tokenizer)))
    except Exception as error:
        raise _unusable(name, "tokenizer", error) from error


def _unusable(name: str, part: str, error: Exception) -> GenerationError:
    """A folder that is not there reads like a hub name, so the hint names both."""
    said = next(iter(str(error).splitlines()), type(error).__name__)[:200]
    if not Path(name).exists() and isinstance(error, OSError):
        hint = "it is no folder on this machine and the hub did not give it; check the spelling and the network"
        return Refused("engine.model_missing", f"{name}: {hint} ({said})")
    return Refused("engine.model_unusable", f"{name}: its {part} cannot be loaded ({said}); fetch it anew")


def _revision_of(name: str, model: Any) -> str:
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


def _rendered(tokenizer: Any, messages: Sequence[Message]) -> str:
    """`enable_thinking` is for templates that know it; an answer that must be JSON leaves no room to think aloud."""
    return str(
        tokenizer.apply_chat_template(list(messages), tokenize=False, add_generation_prompt=True, enable_thinking=False)
    )


def _knows_system(tokenizer: Any) -> bool:
    from jinja2 import TemplateError

    probe = [Message(role="system", content="probe"), Message(role="user", content="question")]
    try:
        return "probe" in _rendered(tokenizer, probe)
    except TemplateError:
        return False


def _ends(name: str, tokenizer: Any, model: Any) -> tuple[int, ...]:
    """Ids of every token that ends an answer. Raises `Refused` when there is none."""
    own = model.generation_config.eos_token_id
    ids = {tokenizer.eos_token_id, *(own if isinstance(own, list) else [own])} - {None}
    if not ids:
        raise Refused("engine.model_unusable", f"{name}: neither tokenizer nor model names an end token (eos_token)")
    return tuple(sorted(ids))


def _device(name: str) -> str:
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


def _dtype(name: str, device: str) -> str:
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
