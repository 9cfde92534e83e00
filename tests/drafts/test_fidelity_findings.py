"""What the fidelity gate found stands: it blocks approval and cannot be waived; its overlay is shown at review."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow

from generation.contract import Asset, Finding, Placement
from shop_content.catalogue.models import Photo
from shop_content.catalogue.pictures import ingest, keep_all
from shop_content.drafts import actions
from shop_content.drafts.errors import BlockedByFindings, NotWaivable
from shop_content.drafts.models import Decision, DraftVersion
from shop_content.shops.models import Member
from tests.drafts.conftest import Write

pytestmark = pytest.mark.django_db

REPAINTED = Finding("picture.repainted", "error", params={"mean": 2.4, "worst": 9.0, "structure": 90})
MEASURES = {"colour_mean": 2.4, "colour_worst": 9.0, "silhouette": 1.0, "structure": 0.9}


def jpeg(colour: tuple[int, int, int]) -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def repainted(write: Write, owner: Member) -> DraftVersion:
    asset = Asset(jpeg((9, 9, 200)), "image/jpeg", 64, 48, "compositeCapture", MEASURES, overlay=jpeg((200, 9, 9)))
    stored = keep_all(owner.shop_id, asset)
    return write("packshot", "", fields={}, claims=[], findings=[REPAINTED], asset=asset, **stored)


def test_it_blocks_approval_whatever_anyone_says(repainted: DraftVersion, approver: Member) -> None:
    finding = repainted.findings.get()
    with pytest.raises(NotWaivable):
        actions.waive(approver, finding.pk, "It looks fine to me")
    finding.refresh_from_db()
    assert finding.waived_at is None
    assert not Decision.objects.exists()
    with pytest.raises(BlockedByFindings):
        actions.approve(approver, repainted.draft_id, repainted.pk)


def test_the_desk_shows_numbers_and_overlay_and_offers_no_waiver(
    repainted: DraftVersion, approver: Member, client: Client
) -> None:
    client.force_login(approver.user)
    page = client.get(reverse("draft_detail", args=[approver.shop_id, repainted.draft_id])).content.decode()
    assert "2.40 ΔE" in page
    assert repainted.overlay is not None
    assert reverse("photo_file", args=[approver.shop_id, repainted.overlay.pk]) in page
    assert "data-waive=" not in page
    assert "cannot be waived" in page


def test_before_and_after_lie_on_each_other(write: Write, owner: Member, approver: Member, client: Client) -> None:
    version = write()
    before = ingest(owner.shop_id, jpeg((90, 120, 30)), "before.jpg")
    Photo.objects.create(product=version.draft.product, image=before)
    placement = Placement(before.sha256, (2, 3, 60, 40), (1, 1, 59, 38), b"")
    asset = Asset(jpeg((9, 9, 200)), "image/jpeg", 64, 48, "compositeCapture", MEASURES, placement)
    shot = write("packshot", "", fields={}, claims=[], asset=asset, **keep_all(owner.shop_id, asset))
    assert shot.picture["placement"]["source"] == [2, 3, 60, 40]
    client.force_login(approver.user)
    page = client.get(reverse("draft_detail", args=[approver.shop_id, shot.draft_id])).content.decode()
    assert 'data-source="2 3 60 40" data-target="1 1 59 38"' in page
    assert 'data-view-choice="slider"' in page
    Photo.objects.all().delete()
    page = client.get(reverse("draft_detail", args=[approver.shop_id, shot.draft_id])).content.decode()
    assert "data-slider" not in page
