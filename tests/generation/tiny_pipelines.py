"""Small, real diffusion pipelines with random weights, saved as the hub would: they run on a CPU in a second."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

CAPTIONS = (
    "plain white studio background",
    "a marble kitchen counter in soft morning light",
    "a wooden table before a linen curtain",
    "wet slate with drops of water, dark and moody",
)
START, END = "<|startoftext|>", "<|endoftext|>"


def build_tokenizer(folder: Path, captions: Sequence[str] = CAPTIONS) -> tuple[Any, dict[str, int]]:
    """A CLIP tokenizer trained on a few captions, and its vocabulary."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
    from transformers import CLIPTokenizer

    raw = Tokenizer(models.BPE(end_of_word_suffix="</w>", unk_token=END))
    raw.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(
        vocab_size=700,
        special_tokens=[START, END],
        end_of_word_suffix="</w>",
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    raw.train_from_iterator(captions, trainer)
    folder.mkdir(parents=True, exist_ok=True)
    raw.model.save(str(folder))
    vocabulary = json.loads((folder / "vocab.json").read_text())
    tokenizer = CLIPTokenizer(vocab=str(folder / "vocab.json"), merges=str(folder / "merges.txt"), model_max_length=77)
    return tokenizer, vocabulary


def build_stable_diffusion(folder: Path, *, fills: bool = False, safety: Literal["", "passes", "flags"] = "") -> Path:
    """Stable Diffusion of 64 px: text encoder, VAE, U-Net and scheduler with seeded random weights.

    `fills`: made for inpainting, its U-Net sees mask and masked picture too. `safety`: with a checker that passes, or flags, everything.
    """
    import torch
    from diffusers import (
        AutoencoderKL,
        DDIMScheduler,
        StableDiffusionInpaintPipeline,
        StableDiffusionPipeline,
        UNet2DConditionModel,
    )
    from transformers import CLIPTextConfig, CLIPTextModel

    torch.manual_seed(0)
    tokenizer, vocabulary = build_tokenizer(folder / "_words")
    encoder = CLIPTextConfig(
        bos_token_id=vocabulary[START],
        eos_token_id=vocabulary[END],
        pad_token_id=vocabulary[END],
        vocab_size=len(vocabulary),
        hidden_size=32,
        intermediate_size=37,
        num_attention_heads=4,
        num_hidden_layers=2,
        max_position_embeddings=77,
        projection_dim=32,
    )
    made: Any = StableDiffusionInpaintPipeline if fills else StableDiffusionPipeline
    checker, eye = _safety_checker(safety == "flags") if safety else (None, None)
    pipeline = made(
        vae=AutoencoderKL(
            block_out_channels=[32, 64],
            down_block_types=["DownEncoderBlock2D"] * 2,
            up_block_types=["UpDecoderBlock2D"] * 2,
            latent_channels=4,
            sample_size=64,
        ),
        text_encoder=CLIPTextModel(encoder),
        tokenizer=tokenizer,
        unet=UNet2DConditionModel(
            block_out_channels=(32, 64),
            layers_per_block=1,
            sample_size=32,
            in_channels=9 if fills else 4,
            down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
            up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
            cross_attention_dim=32,
        ),
        scheduler=DDIMScheduler(
            beta_start=0.00085,
            beta_end=0.012,
            beta_schedule="scaled_linear",
            clip_sample=False,
            set_alpha_to_one=False,
        ),
        safety_checker=checker,
        feature_extractor=eye,
        requires_safety_checker=bool(safety),
    )
    pipeline.save_pretrained(folder, safe_serialization=True)
    return folder


def _safety_checker(flags: bool) -> tuple[Any, Any]:
    """Stable Diffusion's checker, whose thresholds are below every cosine, or above."""
    import torch
    from diffusers.pipelines.stable_diffusion import StableDiffusionSafetyChecker
    from transformers import CLIPConfig, CLIPImageProcessor

    vision = {
        "hidden_size": 32,
        "intermediate_size": 37,
        "num_attention_heads": 4,
        "num_hidden_layers": 2,
        "image_size": 32,
        "patch_size": 8,
        "projection_dim": 16,
    }
    checker = StableDiffusionSafetyChecker(CLIPConfig(vision_config=vision, projection_dim=16))
    with torch.no_grad():
        bar = -2.0 if flags else 2.0
        for name in ("concept_embeds_weights", "special_care_embeds_weights"):
            getattr(checker, name).fill_(bar)
        for name in ("concept_embeds", "special_care_embeds"):
            getattr(checker, name).normal_()
    return checker, CLIPImageProcessor(size={"shortest_edge": 32}, crop_size={"height": 32, "width": 32})
