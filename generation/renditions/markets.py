"""What markets ask of a picture file.

Sources: GB 45438-2025 and TC260-PG-20253A (China: generated pictures carry words of at least 5 % of the shorter side that are
seen, and `AIGC` metadata), Google Merchant Center (image_link: no overlay, the IPTC digital source type stays), Amazon's product
image guide (JPEG, PNG or GIF; no text, logo or watermark).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Market:
    """`channel` names a limit of `frames.CHANNELS`. `labelled`: generated pictures say so in the picture and in its metadata.

    `overlays`: whether a picture with words on it, a poster, is taken at all. `invented`: the same of one that shows no real product:
    a marketplace asks for the product's own picture.
    """

    name: str
    channel: str = ""
    labelled: bool = False
    overlays: bool = True
    invented: bool = True
    media_types: tuple[str, ...] = ("image/jpeg", "image/png", "image/webp")


MARKETS = {
    "original": Market("original"),  # as it was approved, sealed where there is a certificate
    "china": Market("china", labelled=True),
    "google": Market("google", "google", overlays=False, invented=False),
    "amazon": Market("amazon", "amazon", overlays=False, invented=False, media_types=("image/jpeg", "image/png")),
}


@dataclass(frozen=True, slots=True)
class Producer:
    """Who made the picture and who spreads it, as the metadata name them, and by which numbers they know it."""

    producer: str
    produce_id: str
    propagator: str = ""
    propagate_id: str = ""

    def aigc(self) -> Mapping[str, str]:
        """The fields of GB 45438-2025, annex E. Label 1: generated for sure. The reserved codes are the regulator's to use."""
        return {
            "Label": "1",
            "ContentProducer": self.producer,
            "ProduceID": self.produce_id,
            "ReservedCode1": "",
            "ContentPropagator": self.propagator or self.producer,
            "PropagateID": self.propagate_id or self.produce_id,
            "ReservedCode2": "",
        }
