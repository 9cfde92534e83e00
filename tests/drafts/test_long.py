"""Forty findings in the same words are told apart by the passages that they are about."""

from __future__ import annotations

import pytest
from django.urls import reverse

from generation.contract import Finding

pytestmark = pytest.mark.django_db


def test_findings_in_the_same_words_name_their_passages(client, write, owner):
    text = " ".join(f"Sentence {number} says much." for number in range(40))
    found = [
        Finding("claims.uncited", "warning", "description", 0, 23 * n, 23 * n + 10, {"text": ""}) for n in (0, 2, 4)
    ]
    alone = Finding("wording.shouting", "warning", "description", 0, 0, 8, {"text": "Sentence"})
    version = write("description", fields={"description": text}, claims=(), findings=[*found, alone])
    client.force_login(owner.user)
    lines = client.get(reverse("draft_detail", args=[owner.shop_id, version.draft_id])).context["shown"].findings
    assert [line.words for line in lines] == [text[23 * n : 23 * n + 10] for n in (0, 2, 4)] + [""]
