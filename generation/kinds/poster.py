"""Poster: approved words set around the real product, by a layout, for the place where it is shown."""

from generation.kinds.base import FieldSpec, Kind, Limit

KIND = Kind(
    name="poster",
    medium="image",
    fields=(
        FieldSpec("headline", {"": Limit(min_chars=1, max_chars=150)}),
        FieldSpec("sub_line", {"": Limit(min_chars=0, max_chars=250)}),
        FieldSpec("price", {"": Limit(min_chars=0, max_chars=40)}),
        FieldSpec("legal", {"": Limit(min_chars=0, max_chars=200)}),
    ),
    subject="placement",
    reads=frozenset({"photos"}),
)
