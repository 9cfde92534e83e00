"""A picture that a diffusers pipeline paints is seen on open pages while it is painted, step by step, and can be stopped between steps."""

from __future__ import annotations

import base64
import io
import re
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow

from generation.engines import painter
from shop_content.catalogue.models import Photo, Product
from shop_content.catalogue.pictures import ingest
from shop_content.drafts.models import Draft, DraftVersion
from shop_content.jobs import live, work
from shop_content.jobs.actions import Wish, cancel_run, request_run
from shop_content.jobs.models import Run
from shop_content.shops.models import Member
from tests.factories import MemberFactory, ProductFactory
from tests.generation.scenes import mug
from tests.generation.tiny_pipelines import build_stable_diffusion

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.filterwarnings("ignore")]

SHOWN = re.compile(r'<img src="data:image/jpeg;base64,([^"]+)"[^>]*>.*?value="(\d+)"', re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_stable_diffusion(tmp_path_factory.mktemp("live diffusion"))


@pytest.fixture
def run(settings: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    settings.IMAGE_ENGINE = f"diffusers:{folder}?device=cpu"
    monkeypatch.setattr(live, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(painter, "GLIMPSE_SECONDS", 0.0)
    member = MemberFactory.create()
    image = ingest(member.shop_id, mug(size=300, span=0.8).photo().data, "mug.png")
    Photo.objects.create(product=ProductFactory.create(shop=member.shop), image=image)
    return request_run(member, Product.objects.all(), Wish(("scene",)), "key")


def client_of(run: Run) -> Client:
    client = Client()
    client.force_login(Member.objects.get(shop=run.shop).user)
    return client


def at_every_step(monkeypatch: pytest.MonkeyPatch, look: Any) -> None:
    original = live.Showing.picture

    def picture(self: live.Showing, place: int, fraction: float, so_far: bytes) -> None:
        original(self, place, fraction, so_far)
        look(fraction, so_far)

    monkeypatch.setattr(live.Showing, "picture", picture)


def test_it_is_seen_step_by_step_and_gone_when_it_is_finished(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    client, pages, told = client_of(run), [], []

    def look(fraction: float, so_far: bytes) -> None:
        told.append((fraction, len(so_far)))
        if len(told) in (10, 25):
            draft = Draft.objects.get()
            pages.append(client.get(reverse("run_detail", args=[run.shop_id, run.pk])).content.decode())
            pages.append(client.get(reverse("draft_writing", args=[run.shop_id, draft.pk])).content.decode())

    at_every_step(monkeypatch, look)
    work.perform(work.claim("image"))

    assert [fraction for fraction, _size in told] == pytest.approx([step / 30 for step in range(1, 31)])
    assert all(0 < size <= 10_000 for _fraction, size in told)
    assert len(pages) == 4
    shown = [SHOWN.search(page) for page in pages]
    assert [found and int(found[2]) for found in shown] == [33, 33, 83, 83]
    assert shown[0] is not None
    with Pillow.open(io.BytesIO(base64.b64decode(shown[0][1]))) as small:
        assert (small.format, max(small.size)) == ("JPEG", 192)
    assert DraftVersion.objects.count() == 1
    draft = Draft.objects.get()
    after = client.get(reverse("draft_writing", args=[run.shop_id, draft.pk])).content.decode()
    assert "data:image" not in after


def test_it_is_stopped_between_two_steps(run: Run, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    told: list[float] = []

    def look(fraction: float, _so_far: bytes) -> None:
        told.append(fraction)
        if len(told) == 3:
            cancel_run(run)
            time.sleep(1)  # a beat of the worker's heart, which brings it the news

    at_every_step(monkeypatch, look)
    settings.HEARTBEAT_SECONDS = 0.1
    work.perform(work.claim("image"))
    assert not DraftVersion.objects.exists()
    assert run.jobs.get().status == "cancelled"
    assert len(told) < 10


def test_the_glimpse_follows_what_the_vae_decodes(folder: Path) -> None:
    import numpy as np
    import torch

    loaded = painter.load(str(folder), "main", "auto", "cpu")
    assert loaded.glimpse is not None
    latents = torch.nn.functional.interpolate(
        torch.randn(1, 4, 3, 3, generator=torch.Generator().manual_seed(5)), size=(32, 32), mode="bicubic"
    )
    with torch.inference_mode():
        decoded = loaded.pipeline.vae.decode(latents / loaded.pipeline.vae.config.scaling_factor, return_dict=False)[0]
    true = torch.nn.functional.adaptive_avg_pool2d(decoded, (32, 32))[0].permute(1, 2, 0).numpy() / 2 + 0.5
    with Pillow.open(io.BytesIO(loaded.glimpse.jpeg(latents))) as small:
        seen = np.asarray(small.resize((32, 32), Pillow.Resampling.BOX)).astype(float) / 255
    alike = [np.corrcoef(true[..., channel].ravel(), seen[..., channel].ravel())[0, 1] for channel in range(3)]
    assert np.mean(alike) > 0.5  # random weights are further from linear than trained ones
    assert loaded.glimpse.jpeg(torch.zeros(1, 64, 16)) == b""  # packed latents, as Flux has them
