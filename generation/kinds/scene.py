"""Scene: the real product in surroundings that suit it, made by arithmetic or painted around it."""

from generation.kinds.base import Kind

KIND = Kind(name="scene", medium="image", subject="shape", reads=frozenset({"photos"}))
