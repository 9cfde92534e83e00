"""Evidence that a shop keeps: certificates, test reports, awards. It supports what it states while it is valid."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shop_content.audit.actions import record, record_all
from shop_content.policy.models import Evidence
from shop_content.shops.models import Member

LIMITS = {"statement": 300, "issuer": 120, "reference": 120, "link": 500, "brand": 200, "category": 750}  # characters
MOST = 500  # pieces of evidence in a shop; every product is held against each
MOST_SKUS = 500


class BadEvidence(ValueError):
    """The evidence cannot be kept. `field` names the column; the message is for a person."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def add_evidence(member: Member, **values: Any) -> Evidence:
    """`values`: statement, issuer, reference, link, expires_on, and the scope: brand, category, skus. Raises `BadEvidence`."""
    _may(member)
    given = _checked(values)
    if Evidence.objects.filter(shop=member.shop, retired_at=None).count() >= MOST:
        raise BadEvidence("statement", _("A shop keeps at most %(limit)s pieces of evidence.") % {"limit": MOST})
    evidence = Evidence.objects.create(shop=member.shop, created_by=member.user, **given)
    record("evidence.add", evidence, member.shop_id, **_plain(given))
    return evidence


@transaction.atomic
def change_evidence(member: Member, pk: int, **values: Any) -> Evidence:
    """A later expiry, say, when a certificate is renewed. Raises `BadEvidence`, `Evidence.DoesNotExist`."""
    _may(member)
    given = _checked(values)
    evidence = Evidence.objects.select_for_update().get(pk=pk, shop=member.shop, retired_at=None)
    changed = {name: value for name, value in given.items() if getattr(evidence, name) != value}
    for name, value in changed.items():
        setattr(evidence, name, value)
    evidence.lapsed = not evidence.stands(timezone.localdate())
    evidence.save()
    if changed:
        record("evidence.change", evidence, member.shop_id, **_plain(changed))
    return evidence


@transaction.atomic
def retire_evidence(member: Member, pk: int) -> bool:
    """It supports nothing any more. The row stays: versions cite it. False if it was retired already."""
    _may(member)
    open_row = Evidence.objects.filter(pk=pk, shop=member.shop, retired_at=None)
    if not open_row.update(retired_at=timezone.now()):
        return False
    record("evidence.retire", Evidence.objects.get(pk=pk), member.shop_id)
    return True


@transaction.atomic
def lapse(today: date | None = None) -> int:
    """Mark what has expired, so that the versions that cite it are looked at again. Called by every worker's tick."""
    day = today or timezone.localdate()
    due = Evidence.objects.filter(lapsed=False, retired_at=None, expires_on__lt=day)
    rows = list(due.select_for_update(skip_locked=True)[:100])
    for evidence in rows:
        evidence.lapsed = True
    Evidence.objects.bulk_update(rows, ["lapsed"])
    record_all(
        ("evidence.lapse", evidence, evidence.shop_id, {"expired": str(evidence.expires_on)}) for evidence in rows
    )
    return len(rows)


def _may(member: Member) -> None:
    if not member.may("write"):
        raise PermissionDenied("write")


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = {name: " ".join(str(values.get(name, "")).replace("\x00", "").split()) for name in LIMITS}
    if len(given["statement"]) < 3:
        raise BadEvidence(
            "statement", _("Say what it proves, in the words that a text may use: “GOTS-certified cotton”.")
        )
    for name, limit in LIMITS.items():
        if len(given[name]) > limit:
            raise BadEvidence(name, _("This is longer than %(limit)s characters. Shorten it.") % {"limit": limit})
    if not given["issuer"] and not given["reference"]:
        raise BadEvidence("issuer", _("Name who issued it, or the number under which it can be found."))
    skus = list(dict.fromkeys(sku.strip() for sku in values.get("skus", ()) if sku.strip()))
    if len(skus) > MOST_SKUS:
        raise BadEvidence(
            "skus", _("More than %(limit)s SKUs. Name a brand or a category instead.") % {"limit": MOST_SKUS}
        )
    return {**given, "skus": skus, "expires_on": values.get("expires_on")}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, date) else value for name, value in values.items()}
