"""Content kinds: one file each, listed here in the order in which a merchant sees them."""

from generation.kinds import bullets, description, packshot, seo, title
from generation.kinds.base import FieldSpec, Kind, Limit

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (title.KIND, description.KIND, bullets.KIND, seo.KIND, packshot.KIND)
}

__all__ = ["KINDS", "FieldSpec", "Kind", "Limit"]
