"""Small, real classification models whose answer is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.generation.tiny_models import build_tokenizer


def build(folder: Path, kind: str, labels: list[str], bias: list[float]) -> Path:
    """A Bert of a few thousand weights whose head is all bias, so that its answer is known."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertForTokenClassification

    tokenizer = build_tokenizer(folder, 600)
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(tokenizer), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=512, id2label=dict(enumerate(labels)), label2id={label: i for i, label in enumerate(labels)},
    )  # fmt: skip
    model: Any = (BertForTokenClassification if kind == "token" else BertForSequenceClassification)(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor(bias))
    model.save_pretrained(folder)
    return folder
