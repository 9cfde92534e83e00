"""Packshot: the product alone before one colour; white and square unless asked otherwise, ready for a shop's main image."""

from generation.kinds.base import Kind

KIND = Kind(name="packshot", medium="image", subject="shape", reads=frozenset({"photos"}), prompt_version="2")

MIN_SIDE = 1600  # px; Amazon asks for 1000, zoom works from 1600
MIN_FILL = 0.85  # the product's longer side by the frame's, Amazon
