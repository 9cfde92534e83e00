"""A draft's versions and decisions as one story, newest first, with who wrote what share of each text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shop_content.drafts.models import Decision, Draft, DraftVersion
from shop_content.drafts.shares import Text, owners
from shop_content.shops.models import User

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Share:
    """What one person, or one engine (`author` is None), wrote of a text, in percent of its characters."""

    author: User | None
    provenance: dict[str, Any]
    percent: int


@dataclass(frozen=True, slots=True)
class Moment:
    """Either a version that arrived or a decision that was taken. `shares`: of a text that more than one hand wrote."""

    at: datetime
    version: DraftVersion | None = None
    decision: Decision | None = None
    shares: Sequence[Share] = ()


def history(draft: Draft) -> list[Moment]:
    heavy = ("claims", "facts", "base__claims", "base__facts", "base__fields")
    versions = list(draft.versions.select_related("author", "base").defer(*heavy).order_by("-number")[:SHOWN])
    shares = shares_of(versions)
    decisions = draft.decisions.select_related("by", "version").defer("version__claims", "version__facts")
    decisions = decisions.prefetch_related("marks")
    moments = [Moment(version.created_at, version=version, shares=shares.get(version.pk, ())) for version in versions]
    moments += [Moment(decision.at, decision=decision) for decision in decisions.order_by("-id")[:SHOWN]]
    return sorted(moments, key=lambda moment: moment.at, reverse=True)[:SHOWN]


def shares_of(versions: Sequence[DraftVersion]) -> dict[int, list[Share]]:
    """By version, the larger share first; nothing for what one hand wrote. `versions`: newest first; older ones count as their base's."""
    if not any(version.base_id for version in versions):
        return {}
    by_pk = {version.pk: version for version in versions}
    counted = owners(Text(version.pk, version.base_id, version.fields) for version in reversed(versions))
    return {pk: found for pk, counts in counted.items() if len(found := _shares(counts, by_pk)) > 1}


def _shares(counts: dict[int, int], by_pk: dict[int, DraftVersion]) -> list[Share]:
    by_hand: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for pk in counts:
        version = by_pk[pk]
        engine = "" if version.author_id else f"{version.provenance.get('engine')} {version.provenance.get('model')}"
        by_hand[version.author_id, engine].append(pk)
    total = sum(counts.values()) or 1
    found = [
        Share(by_pk[pks[0]].author, by_pk[pks[0]].provenance, round(100 * sum(counts[pk] for pk in pks) / total))
        for pks in by_hand.values()
    ]
    return sorted(found, key=lambda share: -share.percent)
