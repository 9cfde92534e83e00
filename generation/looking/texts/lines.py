"""Lines of print in the order in which people read them."""

from __future__ import annotations

from collections.abc import Sequence

from generation.looking.contract import Text

LONGEST = 200  # characters of one line
MOST = 60  # lines of one picture


def in_reading_order(texts: Sequence[Text]) -> tuple[Text, ...]:
    """From top to bottom, and from left to right where two stand beside each other."""
    rows: list[list[Text]] = []
    for text in sorted(texts, key=lambda one: one.box[1] + one.box[3]):
        middle = (text.box[1] + text.box[3]) / 2
        last = rows[-1][0] if rows else None
        if last is not None and last.box[1] <= middle <= last.box[3]:
            rows[-1].append(text)
        else:
            rows.append([text])
    ordered = [text for row in rows for text in sorted(row, key=lambda one: one.box[0])]
    return tuple(Text(text.text[:LONGEST], text.box, text.confidence) for text in ordered[:MOST])
