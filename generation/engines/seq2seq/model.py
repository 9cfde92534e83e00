"""A Hugging Face sequence-to-sequence model in memory, and how it is told which language to read and which to write.

Families differ: NLLB, M2M100 and mBART have a token for each language, set on the tokenizer and forced as the answer's first; Marian models
of many targets and MADLAD expect a token before the text; Marian models of one pair know their languages; T5 is told by a phrase.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

from generation.engines.loading import cpu_threads, device_named, dtype_named, is_out_of_memory, revision_of, unusable
from generation.engines.seq2seq.directions import Direction
from generation.errors import Refused, Retryable

# By locale: codes as the families write them.
_CODES = {
    "en": ("eng_Latn", "en_XX", "en", "eng"),
    "zh-Hans": ("zho_Hans", "zh_CN", "zh", "cmn_Hans", "zho", "cmn"),
}
_MOST = 512  # tokens of one sentence, for models that name no limit


@dataclass(frozen=True, slots=True)
class Speech:
    """How the model is asked for one direction. `source`: for tokenizers that mark it. `first`: the id that the answer begins with."""

    prefix: str = ""
    source: str = ""
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Translator:
    """`room`: tokens that a sentence may have, and that its translation may."""

    name: str
    tokenizer: Any
    model: Any
    device: str
    revision: str
    room: int
    prefix: str = ""  # of the setting

    def speech(self, direction: Direction) -> Speech:
        """Raises `Refused("engine.direction")` for one that the model does not serve."""
        source, target = direction
        vocabulary = self.tokenizer.get_vocab()
        if self.prefix:
            return Speech(prefix=f"{self.prefix.strip()} ")
        if hasattr(self.tokenizer, "src_lang"):
            mine, theirs = _marked(vocabulary, source), _marked(vocabulary, target)
            if mine and theirs:
                return Speech(source=mine[0], first=vocabulary[theirs[1]])
        for shape in (">>{}<<", "<2{}>"):
            tokens = [token for code in _CODES[target] if (token := shape.format(code)) in vocabulary]
            if tokens:
                return Speech(prefix=f"{tokens[0]} ")
        own = (getattr(self.tokenizer, "source_lang", None), getattr(self.tokenizer, "target_lang", None))
        if all(isinstance(code, str) for code in own):
            if own[0] in _CODES[source] and own[1] in _CODES[target]:
                return Speech()
            raise Refused(
                "engine.direction", f"{self.name} translates from {own[0]} to {own[1]}, not {source} to {target}"
            )
        hint = "say how it is asked by ?prefix=translate English to Chinese:&from=en&to=zh-Hans"
        raise Refused("engine.direction", f"{self.name} does not say which languages it knows; {hint}")


def _marked(vocabulary: dict[str, int], locale: str) -> tuple[str, str] | None:
    """(code, token) of a language, for tokenizers that mark it."""
    for code in _CODES[locale]:
        if "_" in code and code in vocabulary:
            return code, code
        if f"__{code}__" in vocabulary:
            return code, f"__{code}__"
    return None


def load(name: str, revision: str, dtype: str, device: str, prefix: str = "") -> Translator:
    """`name`: of a folder or on the hub.

    Raises `Refused` for a model that is missing or damaged and for a device that is not there, `Retryable` when memory is short.
    """
    import torch
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    device = device_named(device)
    if device == "cpu":
        torch.set_num_threads(cpu_threads())
    tokenizer = _tokenizer(name, revision)
    model = _model(name, revision, dtype_named(dtype, device), device)
    room = min(getattr(model.config, "max_position_embeddings", None) or _MOST, tokenizer.model_max_length, 4 * _MOST)
    return Translator(name, tokenizer, model, device, revision_of(name, model), room, prefix)


def _tokenizer(name: str, revision: str) -> Any:
    from transformers import AutoTokenizer

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Marian's recommends a normaliser of punctuation
            return AutoTokenizer.from_pretrained(name, revision=revision)
    except Exception as error:
        raise unusable(name, "tokenizer", error) from error


def _model(name: str, revision: str, dtype: str, device: str) -> Any:
    import torch
    from transformers import AutoModelForSeq2SeqLM

    try:
        loaded: Any = AutoModelForSeq2SeqLM.from_pretrained(
            name, revision=revision, dtype=getattr(torch, dtype), use_safetensors=True
        )
        loaded.generation_config.max_length = None  # else it is weighed against ours, with a warning for every batch
        return loaded.to(device).eval()
    except Exception as error:
        if is_out_of_memory(error):
            raise Retryable("engine.out_of_memory", f"{name} does not fit on {device}") from error
        raise unusable(name, "model", error) from error
