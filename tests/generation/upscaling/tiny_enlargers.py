"""A Swin2SR whose weights repeat every pixel, so that its answer is known; and one whose weights are random."""

from __future__ import annotations

from pathlib import Path
from typing import Any

FACTOR = 2


def build_swin2sr(folder: Path, *, learnt: bool = True) -> Path:
    """`learnt`: the first convolution passes the colours on, the body adds nothing, the last one repeats each pixel."""
    import torch
    from transformers import Swin2SRConfig, Swin2SRForImageSuperResolution, Swin2SRImageProcessor

    torch.manual_seed(0)
    config = Swin2SRConfig(
        embed_dim=12,
        depths=[1],
        num_heads=[2],
        window_size=4,
        upscale=FACTOR,
        upsampler="pixelshuffledirect",
        image_size=32,
    )
    model: Any = Swin2SRForImageSuperResolution(config)
    if learnt:
        with torch.no_grad():
            for part in (model.swin2sr.first_convolution, model.swin2sr.conv_after_body, model.upsample.conv):
                part.weight.zero_()
                part.bias.zero_()
            for colour in range(3):
                model.swin2sr.first_convolution.weight[colour, colour, 1, 1] = 1
                for place in range(FACTOR**2):
                    model.upsample.conv.weight[colour * FACTOR**2 + place, colour, 1, 1] = 1
    model.save_pretrained(folder)
    Swin2SRImageProcessor().save_pretrained(folder)
    return folder
