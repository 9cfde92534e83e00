"""Small, real models that look at pictures, with seeded weights and, where it matters, an answer that is known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.generation.tiny_models import build_tokenizer

LABELS = ["mug", "lamp", "stool"]


def build_classifier(
    folder: Path, bias: tuple[float, ...] = (4.0, 0.0, 0.0), labels: Sequence[str] = tuple(LABELS)
) -> Path:
    """A ViT of one layer whose head is all bias, so that its answer is known."""
    import torch
    from transformers import ViTConfig, ViTForImageClassification, ViTImageProcessor

    torch.manual_seed(0)
    config = ViTConfig(image_size=32, patch_size=16, id2label=dict(enumerate(labels)), **_small())
    model: Any = ViTForImageClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor(bias))
    model.save_pretrained(folder)
    ViTImageProcessor(size={"height": 32, "width": 32}).save_pretrained(folder)
    return folder


def build_detector(folder: Path) -> Path:
    """A YOLOS with four boxes, each of which it takes for a lamp in the middle of the picture."""
    import torch
    from transformers import YolosConfig, YolosForObjectDetection, YolosImageProcessor

    torch.manual_seed(0)
    config = YolosConfig(
        image_size=[64, 64], patch_size=16, num_detection_tokens=4, id2label=dict(enumerate(LABELS)), **_small()
    )
    model: Any = YolosForObjectDetection(config)
    with torch.no_grad():
        for head, bias in ((model.class_labels_classifier, (0.0, 6.0, 0.0, 0.0)), (model.bbox_predictor, (0, 0, 0, 0))):
            head.layers[-1].weight.zero_()
            head.layers[-1].bias.copy_(torch.tensor(bias, dtype=torch.float))
    model.save_pretrained(folder)
    YolosImageProcessor(size={"height": 64, "width": 64}).save_pretrained(folder)
    return folder


def build_captioner(folder: Path) -> Path:
    """A BLIP that says "mug" of everything."""
    import torch
    from transformers import (
        BertTokenizerFast,
        BlipConfig,
        BlipForConditionalGeneration,
        BlipImageProcessor,
        BlipProcessor,
    )

    torch.manual_seed(0)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[DEC]", "[ENC]", "a", "red", "blue", "mug", "on", "wood"]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(words))
    tokenizer: Any = BertTokenizerFast(vocab=str(folder / "vocab.txt"), additional_special_tokens=["[DEC]", "[ENC]"])
    text = {
        "vocab_size": len(words),
        "max_position_embeddings": 64,
        "bos_token_id": 5,
        "pad_token_id": 0,
        "eos_token_id": 3,
        "sep_token_id": 3,
    }
    config = BlipConfig(
        text_config={**_small(), **text, "encoder_hidden_size": 16, "projection_dim": 16},
        vision_config={**_small(), "image_size": 32, "patch_size": 16, "projection_dim": 16},
    )
    model: Any = BlipForConditionalGeneration(config)
    with torch.no_grad():
        model.text_decoder.cls.predictions.bias[words.index("mug")] += 50
    model.save_pretrained(folder)
    BlipProcessor(BlipImageProcessor(size={"height": 32, "width": 32}), tokenizer).save_pretrained(folder)
    return folder


def build_line_reader(folder: Path) -> Path:
    """An image encoder with a text decoder, as TrOCR is one."""
    import torch
    from transformers import (
        GPT2Config,
        GPT2LMHeadModel,
        VisionEncoderDecoderModel,
        ViTConfig,
        ViTImageProcessor,
        ViTModel,
    )

    torch.manual_seed(0)
    tokenizer = build_tokenizer(folder, 400)
    decoder = GPT2Config(
        vocab_size=len(tokenizer),
        n_embd=16,
        n_layer=1,
        n_head=2,
        n_positions=64,
        is_decoder=True,
        add_cross_attention=True,
    )
    encoder: Any = ViTModel(ViTConfig(image_size=32, patch_size=16, **_small()))
    model: Any = VisionEncoderDecoderModel(encoder=encoder, decoder=GPT2LMHeadModel(decoder))
    end = tokenizer.convert_tokens_to_ids("<|im_end|>")
    model.config.decoder_start_token_id = model.generation_config.decoder_start_token_id = end
    model.config.pad_token_id = model.generation_config.pad_token_id = end
    model.save_pretrained(folder)
    ViTImageProcessor(size={"height": 32, "width": 32}).save_pretrained(folder)
    return folder


def _small() -> dict[str, int]:
    return {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
