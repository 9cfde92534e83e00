"""The fidelity gate: a picture's product against the photo that it was cut out of, pixel by pixel inside the silhouette.

It trusts no engine: the photo is decoded again, brought to the picture's size by the placement that the engine declares,
and compared with the finished file as it would leave.
"""

from __future__ import annotations

from generation.contract import Brief, Content
from generation.fidelity.bars import BARS, Bar

__all__ = ["BARS", "Bar", "compared"]


def compared(brief: Brief, content: Content) -> Content:
    """`gate.compare_with_photo`, whose libraries are loaded for pictures only."""
    if content.asset is None or content.asset.placement is None:
        return content
    from generation.fidelity.gate import compare_with_photo

    return compare_with_photo(brief, content)
