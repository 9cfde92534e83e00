"""Near-duplicates across the shop: a text of another product, of the same kind and language, that says nearly the same.

Looked for when a version is stored, not in the pipeline: only then is it known what the shop's other texts are, those of the same
batch and those that people wrote in the meantime included, and the look-up is one statement for a whole batch.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from generation import likeness
from generation.contract import Content, Finding
from generation.kinds import KINDS
from shop_content import rows
from shop_content.drafts.models import Draft, DraftVersion, TextSignature

CANDIDATES = 200  # versions with the most bands in common, of which some may be replaced ones
MOST = 3  # texts among them that a new one is held against, word by word

# The batch's own versions count before any draft shows them. What was replaced or rejected does not.
NEAR = """
SELECT mine.version_id, near.draft_id, product.title, version.fields
  FROM drafts_textsignature AS mine
  JOIN drafts_draft AS own ON own.id = mine.draft_id
 CROSS JOIN LATERAL (
       SELECT other.version_id, other.draft_id, draft.product_id
         FROM (SELECT version_id, draft_id,
                      (SELECT count(*) FROM unnest(bands) AS band WHERE band = ANY (mine.bands)) AS common
                 FROM drafts_textsignature
                WHERE bands && mine.bands AND draft_id <> mine.draft_id
                ORDER BY common DESC, version_id DESC
                LIMIT %(candidates)s
              ) AS other
         JOIN drafts_draft AS draft ON draft.id = other.draft_id
        WHERE draft.shop_id = own.shop_id AND draft.kind = own.kind AND draft.locale = own.locale
          AND draft.product_id <> own.product_id AND draft.status <> 'rejected'
          AND (other.version_id IN (draft.newest_id, draft.approved_id) OR other.version_id = ANY (%(batch)s))
        ORDER BY other.common DESC, other.version_id DESC
        LIMIT %(most)s
       ) AS near
  JOIN drafts_draftversion AS version ON version.id = near.version_id
  JOIN catalogue_product AS product ON product.id = near.product_id
 WHERE mine.version_id = ANY (%(batch)s)
 ORDER BY near.version_id
"""


def content_of(fields: Mapping[str, Any]) -> Content:
    """Stored fields as the checks take them."""
    return Content({name: value if isinstance(value, str) else tuple(value) for name, value in fields.items()})


def near_duplicates(written: Sequence[tuple[Draft, DraftVersion]]) -> dict[int, list[Finding]]:
    """Keeps the signatures of stored versions, and answers by version what is to be said of those that are near-duplicates."""
    made = [(version, row) for draft, version in written if (row := signature(draft, version))]
    rows.store([row for _, row in made])
    versions = {version.pk: content_of(version.fields) for version, _ in made}
    found: dict[int, list[Finding]] = defaultdict(list)
    for version_id, draft_id, product, fields in _near(list(versions)):
        said = likeness.finding(versions[version_id], content_of(fields), product, draft_id)
        if said:
            found[version_id].append(said)
    return {pk: [max(several, key=lambda one: int(one.params["share"]))] for pk, several in found.items()}


def signature(draft: Draft, version: DraftVersion) -> TextSignature | None:
    """None for pictures, for texts that answer one customer or one occasion, and for those too short to be alike."""
    kind = KINDS[draft.kind]
    if kind.medium != "text" or kind.subject:
        return None
    bands = likeness.bands(content_of(version.fields), f"{draft.shop_id}|{draft.kind}|{draft.locale}")
    return TextSignature(version_id=version.pk, draft_id=draft.pk, bands=bands) if bands else None


def _near(batch: list[int]) -> list[tuple[int, int, str, dict[str, Any]]]:
    if not batch:
        return []
    with connection.cursor() as cursor:
        cursor.execute(NEAR, {"batch": batch, "candidates": CANDIDATES, "most": MOST})
        return [(version, draft, product, json.loads(fields)) for version, draft, product, fields in cursor]
