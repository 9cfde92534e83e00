"""Sentences through the model: like lengths together, several candidates of each, until the caller wishes to stop."""

from __future__ import annotations

import copy
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generation.contract import Control
from generation.engines.loading import is_out_of_memory
from generation.engines.seq2seq.directions import Direction
from generation.engines.seq2seq.model import Translator
from generation.errors import Cancelled, GenerationError, Refused, Retryable

_GROWTH, _SPARE = 3, 24  # tokens of an answer: so many times those of the sentence, and some more


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence to translate. `rank`: which of the best candidates is wanted, 0 for the best."""

    place: int
    text: str
    beams: int
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """`seconds`: its share of the batch's time."""

    place: int
    answer: str | GenerationError
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0


def write(
    translator: Translator, direction: Direction, lines: Sequence[Line], size: int, control: Control
) -> Iterator[Written]:
    """Every line's translation, in any order. Raises `Cancelled` between two tokens, `Refused` for a direction not served."""
    speech = translator.speech(direction)
    tokenizer = translator.tokenizer
    if speech.source:
        tokenizer.src_lang = speech.source
    rows = []
    for line in lines:
        tokens = list(tokenizer(speech.prefix + line.text)["input_ids"])
        if len(tokens) > translator.room:
            detail = f"a sentence of {len(tokens)} tokens, this model has room for {translator.room}"
            yield Written(line.place, Refused("engine.prompt_too_long", detail))
        else:
            rows.append((line, tokens))
    rows.sort(key=lambda row: (row[0].beams, row[0].rank, len(row[1]), row[0].place))
    while rows:
        first = rows[0][0]
        like = [row for row in rows if (row[0].beams, row[0].rank) == (first.beams, first.rank)]
        batch = like[: max(1, size // first.beams)]
        try:
            written = _batch(translator, speech.first, batch, control)
        except (MemoryError, RuntimeError) as error:
            if not is_out_of_memory(error):
                raise
            _free()
            if len(batch) > 1:
                size = len(batch) * first.beams // 2
                continue
            detail = f"{len(batch[0][1])} tokens, {first.beams} beams on {translator.device}"
            written = [Written(first.place, Retryable("engine.out_of_memory", detail))]
        rows = rows[len(batch) :]
        yield from written


def _batch(
    translator: Translator, first: int | None, rows: Sequence[tuple[Line, list[int]]], control: Control
) -> list[Written]:
    import torch
    from transformers import StoppingCriteriaList

    started = time.monotonic()
    tokenizer, line = translator.tokenizer, rows[0][0]
    padded = tokenizer.pad({"input_ids": [tokens for _, tokens in rows]}, return_tensors="pt").to(translator.device)
    config = copy.deepcopy(translator.model.generation_config)
    config.update(
        do_sample=False,
        num_beams=line.beams,
        num_return_sequences=line.rank + 1,
        early_stopping=line.beams > 1,
        max_new_tokens=min(translator.room - 1, max(len(tokens) for _, tokens in rows) * _GROWTH + _SPARE),
        forced_bos_token_id=first if first is not None else config.forced_bos_token_id,
    )
    watch = _Watch(control)
    with torch.inference_mode():
        output = translator.model.generate(
            input_ids=padded["input_ids"],
            attention_mask=padded["attention_mask"],
            generation_config=config,
            stopping_criteria=StoppingCriteriaList([watch]),
        )
    if watch.asked:
        raise Cancelled()
    share = (time.monotonic() - started) / len(rows)
    wanted = output[line.rank :: line.rank + 1].tolist()
    answers = tokenizer.batch_decode(wanted, skip_special_tokens=True)
    unseen = {tokenizer.pad_token_id, config.decoder_start_token_id}
    return [
        Written(one.place, answer.strip(), len(tokens), sum(token not in unseen for token in out), share)
        for (one, tokens), answer, out in zip(rows, answers, wanted, strict=True)
    ]


class _Watch:
    """A stopping criterion that stops nothing but for the caller's wish."""

    def __init__(self, control: Control) -> None:
        self._control = control
        self.asked = False

    def __call__(self, input_ids: Any, scores: Any, **_: Any) -> Any:
        import torch

        self.asked = self.asked or self._control.cancelled()
        return torch.full((input_ids.shape[0],), self.asked, dtype=torch.bool, device=input_ids.device)


def _free() -> None:
    import gc

    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
