"""What an unfinished picture looks like, told from its latents without decoding them.

A VAE's decoder is nearly linear where only the colour of a patch is asked for. So one small decode of random latents, when the
pipeline is loaded, and least squares give a matrix from a latent's channels to the mean colour of its patch; a look then
costs a matrix product and a small JPEG.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

SAMPLES = 16  # latents on each side of the plane that is decoded to learn from
LONGER = 192  # px
QUALITY = 72  # JPEG
MOST_BYTES = 10_000


@dataclass(frozen=True, slots=True)
class Glimpse:
    """`colours` (channels + 1, 3): red, green and blue in 0..1 from a latent's channels and a 1."""

    colours: Any

    def jpeg(self, latents: Any) -> bytes:
        """Of the first of `latents` (n, channels, height, width); b"" for packed ones and for what is no number."""
        import numpy as np
        from PIL import Image

        if latents.ndim != 4 or latents.shape[1] + 1 != self.colours.shape[0]:
            return b""
        plane = latents[0].detach().float().cpu().numpy()
        seen = np.tensordot(plane, self.colours[:-1], axes=(0, 0)) + self.colours[-1]
        if not np.isfinite(seen).all():
            return b""
        picture = Image.fromarray((np.clip(seen, 0, 1) * 255).round().astype(np.uint8))
        scale = LONGER / max(picture.size)
        picture = picture.resize(
            (round(picture.width * scale), round(picture.height * scale)), Image.Resampling.BICUBIC
        )
        for quality in (QUALITY, 50, 25):
            out = io.BytesIO()
            picture.save(out, "JPEG", quality=quality)
            if out.tell() <= MOST_BYTES:
                return out.getvalue()
        return b""


def glimpse_of(pipeline: Any) -> Glimpse | None:
    """None for a pipeline whose latents are packed, or whose VAE does not say how many channels they have."""
    import numpy as np
    import torch

    vae = getattr(pipeline, "vae", None)
    config: Any = getattr(vae, "config", None)
    channels = getattr(config, "latent_channels", None)
    if vae is None or not isinstance(channels, int) or getattr(config, "scaling_factor", None) is None:
        return None
    random = torch.Generator("cpu").manual_seed(0)
    rough = torch.randn(1, channels, SAMPLES // 4, SAMPLES // 4, generator=random)
    smooth = torch.nn.functional.interpolate(rough, size=(SAMPLES, SAMPLES), mode="bicubic")
    latents = smooth + 0.3 * torch.randn(1, channels, SAMPLES, SAMPLES, generator=random)
    try:
        with torch.inference_mode():
            given = (latents / config.scaling_factor + (getattr(config, "shift_factor", None) or 0.0)).to(
                vae.device, vae.dtype
            )
            decoded = vae.decode(given, return_dict=False)[0].float().cpu()
        patches = torch.nn.functional.adaptive_avg_pool2d(decoded, (SAMPLES, SAMPLES))[0, :3]
    except (RuntimeError, ValueError):
        return None  # a decoder of another kind: the picture is shown when it is finished
    if not torch.isfinite(patches).all():
        return None
    known = np.concatenate([latents[0].numpy().reshape(channels, -1).T, np.ones((SAMPLES * SAMPLES, 1))], axis=1)
    wanted = (patches.numpy().reshape(3, -1).T + 1) / 2
    return Glimpse(np.linalg.lstsq(known, wanted, rcond=None)[0].astype(np.float32))
