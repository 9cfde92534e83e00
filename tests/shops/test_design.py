"""The design page shows every component and every token, so that neither grows unseen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import reverse

from shop_content.shops.views.design import icons, tokens
from tests.factories import MemberFactory

BASE = Path(__file__).resolve().parents[2] / "static" / "base"
ELSEWHERE = {"htmx-request", "helptext", "errorlist", "label", "toasts"}  # states, and what libraries name


@pytest.mark.django_db
def test_every_component_and_token_is_shown(client):
    client.force_login(MemberFactory().user)
    page = client.get(reverse("design")).content.decode()
    css = re.sub(r"/\*.*?\*/", "", (BASE / "components.css").read_text(), flags=re.DOTALL)
    classes = set(re.findall(r"\.([a-z][\w-]*)(?=[^{}]*\{)", css)) - ELSEWHERE
    used = {name for value in re.findall(r'class="([^"]*)"', page) for name in value.split()}
    assert classes - used == set()
    for token in tokens():
        if not token.name.startswith(("--font", "--sidebar", "--row", "--control")):
            assert token.name in page
    assert len(icons()) > 20


def test_strangers_are_sent_to_sign_in(client):
    assert client.get(reverse("design")).status_code == 302
