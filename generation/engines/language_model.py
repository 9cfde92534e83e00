"""A Hugging Face causal language model in memory, with all that asking it needs to know about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from generation.engines.json_schema import RUNS
from generation.engines.loading import cpu_threads, device_named, dtype_named, is_out_of_memory, revision_of, unusable
from generation.engines.transformers.forward import Forward, forward_of
from generation.errors import Refused, Retryable
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
    device = device_named(device)
    if device == "cpu":
        torch.set_num_threads(cpu_threads())
    tokenizer = _tokenizer(name, revision)
    model = _model(name, revision, dtype_named(dtype, device), device, attention)
    return LanguageModel(
        tokenizer=tokenizer,
        model=model,
        grammar_tokenizer=_grammar_tokenizer(name, tokenizer, model),
        device=device,
        ends=_ends(name, tokenizer, model),
        special=tuple(token.content for token in tokenizer.added_tokens_decoder.values() if token.special),
        knows_system=_knows_system(tokenizer),
        revision=revision_of(name, model),
        context=int(getattr(model.config, "max_position_embeddings", 0) or 1 << 20),
        forward=forward_of(model),
    )


def _tokenizer(name: str, revision: str) -> Any:
    from transformers import AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(name, revision=revision)
    except Exception as error:
        raise unusable(name, "tokenizer", error) from error
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
        raise unusable(name, "model", error) from error
    own = model.generation_config  # only its end tokens: how freely it chooses is the request's word
    model.generation_config = GenerationConfig(  # type: ignore[no-untyped-call]
        eos_token_id=own.eos_token_id, pad_token_id=own.pad_token_id
    )
    return model


def _grammar_tokenizer(name: str, tokenizer: Any, model: Any) -> Any:
    import llguidance.hf

    try:
        size = max(model.config.vocab_size, len(tokenizer))
        return llguidance.hf.from_tokenizer(tokenizer, n_vocab=size, slices=RUNS)
    except Exception as error:
        raise unusable(name, "tokenizer", error) from error


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
