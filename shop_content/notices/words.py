"""What each sort of notice is called."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from shop_content.notices.items import Item

SORTS = {
    "called": _("You were called"),
    "assigned": _("Assigned to you"),
    "returned": _("Your edits that were sent back"),
    "run": _("Your content runs that did not go through"),
    "bulk": _("Your bulk changes that were not done in full"),
}


def grouped(items: Iterable[Item]) -> list[tuple[str, list[Item]]]:
    """(heading, items) of the sorts of which there are some."""
    by_sort: dict[str, list[Item]] = {sort: [] for sort in SORTS}
    for item in items:
        by_sort[item.sort].append(item)
    return [(str(SORTS[sort]), rows) for sort, rows in by_sort.items() if rows]
