"""A small, real language model: tokenizer trained here, Qwen3-shaped weights, chat template; saved as the hub would."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generation import prompts
from generation.contract import Brief, Fact, Facts, Request

CHAT_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
THINGS = {
    "en": [
        ("Kettle", "steel"),
        ("Lamp", "brass"),
        ("Bowl", "glass"),
        ("Stool", "oak"),
        ("Towel", "cotton"),
        ("Vase", "ceramic"),
    ],
    "zh-Hans": [
        ("水壶", "不锈钢"),
        ("台灯", "黄铜"),
        ("碗", "玻璃"),
        ("凳子", "橡木"),
        ("毛巾", "纯棉"),
        ("花瓶", "陶瓷"),
    ],
}


def facts_of(thing: str, material: str, number: int) -> Facts:
    items = (Fact("f1", "material", material), Fact("f2", "height", str(number), "cm"))
    return Facts(sku=f"S{number}", title=thing, brand="Norra", items=items)


def lessons() -> Iterator[tuple[Request, str]]:
    """Requests with good answers, from which the model learns when to stop."""
    for locale, things in THINGS.items():
        for number, (thing, material) in enumerate(things, start=12):
            facts = facts_of(thing, material, number)
            for kind in ("title", "bullets", "description", "seo"):
                yield (
                    Request(Brief(kind, locale, facts)),
                    json.dumps(answer_of(kind, locale, facts), ensure_ascii=False, separators=(",", ":")),
                )


def answer_of(kind: str, locale: str, facts: Facts) -> dict[str, Any]:
    thing, material, height = facts.title, facts.items[0].value, facts.items[1].value
    english = locale == "en"
    title = f"Norra {thing} in {material}, {height} cm" if english else f"Norra {material}{thing} {height} 厘米"
    points = (
        [f"Made of {material}", f"{height} cm high"] if english else [f"采用{material}制成", f"高度为 {height} 厘米"]
    )
    text = (
        f"The Norra {thing.lower()} is made of {material}. It is {height} cm high."
        if english
        else f"Norra {thing}采用{material}制成。高度为 {height} 厘米,适合日常使用。"
    )
    words = [f"Norra {thing}", f"{material} {thing}" if english else f"{material}{thing}", material]
    return {
        "title": {"title": title},
        "bullets": {"bullets": points},
        "description": {"description": text},
        "seo": {"seo_title": title, "meta_description": text, "keywords": words},
    }[kind]


def build_tokenizer(folder: Path, vocabulary: int = 1500) -> Any:
    """A byte-level BPE tokenizer trained on the prompts and answers above, and on Python's own sources if they do not suffice."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    raw = Tokenizer(models.BPE())
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    raw.decoder = decoders.ByteLevel()
    texts = [
        text
        for request, answer in lessons()
        for text in (*(m["content"] for m in prompts.messages_of(request)), answer)
    ]
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=SPECIAL,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    if vocabulary > len(texts) * 20:
        texts += [path.read_text(errors="ignore") for path in sorted(Path(json.__file__).parent.parent.glob("*.py"))]
    raw.train_from_iterator(texts, trainer)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=raw, eos_token="<|im_end|>", pad_token="<|endoftext|>", additional_special_tokens=SPECIAL
    )
    tokenizer.chat_template = CHAT_TEMPLATE
    tokenizer.save_pretrained(folder)
    return tokenizer


@dataclass(frozen=True)
class Shape:
    """Of a Qwen3 decoder."""

    hidden: int
    inner: int
    layers: int
    heads: int
    key_heads: int
    head: int
    vocabulary: int


TINY = Shape(hidden=96, inner=192, layers=2, heads=4, key_heads=2, head=24, vocabulary=1500)
FIVE_MILLION = Shape(hidden=256, inner=768, layers=4, heads=4, key_heads=2, head=64, vocabulary=8192)
EIGHT_LAYERS = Shape(hidden=256, inner=768, layers=8, heads=4, key_heads=2, head=64, vocabulary=8192)


def build_causal_lm(folder: Path, steps: int = 0, seed: int = 0, shape: Shape = TINY) -> Path:
    """Build, train for `steps` batches and save. With 0 steps the weights are random. Context: 4096 tokens."""
    import torch
    from transformers import GenerationConfig, Qwen3Config, Qwen3ForCausalLM

    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = build_tokenizer(folder, shape.vocabulary)
    torch.manual_seed(seed)
    config = Qwen3Config(
        vocab_size=len(tokenizer),
        hidden_size=shape.hidden,
        intermediate_size=shape.inner,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        num_key_value_heads=shape.key_heads,
        head_dim=shape.head,
        max_position_embeddings=4096,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    model = Qwen3ForCausalLM(config)
    model.generation_config = GenerationConfig(eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id)
    if steps:
        _train(model, tokenizer, steps)
    model.save_pretrained(folder)
    return folder


def build_adapter(model: Path, folder: Path, seed: int) -> Path:
    """A LoRA adapter with weights that change every answer, saved as peft does."""
    import torch
    from peft import LoraConfig
    from transformers import AutoModelForCausalLM

    torch.manual_seed(seed)
    adapted = AutoModelForCausalLM.from_pretrained(model)
    adapted.add_adapter(LoraConfig(r=4, lora_alpha=8, target_modules="all-linear", task_type="CAUSAL_LM"))
    for name, weight in adapted.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(weight, std=0.3)
    adapted.save_pretrained(folder)
    return folder


def _train(model: Any, tokenizer: Any, steps: int, batch: int = 4) -> None:
    """Loss on the answers only; one thread."""
    import random

    import torch

    torch.set_num_threads(1)
    chooser = random.Random(0)
    examples = [_tokens(tokenizer, request, answer) for request, answer in lessons()]
    optimizer = torch.optim.AdamW(model.parameters(), lr=4e-3)
    model.train()
    for _ in range(steps):
        chosen = chooser.sample(examples, batch)
        width = max(len(tokens) for tokens, _ in chosen)
        ids = torch.full((batch, width), tokenizer.pad_token_id)
        labels = torch.full((batch, width), -100)
        for row, (tokens, prompt_length) in enumerate(chosen):
            ids[row, : len(tokens)] = torch.tensor(tokens)
            labels[row, prompt_length : len(tokens)] = torch.tensor(tokens[prompt_length:])
        loss = model(input_ids=ids, labels=labels).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
    model.eval()


def _tokens(tokenizer: Any, request: Request, answer: str) -> tuple[list[int], int]:
    prompt = tokenizer.apply_chat_template(
        list(prompts.messages_of(request)), tokenize=False, add_generation_prompt=True
    )
    start = tokenizer(prompt, add_special_tokens=False)["input_ids"]
    return [*start, *tokenizer(answer + "<|im_end|>", add_special_tokens=False)["input_ids"]], len(start)
