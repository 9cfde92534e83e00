"""Mood picture: painted from words alone, for a category or an occasion. It shows no real product and is never its picture."""

from generation.kinds.base import Kind

KIND = Kind(name="mood", medium="image", subject="occasion", synthetic=True)
