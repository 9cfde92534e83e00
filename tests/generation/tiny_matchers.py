"""Small, real models that compare texts with pictures: a CLIP that has learnt four colours, others with random weights."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any

from tests.generation.scenes import mug
from tests.generation.tiny_pipelines import END, START, build_tokenizer

COLOURS = {"red": (170, 30, 35), "blue": (40, 80, 170), "green": (40, 130, 60), "yellow": (225, 190, 40)}
SAYINGS = ("a {} mug", "Norra Stoneware Mug in {}", "The mug is {}.", "This is a photo of {}.", "{} stoneware")
SIDE = 32  # px


def build_clip(folder: Path, steps: int = 120, most: int = 1200) -> Path:
    """Trained for `steps`, and on until a red mug is clearly nearer to "red" than to any other of the colours; `most` steps at most."""
    import torch
    from PIL import Image
    from transformers import CLIPConfig, CLIPModel, CLIPProcessor

    torch.manual_seed(0)
    lessons = [saying.format(name) for saying in SAYINGS for name in COLOURS]
    tokenizer, vocabulary = build_tokenizer(
        folder / "_words", [*lessons * 4, *string.ascii_lowercase, *string.digits, *".,%"]
    )
    text = {
        "bos_token_id": vocabulary[START],
        "eos_token_id": vocabulary[END],
        "pad_token_id": vocabulary[END],
        "vocab_size": len(vocabulary),
        "max_position_embeddings": 77,
    }
    config: Any = CLIPConfig(
        text_config={**_small(), **text},
        vision_config={**_small(), "image_size": SIDE, "patch_size": 16},
        projection_dim=16,
    )
    model: Any = CLIPModel(config)
    processor: Any = CLIPProcessor(_eye("CLIPImageProcessor"), tokenizer)
    pictures = [Image.fromarray(mug(size=128, product=colour).rgb) for colour in COLOURS.values()]
    pixels = processor(images=pictures, return_tensors="pt")["pixel_values"]
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    for step in range(most):
        if step >= steps and step % 20 == 0 and _has_learnt(model, processor, pixels):
            break
        said = [SAYINGS[step % len(SAYINGS)].format(name) for name in COLOURS]
        words = processor(text=said, padding=True, return_tensors="pt")
        dim = 0.8 + 0.4 * torch.rand(len(COLOURS), 1, 1, 1)
        answer = model(pixel_values=pixels * dim, **words, return_loss=True)
        optimizer.zero_grad()
        answer.loss.backward()
        optimizer.step()
    model.save_pretrained(folder)
    processor.save_pretrained(folder)
    return folder


def _has_learnt(model: Any, processor: Any, pixels: Any) -> bool:
    """Whether every saying is nearer to its own picture than to the others, by a tenth of a cosine."""
    import torch

    for saying in SAYINGS:
        words = processor(text=[saying.format(name) for name in COLOURS], padding=True, return_tensors="pt")
        with torch.inference_mode():
            answer = model(pixel_values=pixels, **words)
        near = answer.text_embeds @ answer.image_embeds.T
        own = near.diagonal()
        if ((near - own[:, None]).masked_fill(torch.eye(len(COLOURS), dtype=torch.bool), -2).max() > -0.1).item():
            return False
    return True


def build_siglip(folder: Path) -> Path:
    """With the bias that SigLIP begins its training with."""
    import torch
    from transformers import SiglipConfig, SiglipModel, SiglipProcessor

    torch.manual_seed(0)
    tokenizer, vocabulary = build_tokenizer(folder / "_words")
    config: Any = SiglipConfig(
        text_config={**_small(), "vocab_size": len(vocabulary), "max_position_embeddings": 64, "projection_size": 32},
        vision_config={**_small(), "image_size": SIDE, "patch_size": 16},
    )
    model: Any = SiglipModel(config)
    with torch.no_grad():
        model.logit_bias.fill_(-10.0)
        model.logit_scale.fill_(2.3)
    model.save_pretrained(folder)
    SiglipProcessor(_eye("SiglipImageProcessor"), tokenizer).save_pretrained(folder)
    return folder


def build_chinese_clip(folder: Path) -> Path:
    import torch
    from transformers import BertTokenizerFast, ChineseCLIPConfig, ChineseCLIPModel, ChineseCLIPProcessor

    torch.manual_seed(0)
    folder.mkdir(parents=True, exist_ok=True)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"红蓝绿黄色的马克杯炻器"]
    (folder / "vocab.txt").write_text("\n".join(words))
    tokenizer: Any = BertTokenizerFast(vocab=str(folder / "vocab.txt"))
    config: Any = ChineseCLIPConfig(
        text_config={**_small(), "vocab_size": len(words), "max_position_embeddings": 64},
        vision_config={**_small(), "image_size": SIDE, "patch_size": 16},
        projection_dim=16,
    )
    model: Any = ChineseCLIPModel(config)
    model.save_pretrained(folder)
    ChineseCLIPProcessor(_eye("ChineseCLIPImageProcessor"), tokenizer).save_pretrained(folder)
    return folder


def _eye(name: str) -> Any:
    import transformers

    sides = {"height": SIDE, "width": SIDE}
    return getattr(transformers, name)(size=sides, crop_size=sides, do_center_crop=False)


def _small() -> dict[str, int]:
    return {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
