"""Packshot: the product alone on pure white, square, ready for Google's and Amazon's main image."""

from generation.kinds.base import Kind

KIND = Kind(name="packshot", medium="image", reads=frozenset({"photos"}))

MIN_SIDE = 1600  # px; Amazon asks for 1000, zoom works from 1600
MIN_FILL = 0.85  # the product's longer side by the frame's, Amazon
